package custos.policy;

import custos.policy.YamlNode.Kind;
import custos.policy.YamlNode.Listing;
import custos.policy.YamlNode.Mapping;
import custos.policy.YamlNode.Member;
import custos.policy.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/// Reads the plain part of YAML: one document of mappings, lists and scalars.
///
/// Anchors, aliases and tags are refused (a reader would have to follow them in mind), as are keys
/// that stand twice and nesting deeper than eight levels.
final class YamlReader {
    private static final int MAX_DEPTH = 8;
    private static final YAMLFactory YAML = YAMLFactory.builder().build();

    private final String file;
    private final Problems problems;
    private final YAMLParser parser;

    /// The characters of the file, to which the parser's places point.
    private final int[] source;

    private YamlReader(String file, Problems problems, YAMLParser parser, String text) {
        this.file = file;
        this.problems = problems;
        this.parser = parser;
        this.source = text.codePoints().toArray();
    }

    /// The file's mapping; empty when it is no YAML at all or no mapping, which is then a problem.
    static Optional<Place> read(String file, String text, Problems problems) {
        try (JsonParser parser = YAML.createParser(ObjectReadContext.empty(), text)) {
            var reader = new YamlReader(file, problems, (YAMLParser) parser, text);
            return Optional.of(new Place(problems, file, "", reader.document()));
        } catch (Refused e) {
            problems.add(new Problem(file, e.line, "", e.what));
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
            String what = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
            problems.add(new Problem(file, line, "", "this is not YAML: " + what));
        }
        return Optional.empty();
    }

    private YamlNode document() {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw new Refused(1, "the file is empty");
        }
        YamlNode root = node(first, "", 0);
        if (parser.nextToken() != null) {
            throw new Refused(line(), "a file holds one document");
        }
        return root;
    }

    private YamlNode node(@Nullable JsonToken token, String path, int depth) {
        if (depth > MAX_DEPTH) {
            throw new Refused(line(), "nesting is at most " + MAX_DEPTH + " levels deep");
        }
        if (token == null) {
            throw new Refused(line(), "the file ends too early");
        }
        refuseReferences();
        int line = line();
        return switch (token) {
            case START_OBJECT -> mapping(line, path, depth);
            case START_ARRAY -> listing(line, path, depth);
            case VALUE_STRING -> new Scalar(line, Kind.TEXT, parser.getString());
            case VALUE_NUMBER_INT -> new Scalar(line, Kind.WHOLE, parser.getString());
            case VALUE_TRUE, VALUE_FALSE -> new Scalar(line, Kind.FLAG, parser.getString());
            default -> new Scalar(line, Kind.OTHER, "");
        };
    }

    private Mapping mapping(int line, String path, int depth) {
        var members = new LinkedHashMap<String, Member>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            refuseReferences();
            String key = parser.currentName();
            String below = path.isEmpty() ? key : path + "." + key;
            int keyLine = line();
            var member = new Member(keyLine, node(parser.nextToken(), below, depth + 1));
            if (members.putIfAbsent(key, member) != null) {
                problems.add(new Problem(file, keyLine, below, "this key stands twice"));
            }
        }
        return new Mapping(line, members);
    }

    private Listing listing(int line, String path, int depth) {
        var items = new ArrayList<YamlNode>();
        JsonToken token = parser.nextToken();
        while (token != JsonToken.END_ARRAY) {
            items.add(node(token, path, depth + 1));
            token = parser.nextToken();
        }
        return new Listing(line, items);
    }

    private void refuseReferences() {
        // The parser does not tell of an anchor at a scalar; no plain scalar begins like one.
        int begin = begin();
        if (parser.isCurrentAlias() || parser.getObjectId() != null || begin == '&') {
            throw new Refused(line(), "anchors and aliases are not read");
        }
        if (parser.getRawTag() != null || begin == '!') {
            throw new Refused(line(), "tags are not read");
        }
    }

    /// The character at which the current token begins; 0 when that cannot be told.
    private int begin() {
        long at = parser.currentTokenLocation().getCharOffset();
        return at >= 0 && at < source.length ? source[(int) at] : 0;
    }

    private int line() {
        return Math.max(1, parser.currentTokenLocation().getLineNr());
    }

    /// What ends the reading of a file at once.
    private static final class Refused extends RuntimeException {
        private final int line;
        private final String what;

        Refused(int line, String what) {
            super(what);
            this.line = line;
            this.what = what;
        }
    }
}
