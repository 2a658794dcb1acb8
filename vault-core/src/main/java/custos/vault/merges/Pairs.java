package custos.vault.merges;

import custos.alike.Likely;
import custos.alike.Pair;
import custos.alike.PairNote;
import custos.alike.PairNote.Said;
import custos.customer.CustomerId;
import custos.event.Actor;
import custos.policy.FieldId;
import custos.policy.Policy;
import custos.sheet.Resemblance;
import custos.store.ReadSession;
import custos.vault.core.Core;
import custos.vault.customers.Customers;
import custos.vault.customers.Finder;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Refusal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Pairs of customers who may be one person, for whoever decides: masked, as a search shows them,
/// and each compared anew at that moment. What is decided is remembered (ADR 0031).
public final class Pairs {
    /// The most pairs on a page.
    public static final int MAX_PAGE = 100;

    /// The most that are looked at for one page: those who are one person by now, gone, or changed
    /// fall out.
    private static final int MAX_LOOKED_AT = 1_000;

    private final Core core;
    private final Finder finder;
    private final Customers customers;

    public Pairs(Core core, Finder finder, Customers customers) {
        this.core = core;
        this.finder = finder;
        this.customers = customers;
    }

    /// Two who look alike.
    ///
    /// @param agreeing what of the two agrees, by field
    public record Alike(Customers.Masked one, Customers.Masked other, Set<FieldId> agreeing) {
        public Alike {
            agreeing = Set.copyOf(agreeing);
        }
    }

    /// Some pairs of a list.
    ///
    /// @param next where the list goes on, if it does
    public record Page(List<Alike> pairs, OptionalInt next) {
        public Page {
            pairs = List.copyOf(pairs);
        }
    }

    /// Two of whom somebody said something.
    public record Word(Customers.Masked one, Customers.Masked other, Said said) {}

    /// Somebody of whom somebody said that she is not the same person.
    public record Apart(Customers.Masked customer, Said said) {}

    /// Pairs of what a sweep found, those that still look alike.
    ///
    /// @param from where to begin, from 0 or [Page#next]
    public Page page(List<Likely> found, int from, int limit, String role) {
        Policy policy = core.policies().current();
        int size = Math.min(limit, MAX_PAGE);
        var pairs = new ArrayList<Alike>();
        int at = Math.max(0, from);
        int end = (int) Math.min(found.size(), (long) at + MAX_LOOKED_AT);
        while (at < end && pairs.size() < size) {
            alike(policy, found.get(at++).pair(), role).ifPresent(pairs::add);
        }
        return new Page(pairs, at < found.size() ? OptionalInt.of(at) : OptionalInt.empty());
    }

    private Optional<Alike> alike(Policy policy, Pair pair, String role) {
        if (core.pairs().areApart(pair.first(), pair.second())) {
            return Optional.empty();
        }
        try (ReadSession read = core.store().read();
                CustomerFile one = core.file(read, pair.first());
                CustomerFile other = core.file(read, pair.second())) {
            Resemblance first = Duplicates.resemblance(policy, one);
            Resemblance second = Duplicates.resemblance(policy, other);
            return first.with(second) < Resemblance.ALIKE
                    ? Optional.empty()
                    : Optional.of(
                            new Alike(
                                    customers.masked(one, role),
                                    customers.masked(other, role),
                                    first.agreeing(second)));
        } catch (Refusal.Erased | Refusal.NotFound e) {
            return Optional.empty();
        }
    }

    /// Remembers that two customers look like one person, for an officer to decide; durable on
    /// return. To say so twice changes nothing.
    ///
    /// @throws Refusal.BadField when they are one and the same
    /// @throws Refusal.Conflict when an officer said that they are two, or too many proposals wait
    public void propose(CustomerId one, CustomerId other, Actor by) {
        core.pairs().propose(pair(one, other), by, no -> core.standing(no) == no);
    }

    /// Who was proposed to be the same person as another and waits for an officer, the longest
    /// first.
    public List<Word> proposed(int limit, String role) {
        return words(Pairs::open, Comparator.comparing(Said::at), limit, role);
    }

    private static Optional<Said> open(PairNote note) {
        return note.isOpen() ? note.alike() : Optional.empty();
    }

    /// Who was proposed to be the same person as a customer, and waits for an officer.
    public Set<CustomerId> proposedWith(CustomerId id) {
        long no = core.number(id);
        return core.pairs().of(no).stream()
                .filter(PairNote::isOpen)
                .map(note -> core.customerId(note.pair().other(no)))
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Who was said not to be the same person as another, the latest first.
    public List<Word> apart(int limit, String role) {
        return words(PairNote::apart, Comparator.comparing(Said::at).reversed(), limit, role);
    }

    private List<Word> words(
            Function<PairNote, Optional<Said>> what,
            Comparator<Said> order,
            int limit,
            String role) {
        Stream<PairNote> notes =
                core.pairs().all().stream()
                        .filter(note -> what.apply(note).isPresent())
                        .sorted(
                                Comparator.comparing(
                                        note -> what.apply(note).orElseThrow(), order));
        try (ReadSession read = core.store().read()) {
            return notes.flatMap(note -> word(read, note.pair(), what.apply(note), role).stream())
                    .limit(limit)
                    .toList();
        }
    }

    private Optional<Word> word(ReadSession read, Pair pair, Optional<Said> said, String role) {
        return finder.show(read, customers, pair.first(), role)
                .flatMap(one ->
                        finder.show(read, customers, pair.second(), role)
                                .flatMap(other -> said.map(how -> new Word(one, other, how))));
    }

    /// Who is not the same as a customer, as was said so far, the latest first.
    public List<Apart> apartFrom(CustomerId id, String role) {
        long no = core.number(id);
        var found = new ArrayList<Apart>();
        try (ReadSession read = core.store().read()) {
            for (PairNote note : core.pairs().of(no)) {
                note.apart()
                        .ifPresent(said ->
                                finder.show(read, customers, note.pair().other(no), role)
                                        .ifPresent(other -> found.add(new Apart(other, said))));
            }
        }
        found.sort(Comparator.comparing((Apart one) -> one.said().at()).reversed());
        return found;
    }

    /// Remembers that two customers are not the same person, so that they are not pointed out
    /// again; durable on return.
    ///
    /// @throws Refusal.BadField when they are one and the same
    public void part(CustomerId one, CustomerId other, Actor by) {
        core.pairs().part(pair(one, other), by);
    }

    /// Forgets that two customers are not the same person; durable on return. Where nobody said so,
    /// nothing changes.
    ///
    /// @throws Refusal.BadField when they are one and the same
    public void unpart(CustomerId one, CustomerId other, Actor by) {
        core.pairs().unpart(pair(one, other), by);
    }

    /// Two customers who are there.
    private Pair pair(CustomerId one, CustomerId other) {
        if (one.equals(other)) {
            throw new Refusal.BadField("other", "a pair is of two customers");
        }
        long first = core.number(one);
        long second = core.number(other);
        try (ReadSession read = core.store().read();
                CustomerFile _ = core.file(read, first);
                CustomerFile _ = core.file(read, second)) {
            return Pair.of(first, second);
        }
    }
}
