package custos.breach;

import java.util.Optional;

/// How somebody was told of a breach.
public enum Way {
    EMAIL,
    POST,
    ONLINE_FORM,
    TELEPHONE,
    IN_PERSON,
    PUBLICLY,
    /// Nobody was told, and the reason says why nobody has to be.
    NOT_TOLD;

    /// The name where it rests and in forms, such as `online-form`.
    public String code() {
        return Codes.of(this);
    }

    public static Optional<Way> find(String code) {
        return Codes.find(values(), code);
    }
}
