package custos.vault.consents;

import custos.consent.ConsentState;
import custos.consent.Grant;
import custos.crypto.Link;
import custos.customer.EmailAddress;
import custos.customer.IndexForm;
import custos.policy.Channel;
import custos.policy.Language;
import custos.policy.Policy;
import custos.policy.Purpose;
import custos.store.RowChange;
import custos.vault.core.Core;
import custos.vault.letters.Letter;
import custos.vault.letters.Matter;
import custos.vault.letters.Outbox;
import custos.vault.rows.CustomerDraft;
import java.time.Instant;

/// The letters that follow from what became of a consent, put into the outbox with it.
public final class ConsentMail {
    private final Core core;

    public ConsentMail(Core core) {
        this.core = core;
    }

    /// Asks the customer to confirm what somebody said for her.
    public void askToConfirm(CustomerDraft draft, ConsentChange change, Instant now) {
        change.requested().forEach(one -> draft.also(letter(draft, one, now)));
    }

    /// The letter that asks; sent again, it has the same link.
    RowChange letter(CustomerDraft draft, ConsentChange.Requested one, Instant now) {
        Policy policy = core.policies().current();
        Purpose purpose = policy.purpose(one.key().purpose()).orElseThrow();
        Channel channel = policy.channel(one.key().channel()).orElseThrow();
        Grant asked = one.asked();
        String text =
                Confirmation.of(purpose, channel, asked)
                        .seal(
                                core.customerId(draft.no()).value(),
                                draft.key(core.policies().contactClass()));
        Instant until = asked.since().plus(ConsentState.CONFIRM_WITHIN);
        var matter = new Matter.ConfirmConsent(purpose.id(), channel.id(), text, until);
        return Outbox.row(core, draft, now, new Letter(one.to(), asked.language(), matter));
    }

    /// Tells the customer what she confirmed, and how to end it.
    public void welcome(
            CustomerDraft draft, Purpose purpose, Channel channel, Welcome welcome, Instant now) {
        String stop = link(draft.no(), purpose.number(), channel, welcome.address());
        var matter = new Matter.Subscribed(purpose.id(), channel.id(), stop);
        draft.also(
                Outbox.row(core, draft, now, new Letter(welcome.to(), welcome.language(), matter)));
    }

    /// Whom to welcome, and in which language she agreed.
    public record Welcome(EmailAddress to, IndexForm address, Language language) {}

    /// The text of a link that ends a purpose.
    ///
    /// @param purpose its number, 0 for all marketing
    String link(long customer, int purpose, Channel channel, IndexForm address) {
        var refused =
                core.keys()
                        .suppressions()
                        .address(channel.number(), address.normaliser().number(), address.value());
        return core.keys().links().seal(new Link(refused, purpose, channel.number(), customer));
    }
}
