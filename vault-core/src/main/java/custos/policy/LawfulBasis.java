package custos.policy;

import java.util.Optional;

/// Why a purpose may use data at all (GDPR Art. 6(1); other regimes are mapped onto the same four).
public enum LawfulBasis {
    CONSENT,
    CONTRACT,
    LEGAL_OBLIGATION,
    LEGITIMATE_INTEREST;

    /// The name in the policy, such as `legal-obligation`.
    public String code() {
        return Codes.of(this);
    }

    static Optional<LawfulBasis> find(String code) {
        return Codes.find(values(), LawfulBasis::code, code);
    }
}
