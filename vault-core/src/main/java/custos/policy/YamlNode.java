package custos.policy;

import java.util.LinkedHashMap;
import java.util.List;

/// A piece of YAML with the line it stands on, counted from 1.
sealed interface YamlNode {
    int line();

    /// What a scalar was written as: `1` is a whole number, `"1"` is a text.
    enum Kind {
        TEXT,
        WHOLE,
        FLAG,
        OTHER
    }

    record Scalar(int line, Kind kind, String text) implements YamlNode {}

    record Listing(int line, List<YamlNode> items) implements YamlNode {}

    record Mapping(int line, LinkedHashMap<String, Member> members) implements YamlNode {}

    /// A key's line and what stands under it.
    record Member(int line, YamlNode value) {}
}
