package custos.policy;

import java.util.Optional;

/// How a field's value is encoded in its ciphertext.
public enum FieldType {
    TEXT,
    DATE,
    INTEGER,
    BOOLEAN,
    DECIMAL,
    JSON;

    String code() {
        return Codes.of(this);
    }

    static Optional<FieldType> find(String code) {
        return Codes.find(values(), FieldType::code, code);
    }
}
