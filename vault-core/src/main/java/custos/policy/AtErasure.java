package custos.policy;

import java.util.Optional;

/// What becomes of a class of data when its customer is erased.
public enum AtErasure {
    /// Its key is destroyed.
    SHRED,
    /// It stays for its retention, because a law says so.
    KEEP,
    /// It proves consents: what becomes of it is said by [AfterErasure].
    EVIDENCE;

    String code() {
        return Codes.of(this);
    }

    static Optional<AtErasure> find(String code) {
        return Codes.find(values(), AtErasure::code, code);
    }
}
