package custos.vault;

import custos.store.ReadSession;
import custos.store.VaultStore;
import custos.store.WriteSession;
import java.nio.file.Path;
import java.util.Optional;

/// The real store, where somebody else is faster: before one of the views that the racing thread
/// opens, something else happens.
public final class RacedStore implements VaultStore {
    private final VaultStore store;
    private final Race race;

    private RacedStore(VaultStore store, Race race) {
        this.store = store;
        this.race = race;
    }

    /// What happens before the n-th view, counted from 1, of the thread that sets it off.
    public static final class Race {
        private Optional<Thread> thread = Optional.empty();
        private int left;
        private Runnable act = () -> {};

        synchronized void before(int view, Runnable what) {
            thread = Optional.of(Thread.currentThread());
            left = view;
            act = what;
        }

        /// Whether it is still to come.
        synchronized boolean isAhead() {
            return left > 0;
        }

        synchronized void stop() {
            left = 0;
        }

        private void view() {
            if (isNow()) {
                act.run();
            }
        }

        private synchronized boolean isNow() {
            if (left == 0 || thread.filter(Thread.currentThread()::equals).isEmpty()) {
                return false;
            }
            left--;
            return left == 0;
        }
    }

    public static StoreOpener with(Race race) {
        return new StoreOpener() {
            @Override
            public VaultStore create(Path file) {
                return TestVault.SQLITE.create(file);
            }

            @Override
            public VaultStore open(Path file) {
                return new RacedStore(TestVault.SQLITE.open(file), race);
            }

            @Override
            public VaultStore look(Path file) {
                return TestVault.SQLITE.look(file);
            }
        };
    }

    @Override
    public ReadSession read() {
        race.view();
        return store.read();
    }

    @Override
    public WriteSession write() {
        return store.write();
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
}
