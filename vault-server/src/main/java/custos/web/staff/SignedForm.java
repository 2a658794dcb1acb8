package custos.web.staff;

import custos.customer.CustomerId;
import custos.policy.ChannelId;
import custos.policy.Language;
import custos.policy.MethodId;
import custos.policy.NoticeDigest;
import custos.policy.Policy;
import custos.policy.PolicyLoader;
import custos.policy.Purpose;
import custos.vault.Vault;
import custos.vault.consents.ConsentAnswer;
import custos.vault.core.Policies;
import custos.web.Form;
import custos.web.Mistakes;
import custos.web.Visit;
import custos.web.WebContext;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads what was typed in of a form that somebody signed: its number, when that was, and what is
/// ticked on it. That counts as her own word for the notice that was printed on it, from when she
/// signed.
final class SignedForm {
    private static final MethodId SIGNED = new MethodId("signed-form");

    private final WebContext context;
    private final Vault vault;
    private final Visit visit;
    private final Form form;
    private final Mistakes mistakes;

    SignedForm(WebContext context, Visit visit, Form form, Mistakes mistakes) {
        this.context = context;
        this.vault = context.vault();
        this.visit = visit;
        this.form = form;
        this.mistakes = mistakes;
    }

    /// The notice on a form.
    private record Printed(
            FormNumber number, Language language, NoticeDigest notice, Instant since) {}

    /// What is ticked; what is wrong with the form is told at its boxes.
    List<ConsentAnswer> answers() {
        Optional<Printed> printed = printed();
        if (printed.isEmpty()) {
            mistakes.add("number", visit.words().text("staff.forms.wrong-number"));
        }
        Optional<Instant> signed = signed(printed);
        if (printed.isEmpty() || signed.isEmpty()) {
            return List.of();
        }
        List<ConsentAnswer> answers = answers(printed.get(), signed.get());
        requireAsked(printed.get(), answers);
        return answers;
    }

    /// Whose form it is already, which is told at its number.
    Optional<CustomerId> owner() {
        String number = printed().orElseThrow().number().text();
        mistakes.add("number", visit.words().text("staff.forms.used", "number", number));
        return vault.consents().ownerOf(number);
    }

    /// What was printed on the form with that number, if this vault ever printed such.
    private Optional<Printed> printed() {
        return FormNumber.read(form.text("number"))
                .flatMap(number ->
                        vault.policies().versions().stream()
                                .filter(one -> one.version() == number.version())
                                .findFirst()
                                .flatMap(one -> printed(number, one)));
    }

    private static Optional<Printed> printed(FormNumber number, Policies.Version version) {
        return version.notices().entrySet().stream()
                .filter(one -> one.getKey().value().equals(number.language()))
                .findFirst()
                .map(one -> new Printed(number, one.getKey(), one.getValue(), version.since()));
    }

    private Optional<Instant> signed(Optional<Printed> printed) {
        Instant now = context.clock().instant();
        Instant signed;
        try {
            signed =
                    LocalDateTime.parse(form.text("signed"))
                            .atZone(visit.times().zone())
                            .toInstant();
        } catch (DateTimeException e) {
            mistakes.add("signed", visit.words().text("staff.forms.wrong-time"));
            return Optional.empty();
        }
        if (signed.isAfter(now)) {
            mistakes.add("signed", visit.words().text("staff.forms.later"));
            return Optional.empty();
        }
        boolean early =
                printed.filter(one -> signed.isBefore(one.since().truncatedTo(ChronoUnit.MINUTES)))
                        .isPresent();
        if (early) {
            mistakes.add("signed", visit.words().text("staff.forms.earlier"));
            return Optional.empty();
        }
        return Optional.of(signed);
    }

    /// A form asked what the policy of its day asked: its notice names nothing else.
    private void requireAsked(Printed printed, List<ConsentAnswer> answers) {
        Policy then =
                vault.policies()
                        .files(printed.number().version())
                        .map(PolicyLoader::load)
                        .orElseThrow();
        for (ConsentAnswer answer : answers) {
            boolean asked =
                    then.purpose(answer.purpose())
                            .filter(Purpose::needsConsent)
                            .filter(purpose -> purpose.channels().contains(answer.channel()))
                            .isPresent();
            if (!asked) {
                mistakes.add(
                        "consents",
                        visit.words()
                                .text(
                                        "staff.forms.not-asked",
                                        "purpose",
                                        visit.policyWords().purpose(answer.purpose().value())));
            }
        }
    }

    private List<ConsentAnswer> answers(Printed printed, Instant signed) {
        var answers = new ArrayList<ConsentAnswer>();
        for (Purpose purpose : new ConsentsView(visit).asked()) {
            for (ChannelId channel : purpose.channels()) {
                String said = form.text(ConsentsView.field(purpose.id().value(), channel));
                boolean yes = said.equals("yes");
                if (yes || said.equals("no")) {
                    answers.add(
                            new ConsentAnswer(
                                    purpose.id(),
                                    channel,
                                    yes,
                                    SIGNED,
                                    Optional.of(printed.language()),
                                    Optional.of(printed.notice()),
                                    Optional.of(signed),
                                    Optional.of(printed.number().text()),
                                    Optional.empty()));
                }
            }
        }
        return answers;
    }
}
