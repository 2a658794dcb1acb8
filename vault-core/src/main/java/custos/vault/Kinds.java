package custos.vault;

import custos.policy.Field;
import custos.policy.FieldId;
import custos.policy.KindId;
import custos.policy.Policy;
import custos.policy.PurposeId;
import custos.policy.RecordKind;
import custos.policy.SourceId;

/// The record kinds and fields that the vault itself works with; a policy without them is refused
/// when it is loaded.
final class Kinds {
    static final KindId CONTACT = new KindId("contact");
    static final KindId PROFILE = new KindId("profile");
    static final KindId CONSENTS = new KindId("consent-state");
    static final KindId TOTALS = new KindId("totals");
    static final KindId PURCHASE = new KindId("purchase");
    static final KindId TAX_COPY = new KindId("tax-copy");
    static final KindId MERGED = new KindId("merged-into");
    static final KindId MERGE = new KindId("merge");

    static final PurposeId RIGHTS = new PurposeId("rights-and-proof");
    static final SourceId PORTAL = new SourceId("portal");

    static final FieldId BOOK = new FieldId("consent_book");
    static final FieldId BIRTH_DATE = new FieldId("birth_date");

    private Kinds() {}

    static RecordKind of(Policy policy, KindId id) {
        return policy.kind(id)
                .orElseThrow(
                        () -> new IllegalStateException("the policy lacks the kind " + id.value()));
    }

    static Field bookField(Policy policy) {
        return policy.field(BOOK)
                .orElseThrow(() -> new IllegalStateException("the policy lacks consent_book"));
    }

    static int classNo(Policy policy, RecordKind kind) {
        return policy.dataClass(kind.dataClass())
                .orElseThrow(() -> new IllegalStateException("the policy lacks a class"))
                .number();
    }
}
