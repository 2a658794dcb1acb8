package custos.vault.core;

import java.nio.file.Path;

/// Where a vault lies: its data, and, in a folder of its own, what must never travel with the data.
///
/// @param data the database and the keyring
/// @param keys `kek.json` and the guard: one copy of both folders together brings back the erased
public record VaultFolder(Path data, Path keys) {
    public VaultFolder {
        data = data.toAbsolutePath().normalize();
        keys = keys.toAbsolutePath().normalize();
        if (keys.startsWith(data) || data.startsWith(keys)) {
            throw new IllegalArgumentException(
                    "the key folder lies beside the data folder, neither in nor around it");
        }
    }

    /// The folder of this data with its keys beside it, in `NAME-keys`.
    public static VaultFolder of(Path data) {
        Path absolute = data.toAbsolutePath().normalize();
        return new VaultFolder(absolute, absolute.resolveSibling(absolute.getFileName() + "-keys"));
    }

    public Path database() {
        return data.resolve("vault.db");
    }

    public Path keyring() {
        return data.resolve("keyring.json");
    }

    public Path lock() {
        return data.resolve("lock");
    }

    public Path kek() {
        return keys.resolve("kek.json");
    }

    public Path guard() {
        return keys.resolve("guard");
    }
}
