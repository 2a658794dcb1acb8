package custos.web.link;

import custos.customer.CustomerId;
import custos.event.Actor;
import custos.policy.ChannelId;
import custos.policy.Language;
import custos.policy.MethodId;
import custos.policy.PurposeId;
import custos.policy.SourceId;
import custos.vault.consents.ConsentAnswer;
import custos.vault.letters.Letter;
import custos.vault.letters.Matter;
import custos.vault.letters.Outbox;
import custos.web.Shop;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A customer with an address, what she agreed to, and the letters that wait for her.
final class Reader {
    static final PurposeId NEWSLETTER = new PurposeId("newsletter");
    static final PurposeId BIRTHDAY = new PurposeId("birthday-greeting");
    static final ChannelId EMAIL = new ChannelId("email");

    private final Shop shop;
    final CustomerId id;

    Reader(Shop shop) {
        this.shop = shop;
        this.id =
                shop.register(Map.of("full_name", "Eva Hidden", "email", "eva.hidden@example.org"));
    }

    void says(PurposeId purpose, String method, boolean yes) {
        var language = new Language("en");
        var answer =
                new ConsentAnswer(
                        purpose,
                        EMAIL,
                        yes,
                        new MethodId(method),
                        Optional.of(language),
                        shop.vault().policies().noticeInForce(language),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        Actor actor =
                method.equals("portal") ? new Actor.Customer() : new Actor.Integration("site");
        shop.vault().consents().record(id, List.of(answer), new SourceId("portal"), actor);
    }

    boolean gets(PurposeId purpose) {
        return shop.vault().consents().mayContact(id, purpose, EMAIL).allowed();
    }

    /// A link that ends the newsletter.
    String newsletterLink() {
        return shop.vault().subscriptions().link(id, Optional.of(NEWSLETTER), EMAIL);
    }

    String linkForEverything() {
        return shop.vault().subscriptions().link(id, Optional.empty(), EMAIL);
    }

    void erased() {
        shop.vault().erasure().erase(id, "erasure-request", false, Shop.OPERATOR);
    }

    List<Letter> letters() {
        return shop.vault().outbox().after(0, 100).letters().stream()
                .map(Outbox.Waiting::letter)
                .toList();
    }

    /// The confirmation in the last letter.
    String confirmation() {
        if (letters().getLast().matter() instanceof Matter.ConfirmConsent ask) {
            return ask.confirmation();
        }
        throw new AssertionError("the last letter asks for no confirmation");
    }

    long ledgerSize() {
        return shop.vault().ledger().newestSize();
    }
}
