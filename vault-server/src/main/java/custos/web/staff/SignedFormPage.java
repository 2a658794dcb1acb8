package custos.web.staff;

import custos.access.Permission;
import custos.customer.CustomerId;
import custos.event.Actor;
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
import custos.vault.rows.Refusal;
import custos.web.Form;
import custos.web.Mistakes;
import custos.web.Visit;
import custos.web.WebContext;
import custos.web.WebRoutes;
import custos.web.WebRoutes.Gate;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `/customers/{customer}/signed-form`: a form that she signed, typed in by its number. What she
/// ticked counts as her own word, for the notice that was printed on it, from when she signed.
public final class SignedFormPage {
    private static final String PATH = CustomerPage.PATH + "/signed-form";
    private static final MethodId SIGNED = new MethodId("signed-form");

    private final WebContext context;
    private final Vault vault;

    public SignedFormPage(WebContext context) {
        this.context = context;
        this.vault = context.vault();
    }

    /// What the template shows.
    public record Model(
            CustomerId customer,
            String name,
            List<ConsentQuestion> questions,
            String number,
            String signed,
            Optional<Owner> owner,
            Mistakes mistakes) {
        @Override
        public String toString() {
            return "Model[signed form]";
        }
    }

    /// The customer for whom a form was typed in before.
    public record Owner(CustomerId customer, String name) {
        @Override
        public String toString() {
            return "Owner[redacted]";
        }
    }

    /// The notice on a form.
    private record Printed(
            FormNumber number, Language language, NoticeDigest notice, Instant since) {}

    public void addTo(WebRoutes routes) {
        routes.get(PATH, Gate.STAFF, this::page).post(PATH, Gate.STAFF, this::take);
    }

    private void page(Visit visit) throws IOException {
        visit.allow(Permission.RECORD_CONSENT);
        show(visit, 200, Optional.empty(), Optional.empty(), Mistakes.none());
    }

    private void show(
            Visit visit,
            int status,
            Optional<Form> form,
            Optional<CustomerId> owner,
            Mistakes mistakes)
            throws IOException {
        CustomerId id = CustomerPage.id(visit);
        String role = visit.allow(Permission.READ_MASKED).role();
        var words = new ConsentsView(visit);
        visit.show(
                status,
                "staff/signedForm",
                new Model(
                        id,
                        name(id, role),
                        words.asked().stream()
                                .map(purpose -> words.question(purpose, form))
                                .toList(),
                        form.map(typed -> typed.text("number")).orElse(""),
                        form.map(typed -> typed.text("signed")).orElse(""),
                        owner.map(one -> new Owner(one, name(one, role))),
                        mistakes));
    }

    private String name(CustomerId id, String role) {
        return CustomerView.name(vault.customers().masked(id, role));
    }

    private void take(Visit visit) throws IOException {
        Actor actor = visit.allow(Permission.RECORD_CONSENT);
        CustomerId id = CustomerPage.id(visit);
        Form form = visit.form();
        var mistakes = Mistakes.none();
        Optional<CustomerId> owner = Optional.empty();
        Optional<Printed> printed = printed(form);
        if (printed.isEmpty()) {
            mistakes.add("number", visit.words().text("staff.forms.wrong-number"));
        }
        Optional<Instant> signed = signed(visit, form, printed, mistakes);
        List<ConsentAnswer> answers =
                printed.isPresent() && signed.isPresent()
                        ? answers(visit, form, printed.get(), signed.get())
                        : List.of();
        printed.ifPresent(one -> requireAsked(visit, one, answers, mistakes));
        if (mistakes.isEmpty() && answers.isEmpty()) {
            mistakes.add("consents", visit.words().text("staff.mistake.answer"));
        }
        if (mistakes.isEmpty()) {
            try {
                vault.consents()
                        .record(id, answers, FormsPage.source(visit.policyWords().policy()), actor);
                visit.redirect(CustomerPage.path(id) + "#consents");
                return;
            } catch (Refusal.Conflict refused) {
                String number = printed.orElseThrow().number().text();
                if (refused.code().equals("form-used")) {
                    owner = vault.consents().ownerOf(number);
                    mistakes.add(
                            "number", visit.words().text("staff.forms.used", "number", number));
                } else {
                    mistakes.add("consents", ConsentActs.why(visit, refused.code()));
                }
            }
        }
        show(visit, 422, Optional.of(form), owner, mistakes);
    }

    /// What was printed on the form with that number, if this vault ever printed such.
    private Optional<Printed> printed(Form form) {
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

    private Optional<Instant> signed(
            Visit visit, Form form, Optional<Printed> printed, Mistakes mistakes) {
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
    private void requireAsked(
            Visit visit, Printed printed, List<ConsentAnswer> answers, Mistakes mistakes) {
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

    private static List<ConsentAnswer> answers(
            Visit visit, Form form, Printed printed, Instant signed) {
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
