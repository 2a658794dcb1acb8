package custos.vault.rows;

import custos.policy.Field;
import custos.policy.FieldId;
import custos.policy.KindId;
import custos.policy.Policy;
import custos.policy.PurposeId;
import custos.policy.RecordKind;
import custos.policy.SourceId;

/// The record kinds and fields that the vault itself works with; a policy without them is refused
/// when it is loaded.
public final class Kinds {
    public static final KindId CONTACT = new KindId("contact");
    public static final KindId PROFILE = new KindId("profile");
    public static final KindId CONSENTS = new KindId("consent-state");
    public static final KindId TOTALS = new KindId("totals");
    public static final KindId PURCHASE = new KindId("purchase");
    public static final KindId TAX_COPY = new KindId("tax-copy");
    public static final KindId MERGED = new KindId("merged-into");
    public static final KindId MERGE = new KindId("merge");

    public static final PurposeId RIGHTS = new PurposeId("rights-and-proof");
    public static final SourceId PORTAL = new SourceId("portal");

    static final FieldId BOOK = new FieldId("consent_book");
    public static final FieldId BIRTH_DATE = new FieldId("birth_date");

    private Kinds() {}

    public static RecordKind of(Policy policy, KindId id) {
        return policy.kind(id)
                .orElseThrow(
                        () -> new IllegalStateException("the policy lacks the kind " + id.value()));
    }

    public static Field bookField(Policy policy) {
        return policy.field(BOOK)
                .orElseThrow(() -> new IllegalStateException("the policy lacks consent_book"));
    }

    public static int classNo(Policy policy, RecordKind kind) {
        return policy.dataClass(kind.dataClass())
                .orElseThrow(() -> new IllegalStateException("the policy lacks a class"))
                .number();
    }
}
