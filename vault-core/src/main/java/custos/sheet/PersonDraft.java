package custos.sheet;

import custos.consent.AgeCheck;
import custos.customer.EmailAddress;
import custos.customer.ExternalReference;
import custos.customer.PhoneNumber;
import custos.customer.PostalAddress;
import custos.sheet.ConsentVerdict.Given;
import custos.sheet.ConsentVerdict.Unknown;
import custos.sheet.ConsentVerdict.Why;
import custos.sheet.RowProblem.Code;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// A person while her rows are gathered.
final class PersonDraft {
    private final List<RowMeaning> rows = new ArrayList<>();
    private final List<Traits> traits = new ArrayList<>();
    private final List<RowProblem> problems = new ArrayList<>();
    private final Set<ExternalReference> numbers = new LinkedHashSet<>();
    private Particulars who;

    PersonDraft(RowMeaning first, Traits traits) {
        who = first.who();
        take(first, traits);
    }

    void add(RowMeaning row, Traits rowTraits) {
        Particulars later = row.who();
        differs(row, ColumnRole.EMAIL, who.email(), later.email(), EmailAddress::indexForm);
        differs(row, ColumnRole.PHONE, number(who), number(later), Function.identity());
        differs(row, ColumnRole.BIRTH_DATE, who.birth(), later.birth(), Function.identity());
        differs(
                row,
                ColumnRole.ADDRESS_LINE_1,
                who.address(),
                later.address(),
                PostalAddress::compareForm);
        who = who.filledFrom(later);
        if (later.note().isPresent() && !who.note().orElse("").contains(later.note().get())) {
            problem(row, ColumnRole.NOTE.word(), Code.VALUE_DIFFERS);
        }
        take(row, rowTraits);
    }

    void problem(RowMeaning row, String column, Code code) {
        problems.add(new RowProblem(row.line(), row.row(), column, code));
    }

    /// How like a row is to the person: to the most like of her rows, none of which may be born on
    /// another day.
    Likeness likeness(Traits row) {
        Likeness best = Likeness.DIFFERENT;
        for (Traits mine : traits) {
            Likeness found = Likeness.of(mine.bornOn(who.birth()), row);
            best = found.compareTo(best) < 0 ? found : best;
        }
        return best;
    }

    /// True when a row has one of the person's numbers.
    boolean sharesNumber(Traits row) {
        return traits.stream()
                .anyMatch(mine -> mine.numbers().stream().anyMatch(row.numbers()::contains));
    }

    boolean otherName(Traits row) {
        return traits.stream().allMatch(mine -> Likeness.otherNames(mine, row));
    }

    ImportedPerson finish(ImportRules rules) {
        List<ConsentAnswer> consents = consents(rules);
        List<SheetPurchase> purchases = purchases();
        var all = new ArrayList<RowProblem>();
        rows.forEach(row -> all.addAll(row.problems()));
        all.addAll(problems);
        return new ImportedPerson(
                rows,
                who,
                List.copyOf(numbers),
                consents,
                rows.stream().flatMap(row -> row.survey().stream()).toList(),
                purchases,
                all.stream().distinct().toList());
    }

    /// Rows with the same order number are one purchase, in the order of their first rows.
    private List<SheetPurchase> purchases() {
        Map<String, List<RowMeaning>> orders = new LinkedHashMap<>();
        for (RowMeaning row : rows) {
            row.purchase()
                    .map(bought -> bought.number().map(no -> "n" + no).orElse("l" + row.line()))
                    .ifPresent(order ->
                            orders.computeIfAbsent(order, _ -> new ArrayList<>()).add(row));
        }
        var purchases = new ArrayList<SheetPurchase>();
        for (List<RowMeaning> order : orders.values()) {
            SheetPurchase.ofOrder(order.stream().flatMap(row -> row.purchase().stream()).toList())
                    .ifPresentOrElse(
                            purchases::add,
                            () ->
                                    order.forEach(row ->
                                            problem(
                                                    row,
                                                    ColumnRole.TOTAL.word(),
                                                    Code.PURCHASE_TOTALS_DIFFER)));
        }
        return purchases;
    }

    private void take(RowMeaning row, Traits rowTraits) {
        rows.add(row);
        traits.add(rowTraits);
        row.who().number().ifPresent(numbers::add);
    }

    private <T, F> void differs(
            RowMeaning row,
            ColumnRole role,
            Optional<T> mine,
            Optional<T> later,
            Function<T, F> form) {
        boolean differs =
                mine.isPresent()
                        && later.isPresent()
                        && !form.apply(mine.get()).equals(form.apply(later.get()));
        if (differs) {
            problem(row, role.word(), Code.VALUE_DIFFERS);
        }
    }

    private static Optional<String> number(Particulars who) {
        return who.phone().flatMap(PhoneNumber::e164);
    }

    private List<ConsentAnswer> consents(ImportRules rules) {
        Map<ConsentRule, ConsentVerdict> strictest = new LinkedHashMap<>();
        for (RowMeaning row : rows) {
            row.consents()
                    .forEach(answer ->
                            strictest.merge(
                                    answer.rule(), answer.verdict(), ConsentVerdict::stricter));
        }
        var answers = new ArrayList<ConsentAnswer>();
        strictest.forEach((rule, verdict) ->
                answers.add(new ConsentAnswer(rule, together(rule, verdict, rules))));
        return answers;
    }

    /// A yes of one row against the note and the birth date of another.
    private ConsentVerdict together(ConsentRule rule, ConsentVerdict verdict, ImportRules rules) {
        if (!(verdict instanceof Given(LocalDate on))) {
            return verdict;
        }
        if (who.note().filter(NoteSigns::noAdvertising).isPresent()) {
            return barred(rule, Why.NOTE_CONTRADICTS);
        }
        boolean minor = AgeCheck.of(who.birth(), rules.minimumAge(rule), on) == AgeCheck.TOO_YOUNG;
        return minor ? barred(rule, Why.MINOR) : verdict;
    }

    private Unknown barred(ConsentRule rule, Why why) {
        ConsentReader.code(why).ifPresent(code -> problem(rows.getFirst(), rule.column(), code));
        return new Unknown(why);
    }
}
