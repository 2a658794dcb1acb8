package custos.event;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What kind of thing happened. The names rest in the ledger for ever (docs/ledger.md): they are
/// added to, never changed.
public enum ActType {
    VAULT_CREATED("vault-created"),
    VAULT_CONTINUES("continues"),
    VAULT_RESTORED("restored"),
    POLICY_PUBLISHED("policy-published"),
    KEYS_ROLLED("keys-rolled"),
    BACKUP_BEGUN("backup-begun"),

    CUSTOMER_REGISTERED("customer-registered"),
    CUSTOMER_AMENDED("customer-amended"),
    CUSTOMER_MERGED("customer-merged"),
    MERGE_UNDONE("merge-undone"),
    ALIKE_PROPOSED("alike-proposed"),
    NOT_THE_SAME("not-the-same"),
    NOT_THE_SAME_UNDONE("not-the-same-undone"),
    CUSTOMER_ERASED("customer-erased"),
    ADDRESS_CONFIRMED("address-confirmed"),

    RECORD_ADDED("record-added"),
    RECORD_AMENDED("record-amended"),
    RECORD_DELETED("record-deleted"),

    CONSENT_REQUESTED("consent-requested"),
    CONSENT_GIVEN("consent-given"),
    CONSENT_RENEWED("consent-renewed"),
    CONSENT_REFUSED("consent-refused"),
    CONSENT_WITHDRAWN("consent-withdrawn"),
    CONSENT_REVOKED("consent-revoked"),
    CONSENT_EXPIRED("consent-expired"),
    CONSENT_INVALIDATED("consent-invalidated"),
    CONSENT_UNKNOWN("consent-unknown"),
    OBJECTION_RAISED("objection-raised"),
    OBJECTION_LIFTED("objection-lifted"),
    RESTRICTION_SET("restriction-set"),
    RESTRICTION_LIFTED("restriction-lifted"),

    DISCLOSED("disclosed"),
    CONTACT_OPENED("contact-opened"),
    FIELDS_REVEALED("fields-revealed"),
    CUSTOMER_EXPORTED("customer-exported"),
    LIST_EXPORTED("list-exported"),
    VAULT_EXPORTED("vault-exported"),
    OPENING_READ("opening-read"),
    CASE_OPENED("case-opened"),
    CASE_CLOSED("case-closed"),

    IMPORT_BEGUN("import-begun"),
    IMPORTED("imported"),
    IMPORT_UNDONE("import-undone"),
    REFUSALS_IMPORTED("refusals-imported"),
    ADDRESS_SUPPRESSED("address-suppressed"),
    RETENTION_PURGED("retention-purged"),
    HOLD_SET("hold-set"),
    HOLD_RELEASED("hold-released"),

    SURVEY_ANSWERED("survey-answered"),

    BREACH_RECORDED("breach-recorded"),
    BREACH_AMENDED("breach-amended"),

    REQUEST_RECEIVED("request-received"),
    REQUEST_MOVED("request-moved"),
    REQUEST_EXTENDED("request-extended"),
    REQUEST_DECIDED("request-decided"),
    REQUEST_NOTED("request-noted"),

    ACCOUNT_CREATED("account-created"),
    ACCOUNT_CHANGED("account-changed"),
    ACCOUNT_CLOSED("account-closed"),
    TOKEN_CREATED("token-created"),
    TOKEN_REVOKED("token-revoked"),
    LOGIN_REFUSED("login-refused"),
    PORTAL_CODE_ISSUED("portal-code-issued");

    private static final Map<String, ActType> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toMap(ActType::word, Function.identity()));

    private final String word;

    ActType(String word) {
        this.word = word;
    }

    /// The name in the ledger.
    public String word() {
        return word;
    }

    /// The type of a name in the ledger.
    ///
    /// @throws IllegalArgumentException for any other name
    public static ActType parse(String word) {
        ActType type = BY_WORD.get(word);
        if (type == null) {
            throw new IllegalArgumentException("no act is called that in the ledger");
        }
        return type;
    }
}
