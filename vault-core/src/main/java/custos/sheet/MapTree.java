package custos.sheet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLParser;

/// A YAML text as a tree that knows its lines. Scalars are texts; anchors, aliases, a key that
/// stands twice, more than one document and nesting deeper than 8 are refused.
sealed interface MapTree {
    /// The line where it begins, from 1.
    int line();

    record Scalar(int line, String text) implements MapTree {}

    record Sequence(int line, List<MapTree> items) implements MapTree {}

    record Mapping(int line, Map<String, Entry> entries) implements MapTree {}

    record Entry(int line, MapTree value) {}

    int MAX_CHARACTERS = 256 << 10;
    int MAX_DEPTH = 8;

    static IllegalArgumentException wrong(int line, String what) {
        return new IllegalArgumentException("line " + line + ": " + what);
    }

    static Mapping parse(String yaml) {
        if (yaml.length() > MAX_CHARACTERS) {
            throw new IllegalArgumentException("a map has at most 256 KiB");
        }
        try (JsonParser parser = new YAMLMapper().createParser(yaml)) {
            if (parser.nextToken() == null) {
                throw wrong(1, "the map is empty");
            }
            if (!(value(parser, 0) instanceof Mapping mapping)) {
                throw wrong(1, "a map is a list of keys with their values");
            }
            if (parser.nextToken() != null) {
                throw wrong(parser.currentTokenLocation().getLineNr(), "a map is one document");
            }
            return mapping;
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
            throw wrong(line, "this is not YAML");
        }
    }

    private static MapTree value(JsonParser parser, int depth) {
        int line = parser.currentTokenLocation().getLineNr();
        if (depth > MAX_DEPTH) {
            throw wrong(line, "a map is nested at most " + MAX_DEPTH + " deep");
        }
        if (parser instanceof YAMLParser yaml
                && (yaml.isCurrentAlias() || yaml.getObjectId() != null)) {
            throw wrong(line, "a map has no anchors and no aliases");
        }
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return mapping(parser, line, depth);
        }
        if (token == JsonToken.START_ARRAY) {
            var items = new ArrayList<MapTree>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(value(parser, depth + 1));
            }
            return new Sequence(line, items);
        }
        return new Scalar(line, token == JsonToken.VALUE_NULL ? "" : parser.getString().strip());
    }

    private static Mapping mapping(JsonParser parser, int line, int depth) {
        var entries = new LinkedHashMap<String, Entry>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            int at = parser.currentTokenLocation().getLineNr();
            parser.nextToken();
            if (entries.put(key, new Entry(at, value(parser, depth + 1))) != null) {
                throw wrong(at, "the key " + key + " stands twice");
            }
        }
        return new Mapping(line, entries);
    }
}
