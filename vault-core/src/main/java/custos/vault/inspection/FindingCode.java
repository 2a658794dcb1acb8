package custos.vault.inspection;

import static custos.vault.inspection.Inspection.Severity.DAMAGE;
import static custos.vault.inspection.Inspection.Severity.WARNING;

import custos.vault.inspection.Inspection.Severity;

/// Everything that an inspection may find, with what to do about it. The codes are stable: scripts
/// act on them, and docs/findings.md explains each.
enum FindingCode {
    KEYS_MISSING("keys-missing", DAMAGE, Remedy.KEYS),
    KEYS_MALFORMED("keys-malformed", DAMAGE, Remedy.KEYS),
    KEYS_OPEN("keys-open", DAMAGE, Remedy.KEYS),
    KEYS_ORPHAN("keys-orphan", DAMAGE, Remedy.CUSTOMER),
    KEYS_SHREDDED("keys-shredded", DAMAGE, Remedy.ERASE_AGAIN),

    CUSTOMER_HEAD("customer-head", DAMAGE, Remedy.CUSTOMER),
    CUSTOMER_COUNTER("customer-counter", DAMAGE, Remedy.CUSTOMER),
    CUSTOMER_TOKENS("customer-tokens", DAMAGE, Remedy.TOKENS),
    CUSTOMER_ROLLED_BACK("customer-rolled-back", DAMAGE, Remedy.CUSTOMER),
    CUSTOMER_ERASED("customer-erased", DAMAGE, Remedy.ERASE_AGAIN),
    CUSTOMER_MISSING("customer-missing", DAMAGE, Remedy.RESTORE),

    RECORD_MALFORMED("record-malformed", DAMAGE, Remedy.CUSTOMER),
    RECORD_KIND("record-kind", DAMAGE, Remedy.CUSTOMER),
    RECORD_KEY("record-key", DAMAGE, Remedy.KEYS),
    RECORD_SEAL("record-seal", DAMAGE, Remedy.CUSTOMER),
    RECORD_FIELD("record-field", DAMAGE, Remedy.CUSTOMER),
    RECORD_ORPHAN("record-orphan", DAMAGE, Remedy.CUSTOMER),
    RECORD_SHREDDED("record-shredded", DAMAGE, Remedy.ERASE_AGAIN),
    RECORD_DELETED("record-deleted", DAMAGE, Remedy.ERASE_AGAIN),

    SHREDDED_MAC("shredded-mac", DAMAGE, Remedy.RESTORE),
    SHREDDED_MISSING("shredded-missing", DAMAGE, Remedy.ERASE_AGAIN),
    SHREDDED_UNEXPLAINED("shredded-unexplained", DAMAGE, Remedy.RESTORE),
    TOMBSTONE_MISSING("tombstone-missing", DAMAGE, Remedy.ERASE_AGAIN),
    TOMBSTONE_UNEXPLAINED("tombstone-unexplained", DAMAGE, Remedy.RESTORE),

    OPENING_OPEN("opening-open", DAMAGE, Remedy.CUSTOMER),
    OPENING_SUBJECT("opening-subject", DAMAGE, Remedy.CUSTOMER),
    OPENING_UNMATCHED("opening-unmatched", DAMAGE, Remedy.CUSTOMER),
    OPENING_MISSING("opening-missing", DAMAGE, Remedy.CUSTOMER),
    OPENING_ORPHAN("opening-orphan", DAMAGE, Remedy.CUSTOMER),
    OPENING_SHREDDED("opening-shredded", DAMAGE, Remedy.ERASE_AGAIN),
    OWNER_WRONG("owner-wrong", DAMAGE, Remedy.OWNERS),
    OWNER_ORPHAN("owner-orphan", DAMAGE, Remedy.OWNERS),
    DISCLOSED_OPEN("disclosed-open", DAMAGE, Remedy.CUSTOMER),
    DISCLOSED_UNMATCHED("disclosed-unmatched", DAMAGE, Remedy.CUSTOMER),
    DISCLOSED_ORPHAN("disclosed-orphan", DAMAGE, Remedy.CUSTOMER),

    HOLD_OPEN("hold-open", DAMAGE, Remedy.HOLD_BACK),
    HOLD_ORPHAN("hold-orphan", DAMAGE, Remedy.HOLD_BACK),
    HOLD_MISSING("hold-missing", DAMAGE, Remedy.HOLD),
    HOLD_UNEXPLAINED("hold-unexplained", DAMAGE, Remedy.HOLD),

    CONSENT_STATE("consent-state", DAMAGE, Remedy.CONSENT),
    CONSENT_BOOK("consent-book", DAMAGE, Remedy.CONSENT),
    SUPPRESSION_MISSING("suppression-missing", WARNING, Remedy.SUPPRESS),
    SUPPRESSION_EPOCH("suppression-epoch", DAMAGE, Remedy.RESTORE),

    LEAF_MISSING("leaf-missing", DAMAGE, Remedy.RESTORE),
    LEAF_EXTRA("leaf-extra", DAMAGE, Remedy.RESTORE),
    LEAF_MALFORMED("leaf-malformed", DAMAGE, Remedy.RESTORE),
    LEAF_ORDER("leaf-order", DAMAGE, Remedy.RESTORE),
    LEAF_COMMITMENT("leaf-commitment", DAMAGE, Remedy.RESTORE),
    LEAF_UNOWNED("leaf-unowned", DAMAGE, Remedy.RESTORE),
    BATCH_ROWS_MISSING("batch-rows-missing", DAMAGE, Remedy.RESTORE),
    INTERNAL_MISSING("internal-missing", DAMAGE, Remedy.RESTORE),
    INTERNAL_OPEN("internal-open", DAMAGE, Remedy.RESTORE),
    INTERNAL_MALFORMED("internal-malformed", DAMAGE, Remedy.RESTORE),
    INTERNAL_ORPHAN("internal-orphan", DAMAGE, Remedy.RESTORE),

    TREE_ROOT("tree-root", DAMAGE, Remedy.RESTORE),
    TILE_MISSING("tile-missing", DAMAGE, Remedy.RESTORE),
    TILE_MISMATCH("tile-mismatch", DAMAGE, Remedy.RESTORE),
    TILE_EXTRA("tile-extra", DAMAGE, Remedy.RESTORE),
    CHECKPOINT_SIGNATURE("checkpoint-signature", DAMAGE, Remedy.RESTORE),
    CHECKPOINT_ROOT("checkpoint-root", DAMAGE, Remedy.HISTORY),
    ORIGIN_MISSING("origin-missing", DAMAGE, Remedy.RESTORE),
    SINCE_MALFORMED("since-malformed", DAMAGE, Remedy.WHOLE_TEXT),
    SINCE_SIGNATURE("since-signature", DAMAGE, Remedy.OTHER_LEDGER),
    SINCE_LOST("since-lost", DAMAGE, Remedy.HISTORY),
    SINCE_REWRITTEN("since-rewritten", DAMAGE, Remedy.HISTORY),

    POLICY_MALFORMED("policy-malformed", DAMAGE, Remedy.RESTORE),
    NOTICE_DIGEST("notice-digest", DAMAGE, Remedy.RESTORE),
    NOTICE_MISSING("notice-missing", DAMAGE, Remedy.RESTORE),
    DOCUMENT_OPEN("document-open", DAMAGE, Remedy.DOCUMENT),

    LETTER_OPEN("letter-open", DAMAGE, Remedy.LETTER),

    STORE_FAILED("store-failed", DAMAGE, Remedy.RESTORE),
    MORE_FINDINGS("more-findings", WARNING, Remedy.MORE);

    private final String code;
    private final Severity severity;
    private final String remedy;

    FindingCode(String code, Severity severity, String remedy) {
        this.code = code;
        this.severity = severity;
        this.remedy = remedy;
    }

    String code() {
        return code;
    }

    /// The finding of this code at a place.
    Inspection.Finding at(String place) {
        return new Inspection.Finding(code, severity, place, remedy);
    }

    /// What to do, in a sentence.
    private static final class Remedy {
        private static final String CUSTOMER =
                "stop changing this customer; restore it from the newest backup, and find out who"
                        + " wrote to the database";
        private static final String KEYS =
                "restore from the newest key bundle; without these keys the data stays closed";
        private static final String ERASE_AGAIN =
                "erased data is back: erase this customer or record again, and find the backup it"
                        + " came from";
        private static final String TOKENS =
                "amend the customer's address once to write the tokens anew, then verify again";
        private static final String CONSENT =
                "treat these consents as unknown and ask the customer; restore from a backup";
        private static final String SUPPRESS =
                "nothing when the address was given a yes since, such as one that a family shares;"
                        + " otherwise record the refusal again";
        private static final String OWNERS =
                "the row is no evidence and follows from the openings; restore from a backup";
        private static final String HOLD_BACK =
                "destroy nothing of this customer; lists name only the record: restore from the"
                        + " newest backup in which the hold is whole";
        private static final String HOLD =
                "destroy nothing of this customer; hold the record again or release it as the"
                        + " ledger's entries say, and find out who wrote to the database";
        private static final String DOCUMENT = "make the account or token anew";
        private static final String LETTER =
                "this letter is never sent: look up what it told, and write to the customer again";
        private static final String RESTORE =
                "stop the vault, keep a copy of its folders, and restore from the newest backup";
        private static final String HISTORY =
                "the history was rewritten after it was signed: keep a copy of everything, tell the"
                        + " auditor, and restore from the newest backup";
        private static final String WHOLE_TEXT =
                "give the whole text of the checkpoint, with its empty line and signature";
        private static final String OTHER_LEDGER = "check that it is a checkpoint of this vault";
        private static final String MORE = "mend what is listed, then verify again";

        private Remedy() {}
    }
}
