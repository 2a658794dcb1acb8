package custos.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartConfig;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Attributes;

/// A form with files in it (`multipart/form-data`, RFC 7578), read into memory whole: nothing of it
/// is written anywhere.
public final class Upload {
    private static final int MAX_PARTS = 8;
    private static final int MAX_HEADER_BYTES = 4 * 1024;

    /// How much of a body that is too large is still read and dropped: a browser shows an answer
    /// only once it has sent everything.
    private static final int DROPPED_BYTES = 32 * 1024 * 1024;

    private final Map<String, byte[]> parts;

    private Upload(Map<String, byte[]> parts) {
        this.parts = parts;
    }

    /// Reads a body.
    ///
    /// @param type the header `Content-Type`, which names the boundary
    /// @throws WebFault.TooLarge past `maxBytes`
    /// @throws WebFault.Unreadable when it is no such body, or a name stands in it twice
    static Upload read(String type, InputStream in, int maxBytes) throws IOException {
        if (!type.startsWith("multipart/form-data") || MultiPart.extractBoundary(type) == null) {
            throw new WebFault.Unreadable();
        }
        byte[] body = in.readNBytes(maxBytes + 1);
        if (body.length > maxBytes) {
            drop(in);
            throw new WebFault.TooLarge();
        }
        try (MultiPartFormData.Parts found =
                MultiPartFormData.getParts(
                        Content.Source.from(ByteBuffer.wrap(body)),
                        new Attributes.Mapped(),
                        type,
                        inMemory(maxBytes))) {
            return new Upload(contents(found));
        } catch (IllegalArgumentException | IllegalStateException | CompletionException e) {
            throw new WebFault.Unreadable();
        }
    }

    private static MultiPartConfig inMemory(int maxBytes) {
        return new MultiPartConfig.Builder()
                .maxParts(MAX_PARTS)
                .maxHeadersSize(MAX_HEADER_BYTES)
                .maxSize(maxBytes)
                .maxPartSize(maxBytes)
                .maxMemoryPartSize(maxBytes)
                .build();
    }

    private static void drop(InputStream in) throws IOException {
        byte[] scratch = new byte[16 * 1024];
        int left = DROPPED_BYTES;
        for (int read = in.read(scratch); read >= 0 && left > 0; read = in.read(scratch)) {
            left -= read;
        }
    }

    private static Map<String, byte[]> contents(MultiPartFormData.Parts found) throws IOException {
        var contents = new HashMap<String, byte[]>();
        for (MultiPart.Part part : found) {
            ByteBuffer buffer = Content.Source.asByteBuffer(part.createContentSource());
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            if (contents.put(Optional.ofNullable(part.getName()).orElse(""), bytes) != null) {
                throw new WebFault.Unreadable();
            }
        }
        return contents;
    }

    /// The text of a field without spaces around it; empty text when the field is not there.
    public String text(String name) {
        return new String(parts.getOrDefault(name, new byte[0]), UTF_8).strip();
    }

    /// The bytes of a file, when one was chosen that is not empty.
    public Optional<byte[]> file(String name) {
        return Optional.ofNullable(parts.get(name)).filter(bytes -> bytes.length > 0);
    }

    /// Redacted: files hold personal data.
    @Override
    public String toString() {
        return "Upload[" + parts.size() + " parts]";
    }
}
