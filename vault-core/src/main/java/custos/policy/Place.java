package custos.policy;

import custos.policy.YamlNode.Kind;
import custos.policy.YamlNode.Listing;
import custos.policy.YamlNode.Mapping;
import custos.policy.YamlNode.Scalar;
import java.time.DateTimeException;
import java.time.Period;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/// A value in a policy file, with where it stands. What cannot be read as wanted becomes a problem,
/// and reading goes on.
final class Place {
    private static final int MAX_TEXT = 4_000;
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final long LONGEST_DAYS = 100 * 366L;

    private final Problems problems;
    private final String file;
    private final String path;
    private final int line;
    private final YamlNode node;

    Place(Problems problems, String file, String path, YamlNode node) {
        this(problems, file, path, node.line(), node);
    }

    private Place(Problems problems, String file, String path, int line, YamlNode node) {
        this.problems = problems;
        this.file = file;
        this.path = path;
        this.line = line;
        this.node = node;
    }

    void wrong(String what) {
        problems.add(new Problem(file, line, path, what));
    }

    /// A problem with a key that stands, or should stand, in this mapping.
    void wrong(String key, String what) {
        problems.add(new Problem(file, line, below(key), what));
    }

    private <T> Optional<T> refuse(String what) {
        wrong(what);
        return Optional.empty();
    }

    private String below(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /// The mapping here; without members when there is none.
    Section section() {
        var members = new LinkedHashMap<String, Place>();
        if (node instanceof Mapping mapping) {
            mapping.members()
                    .forEach((key, member) ->
                            members.put(
                                    key,
                                    new Place(
                                            problems,
                                            file,
                                            below(key),
                                            member.line(),
                                            member.value())));
        } else {
            wrong("must be a mapping of keys to values");
            return Section.absent(this);
        }
        return new Section(this, members);
    }

    boolean isMapping() {
        return node instanceof Mapping;
    }

    /// The items of the list here; each stands where the list's key stands.
    List<Place> items() {
        var found = new ArrayList<Place>();
        if (node instanceof Listing listing) {
            listing.items().forEach(item -> found.add(new Place(problems, file, path, item)));
        } else {
            wrong("must be a list in [ ]");
        }
        return found;
    }

    /// A text of one line that is not blank.
    Optional<String> text() {
        if (!(node instanceof Scalar(_, Kind kind, String text)) || kind == Kind.OTHER) {
            return refuse("must be a text");
        }
        if (kind != Kind.TEXT) {
            return refuse("must be a text: put it in quotes");
        }
        if (text.isBlank() || text.length() > MAX_TEXT) {
            return refuse("must be 1 to " + MAX_TEXT + " characters");
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            return refuse("must be one line without control characters");
        }
        if (text.matches("(#{1,2}|-) .*")) {
            return refuse("must not begin like a heading or a list");
        }
        return Optional.of(text);
    }

    Optional<String> text(String pattern, String what) {
        Optional<String> text = text();
        if (text.isPresent() && !text.get().matches(pattern)) {
            return refuse("must be " + what);
        }
        return text;
    }

    /// A code of our own making, such as a reason.
    Optional<String> code() {
        return text("[a-z0-9-]{1,64}", "1 to 64 of a-z, 0-9 and -");
    }

    Optional<String> email() {
        return text("[^@ ]{1,64}@[^@ ]+\\.[^@ ]{2,63}", "an e-mail address");
    }

    Optional<String> url() {
        return text("https?://[^\\s\"<>]{1,300}", "an address that begins with https://");
    }

    Optional<String> country() {
        Optional<String> text = text();
        if (text.isPresent() && !COUNTRIES.contains(text.get())) {
            return refuse("must be a country of ISO 3166 in two capital letters");
        }
        return text;
    }

    OptionalLong whole(long min, long max) {
        if (node instanceof Scalar(_, Kind kind, String text)
                && kind == Kind.WHOLE
                && text.matches("[-+]?[0-9]{1,18}")) {
            long value = Long.parseLong(text);
            if (value >= min && value <= max) {
                return OptionalLong.of(value);
            }
        }
        wrong("must be a whole number from " + min + " to " + max);
        return OptionalLong.empty();
    }

    Optional<Boolean> flag() {
        if (node instanceof Scalar(_, Kind kind, String text) && kind == Kind.FLAG) {
            return Optional.of(text.equals("true"));
        }
        return refuse("must be true or false");
    }

    /// A period such as `P3Y` (ISO 8601) of one day to a hundred years.
    Optional<Period> period() {
        String wanted = "must be a period of one day to a hundred years, such as P3Y or P6M";
        if (node instanceof Scalar(_, Kind kind, String text) && kind == Kind.TEXT) {
            try {
                Period period = Period.parse(text);
                boolean counts = !period.isNegative() && !period.isZero() && text.startsWith("P");
                if (counts && Periods.days(period) <= LONGEST_DAYS) {
                    return Optional.of(period);
                }
            } catch (DateTimeException | ArithmeticException e) {
                return refuse(wanted);
            }
        }
        return refuse(wanted);
    }

    /// One of the names that a constant is written by.
    <E> Optional<E> constant(Function<String, Optional<E>> find, List<String> codes) {
        Optional<String> text = text();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<E> found = find.apply(text.get());
        if (found.isEmpty()) {
            wrong(
                    "'"
                            + text.get()
                            + "' is none of "
                            + String.join(", ", codes)
                            + Nearest.hint(text.get(), codes));
        }
        return found;
    }

    /// The name of something that the policy declares.
    Optional<String> reference(String what, Set<String> declared) {
        Optional<String> text = text();
        if (text.isPresent() && !declared.contains(text.get())) {
            return refuse(
                    "there is no "
                            + what
                            + " '"
                            + text.get()
                            + "'"
                            + Nearest.hint(text.get(), declared));
        }
        return text;
    }

    /// A list of names that the policy declares, none of them twice.
    List<String> references(String what, Set<String> declared) {
        return distinct(item -> item.reference(what, declared));
    }

    /// The list's values, none of them twice.
    List<String> distinct(Function<Place, Optional<String>> read) {
        var found = new ArrayList<String>();
        for (Place item : items()) {
            read.apply(item)
                    .ifPresent(text -> {
                        if (found.contains(text)) {
                            item.wrong("'" + text + "' stands twice");
                        } else {
                            found.add(text);
                        }
                    });
        }
        return found;
    }
}
