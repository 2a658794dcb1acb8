package custos.sheet;

import custos.customer.CustomerNumber;
import custos.sheet.ColumnMap.MatchBy;
import custos.sheet.KnownCustomers.Known;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Whom an imported person is in the vault, by the same rule that joins the rows of a sheet.
public sealed interface VaultMatch {
    /// Nobody: a new customer.
    record Nobody() implements VaultMatch {}

    /// This customer. `similarName` asks for a look: the name differs by a slip.
    record Same(Known customer, boolean similarName) implements VaultMatch {}

    /// Perhaps one of these; only a person can tell.
    record Unsure(List<Known> customers) implements VaultMatch {
        public Unsure {
            customers = List.copyOf(customers);
        }
    }

    /// Asks the vault. More than one sure match is unsure.
    static VaultMatch of(ImportedPerson person, KnownCustomers vault, Set<MatchBy> matchBy) {
        VaultMatch match = among(reached(person, vault), person, matchBy);
        if (!matchBy.contains(MatchBy.PERSON)) {
            return match;
        }
        // Only whom nothing exact finds is looked for by name: most are not.
        for (String words : questions(person.who())) {
            if (match instanceof Nobody) {
                match = among(vault.byWords(words), person, matchBy);
            }
        }
        return match;
    }

    private static VaultMatch among(
            List<Known> candidates, ImportedPerson person, Set<MatchBy> matchBy) {
        var traits = Traits.of(person.who(), person.numbers());
        var same = new ArrayList<Same>();
        var unsure = new ArrayList<Known>();
        for (Known known : candidates) {
            switch (likeness(Traits.of(known.who(), known.numbers()), traits, matchBy)) {
                case SAME -> same.add(new Same(known, false));
                case SIMILAR -> same.add(new Same(known, true));
                case POSSIBLE -> unsure.add(known);
                case DIFFERENT -> {}
            }
        }
        if (same.size() == 1) {
            return same.getFirst();
        }
        same.forEach(match -> unsure.add(match.customer()));
        return unsure.isEmpty() ? new Nobody() : new Unsure(unsure);
    }

    private static Likeness likeness(Traits known, Traits person, Set<MatchBy> matchBy) {
        boolean number = known.numbers().stream().anyMatch(person.numbers()::contains);
        boolean byNumber = matchBy.contains(MatchBy.NUMBER) && number;
        if (byNumber && !Likeness.otherNames(known, person)) {
            return Likeness.SAME;
        }
        return matchBy.contains(MatchBy.PERSON) ? Likeness.of(known, person) : Likeness.DIFFERENT;
    }

    /// The name with the street, and alone where a birth date may tell namesakes apart: by a name
    /// and nothing else nobody is the same.
    private static List<String> questions(Particulars who) {
        String name = who.name().map(Traits::withoutTitles).orElse("");
        String street =
                who.address()
                        .map(address -> address.line1() + " " + address.line2())
                        .orElse("")
                        .strip();
        var questions = new ArrayList<String>();
        if (!name.isEmpty() && !street.isEmpty()) {
            questions.add(name + " " + street);
        }
        if (!name.isEmpty() && who.birth().isPresent()) {
            questions.add(name);
        }
        return questions;
    }

    private static List<Known> reached(ImportedPerson person, KnownCustomers vault) {
        Map<CustomerNumber, Known> found = new LinkedHashMap<>();
        var all = new ArrayList<Known>();
        person.numbers().forEach(number -> all.addAll(vault.byNumber(number)));
        person.who().email().ifPresent(email -> all.addAll(vault.byEmail(email)));
        person.who()
                .phone()
                .filter(phone -> phone.e164().isPresent())
                .ifPresent(phone -> all.addAll(vault.byPhone(phone)));
        all.forEach(known -> found.putIfAbsent(known.customer(), known));
        return List.copyOf(found.values());
    }
}
