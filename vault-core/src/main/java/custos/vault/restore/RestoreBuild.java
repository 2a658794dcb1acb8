package custos.vault.restore;

import custos.backup.BackupFault;
import custos.backup.BundleInput;
import custos.backup.BundleRow;
import custos.backup.KeyTrail;
import custos.backup.Manifest;
import custos.crypto.BundleHeader.Kind;
import custos.crypto.CryptoFault;
import custos.crypto.KeyEncryptionKeys;
import custos.crypto.Keyring;
import custos.event.Internal.Erased;
import custos.ledger.Guard;
import custos.ledger.GuardSlot;
import custos.ledger.TileTree;
import custos.policy.Policy;
import custos.policy.PolicyLoader;
import custos.store.CommitState;
import custos.store.CustomerRow;
import custos.store.DisclosedRow;
import custos.store.DocumentKind;
import custos.store.OpeningRow;
import custos.store.ReadSession;
import custos.store.RecordRow;
import custos.store.RowChange;
import custos.store.ShreddedRow;
import custos.store.TombstoneRow;
import custos.store.VaultStore;
import custos.store.WriteSession;
import custos.vault.FolderLock;
import custos.vault.Foundation;
import custos.vault.backups.KeyRows;
import custos.vault.core.Ledger;
import custos.vault.core.Policies;
import custos.vault.rows.CustomerDraft;
import custos.vault.rows.Kinds;
import custos.vault.rows.OpenedBatch;
import custos.vault.rows.Slots;
import custos.vault.rows.VaultKeys;
import custos.vault.writer.LedgerHead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A restored vault while it is being made: leaves first, then what was destroyed and refused, then
/// customers. For one use.
final class RestoreBuild {
    private static final int GROUP = 500;

    private final Restore.Means means;
    private final Restore.Wanted wanted;
    private final KeyRows keys;
    private final KeyTrail trail;
    private final Path dataFile;
    private final Keyring keyring;
    private final VaultKeys opened;
    private final Manifest dataManifest;
    private final boolean nothingLost;
    private final boolean continues;
    private final RestoreEnding ending;
    private final Policy policy;
    private final int contactClass;
    private final Map<Long, List<TombstoneRow>> tombstones = new HashMap<>();
    private final Map<Long, List<ShreddedRow>> shredded = new HashMap<>();
    private final Set<Long> erased = new TreeSet<>();
    private final Set<Long> restored = new TreeSet<>();
    private final List<Long> closed = new ArrayList<>();
    private final List<Long> damaged = new ArrayList<>();
    private final List<RowChange> waiting = new ArrayList<>();
    private long customers;
    private long erasedInData;

    /// @throws BackupFault.Loss when signed entries may be lost and nobody said that this is meant
    RestoreBuild(
            Restore.Means means,
            KeyRows keys,
            KeyTrail trail,
            Path dataFile,
            Keyring keyring,
            KeyEncryptionKeys keks) {
        this.means = means;
        this.wanted = means.wanted();
        this.keys = keys;
        this.trail = trail;
        this.dataFile = dataFile;
        this.keyring = keyring;
        this.opened = new VaultKeys(keyring.secrets(), keks, means.random());
        this.dataManifest = Restore.manifest(dataFile, keyring.secrets());
        this.nothingLost = wanted.guard().flatMap(Guard::read).filter(this::isLast).isPresent();
        this.continues = continues();
        this.ending =
                new RestoreEnding(
                        means, keys, keyring, opened, dataManifest, continues, nothingLost);
        this.policy = PolicyLoader.load(Policies.files(keys.policy().body()));
        this.contactClass = Kinds.classNo(policy, Kinds.of(policy, Kinds.CONTACT));
    }

    /// Who came after the data bundle and is in no other.
    private List<KeyRows.Customer> lost() {
        return keys.customers().values().stream()
                .filter(one -> !restored.contains(one.no()))
                .filter(one -> !erased.contains(one.no()))
                .sorted(Comparator.comparingLong(KeyRows.Customer::no))
                .toList();
    }

    private Manifest last() {
        return keys.manifest();
    }

    private boolean isLast(GuardSlot slot) {
        return LedgerHead.idx(slot.epoch(), slot.head().size()) == last().endIdx();
    }

    /// Whether every entry is here of which anything signed may have left; a mirror holds those.
    private boolean continues() {
        long end = last().endIdx();
        if (wanted.newLedger()) {
            return false;
        }
        if (nothingLost || trail.isMirror()) {
            return true;
        }
        Optional<Long> signed =
                wanted.guard()
                        .flatMap(Guard::read)
                        .map(slot -> LedgerHead.idx(slot.epoch(), slot.head().size()));
        throw new BackupFault.Loss(
                signed.map(size ->
                                "the guard remembers "
                                        + Ledger.index(size)
                                        + " signed entries, the key bundle holds "
                                        + Ledger.index(end))
                                .orElse(
                                        "the key bundle holds the ledger as of "
                                                + last().at()
                                                + "; whether more was signed since nobody can know")
                        + "; --new-ledger goes on under a new name that cites the old one");
    }

    Restore.Report run() {
        Foundation.prepare(wanted.to());
        FolderLock lock = FolderLock.take(wanted.to().lock());
        try {
            Optional<String> origin = build();
            keyring.save(wanted.to().keyring());
            lock.close();
            List<Long> lost = ending.tell(origin, lost());
            return new Restore.Report(
                    dataFile,
                    dataManifest.at(),
                    last().at(),
                    customers,
                    erasedInData,
                    lost,
                    closed,
                    damaged,
                    last().end().size(),
                    trail.isMirror(),
                    origin);
        } catch (RuntimeException e) {
            lock.close();
            discard();
            throw e;
        }
    }

    /// Leaves the folders as empty as they were: a half vault is none.
    private void discard() {
        for (Path folder : List.of(wanted.to().data(), wanted.to().keys())) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            } catch (IOException e) {
                // They were made by this very run and hold nothing that opens.
            }
        }
    }

    private Optional<String> build() {
        var checkpoints = new RestoredCheckpoints(keys, keyring);
        try (VaultStore store = means.opener().create(wanted.to().database())) {
            var ledger =
                    new RestoredLedger(
                            store, opened.internals(), dataManifest, last(), checkpoints.rows());
            TileTree tree;
            try (BundleInput data = input()) {
                tree = ledger.restore(data, trail);
            }
            notes(ledger);
            small(store);
            people(store, ledger);
            return ending.end(store, tree.head());
        }
    }

    private BundleInput input() {
        return BundleInput.open(dataFile, Kind.DATA, keyring.secrets());
    }

    /// What was destroyed, by the rows of the key bundle and by the ledger: either is enough.
    private void notes(RestoredLedger ledger) {
        for (RestoredLedger.Told told : ledger.told) {
            switch (told.what()) {
                case Erased.ClassOf(long customer, int classNo, long upto) ->
                        keys.shredded.add(
                                RestoreEnding.note(opened, customer, classNo, upto, told.day()));
                case Erased.FieldOf(long record, int field, long upto) ->
                        keys.tombstones.add(new TombstoneRow(record, field, upto, told.day()));
                case Erased.OpeningsOf _ -> {
                    // Counted by `verify`.
                }
            }
        }
        for (ShreddedRow row : keys.shredded) {
            shredded.computeIfAbsent(row.customer(), _ -> new ArrayList<>()).add(row);
            if (row.classNo() == contactClass) {
                erased.add(row.customer());
            }
        }
        for (TombstoneRow row : keys.tombstones) {
            tombstones
                    .computeIfAbsent(Slots.customerOf(row.record()), _ -> new ArrayList<>(1))
                    .add(row);
        }
    }

    /// Everything beside customers and leaves. It stands before the first customer does.
    private void small(VaultStore store) {
        keys.shredded.forEach(row -> waiting.add(new RowChange.PutShredded(row)));
        keys.tombstones.forEach(row -> waiting.add(new RowChange.PutTombstone(row)));
        keys.suppressions().forEach(row -> waiting.add(new RowChange.PutSuppression(row)));
        keys.documents().stream()
                .filter(row -> continues || row.kind() != DocumentKind.MIRROR)
                .forEach(row -> waiting.add(new RowChange.PutDocument(row)));
        flush(store);
    }

    private void flush(VaultStore store) {
        if (waiting.isEmpty()) {
            return;
        }
        CommitState state;
        try (ReadSession read = store.read()) {
            state = read.state();
        }
        try (WriteSession session = store.write()) {
            RestoredLedger.require(session.stage(Optional.empty(), waiting));
            session.commit(state, List.of());
        }
        waiting.clear();
    }

    private void people(VaultStore store, RestoredLedger ledger) {
        var restoring =
                new RestoredCustomer.Restoring(
                        opened,
                        policy,
                        ledger.index,
                        new OpenedBatch.Recent(),
                        means.clock().instant(),
                        nothingLost ? 0 : CustomerDraft.SPARE_RECORDS);
        try (BundleInput data = input()) {
            var reading = new Reading(store, restoring);
            for (var row = data.next(); row.isPresent(); row = data.next()) {
                reading.take(row.get());
            }
            reading.end();
        }
        remains(store, restoring);
        flush(store);
    }

    /// Gathers the rows of each customer of a data bundle.
    private final class Reading {
        private final VaultStore store;
        private final RestoredCustomer.Restoring restoring;
        private final List<RecordRow> records = new ArrayList<>();
        private final List<OpeningRow> openings = new ArrayList<>();
        private final List<DisclosedRow> looks = new ArrayList<>();
        private @Nullable CustomerRow row;

        Reading(VaultStore store, RestoredCustomer.Restoring restoring) {
            this.store = store;
            this.restoring = restoring;
        }

        void take(BundleRow next) {
            switch (next) {
                case BundleRow.Customer(CustomerRow one) -> {
                    end();
                    row = one;
                }
                case BundleRow.CustomerRecord(RecordRow one) -> records.add(one);
                case BundleRow.Opening(OpeningRow one) -> openings.add(one);
                case BundleRow.Disclosed(DisclosedRow one) -> looks.add(one);
                default -> {
                    // Leaves were read before.
                }
            }
        }

        void end() {
            CustomerRow one = row;
            if (one != null) {
                customer(one);
            }
            row = null;
            records.clear();
            openings.clear();
            looks.clear();
        }

        private void customer(CustomerRow one) {
            if (erased.contains(one.no())) {
                erasedInData++;
                return;
            }
            KeyRows.Customer known = keys.customers().get(one.no());
            if (known == null || known.wraps.isEmpty()) {
                throw new BackupFault.Unfit(
                        "the key bundle lacks the keys of customer " + one.no());
            }
            restore(
                    store,
                    restoring,
                    new RestoredCustomer.Source(
                            one,
                            List.copyOf(records),
                            List.copyOf(openings),
                            List.copyOf(looks),
                            known,
                            keys.openingsOf(one.no()),
                            keys.looksOf(one.no()),
                            tombstones.getOrDefault(one.no(), List.of()),
                            shredded.getOrDefault(one.no(), List.of()),
                            false));
        }
    }

    /// What laws and legal holds keep of the erased, as the key bundle has it.
    private void remains(VaultStore store, RestoredCustomer.Restoring restoring) {
        for (long no : erased) {
            KeyRows.Customer known = keys.customers().get(no);
            if (known != null && known.remains.isPresent() && !known.wraps.isEmpty()) {
                restore(
                        store,
                        restoring,
                        new RestoredCustomer.Source(
                                known.remains.get(),
                                known.records,
                                known.openings,
                                List.of(),
                                known,
                                List.of(),
                                List.of(),
                                tombstones.getOrDefault(no, List.of()),
                                shredded.getOrDefault(no, List.of()),
                                true));
            }
        }
    }

    private void restore(
            VaultStore store,
            RestoredCustomer.Restoring restoring,
            RestoredCustomer.Source source) {
        long no = source.row().no();
        List<RowChange> rows;
        try (ReadSession read = store.read()) {
            rows = rowsOf(restoring, source, read);
        }
        waiting.addAll(rows);
        waiting.addAll(keys.holdsOn(no, rows));
        restored.add(no);
        customers++;
        if (restored.size() % GROUP == 0) {
            flush(store);
        }
    }

    private List<RowChange> rowsOf(
            RestoredCustomer.Restoring restoring,
            RestoredCustomer.Source source,
            ReadSession read) {
        long no = source.row().no();
        try {
            RestoredCustomer.Outcome outcome = RestoredCustomer.of(restoring, source, read);
            if (outcome.closed() > 0) {
                closed.add(no);
            }
            return outcome.rows();
        } catch (CryptoFault | IllegalArgumentException e) {
            damaged.add(no);
            return RestoredCustomer.asTheyAre(restoring, source, read);
        }
    }
}
