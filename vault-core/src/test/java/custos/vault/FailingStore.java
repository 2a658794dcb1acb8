package custos.vault;

import custos.store.CommitState;
import custos.store.LeafRow;
import custos.store.ReadSession;
import custos.store.RowChange;
import custos.store.Staged;
import custos.store.StoreFault;
import custos.store.TileRow;
import custos.store.VaultStore;
import custos.store.WriteSession;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// The real store, which dies at a commit: half of the time after it landed, as with power.
public final class FailingStore implements VaultStore {
    private final VaultStore store;
    private final AtomicInteger left;
    private final boolean lands;

    private FailingStore(VaultStore store, int commits) {
        this.store = store;
        this.left = new AtomicInteger(commits / 2);
        this.lands = commits % 2 == 1;
    }

    /// @param n each commit has two numbers: lost, and landed but never answered
    public static StoreOpener atCommit(int n) {
        return new StoreOpener() {
            @Override
            public VaultStore create(Path file) {
                return new FailingStore(TestVault.SQLITE.create(file), n);
            }

            @Override
            public VaultStore open(Path file) {
                return new FailingStore(TestVault.SQLITE.open(file), n);
            }

            @Override
            public VaultStore look(Path file) {
                return TestVault.SQLITE.look(file);
            }
        };
    }

    @Override
    public ReadSession read() {
        return store.read();
    }

    @Override
    public WriteSession write() {
        return new Failing(store.write());
    }

    @Override
    public long checkpointLog() {
        return store.checkpointLog();
    }

    @Override
    public boolean truncateLog() {
        return store.truncateLog();
    }

    @Override
    public void close() {
        store.close();
    }

    private final class Failing implements WriteSession {
        private final WriteSession session;

        Failing(WriteSession session) {
            this.session = session;
        }

        @Override
        public Staged stage(Optional<LeafRow> leaf, List<RowChange> changes) {
            return session.stage(leaf, changes);
        }

        @Override
        public void commit(CommitState state, List<TileRow> tiles) {
            if (left.getAndDecrement() == 0) {
                if (lands) {
                    session.commit(state, tiles);
                } else {
                    session.close();
                }
                throw new StoreFault.OutcomeUnknown("the power failed", new Exception("test"));
            }
            session.commit(state, tiles);
        }

        @Override
        public void close() {
            session.close();
        }
    }
}
