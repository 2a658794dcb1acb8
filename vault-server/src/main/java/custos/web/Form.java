package custos.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What was typed into a form: names and texts, in order, in NFC, at most [#MAX_FIELDS] of them.
public final class Form {
    /// The most bytes of a form unless its page says otherwise.
    public static final int MAX_BYTES = 64 * 1024;

    static final int MAX_FIELDS = 500;

    /// The hidden field that proves that the form is ours.
    public static final String CSRF = "csrf";

    private final Map<String, List<String>> values;

    private Form(Map<String, List<String>> values) {
        this.values = values;
    }

    static Form empty() {
        return new Form(Map.of());
    }

    /// Reads an `application/x-www-form-urlencoded` body.
    ///
    /// @throws WebFault.TooLarge past `maxBytes`
    /// @throws WebFault.Unreadable when it is no such body in UTF-8
    static Form read(InputStream in, int maxBytes) throws IOException {
        byte[] body = in.readNBytes(maxBytes + 1);
        if (body.length > maxBytes) {
            throw new WebFault.TooLarge();
        }
        var values = new LinkedHashMap<String, List<String>>();
        int count = 0;
        for (String pair : utf8(body).split("&", -1)) {
            if (!pair.isEmpty()) {
                if (++count > MAX_FIELDS) {
                    throw new WebFault.TooLarge();
                }
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
                values.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
            }
        }
        return new Form(values);
    }

    private static String utf8(byte[] bytes) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new WebFault.Unreadable();
        }
    }

    private static String decode(String text) {
        try {
            String decoded = URLDecoder.decode(text, UTF_8).replace("\r\n", "\n");
            if (decoded.indexOf('\uFFFD') >= 0) {
                throw new WebFault.Unreadable();
            }
            return Normalizer.normalize(decoded, Normalizer.Form.NFC);
        } catch (IllegalArgumentException e) {
            throw new WebFault.Unreadable();
        }
    }

    /// The text of a field without spaces around it; empty text when the field is not there.
    public String text(String name) {
        return raw(name).strip();
    }

    /// The text exactly as typed, for passwords.
    public String raw(String name) {
        return values.getOrDefault(name, List.of("")).getFirst();
    }

    /// The text of a field, when something was typed.
    public Optional<String> filled(String name) {
        return Optional.of(text(name)).filter(text -> !text.isEmpty());
    }

    /// All values of a field, for boxes that are ticked.
    public List<String> all(String name) {
        return List.copyOf(values.getOrDefault(name, List.of()));
    }

    /// Whether a box is ticked or a button was pressed.
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /// All that was typed, but for the proof that the form is ours, to be shown again.
    public List<Typed> typed() {
        return values.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(CSRF))
                .flatMap(entry ->
                        entry.getValue().stream().map(value -> new Typed(entry.getKey(), value)))
                .toList();
    }

    /// A field as it was sent.
    public record Typed(String name, String value) {
        /// Redacted: people type personal data.
        @Override
        public String toString() {
            return "Typed[redacted]";
        }
    }

    /// Redacted: people type personal data.
    @Override
    public String toString() {
        return "Form[" + values.size() + " fields]";
    }
}
