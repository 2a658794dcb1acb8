package custos.policy;

import java.util.Optional;

/// Whose voice a method carries: the columns of the table of who can change which consent.
public enum VoiceColumn {
    HERSELF,
    SIGNED_FORM,
    ASSERTION,
    IMPORT;

    String code() {
        return Codes.of(this);
    }

    static Optional<VoiceColumn> find(String code) {
        return Codes.find(values(), VoiceColumn::code, code);
    }
}
