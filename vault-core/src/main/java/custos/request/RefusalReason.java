package custos.request;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Why a request is refused, in whole or in part: the justifications that the Data Privacy
/// Vocabulary (DPV 2.3, `eu-gdpr`) names for Art. 12 and Art. 17 GDPR, as far as they refuse.
public enum RefusalReason {
    IDENTITY_FAILURE("A12IdentityFailure"),
    IDENTITY_REQUIRED("A12IdentityRequired"),
    INFORMATION_REQUIRED("A12InformationRequired"),
    MANIFESTLY_UNFOUNDED("A12ManifestlyUnfounded"),
    LACK_OF_INTENT("A12LackOfIntent"),
    MALICIOUS_INTENT("A12MaliciousIntent"),
    MANIFESTLY_EXCESSIVE("A12ManifestlyExcessive"),
    FREEDOM_OF_EXPRESSION("A17FreedomOfExpression"),
    LEGALLY_REQUIRED("A17LegallyRequired"),
    OFFICIAL_AUTHORITY("A17OfficialAuthority"),
    PUBLIC_INTEREST("A17PublicInterest"),
    PUBLIC_HEALTH("A17PublicHealth"),
    ARCHIVING("A17Archiving"),
    LEGAL_CLAIMS("A17LegalClaims");

    private static final String ARTICLE_17 = "A17";

    private final String name;

    RefusalReason(String name) {
        this.name = name;
    }

    /// The name where it rests and in addresses of forms, such as `identity-failure`.
    public String code() {
        return Codes.of(this);
    }

    /// The term of the vocabulary, such as `eu-gdpr:JustificationA12IdentityFailure`.
    public String term() {
        return "eu-gdpr:Justification" + name;
    }

    /// Whether it can refuse a right: what Art. 17(3) lists refuses an erasure alone.
    public boolean isFor(Right right) {
        return right == Right.ERASURE || !name.startsWith(ARTICLE_17);
    }

    /// The reasons that can refuse a right.
    public static List<RefusalReason> forRight(Right right) {
        return Arrays.stream(values()).filter(one -> one.isFor(right)).toList();
    }

    public static Optional<RefusalReason> find(String code) {
        return Codes.find(values(), code);
    }
}
