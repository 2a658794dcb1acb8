package custos.vault.merges;

import custos.customer.CustomerId;
import custos.customer.FieldValue;
import custos.customer.IndexForm;
import custos.customer.PostalAddress;
import custos.policy.Field;
import custos.policy.FieldId;
import custos.policy.Policy;
import custos.search.NameSearch;
import custos.sheet.Particulars;
import custos.sheet.Resemblance;
import custos.store.ReadSession;
import custos.vault.core.Addresses;
import custos.vault.core.Core;
import custos.vault.customers.Customers;
import custos.vault.customers.Finder;
import custos.vault.imports.ImportFields;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Refusal;
import custos.vault.rows.Slots;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Customers who may be one person, for somebody to look at. Whom to compare comes from the indexes
/// in memory; each is opened, compared and closed again, and only masks leave here.
public final class Duplicates {
    /// The most that are pointed out of one customer.
    public static final int MAX_SHOWN = 5;

    /// The most that one question to an index may bring.
    private static final int MAX_OF_ONE = 50;

    private final Core core;
    private final Finder finder;
    private final Customers customers;

    public Duplicates(Core core, Finder finder, Customers customers) {
        this.core = core;
        this.finder = finder;
        this.customers = customers;
    }

    /// Somebody who may be the same.
    ///
    /// @param agreeing what of the two agrees, by field
    public record Alike(Customers.Masked customer, Set<FieldId> agreeing) {
        public Alike {
            agreeing = Set.copyOf(agreeing);
        }
    }

    /// Who may be the customer that somebody is typing in, the likeliest first.
    public List<Alike> like(Map<FieldId, FieldValue> fields, String role) {
        Policy policy = core.policies().current();
        var values = new TreeMap<Integer, FieldValue>();
        fields.forEach((id, value) ->
                policy.field(id).ifPresent(field -> values.put(field.number(), value)));
        return like(policy, values, -1, role);
    }

    /// Who may be the same as a customer, the likeliest first.
    public List<Alike> of(CustomerId id, String role) {
        Policy policy = core.policies().current();
        long no = core.number(id);
        SortedMap<Integer, FieldValue> values;
        try (CustomerFile file = core.file(no)) {
            values = compared(file);
        }
        return like(policy, values, no, role);
    }

    private static SortedMap<Integer, FieldValue> compared(CustomerFile file) {
        var values = new TreeMap<Integer, FieldValue>(file.openFixed(Slots.CONTACT));
        values.putAll(file.openFixed(Slots.PROFILE));
        return values;
    }

    /// What is compared of a customer.
    static Resemblance resemblance(Policy policy, CustomerFile file) {
        return Resemblance.of(ImportFields.particulars(policy, compared(file)));
    }

    /// One who was compared.
    private record Scored(int score, Alike alike) {}

    private List<Alike> like(
            Policy policy, SortedMap<Integer, FieldValue> values, long self, String role) {
        Particulars who = ImportFields.particulars(policy, values);
        var wanted = Resemblance.of(who);
        var found = new ArrayList<Scored>();
        for (long no : candidates(policy, values, who)) {
            if (no != self && (self < 0 || !core.pairs().areApart(self, no))) {
                compare(policy, wanted, no, role, found);
            }
        }
        return found.stream()
                .sorted(Comparator.comparingInt(Scored::score).reversed())
                .limit(MAX_SHOWN)
                .map(Scored::alike)
                .toList();
    }

    private void compare(
            Policy policy, Resemblance wanted, long no, String role, List<Scored> found) {
        try (ReadSession read = core.store().read();
                CustomerFile file = core.file(read, no)) {
            Resemblance other = resemblance(policy, file);
            int score = wanted.with(other);
            if (score >= Resemblance.ALIKE) {
                found.add(
                        new Scored(
                                score,
                                new Alike(customers.masked(file, role), wanted.agreeing(other))));
            }
        } catch (Refusal.Erased | Refusal.NotFound e) {
            // Gone between the look-up and now.
        }
    }

    private Set<Long> candidates(
            Policy policy, SortedMap<Integer, FieldValue> values, Particulars who) {
        var candidates = new LinkedHashSet<Long>();
        values.forEach((number, value) ->
                policy.field(number)
                        .filter(Field::indexed)
                        .flatMap(field -> Addresses.indexForm(field, value))
                        .ifPresent(form -> add(candidates, number, form)));
        for (String question : questions(who)) {
            if (question.length() <= NameSearch.MAX_QUERY_CHARS) {
                candidates.addAll(finder.named(question, MAX_OF_ONE));
            }
        }
        return candidates;
    }

    private void add(Set<Long> candidates, int field, IndexForm form) {
        for (long no : finder.hits(field, form)) {
            candidates.add(no);
        }
    }

    /// The name; each of its words with the town; the street with the town.
    private static List<String> questions(Particulars who) {
        String town = who.address().map(PostalAddress::city).orElse("");
        var questions = new ArrayList<String>();
        who.name()
                .ifPresent(name -> {
                    questions.add(name.value());
                    if (!town.isEmpty()) {
                        Stream.of(name.value().split(" ", -1))
                                .filter(word -> word.length() > 1)
                                .limit(4)
                                .forEach(word -> questions.add(word + " " + town));
                    }
                });
        who.address()
                .map(PostalAddress::line1)
                .filter(line -> !line.isEmpty())
                .ifPresent(line -> questions.add((line + " " + town).strip()));
        return questions;
    }
}
