package custos.sheet;

import custos.sheet.ColumnMap.MatchBy;
import custos.sheet.RowProblem.Code;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds the rows of a sheet that are one person, in the order of the rows: a later row fills gaps
/// and makes a consent stricter, never looser. The rule for two rows stands at [Likeness].
///
/// Holds every row, at most 500,000. A key shared by more than 64 people (an e-mail address such as
/// `none@example.org`) tells nothing and is not followed further. For one thread.
public final class People {
    /// The most rows of one import.
    public static final int MAX_ROWS = 500_000;

    private static final int MAX_SHARING = 64;

    private final Set<MatchBy> matchBy;
    private final ImportRules rules;
    private final List<PersonDraft> people = new ArrayList<>();
    private final Map<String, List<PersonDraft>> byKey = new HashMap<>();
    private int rows;

    /// Rows are matched by what a map says.
    public People(Set<MatchBy> matchBy, ImportRules rules) {
        this.matchBy = Set.copyOf(matchBy);
        this.rules = rules;
    }

    /// Takes the next row.
    ///
    /// @throws IllegalArgumentException when the sheet has more rows than an import takes
    public void add(RowMeaning row) {
        if (++rows > MAX_ROWS) {
            throw new IllegalArgumentException("an import has at most 500000 rows");
        }
        var traits = Traits.of(row.who(), row.who().number().stream().toList());
        PersonDraft person = find(row, traits);
        traits.keys().forEach(key -> remember(key, person));
    }

    /// The people so far, in the order of their first rows.
    public List<ImportedPerson> gathered() {
        return people.stream().map(person -> person.finish(rules)).toList();
    }

    private PersonDraft find(RowMeaning row, Traits traits) {
        PersonDraft possible = null;
        boolean numberTwice = false;
        for (PersonDraft person : candidates(traits)) {
            Likeness likeness = likeness(person, traits);
            if (likeness == Likeness.SAME || likeness == Likeness.SIMILAR) {
                person.add(row, traits);
                if (likeness == Likeness.SIMILAR) {
                    person.problem(row, "", Code.SIMILAR_NAME);
                }
                return person;
            }
            possible = likeness == Likeness.POSSIBLE ? person : possible;
            numberTwice |= person.sharesNumber(traits);
        }
        return newPerson(row, traits, possible, numberTwice);
    }

    private PersonDraft newPerson(
            RowMeaning row, Traits traits, @Nullable PersonDraft possible, boolean numberTwice) {
        var person = new PersonDraft(row, traits);
        if (possible != null) {
            person.problem(row, "", Code.POSSIBLE_DUPLICATE);
        }
        if (numberTwice) {
            person.problem(row, ColumnRole.NUMBER.word(), Code.NUMBER_TWICE);
        }
        people.add(person);
        return person;
    }

    private Likeness likeness(PersonDraft person, Traits row) {
        boolean byNumber = matchBy.contains(MatchBy.NUMBER) && person.sharesNumber(row);
        if (byNumber && !person.otherName(row)) {
            return Likeness.SAME;
        }
        return matchBy.contains(MatchBy.PERSON) ? person.likeness(row) : Likeness.DIFFERENT;
    }

    private Set<PersonDraft> candidates(Traits traits) {
        var candidates = new LinkedHashSet<PersonDraft>();
        traits.keys().forEach(key -> candidates.addAll(byKey.getOrDefault(key, List.of())));
        return candidates;
    }

    private void remember(String key, PersonDraft person) {
        List<PersonDraft> sharing = byKey.computeIfAbsent(key, _ -> new ArrayList<>(1));
        if (sharing.size() < MAX_SHARING && !sharing.contains(person)) {
            sharing.add(person);
        }
    }
}
