package custos.vault;

import custos.customer.CustomerId;
import custos.event.Actor;
import custos.policy.ChannelId;
import custos.policy.Language;
import custos.policy.MethodId;
import custos.policy.PurposeId;
import custos.policy.SourceId;
import java.util.List;
import java.util.Optional;

/// What a public form hands in, and the letters that follow, as tests of links need them.
final class Letters {
    static final PurposeId NEWSLETTER = new PurposeId("newsletter");
    static final PurposeId BIRTHDAY = new PurposeId("birthday-greeting");
    static final ChannelId EMAIL = new ChannelId("email");
    static final Language CZECH = new Language("cs");

    private final TestVault test;

    Letters(TestVault test) {
        this.test = test;
    }

    /// A yes that a public form brings, in Czech.
    ConsentAnswer formYes(PurposeId purpose) {
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

    void formSays(CustomerId customer, PurposeId purpose) {
        test.vault()
                .consents()
                .record(
                        customer,
                        List.of(formYes(purpose)),
                        new SourceId("email-subscription"),
                        new Actor.Integration("web"));
    }

    List<Letter> waiting() {
        return test.vault().outbox().after(0, 1000).letters().stream()
                .map(Outbox.Waiting::letter)
                .toList();
    }

    Letter last() {
        return waiting().getLast();
    }

    /// The confirmation in the last letter.
    String confirmation() {
        if (last().matter() instanceof Matter.ConfirmConsent ask) {
            return ask.confirmation();
        }
        throw new AssertionError("the last letter asks for no confirmation");
    }

    String state(CustomerId customer, PurposeId purpose) {
        return test.vault().consents().history(customer).states().stream()
                .filter(one -> one.purpose().equals(purpose) && one.channel().equals(EMAIL))
                .map(one -> ConsentWords.name(one.state()))
                .findFirst()
                .orElse("unknown");
    }

    boolean mayWrite(CustomerId customer, PurposeId purpose) {
        return test.vault().consents().mayContact(customer, purpose, EMAIL).allowed();
    }
}
