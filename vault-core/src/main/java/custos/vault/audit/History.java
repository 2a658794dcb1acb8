package custos.vault.audit;

import custos.customer.CustomerId;
import custos.event.Act;
import custos.event.Actor;
import custos.event.Internal;
import custos.event.Subject;
import custos.policy.Field;
import custos.policy.FieldId;
import custos.policy.Policy;
import custos.store.ReadSession;
import custos.vault.core.Core;
import custos.vault.core.CustomerLeaves;
import custos.vault.core.Ledger;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.OpenedLeaf;
import custos.vault.rows.Refusal;
import custos.vault.rows.Slots;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What happened with a customer and who looked, read from the ledger: each entry is proven to
/// stand in the leaf that it names.
public final class History {
    /// The most entries on one page.
    public static final int MAX_PAGE = 100;

    private final Core core;

    public History(Core core) {
        this.core = core;
    }

    /// One leaf as far as it concerns the customer.
    ///
    /// @param leaf its index in the ledger
    /// @param at when the vault wrote it down
    /// @param actor who acted, with the role
    /// @param reason a reason code of the policy, where one was asked for
    /// @param look true where somebody looked and nothing changed
    public record Entry(
            long leaf,
            Instant at,
            Actor actor,
            Optional<String> reason,
            boolean look,
            List<Deed> deeds) {
        public Entry {
            deeds = List.copyOf(deeds);
        }
    }

    /// One act of a leaf, with what is known of it.
    ///
    /// @param fields what was changed or shown
    /// @param told state, method, source, language, form and evidence, where there are any
    public record Deed(Act act, List<FieldId> fields, Subject.Part told) {
        public Deed {
            fields = List.copyOf(fields);
        }
    }

    /// Entries, newest first.
    ///
    /// @param next where the next page begins, when there is one
    public record Page(List<Entry> entries, Optional<String> next) {
        public Page {
            entries = List.copyOf(entries);
        }
    }

    /// One page of a customer's history.
    ///
    /// @param cursor from the page before
    /// @param limit 1 to 100
    /// @throws VaultFault.Damaged when an opening does not belong to its leaf
    public Page of(CustomerId id, Optional<String> cursor, int limit) {
        if (limit < 1 || limit > MAX_PAGE) {
            throw new Refusal.BadField("limit", "a history is read 1 to 100 at a time");
        }
        Optional<Mark> from = cursor.map(Mark::parse);
        try (ReadSession read = core.store().read();
                CustomerFile file = core.file(read, core.number(id))) {
            var leaves = new CustomerLeaves(core, read, file);
            List<CustomerLeaves.Place> places =
                    leaves.newestFirst().stream()
                            .filter(place -> from.map(mark -> mark.isBefore(place)).orElse(true))
                            .limit(limit + 1L)
                            .toList();
            List<Entry> entries =
                    places.stream().limit(limit).map(place -> entry(read, leaves, place)).toList();
            return new Page(
                    entries,
                    places.size() > limit
                            ? Optional.of(Mark.of(places.get(limit - 1)).text())
                            : Optional.empty());
        }
    }

    private Entry entry(ReadSession read, CustomerLeaves leaves, CustomerLeaves.Place place) {
        OpenedLeaf opened = leaves.open(place);
        Internal internal = opened.internal(read, core.keys());
        Policy policy = core.policies().current();
        Subject subject = opened.subject();
        return new Entry(
                Ledger.index(opened.idx()),
                subject.recorded(),
                internal.actor(),
                internal.reason(),
                place.isLook(),
                subject.parts().stream()
                        .map(part ->
                                new Deed(
                                        opened.leaf().acts().get(part.act()),
                                        fields(policy, part),
                                        part))
                        .toList());
    }

    private static List<FieldId> fields(Policy policy, Subject.Part part) {
        return part.fields().stream()
                .flatMap(number -> policy.field(number).stream())
                .map(Field::id)
                .toList();
    }

    /// The last entry of a page, as its cursor: leaf and place within the customer.
    private record Mark(long idx, int within) {
        static Mark of(CustomerLeaves.Place place) {
            return new Mark(place.idx(), Slots.within(place.opening()));
        }

        static Mark parse(String text) {
            if (!text.matches("[0-9]{1,18}\\.[0-9]{1,7}")) {
                throw new Refusal.BadField("cursor", "this is no cursor of a history");
            }
            int dot = text.indexOf('.');
            return new Mark(
                    Long.parseLong(text.substring(0, dot)),
                    Integer.parseInt(text.substring(dot + 1)));
        }

        String text() {
            return idx + "." + within;
        }

        /// Whether an entry comes after this one, that is, is older.
        boolean isBefore(CustomerLeaves.Place place) {
            return place.idx() < idx
                    || (place.idx() == idx && Slots.within(place.opening()) < within);
        }
    }
}
