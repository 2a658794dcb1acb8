package custos.vault;

import custos.customer.EmailAddress;
import custos.customer.FieldValue;
import custos.policy.FieldId;
import custos.policy.KindId;
import custos.policy.NoticeDigest;
import custos.policy.PurposeId;
import custos.posting.Posting;
import custos.posting.PublicForm;
import custos.vault.letters.Matter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Forms as somebody hands them in, in Czech.
public final class Posts {
    private static final PurposeId NEWSLETTER = new PurposeId("newsletter");

    private final TestVault shop;
    private Posting last;
    private String token = "";

    public Posts(TestVault shop) {
        this.shop = shop;
        this.last = posting(PublicForm.NEWSLETTER, "a@example.org", Map.of(), List.of());
    }

    public Optional<NoticeDigest> notice() {
        return shop.vault().policies().noticeInForce(Letters.CZECH);
    }

    private Posting posting(
            PublicForm form,
            String email,
            Map<FieldId, FieldValue> fields,
            List<PurposeId> agreed) {
        return posting(form, email, Optional.empty(), fields, agreed);
    }

    private Posting posting(
            PublicForm form,
            String email,
            Optional<String> name,
            Map<FieldId, FieldValue> fields,
            List<PurposeId> agreed) {
        return new Posting(
                form,
                new EmailAddress(email),
                Letters.CZECH,
                name,
                fields,
                agreed,
                notice().orElseThrow());
    }

    public String newsletter(String email) {
        return take(posting(PublicForm.NEWSLETTER, email, Map.of(), List.of(NEWSLETTER)));
    }

    public String warranty(String email, boolean newsletter) {
        return warranty(email, newsletter, Optional.empty());
    }

    public String warranty(String email, boolean newsletter, String name) {
        return warranty(email, newsletter, Optional.of(name));
    }

    private String warranty(String email, boolean newsletter, Optional<String> name) {
        var fields =
                shop.read(
                        Map.of(
                                "product", "Kettle",
                                "serial_number", "K-42",
                                "bought_on", "2026-11-01"),
                        new KindId("warranty"));
        List<PurposeId> agreed = newsletter ? List.of(NEWSLETTER) : List.of();
        return take(posting(PublicForm.WARRANTY, email, name, fields, agreed));
    }

    public String competition(String email, List<PurposeId> agreed) {
        var fields =
                shop.read(
                        Map.of("competition", "Spring", "entry", "A poem"),
                        new KindId("competition-entry"));
        return take(posting(PublicForm.COMPETITION, email, fields, agreed));
    }

    /// A newsletter form, whose letter nobody looks for.
    public void take(String email) {
        hand(posting(PublicForm.NEWSLETTER, email, Map.of(), List.of(NEWSLETTER)));
    }

    /// The last form once more, as when a button is pressed twice.
    public void again() {
        shop.vault().postings().take(last, token);
    }

    private void hand(Posting posting) {
        last = posting;
        token = shop.vault().postings().marks().token(posting.form());
        again();
    }

    private String take(Posting posting) {
        hand(posting);
        var letter = shop.vault().outbox().after(0, 1000).letters().getLast().letter();
        if (letter.matter() instanceof Matter.ConfirmPosting ask) {
            return ask.code();
        }
        throw new AssertionError("the last letter asks for no confirmation of a form");
    }
}
