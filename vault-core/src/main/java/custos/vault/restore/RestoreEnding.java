package custos.vault.restore;

import custos.backup.Manifest;
import custos.crypto.KekFile;
import custos.crypto.Keyring;
import custos.crypto.Shreddings;
import custos.crypto.Wraps;
import custos.event.Act;
import custos.event.ActType;
import custos.event.Actor;
import custos.event.Internal;
import custos.event.Internal.Erased;
import custos.ledger.Guard;
import custos.ledger.GuardSlot;
import custos.ledger.TreeHead;
import custos.store.CommitState;
import custos.store.DocumentKind;
import custos.store.DocumentRow;
import custos.store.RowChange;
import custos.store.ShreddedRow;
import custos.store.VaultStore;
import custos.store.WriteSession;
import custos.vault.Foundation;
import custos.vault.Vault;
import custos.vault.backups.KeyRows;
import custos.vault.core.Core;
import custos.vault.core.Ledger;
import custos.vault.rows.Events;
import custos.vault.rows.VaultKeys;
import custos.vault.writer.CustomerNumbers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// How a restore ends: the guard and the key files are made, the ledger goes on where it was or
/// under a new name, and its next leaves say so.
final class RestoreEnding {
    private static final int GROUP = 500;

    private final Restore.Means means;
    private final KeyRows keys;
    private final Keyring keyring;
    private final VaultKeys opened;
    private final Manifest dataManifest;
    private final boolean continues;
    private final boolean nothingLost;

    RestoreEnding(
            Restore.Means means,
            KeyRows keys,
            Keyring keyring,
            VaultKeys opened,
            Manifest dataManifest,
            boolean continues,
            boolean nothingLost) {
        this.means = means;
        this.keys = keys;
        this.keyring = keyring;
        this.opened = opened;
        this.dataManifest = dataManifest;
        this.continues = continues;
        this.nothingLost = nothingLost;
    }

    private Manifest last() {
        return keys.manifest();
    }

    /// The note that a class was destroyed.
    static ShreddedRow note(VaultKeys keys, long customer, int classNo, long upto, int day) {
        var note = new Shreddings.Note(customer, classNo, Math.toIntExact(upto), day);
        return new ShreddedRow(customer, classNo, upto, day, keys.shreddings().mac(note));
    }

    /// Ends the ledger as it was, or begins the next epoch, and makes the guard and the key files
    /// that go with it.
    Optional<String> end(VaultStore store, TreeHead head) {
        int epoch = last().end().epoch();
        long nextCustomer = last().end().nextCustomer() + (nothingLost ? 0 : CustomerNumbers.LEAP);
        Optional<String> origin = Optional.empty();
        if (!continues) {
            epoch++;
            origin = Optional.of(nextOrigin(epoch));
            putOrigin(store, epoch, origin.get(), nextCustomer);
        } else if (!nothingLost) {
            commit(store, List.of(), epoch, head, nextCustomer);
        }
        TreeHead now = continues ? head : TreeHead.EMPTY;
        try (Guard guard = Guard.create(means.wanted().to().guard())) {
            String name = origin.orElse(keys.origin(epoch(epoch)));
            guard.write(
                    GuardSlot.first(
                            epoch,
                            now,
                            keyring.counter(),
                            opened.keks().currentId(),
                            Foundation.signed(keyring, name, now)));
        }
        KekFile.save(means.wanted().to().kek(), opened.keks(), keyring, means.random());
        return origin;
    }

    private int epoch(int next) {
        return continues ? next : next - 1;
    }

    private String nextOrigin(int epoch) {
        String before = keys.origin(epoch - 1);
        return Foundation.origin(before.substring(0, before.indexOf('/')), keyring.vault(), epoch);
    }

    private void putOrigin(VaultStore store, int epoch, String origin, long nextCustomer) {
        byte[] id = ByteBuffer.allocate(4).putInt(epoch).array();
        byte[] body = origin.getBytes(StandardCharsets.UTF_8);
        var row = new RowChange.InsertDocument(new DocumentRow(DocumentKind.ORIGIN, id, body));
        commit(store, List.of(row), epoch, TreeHead.EMPTY, nextCustomer);
    }

    private static void commit(
            VaultStore store, List<RowChange> rows, int epoch, TreeHead head, long nextCustomer) {
        try (WriteSession session = store.write()) {
            session.stage(Optional.empty(), rows);
            session.commit(
                    new CommitState(epoch, head.size(), head.root().bytes(), nextCustomer),
                    List.of());
        }
    }

    /// Opens the vault and writes what happened into its ledger.
    ///
    /// @param lost whose keys are dropped with this
    /// @return their numbers
    List<Long> tell(Optional<String> origin, List<KeyRows.Customer> lost) {
        try (Vault vault =
                Vault.open(
                        means.wanted().to(),
                        means.unlock(),
                        means.opener(),
                        Vault.Settings.STANDARD,
                        means.clock(),
                        means.random())) {
            if (origin.isPresent()) {
                land(vault, ActType.VAULT_CONTINUES, cited(), List.of());
            }
            for (int from = 0; from == 0 || from < lost.size(); from += GROUP) {
                land(
                        vault,
                        ActType.VAULT_RESTORED,
                        sizes(),
                        lost.subList(from, Math.min(from + GROUP, lost.size())));
            }
        }
        return lost.stream().map(KeyRows.Customer::no).toList();
    }

    private String cited() {
        int epoch = last().end().epoch();
        return keys.origin(epoch)
                + " "
                + last().end().size()
                + " "
                + new TreeHead(last().end().size(), custos.ledger.Hash.of(last().end().root()))
                        .root()
                        .base64();
    }

    private String sizes() {
        return "data "
                + Ledger.index(dataManifest.start())
                + " to "
                + dataManifest.end().size()
                + ", keys "
                + last().end().size();
    }

    /// The lost are named as the erased are: their keys are destroyed with this.
    private void land(Vault vault, ActType act, String about, List<KeyRows.Customer> lost) {
        Core core = vault.core();
        var what = new ArrayList<Erased>();
        var rows = new ArrayList<RowChange>();
        for (KeyRows.Customer one : lost) {
            long no = one.no();
            Map<Integer, Integer> classes =
                    one.wraps.entries().stream()
                            .collect(
                                    Collectors.toMap(
                                            Wraps.Entry::dataClass,
                                            Wraps.Entry::generation,
                                            Math::max));
            classes.forEach((classNo, upto) -> {
                what.add(new Erased.ClassOf(no, classNo, upto));
                rows.add(new RowChange.PutShredded(note(opened, no, classNo, upto, core.today())));
            });
            what.add(new Erased.OpeningsOf(no, keys.openingsOf(no).size()));
        }
        Internal internal =
                Internal.by(new Actor.Operator()).about(Optional.of(about)).withErased(what);
        core.writer().land(Events.ofVault(core.keys(), List.of(Act.of(act)), internal, rows));
    }
}
