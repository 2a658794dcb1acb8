package custos.web.staff;

import custos.access.Permission;
import custos.customer.CustomerId;
import custos.customer.FieldValue;
import custos.event.Actor;
import custos.policy.Field;
import custos.policy.FieldForm;
import custos.policy.FieldId;
import custos.policy.Policy;
import custos.policy.SourceId;
import custos.till.TillQuestion;
import custos.vault.Vault;
import custos.vault.customers.Customers;
import custos.vault.rows.Refusal;
import custos.web.Choice;
import custos.web.DayBoxes;
import custos.web.Form;
import custos.web.Languages;
import custos.web.Mistakes;
import custos.web.Visit;
import java.io.IOException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The one question that is asked while a customer is here: what it is, and what she answers. She
/// may say no, and is then not asked again for a while.
final class TillActs {
    static final String ANSWER = "answer";
    static final DayBoxes BIRTH = new DayBoxes(ANSWER);

    private final Vault vault;
    private final Desk desk;
    private final CustomerView view;

    TillActs(Vault vault, Desk desk, CustomerView view) {
        this.vault = vault;
        this.desk = desk;
        this.view = view;
    }

    /// What to ask her now, if anything.
    static Optional<TillModel> question(Visit visit, Vault vault, Desk desk, CustomerId id) {
        boolean mayAsk =
                visit.may(Permission.AMEND)
                        && desk.visiting(visit.session(), id)
                                .filter(here -> !here.asked())
                                .isPresent();
        return mayAsk
                ? vault.counter().till().next(id).map(question -> model(visit, question, Map.of()))
                : Optional.empty();
    }

    private static TillModel model(Visit visit, TillQuestion question, Map<String, String> typed) {
        Policy policy = visit.policyWords().policy();
        Field field = policy.field(question.field()).orElseThrow();
        return new TillModel(
                field.id().value(),
                visit.policyWords().field(field.id().value()),
                kind(question, field),
                policy.languages().stream()
                        .map(language -> language.value())
                        .filter(Languages.ALL::contains)
                        .map(language ->
                                new TillModel.Sentence(
                                        language, sentence(visit, language, question)))
                        .toList(),
                field.choices().stream()
                        .map(choice ->
                                new Choice(
                                        choice,
                                        visit.policyWords().choice(field.id().value(), choice)))
                        .toList(),
                field.maxLength(),
                typed);
    }

    private static String sentence(Visit visit, String language, TillQuestion question) {
        String code = question.field().value().replace('_', '-');
        return switch (question) {
            case TillQuestion.Missing _ -> visit.words(language).text("staff.ask." + code);
            case TillQuestion.StillRight(_, Optional<LocalDate> confirmed) ->
                    confirmed
                            .map(day ->
                                    visit.words(language)
                                            .text(
                                                    "staff.ask.still-right-since",
                                                    "day",
                                                    visit.times(language).day(day)))
                            .orElseGet(() -> visit.words(language).text("staff.ask.still-right"));
        };
    }

    private static TillModel.Kind kind(TillQuestion question, Field field) {
        if (question instanceof TillQuestion.StillRight) {
            return TillModel.Kind.STILL_RIGHT;
        }
        return switch (field.form()) {
            case EMAIL -> TillModel.Kind.EMAIL;
            case PHONE -> TillModel.Kind.TEL;
            case CHOICE -> TillModel.Kind.CHOICE;
            case BIRTH_DATE -> TillModel.Kind.BIRTH_DATE;
            default -> TillModel.Kind.TEXT;
        };
    }

    /// What she answered: a value, or that she would rather not.
    void answer(Visit visit) throws IOException {
        Actor actor = visit.allow(Permission.AMEND);
        CustomerId id = CustomerPage.id(visit);
        Form form = visit.form();
        Optional<TillQuestion> asked =
                vault.counter()
                        .till()
                        .next(id)
                        .filter(question -> question.field().value().equals(form.text("field")));
        if (asked.isEmpty()) {
            // Somebody else asked meanwhile: there is nothing to answer.
            visit.redirect(CustomerPage.path(id));
            return;
        }
        SourceId source = Sources.of(visit, desk.visiting(visit.session(), id));
        if (form.has("not-now")) {
            vault.counter().till().notNow(id, asked.get().field(), source, actor);
            desk.asked(visit.session(), id);
            visit.redirect(CustomerPage.path(id));
            return;
        }
        keep(visit, id, asked.get(), source, actor);
    }

    private void keep(
            Visit visit, CustomerId id, TillQuestion question, SourceId source, Actor actor)
            throws IOException {
        Policy policy = visit.policyWords().policy();
        Field field = policy.field(question.field()).orElseThrow();
        var mistakes = Mistakes.none();
        Optional<FieldValue> value = read(visit, field, mistakes);
        if (value.isEmpty()) {
            if (mistakes.isEmpty()) {
                mistakes.add(box(field), visit.words().text("staff.ask.nothing"));
            }
            view.show(
                    visit,
                    view.seen(visit, id),
                    Showing.PLAIN
                            .questioning(model(visit, question, typed(visit.form())))
                            .wrong(422, mistakes));
            return;
        }
        Map<FieldId, Optional<FieldValue>> fields = Map.of(field.id(), value);
        Customers.Recorded done =
                vault.customers()
                        .amend(
                                id,
                                new Customers.Amendment(fields, source, OptionalLong.empty()),
                                actor);
        desk.changed(visit.session(), done, visit.context().clock().instant(), field.id().value());
        desk.asked(visit.session(), id);
        visit.redirect(CustomerPage.path(id));
    }

    private static String box(Field field) {
        return field.form() == FieldForm.BIRTH_DATE ? BIRTH.day() : ANSWER;
    }

    private Optional<FieldValue> read(Visit visit, Field field, Mistakes mistakes)
            throws IOException {
        Policy policy = visit.policyWords().policy();
        var typed = new Typed(policy, vault.forms(), visit.words(), visit.form(), mistakes);
        if (field.form() != FieldForm.BIRTH_DATE) {
            return typed.value(field, ANSWER);
        }
        Optional<String> day = BIRTH.typed(visit.form());
        try {
            return day.map(text -> vault.forms().read(policy, field, text));
        } catch (Refusal.BadField e) {
            typed.wrong(BIRTH.day(), "staff.mistake.date", field);
            return Optional.empty();
        }
    }

    private static Map<String, String> typed(Form form) {
        var typed = new LinkedHashMap<String, String>();
        List.of(ANSWER, BIRTH.day(), BIRTH.month(), BIRTH.year())
                .forEach(box -> typed.put(box, form.text(box)));
        return typed;
    }
}
