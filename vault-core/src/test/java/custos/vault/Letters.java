package custos.vault;

import custos.customer.CustomerId;
import custos.event.Actor;
import custos.policy.ChannelId;
import custos.policy.Language;
import custos.policy.MethodId;
import custos.policy.PurposeId;
import custos.policy.SourceId;
import custos.vault.consents.ConsentAnswer;
import custos.vault.core.ConsentWords;
import custos.vault.letters.Letter;
import custos.vault.letters.Matter;
import custos.vault.letters.Outbox;
import java.util.List;
import java.util.Optional;

/// What a public form hands in, and the letters that follow, as tests of links need them.
public final class Letters {
    public static final PurposeId NEWSLETTER = new PurposeId("newsletter");
    public static final PurposeId BIRTHDAY = new PurposeId("birthday-greeting");
    public static final ChannelId EMAIL = new ChannelId("email");
    public static final Language CZECH = new Language("cs");

    private final TestVault test;

    public Letters(TestVault test) {
        this.test = test;
    }

    /// A yes that a public form brings, in Czech.
    public ConsentAnswer formYes(PurposeId purpose) {
        return new ConsentAnswer(
                purpose,
                EMAIL,
                true,
                new MethodId("public-form"),
                Optional.of(CZECH),
                test.vault().policies().noticeInForce(CZECH),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public void formSays(CustomerId customer, PurposeId purpose) {
        test.vault()
                .consents()
                .record(
                        customer,
                        List.of(formYes(purpose)),
                        new SourceId("email-subscription"),
                        new Actor.Integration("web"));
    }

    public List<Letter> waiting() {
        return test.vault().outbox().after(0, 1000).letters().stream()
                .map(Outbox.Waiting::letter)
                .toList();
    }

    public Letter last() {
        return waiting().getLast();
    }

    /// The confirmation in the last letter.
    public String confirmation() {
        if (last().matter() instanceof Matter.ConfirmConsent ask) {
            return ask.confirmation();
        }
        throw new AssertionError("the last letter asks for no confirmation");
    }

    public String state(CustomerId customer, PurposeId purpose) {
        return test.vault().consents().history(customer).states().stream()
                .filter(one -> one.purpose().equals(purpose) && one.channel().equals(EMAIL))
                .map(one -> ConsentWords.name(one.state()))
                .findFirst()
                .orElse("unknown");
    }

    public boolean mayWrite(CustomerId customer, PurposeId purpose) {
        return test.vault().consents().mayContact(customer, purpose, EMAIL).allowed();
    }
}
