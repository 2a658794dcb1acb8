package custos.vault.inspection;

import custos.crypto.CryptoFault;
import custos.crypto.DataKey;
import custos.crypto.LedgerHalf;
import custos.event.Act;
import custos.event.Commitment;
import custos.event.Leaf;
import custos.event.Subject;
import custos.store.DisclosedRow;
import custos.store.OpeningRow;
import custos.store.OwnerRow;
import custos.vault.core.LedgerPlace;
import custos.vault.rows.CustomerRows;
import custos.vault.rows.Slots;
import custos.vault.writer.Batches;
import custos.vault.writer.Claim;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Opens what the leaves commit to of one customer, and finds each in its leaf. For one thread and
/// one use.
public final class OpeningInspection {
    private final Batches batches;
    private final CustomerRows rows;
    private final CustomerVerdict verdict;
    private final int evidenceClass;
    private final String customer;
    private final Map<Long, Optional<Leaf>> leaves = new HashMap<>();
    private final List<Past> history = new ArrayList<>();

    OpeningInspection(
            Editions editions, Batches batches, CustomerRows rows, CustomerVerdict verdict) {
        this.batches = batches;
        this.rows = rows;
        this.verdict = verdict;
        this.evidenceClass = editions.evidenceClass();
        this.customer = "customer " + rows.no();
    }

    /// An act that an opening of this customer tells of.
    ///
    /// @param leaf the number of the leaf that it stands in
    public record Past(Act act, Subject.Part part, long leaf) {}

    /// @return the acts that were proven, in their order
    List<Past> check(OpenedKeys opened) {
        var owners = new HashMap<Long, Long>();
        for (OwnerRow owner : rows.owners()) {
            owners.put(owner.opening(), owner.idx());
        }
        var present = new BitSet();
        for (OpeningRow row : rows.openings()) {
            int n = Slots.within(row.no());
            present.set(n);
            long named = Optional.ofNullable(owners.remove(row.no())).orElse(-1L);
            opening(row, n, named, opened);
        }
        owners.keySet().stream()
                .sorted()
                .forEach(no ->
                        verdict.found(
                                FindingCode.OWNER_ORPHAN,
                                customer + ", opening " + Slots.within(no)));
        if (!rows.isErased()) {
            gaps(present);
        }
        rows.disclosed().forEach(row -> look(row, opened));
        return history;
    }

    /// Openings are numbered without a gap, and only erasure takes one away.
    private void gaps(BitSet present) {
        int next = rows.row().orElseThrow().nextOpening();
        int from = present.nextClearBit(1);
        for (int n = from; n < next; n = present.nextClearBit(n + 1)) {
            verdict.found(FindingCode.OPENING_MISSING, customer + ", opening " + n);
            if (present.nextSetBit(n) < 0) {
                // The rest are missing too: one finding for all of them.
                return;
            }
        }
    }

    private void opening(OpeningRow row, int n, long named, OpenedKeys opened) {
        String place = customer + ", opening " + n;
        Optional<LedgerHalf> half =
                open(row.ct(), row.no(), opened, place, FindingCode.OPENING_OPEN);
        Optional<Subject> subject = half.flatMap(text -> subject(text, place));
        if (subject.isPresent()) {
            claim(place, true, named, half.orElseThrow(), subject.get());
        }
    }

    private void look(DisclosedRow row, OpenedKeys opened) {
        String place = customer + ", look in " + LedgerPlace.leaf(row.idx());
        Optional<LedgerHalf> half = open(row.ct(), 0, opened, place, FindingCode.DISCLOSED_OPEN);
        Optional<Subject> subject = half.flatMap(text -> subject(text, place));
        if (subject.isPresent()) {
            claim(place, false, row.idx(), half.orElseThrow(), subject.get());
        }
    }

    private Optional<LedgerHalf> open(
            byte[] ct, long number, OpenedKeys opened, String place, FindingCode closed) {
        try {
            int generation = DataKey.generationOfOpening(ct);
            if (opened.isShredded(evidenceClass, generation)) {
                verdict.found(FindingCode.OPENING_SHREDDED, place);
                return Optional.empty();
            }
            Optional<DataKey> key = opened.find(evidenceClass, generation);
            if (key.isEmpty()) {
                if (!opened.reported(evidenceClass, generation)) {
                    verdict.found(closed, place);
                }
                return Optional.empty();
            }
            return Optional.of(key.get().openOpening(number, ct));
        } catch (CryptoFault e) {
            verdict.found(closed, place);
            return Optional.empty();
        }
    }

    private Optional<Subject> subject(LedgerHalf half, String place) {
        try {
            Subject subject = Subject.parse(half.text());
            if (subject.customer() == rows.no()) {
                return Optional.of(subject);
            }
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            // Reported below, as any other text that the vault would not have written.
        }
        verdict.found(FindingCode.OPENING_SUBJECT, place);
        return Optional.empty();
    }

    private void claim(
            String place, boolean opening, long named, LedgerHalf half, Subject subject) {
        byte[] c1 = Commitment.ofSubject(half.key(), half.text());
        var claim = new Claim(place, opening, named, c1, half.other(), subject.place());
        Optional<Leaf> leaf = named < 0 ? Optional.empty() : leaf(named);
        if (leaf.isEmpty() || !holds(claim, leaf.get())) {
            verdict.loose().add(claim);
            return;
        }
        verdict.proven().add(claim);
        for (Subject.Part part : subject.parts()) {
            if (part.act() < 0 || part.act() >= leaf.get().acts().size()) {
                verdict.found(FindingCode.OPENING_SUBJECT, place);
                return;
            }
            if (opening) {
                history.add(new Past(leaf.get().acts().get(part.act()), part, named));
            }
        }
    }

    private boolean holds(Claim claim, Leaf leaf) {
        return claim.row().isPresent()
                ? batches.proves(claim, claim.row().get())
                : Arrays.equals(claim.commitment(), leaf.commitment());
    }

    private Optional<Leaf> leaf(long idx) {
        return leaves.computeIfAbsent(
                idx,
                _ -> {
                    try {
                        return Optional.ofNullable(rows.leaves().get(idx)).map(Leaf::parse);
                    } catch (IllegalArgumentException | DateTimeException e) {
                        // The leaf's own check reports it.
                        return Optional.empty();
                    }
                });
    }
}
