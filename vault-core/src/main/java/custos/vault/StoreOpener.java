package custos.vault;

import custos.store.VaultStore;
import java.nio.file.Path;

/// How the vault gets its store: the one place where an adapter is chosen is the caller's.
public interface StoreOpener {

    /// Makes an empty store in a file that does not exist.
    VaultStore create(Path file);

    /// Opens an existing store.
    VaultStore open(Path file);

    /// Opens an existing store that another process may have open, to read from it alone. Its
    /// schema is never changed.
    VaultStore look(Path file);
}
