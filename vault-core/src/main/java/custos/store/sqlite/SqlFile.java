package custos.store.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A file of SQL that lies beside this class: whole, or as named statements.
///
/// `-- name: x` on a line of its own starts the statement `x`; other comment lines are for people.
final class SqlFile {
    private static final String NAME = "-- name: ";

    private SqlFile() {}

    /// The file's text, to run as a script.
    static String script(String file) {
        try (var in = SqlFile.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing from the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    /// The file's statements by name, in their order.
    static Map<String, String> statements(String file) {
        return parse(script(file));
    }

    static Map<String, String> parse(String text) {
        var statements = new LinkedHashMap<String, String>();
        String name = "";
        for (String line : text.lines().map(String::strip).toList()) {
            if (line.startsWith(NAME)) {
                name = line.substring(NAME.length());
                if (statements.put(name, "") != null) {
                    throw new IllegalArgumentException("two statements are named " + name);
                }
            } else if (!line.isEmpty() && !line.startsWith("--")) {
                if (name.isEmpty()) {
                    throw new IllegalArgumentException("a statement comes before the first name");
                }
                statements.merge(name, line, (before, more) -> (before + " " + more).strip());
            }
        }
        return Collections.unmodifiableMap(statements);
    }
}
