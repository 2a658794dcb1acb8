package custos.breach;

import java.util.Optional;

/// Whom a law has told of a breach.
public enum Told {
    AUTHORITY,
    PERSONS;

    /// The name where it rests and in forms, such as `persons`.
    public String code() {
        return Codes.of(this);
    }

    public static Optional<Told> find(String code) {
        return Codes.find(values(), code);
    }
}
