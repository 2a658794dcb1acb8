package custos.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A configuration file: one setting a line, `name: value` or `name = value`, `#` begins a comment.
/// Strict: a name that is not known, or stands twice, is refused with its line, so that a slip of
/// the pen never leaves a default in force unnoticed.
final class ConfigFile {
    private static final int MAX_BYTES = 64 * 1024;
    private static final Pattern LINE =
            Pattern.compile(
                    "([A-Za-z0-9_.-]+)\\s*[:=]\\s*(\"[^\"]*\"|'[^']*'|[^\"'#]*?)\\s*(#.*)?");

    private final Map<Setting, String> values;

    private ConfigFile(Map<Setting, String> values) {
        this.values = values;
    }

    static ConfigFile none() {
        return new ConfigFile(Map.of());
    }

    static ConfigFile read(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new UsageFault(file + " is longer than a configuration file is (64 KiB)");
            }
            return parse(file.toString(), Files.readAllLines(file));
        } catch (IOException e) {
            throw new UsageFault("the configuration file " + file + " cannot be read");
        }
    }

    static ConfigFile parse(String name, List<String> lines) {
        var values = new EnumMap<Setting, String>(Setting.class);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                put(values, line, name + ":" + (i + 1) + ": ");
            }
        }
        return new ConfigFile(values);
    }

    private static void put(Map<Setting, String> values, String line, String place) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new UsageFault(place + "a setting is written `name: value`");
        }
        Setting setting =
                Setting.find(parts.group(1))
                        .orElseThrow(() ->
                                new UsageFault(
                                        place + "there is no setting called " + parts.group(1)));
        String value = parts.group(2).replaceAll("^[\"']|[\"']$", "");
        if (value.isEmpty()) {
            throw new UsageFault(place + setting.word() + " has no value");
        }
        if (values.putIfAbsent(setting, value) != null) {
            throw new UsageFault(place + setting.word() + " stands twice");
        }
    }

    Optional<String> find(Setting setting) {
        return Optional.ofNullable(values.get(setting));
    }
}
