package custos.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The body of a request, read once and never beyond its limit.
final class RequestBody {
    static final Set<String> JSON = Set.of("application/json");
    static final Set<String> PATCH = Set.of("application/merge-patch+json", "application/json");

    private final HttpServletRequest request;
    private final int maxBytes;
    private byte @Nullable [] bytes;

    RequestBody(HttpServletRequest request, int maxBytes) {
        this.request = request;
        this.maxBytes = maxBytes;
    }

    boolean isEmpty() {
        return bytes().length == 0;
    }

    /// The body as the JSON object of one of these media types.
    Map<String, @Nullable Object> object(Set<String> types) {
        requireType(types);
        return JsonReader.read(bytes());
    }

    /// The SHA-256 of the body.
    byte[] digest() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private void requireType(Set<String> types) {
        // Not getContentType: it fails on a charset that it does not know.
        String sent = request.getHeader("Content-Type");
        String header = sent == null ? "" : sent;
        String[] parts = header.toLowerCase(Locale.ROOT).split("\\s*;\\s*", 3);
        boolean utf8 = parts.length == 1 || parts[1].matches("charset=\"?utf-8\"?");
        if (!types.contains(parts[0].strip()) || !utf8 || parts.length > 2) {
            String wanted = String.join(", ", types.stream().sorted().toList());
            throw new Rejected(
                    Problem.of(415, "media-type", "send UTF-8 as " + wanted)
                            .withHeader("Accept", wanted));
        }
    }

    private byte[] bytes() {
        byte[] known = bytes;
        if (known == null) {
            known = read();
            bytes = known;
        }
        return known;
    }

    private byte[] read() {
        if (request.getContentLengthLong() > maxBytes) {
            throw tooLarge();
        }
        try {
            byte[] read = request.getInputStream().readNBytes(maxBytes + 1);
            if (read.length > maxBytes) {
                throw tooLarge();
            }
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Rejected tooLarge() {
        return new Rejected(
                Problem.of(413, "too-large", "a request body has at most " + maxBytes + " bytes"));
    }
}
