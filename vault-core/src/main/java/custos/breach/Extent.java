package custos.breach;

import java.util.Optional;

/// What was lost.
public enum Extent {
    /// The data folder or a data bundle, and no key: nobody can read it.
    WITHOUT_KEYS,
    /// Data and keys, or a passphrase.
    WITH_KEYS,
    /// Values as they are read: an account, a screen, a list, a letter.
    IN_CLEAR;

    /// The name where it rests and in forms, such as `in-clear`.
    public String code() {
        return Codes.of(this);
    }

    /// Whether what was taken cannot be read without keys that were not (GDPR, Art. 34(3)(a)).
    public boolean isSafe() {
        return this == WITHOUT_KEYS;
    }

    public static Optional<Extent> find(String code) {
        return Codes.find(values(), code);
    }
}
