package custos.policy;

import java.util.Optional;

/// How a value looks to somebody who has not opened it.
public enum MaskKind {
    CLEAR("clear"),
    EMAIL("email"),
    LAST_THREE("last-three"),
    TOWN_ONLY("town"),
    HIDDEN("hidden");

    private final String code;

    MaskKind(String code) {
        this.code = code;
    }

    String code() {
        return code;
    }

    static Optional<MaskKind> find(String code) {
        return Codes.find(values(), MaskKind::code, code);
    }
}
