package custos.sheet;

import custos.customer.EmailAddress;
import custos.customer.ExternalReference;
import custos.customer.FullName;
import custos.customer.IndexForm;
import custos.customer.PhoneNumber;
import custos.customer.PostalAddress;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// By what two rows are compared: folded name words in alphabetical order (so that first and last
/// name may be swapped) without titles, street, postcode, town, and the forms by which e-mail,
/// telephone and number are found again.
record Traits(
        List<String> name,
        String street,
        String postcode,
        String city,
        Optional<String> email,
        Optional<String> phone,
        Optional<LocalDate> birth,
        Set<String> numbers) {
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern GAPS = Pattern.compile("[\\s.,]+");
    private static final Set<String> TITLES =
            Set.of(
                    "ing", "mgr", "bc", "mudr", "mvdr", "judr", "phdr", "rndr", "phd", "ph", "csc",
                    "dis", "doc", "prof", "dr", "mr", "mrs", "ms", "miss", "pan", "pani", "encik",
                    "puan", "cik", "dato", "datuk", "datin", "tan", "sri", "haji", "hajjah");

    static Traits of(Particulars who, List<ExternalReference> numbers) {
        Optional<PostalAddress> address = who.address();
        return new Traits(
                name(who),
                Words.fold(
                        address.map(PostalAddress::line1).orElse("")
                                + " "
                                + address.map(PostalAddress::line2).orElse("")),
                BETWEEN.matcher(
                                address.map(PostalAddress::postcode)
                                        .orElse("")
                                        .toUpperCase(Locale.ROOT))
                        .replaceAll(""),
                Words.fold(address.map(PostalAddress::city).orElse("")),
                who.email().map(EmailAddress::indexForm).map(IndexForm::value),
                who.phone().flatMap(PhoneNumber::indexForm).map(IndexForm::value),
                who.birth(),
                Set.copyOf(
                        numbers.stream()
                                .map(number -> number.indexForm().value())
                                .distinct()
                                .toList()));
    }

    /// The same traits with the birth date that the person is already known by.
    Traits bornOn(Optional<LocalDate> known) {
        return new Traits(
                name, street, postcode, city, email, phone, birth.or(() -> known), numbers);
    }

    /// The keys of which two rows of one person share at least one.
    List<String> keys() {
        var keys = new ArrayList<String>();
        email.ifPresent(value -> keys.add("e" + value));
        phone.ifPresent(value -> keys.add("p" + value));
        numbers.forEach(value -> keys.add("n" + value));
        birth.ifPresent(value -> keys.add("b" + value + name));
        if (!street.isEmpty()) {
            Stream.of(postcode, city)
                    .filter(place -> !place.isEmpty())
                    .forEach(place -> keys.add("a" + street + "|" + place));
        }
        return keys;
    }

    /// All of them, a line each: none of them has a line's end in it.
    String card() {
        return String.join(
                "\n",
                String.join(" ", name),
                street,
                postcode,
                city,
                email.orElse(""),
                phone.orElse(""),
                birth.map(LocalDate::toString).orElse(""),
                String.join("\t", numbers));
    }

    /// The traits on a card.
    static Traits ofCard(String card) {
        String[] lines = card.split("\n", -1);
        return new Traits(
                parts(lines[0], " "),
                lines[1],
                lines[2],
                lines[3],
                filled(lines[4]),
                filled(lines[5]),
                filled(lines[6]).map(LocalDate::parse),
                Set.copyOf(parts(lines[7], "\t")));
    }

    /// A name as it was written, without titles: by its words a customer is looked up who may be
    /// kept without them.
    static String withoutTitles(FullName name) {
        List<String> words = Stream.of(GAPS.split(name.value(), -1)).toList();
        List<String> bare =
                words.stream().filter(word -> !TITLES.contains(Words.fold(word))).toList();
        return String.join(" ", bare.stream().allMatch(String::isEmpty) ? words : bare);
    }

    private static List<String> parts(String line, String between) {
        return line.isEmpty() ? List.of() : List.of(line.split(between, -1));
    }

    private static Optional<String> filled(String line) {
        return Optional.of(line).filter(text -> !text.isEmpty());
    }

    private static List<String> name(Particulars who) {
        String folded = who.name().map(name -> Words.fold(name.value())).orElse("");
        List<String> words = Stream.of(folded.split(" ", -1)).filter(w -> !w.isEmpty()).toList();
        List<String> bare = words.stream().filter(w -> !TITLES.contains(w)).sorted().toList();
        return bare.isEmpty() ? words.stream().sorted().toList() : bare;
    }

    @Override
    public String toString() {
        return "Traits[redacted]";
    }
}
