package custos.request;

import java.util.Optional;

/// Why an answer takes longer: the two grounds of Art. 12(3) GDPR, as the Data Privacy Vocabulary
/// (DPV 2.3, `eu-gdpr`) names them.
public enum DelayReason {
    COMPLEXITY("A12Complexity"),
    HIGH_VOLUME("A12HighVolume");

    private final String name;

    DelayReason(String name) {
        this.name = name;
    }

    /// The name where it rests and in forms, such as `high-volume`.
    public String code() {
        return Codes.of(this);
    }

    /// The term of the vocabulary.
    public String term() {
        return "eu-gdpr:Justification" + name;
    }

    public static Optional<DelayReason> find(String code) {
        return Codes.find(values(), code);
    }
}
