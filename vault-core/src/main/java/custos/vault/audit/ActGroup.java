package custos.vault.audit;

import custos.event.ActType;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What the log is sorted into for those who read it. Every type of act is in exactly one group.
public enum ActGroup {
    /// What customers agreed to, refused, objected to.
    CONSENTS,
    /// What was written down of customers.
    CHANGES,
    /// Who saw what of a customer.
    LOOKS,
    /// What left the vault, or was handed over within the house.
    EXPORTS,
    /// What was destroyed, and what the law keeps.
    ERASURES,
    /// Who may work here, and who tried.
    ACCESS,
    /// The vault itself, its keys and its policy.
    VAULT;

    public Set<ActType> types() {
        return Arrays.stream(ActType.values())
                .filter(type -> of(type) == this)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// The name in addresses, such as `consents`.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ActGroup> find(String code) {
        return Arrays.stream(values()).filter(group -> group.code().equals(code)).findFirst();
    }

    /// The group of a type.
    public static ActGroup of(ActType type) {
        return switch (type) {
            case CONSENT_REQUESTED,
                    CONSENT_GIVEN,
                    CONSENT_RENEWED,
                    CONSENT_REFUSED,
                    CONSENT_WITHDRAWN,
                    CONSENT_REVOKED,
                    CONSENT_EXPIRED,
                    CONSENT_INVALIDATED,
                    CONSENT_UNKNOWN,
                    OBJECTION_RAISED,
                    OBJECTION_LIFTED,
                    RESTRICTION_SET,
                    RESTRICTION_LIFTED,
                    ADDRESS_SUPPRESSED ->
                    CONSENTS;
            case CUSTOMER_REGISTERED,
                    CUSTOMER_AMENDED,
                    CUSTOMER_MERGED,
                    MERGE_UNDONE,
                    ALIKE_PROPOSED,
                    NOT_THE_SAME,
                    NOT_THE_SAME_UNDONE,
                    ADDRESS_CONFIRMED,
                    RECORD_ADDED,
                    RECORD_AMENDED,
                    RECORD_DELETED,
                    SURVEY_ANSWERED,
                    REQUEST_RECEIVED,
                    REQUEST_MOVED,
                    REQUEST_EXTENDED,
                    REQUEST_DECIDED,
                    REQUEST_NOTED,
                    IMPORT_BEGUN,
                    IMPORTED,
                    IMPORT_UNDONE,
                    REFUSALS_IMPORTED ->
                    CHANGES;
            case DISCLOSED, CONTACT_OPENED, FIELDS_REVEALED, OPENING_READ -> LOOKS;
            case CUSTOMER_EXPORTED,
                    LIST_EXPORTED,
                    VAULT_EXPORTED,
                    BACKUP_BEGUN,
                    CASE_OPENED,
                    CASE_CLOSED ->
                    EXPORTS;
            case CUSTOMER_ERASED, RETENTION_PURGED, HOLD_SET, HOLD_RELEASED -> ERASURES;
            case ACCOUNT_CREATED,
                    ACCOUNT_CHANGED,
                    ACCOUNT_CLOSED,
                    TOKEN_CREATED,
                    TOKEN_REVOKED,
                    PORTAL_CODE_ISSUED,
                    LOGIN_REFUSED ->
                    ACCESS;
            case VAULT_CREATED,
                    VAULT_CONTINUES,
                    VAULT_RESTORED,
                    POLICY_PUBLISHED,
                    KEYS_ROLLED,
                    BREACH_RECORDED,
                    BREACH_AMENDED ->
                    VAULT;
        };
    }
}
