package custos.policy;

import java.util.Optional;

/// What the search by words does with a field.
public enum SearchUse {
    NONE,
    NAME,
    ADDRESS;

    String code() {
        return Codes.of(this);
    }

    static Optional<SearchUse> find(String code) {
        return Codes.find(values(), SearchUse::code, code);
    }
}
