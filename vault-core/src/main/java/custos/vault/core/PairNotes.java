package custos.vault.core;

import custos.alike.Pair;
import custos.alike.PairNote;
import custos.event.Act;
import custos.event.ActType;
import custos.event.Actor;
import custos.event.Internal;
import custos.store.DocumentKind;
import custos.store.DocumentRow;
import custos.store.ReadSession;
import custos.store.RowChange;
import custos.store.VaultStore;
import custos.vault.rows.Events;
import custos.vault.rows.Refusal;
import custos.vault.rows.VaultKeys;
import custos.vault.rows.Write;
import custos.vault.writer.GroupWriter;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;

/// What people said of pairs of customers: a sealed document a pair, found by a keyed hash of the
/// two numbers (ADR 0031). Erased with either of the two. All of them are in memory once one was
/// asked for: numbers, no values. Safe for threads; one for each vault.
public final class PairNotes {
    /// The most pairs of which something is remembered.
    static final int MAX_NOTES = 100_000;

    /// The most proposals that wait for an officer.
    public static final int MAX_OPEN = 1_000;

    private static final int SHOWN_BYTES = 8;

    private final VaultStore store;
    private final VaultKeys keys;
    private final GroupWriter writer;
    private final InstantSource clock;
    private Optional<Map<Pair, PairNote>> known = Optional.empty();

    public PairNotes(VaultStore store, VaultKeys keys, GroupWriter writer, InstantSource clock) {
        this.store = store;
        this.keys = keys;
        this.writer = writer;
        this.clock = clock;
    }

    private Map<Pair, PairNote> known() {
        if (known.isEmpty()) {
            var read = new HashMap<Pair, PairNote>();
            try (ReadSession session = store.read()) {
                for (DocumentRow row : session.documents(DocumentKind.PAIR)) {
                    var note =
                            PairNote.parse(
                                    keys.rows()
                                            .open(
                                                    Documents.place(DocumentKind.PAIR, row.id()),
                                                    row.body()));
                    read.put(note.pair(), note);
                }
            }
            known = Optional.of(read);
        }
        return known.get();
    }

    public synchronized List<PairNote> all() {
        return List.copyOf(known().values());
    }

    /// What was said of one customer and others.
    public synchronized List<PairNote> of(long customer) {
        return known().values().stream().filter(note -> note.pair().has(customer)).toList();
    }

    synchronized Optional<PairNote> find(Pair pair) {
        return Optional.ofNullable(known().get(pair));
    }

    /// Whether an officer said that these are two people.
    public boolean areApart(long one, long other) {
        return find(Pair.of(one, other)).flatMap(PairNote::apart).isPresent();
    }

    /// Remembers that two look like one person; durable on return. To say so twice changes nothing.
    ///
    /// @param stands whether a customer is for herself: no other proposal waits for an officer
    /// @throws Refusal.Conflict when an officer said that they are two
    public synchronized void propose(Pair pair, Actor by, LongPredicate stands) {
        PairNote before = known().getOrDefault(pair, PairNote.of(pair));
        if (before.apart().isPresent()) {
            throw new Refusal.Conflict(
                    "not-the-same", "an officer said that these are two different people");
        }
        if (before.isOpen()) {
            return;
        }
        if (isFull(stands)) {
            throw new Refusal.Conflict(
                    "proposals", "at most " + MAX_OPEN + " proposals wait for an officer");
        }
        put(before.proposed(said(by)), ActType.ALIKE_PROPOSED, by);
    }

    /// Customers are looked at only when there are many proposals.
    private boolean isFull(LongPredicate stands) {
        List<Pair> open =
                known().values().stream().filter(PairNote::isOpen).map(PairNote::pair).toList();
        return open.size() >= MAX_OPEN
                && open.stream()
                                .filter(pair ->
                                        stands.test(pair.first()) && stands.test(pair.second()))
                                .count()
                        >= MAX_OPEN;
    }

    /// Remembers that two are not one person; durable on return. To say so twice changes nothing.
    public synchronized void part(Pair pair, Actor by) {
        PairNote before = known().getOrDefault(pair, PairNote.of(pair));
        if (before.apart().isEmpty()) {
            put(before.parted(said(by)), ActType.NOT_THE_SAME, by);
        }
    }

    /// Forgets that two are not one person; durable on return. A proposal stands again. Where
    /// nobody said so, nothing changes.
    public synchronized void unpart(Pair pair, Actor by) {
        find(pair)
                .filter(note -> note.apart().isPresent())
                .ifPresent(note -> put(note.unparted(), ActType.NOT_THE_SAME_UNDONE, by));
    }

    private PairNote.Said said(Actor by) {
        return new PairNote.Said(by, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    private void put(PairNote note, ActType act, Actor by) {
        if (known().size() >= MAX_NOTES && !known().containsKey(note.pair())) {
            throw new Refusal.Conflict(
                    "pairs", "a vault remembers something of at most " + MAX_NOTES + " pairs");
        }
        byte[] kept = kept(note.pair());
        RowChange row =
                note.isEmpty()
                        ? new RowChange.DeleteDocument(DocumentKind.PAIR, kept)
                        : new RowChange.PutDocument(sealed(kept, note));
        Internal why = Internal.by(by).about(Optional.of(mark(kept)));
        writer.land(Events.ofVault(keys, List.of(Act.of(act)), why, List.of(row)));
        if (note.isEmpty()) {
            known().remove(note.pair());
        } else {
            known().put(note.pair(), note);
        }
    }

    /// What the entries of one pair have in common. It names nobody.
    private static String mark(byte[] kept) {
        return "pair:" + HexFormat.of().formatHex(kept, 0, SHOWN_BYTES);
    }

    private DocumentRow sealed(byte[] kept, PairNote note) {
        byte[] body = keys.rows().seal(Documents.place(DocumentKind.PAIR, kept), note.encode());
        return new DocumentRow(DocumentKind.PAIR, kept, body);
    }

    private byte[] kept(Pair pair) {
        byte[] id =
                ByteBuffer.allocate(2 * Long.BYTES)
                        .putLong(pair.first())
                        .putLong(pair.second())
                        .array();
        return keys.rows().keyedId(Documents.place(DocumentKind.PAIR, id));
    }

    /// The rows that forget a customer who is being erased.
    public List<RowChange> without(long customer) {
        return of(customer).stream().map(note -> delete(note.pair())).toList();
    }

    private RowChange delete(Pair pair) {
        return new RowChange.DeleteDocument(DocumentKind.PAIR, kept(pair));
    }

    /// Forgets a customer whose rows are gone.
    public synchronized void erased(long customer) {
        known().keySet().removeIf(pair -> pair.has(customer));
    }

    /// Forgets those who were erased in the very moment in which something was said of them, or
    /// before a backup that knew them was restored.
    ///
    /// @param gone whether a customer is erased
    public void forgetGone(LongPredicate gone) {
        Collection<PairNote> orphans =
                all().stream()
                        .filter(note ->
                                gone.test(note.pair().first()) || gone.test(note.pair().second()))
                        .toList();
        for (PairNote note : orphans) {
            synchronized (this) {
                writer.land(Write.upkeep(List.of(delete(note.pair()))));
                known().remove(note.pair());
            }
        }
    }
}
