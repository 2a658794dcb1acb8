package custos.vault.audit;

import custos.customer.FieldValue;
import custos.event.Act;
import custos.event.ActType;
import custos.event.Actor;
import custos.event.Internal;
import custos.event.Subject;
import custos.policy.Channel;
import custos.policy.ChannelId;
import custos.policy.Field;
import custos.policy.FieldId;
import custos.policy.Policy;
import custos.policy.Purpose;
import custos.policy.PurposeId;
import custos.policy.RecordKind;
import custos.store.ReadSession;
import custos.vault.core.ConsentWords;
import custos.vault.core.Core;
import custos.vault.core.CustomerLeaves;
import custos.vault.core.Ledger;
import custos.vault.core.Sight;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.OpenedLeaf;
import custos.vault.rows.Totals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads one customer's entries for a case, each proven to stand in its leaf. For one thread and
/// one use.
final class CaseReading {
    /// The most entries that a case shows.
    static final int MAX_ENTRIES = 1_000;

    private static final Set<ActType> YES = Set.of(ActType.CONSENT_GIVEN, ActType.CONSENT_RENEWED);
    private static final FieldId MESSAGE_PURPOSE = new FieldId("message_purpose");
    private static final FieldId MESSAGE_CHANNEL = new FieldId("message_channel");

    private final Core core;
    private final ReadSession read;
    private final CustomerFile file;
    private final Policy policy;
    private final Sight sight;
    private final List<CaseFile.CaseEntry> entries = new ArrayList<>();
    private final Map<Key, Telling> tellings = new TreeMap<>();

    CaseReading(Core core, ReadSession read, CustomerFile file, Sight sight) {
        this.core = core;
        this.read = read;
        this.file = file;
        this.policy = core.policies().current();
        this.sight = sight;
    }

    private record Key(PurposeId purpose, Optional<ChannelId> channel) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparing((Key key) -> key.purpose().value())
                        .thenComparing(key -> key.channel().map(ChannelId::value).orElse(""));

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    private record Telling(List<CaseFile.Saying> said, List<Used> uses) {}

    private record Used(CaseFile.UseKind kind, long index, Actor actor, Instant at) {}

    CaseFile read(Case head) {
        var leaves = new CustomerLeaves(core, read, file);
        List<CustomerLeaves.Place> places = leaves.newestFirst();
        places.stream().limit(MAX_ENTRIES).forEach(place -> take(leaves.open(place), place));
        return new CaseFile(head, entries, places.size() <= MAX_ENTRIES, stories());
    }

    private void take(OpenedLeaf opened, CustomerLeaves.Place place) {
        Internal internal = opened.internal(read, core.keys());
        long index = Ledger.index(opened.idx());
        ShownOpening shown = ShownOpening.of(core, opened, false, sight);
        entries.add(
                new CaseFile.CaseEntry(
                        index,
                        opened.leaf().hour(),
                        internal.actor(),
                        internal.reason(),
                        place.isLook(),
                        shown));
        for (int i = 0; i < shown.parts().size(); i++) {
            tell(opened, internal, index, opened.subject().parts().get(i), shown.parts().get(i));
        }
    }

    private void tell(
            OpenedLeaf opened,
            Internal internal,
            long index,
            Subject.Part part,
            ShownOpening.ShownPart shown) {
        Act act = shown.act();
        Instant at = part.occurred().orElse(opened.subject().recorded());
        if (ConsentWords.ACTS.contains(act.type())) {
            said(new CaseFile.Saying(index, act, internal.actor(), at, shown));
        } else if (act.type() == ActType.LIST_EXPORTED) {
            used(CaseFile.UseKind.LISTED, index, internal, at, act.purpose(), act.channel());
        } else if (act.type() == ActType.DISCLOSED) {
            used(CaseFile.UseKind.DISCLOSED, index, internal, at, act.purpose(), Optional.empty());
        } else if (act.type() == ActType.RECORD_ADDED && part.record().isPresent()) {
            message(index, internal, at, part.record().getAsLong());
        }
    }

    private void said(CaseFile.Saying saying) {
        saying.act()
                .purpose()
                .ifPresent(purpose ->
                        telling(new Key(purpose, saying.act().channel())).said().add(saying));
    }

    private void used(
            CaseFile.UseKind kind,
            long index,
            Internal internal,
            Instant at,
            Optional<PurposeId> purpose,
            Optional<ChannelId> channel) {
        purpose.ifPresent(known ->
                telling(new Key(known, channel))
                        .uses()
                        .add(new Used(kind, index, internal.actor(), at)));
    }

    /// A message that was recorded, when it says for which purpose it was: these are names of the
    /// policy, its text is not opened.
    private void message(long index, Internal internal, Instant at, long record) {
        var row = read.record(record).filter(known -> known.kind() == messageKind());
        if (row.isEmpty()) {
            return;
        }
        Set<Integer> wanted = Set.of(number(MESSAGE_PURPOSE), number(MESSAGE_CHANNEL));
        var values = file.open(row.get(), wanted::contains);
        Optional<PurposeId> purpose =
                text(values.get(number(MESSAGE_PURPOSE)))
                        .flatMap(known ->
                                policy.purposes().stream()
                                        .map(Purpose::id)
                                        .filter(id -> id.value().equals(known))
                                        .findFirst());
        Optional<ChannelId> channel =
                text(values.get(number(MESSAGE_CHANNEL)))
                        .flatMap(known ->
                                policy.channels().stream()
                                        .map(Channel::id)
                                        .filter(id -> id.value().equals(known))
                                        .findFirst());
        used(CaseFile.UseKind.MESSAGE, index, internal, at, purpose, channel);
    }

    private int messageKind() {
        return policy.kind(Totals.MESSAGE).map(RecordKind::number).orElse(-1);
    }

    private int number(FieldId field) {
        return policy.field(field).map(Field::number).orElse(-1);
    }

    private static Optional<String> text(@Nullable FieldValue value) {
        return value instanceof FieldValue.Text(String text) ? Optional.of(text) : Optional.empty();
    }

    private Telling telling(Key key) {
        return tellings.computeIfAbsent(
                key, _ -> new Telling(new ArrayList<>(), new ArrayList<>()));
    }

    /// A look names no channel: it counts for every channel of its purpose that was asked about.
    private List<CaseFile.ConsentStory> stories() {
        tellings.values()
                .forEach(telling -> {
                    telling.said().sort(Comparator.comparing(CaseFile.Saying::at));
                    telling.uses().sort(Comparator.comparing(Used::at));
                });
        return tellings.entrySet().stream()
                .map(one ->
                        new CaseFile.ConsentStory(
                                one.getKey().purpose(),
                                one.getKey().channel(),
                                one.getValue().said(),
                                one.getValue().uses().stream()
                                        .map(use -> use(one.getKey(), use))
                                        .toList()))
                .toList();
    }

    private CaseFile.Use use(Key key, Used use) {
        boolean covered =
                tellings.entrySet().stream()
                        .filter(one -> one.getKey().purpose().equals(key.purpose()))
                        .filter(one ->
                                key.channel().isEmpty()
                                        || one.getKey().channel().equals(key.channel()))
                        .anyMatch(one -> stoodAt(one.getValue().said(), use.at()));
        return new CaseFile.Use(use.kind(), use.index(), use.actor(), use.at(), covered);
    }

    private static boolean stoodAt(List<CaseFile.Saying> said, Instant at) {
        return said.stream()
                .filter(one -> !one.at().isAfter(at))
                .reduce((_, later) -> later)
                .map(last -> YES.contains(last.act().type()))
                .orElse(false);
    }
}
