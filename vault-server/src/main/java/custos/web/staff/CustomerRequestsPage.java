package custos.web.staff;

import custos.access.Permission;
import custos.customer.CustomerId;
import custos.event.Actor;
import custos.policy.Language;
import custos.policy.RegimeId;
import custos.policy.SourceId;
import custos.request.Right;
import custos.request.Term;
import custos.vault.Vault;
import custos.vault.customers.Customers;
import custos.vault.requests.Requests;
import custos.vault.rows.Refusal;
import custos.web.Choice;
import custos.web.Form;
import custos.web.Mistakes;
import custos.web.Visit;
import custos.web.WebContext;
import custos.web.WebRoutes;
import custos.web.WebRoutes.Gate;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.Optional;

/// `/customers/{customer}/requests`: one customer's requests, and the form that enters a new one.
public final class CustomerRequestsPage {
    private static final String PATH = CustomerPage.PATH + "/requests";
    private static final SourceId SOURCE = new SourceId("counter-form");

    private final Vault vault;

    public CustomerRequestsPage(WebContext context) {
        this.vault = context.vault();
    }

    public void addTo(WebRoutes routes) {
        routes.get(PATH, Gate.STAFF, this::page).post(PATH, Gate.STAFF, this::enter);
    }

    private void page(Visit visit) throws IOException {
        visit.allow(Permission.REQUESTS);
        if (RequestView.isMissing(visit, vault)) {
            return;
        }
        Term term = vault.requests().termFor(CustomerPage.id(visit));
        var fresh =
                new RequestsModel.Entered(
                        "",
                        term.regime().value(),
                        term.day(visit.context().clock().instant()).toString(),
                        visit.policyLanguage().value(),
                        "");
        show(visit, 200, fresh, Mistakes.none());
    }

    private void show(Visit visit, int status, RequestsModel.Entered entered, Mistakes mistakes)
            throws IOException {
        CustomerId id = CustomerPage.id(visit);
        var view = new RequestView(vault, visit);
        Customers.Masked masked =
                vault.customers().masked(id, visit.allow(Permission.READ_MASKED).role());
        LocalDate latest = latest(visit);
        visit.show(
                status,
                "staff/customerRequests",
                new RequestsModel.OfCustomer(
                        id.value(),
                        CustomerView.name(masked),
                        vault.requests().of(id).stream().map(view::row).toList(),
                        new RequestsModel.Form(
                                view.words().rights().stream()
                                        .map(one -> new Choice(one.code(), view.words().right(one)))
                                        .toList(),
                                vault.requests().terms().stream()
                                        .map(one ->
                                                new Choice(
                                                        one.regime().value(),
                                                        view.words().regime(one)))
                                        .toList(),
                                visit.policyWords().policy().languages().stream()
                                        .map(one ->
                                                new Choice(
                                                        one.value(),
                                                        visit.policyWords()
                                                                .choice("language", one.value())))
                                        .toList(),
                                latest.minus(Requests.OLDEST).toString(),
                                latest.toString(),
                                entered),
                        mistakes));
    }

    /// Today where it is latest of all the laws that may be chosen.
    private LocalDate latest(Visit visit) {
        Instant now = visit.context().clock().instant();
        return vault.requests().terms().stream()
                .map(term -> term.day(now))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private void enter(Visit visit) throws IOException {
        Actor actor = visit.allow(Permission.REQUESTS);
        if (RequestView.isMissing(visit, vault)) {
            return;
        }
        CustomerId id = CustomerPage.id(visit);
        Form form = visit.form();
        var entered =
                new RequestsModel.Entered(
                        form.text("right"),
                        form.text("regime"),
                        form.text("received"),
                        form.text("language"),
                        form.text("words"));
        var mistakes = Mistakes.none();
        Optional<Requests.Wanted> wanted = wanted(visit, entered, mistakes);
        if (wanted.isPresent()) {
            try {
                Requests.Changed done = vault.requests().enter(id, wanted.get(), actor);
                visit.redirect("/requests/" + done.id().value() + "?done=entered");
                return;
            } catch (Refusal.BadField bad) {
                mistakes.add(bad.field(), word(visit, bad.field()));
            } catch (Refusal.Conflict conflict) {
                mistakes.add("right", word(visit, conflict.code()));
            }
        }
        show(visit, 422, entered, mistakes);
    }

    private Optional<Requests.Wanted> wanted(
            Visit visit, RequestsModel.Entered entered, Mistakes mistakes) {
        Optional<Right> right = Right.find(entered.right());
        Optional<Term> term = regime(entered.regime()).flatMap(Term::of);
        Optional<LocalDate> received = day(entered.received());
        Optional<Language> language =
                visit.policyWords().policy().languages().stream()
                        .filter(one -> one.value().equals(entered.language()))
                        .findFirst();
        require(visit, mistakes, "right", right);
        require(visit, mistakes, "regime", term);
        require(visit, mistakes, "received", received);
        require(visit, mistakes, "language", language);
        return mistakes.isEmpty()
                ? Optional.of(
                        new Requests.Wanted(
                                right.orElseThrow(),
                                term.orElseThrow(),
                                received.orElseThrow(),
                                SOURCE,
                                Optional.of(entered.words()).filter(text -> !text.isEmpty()),
                                language.orElseThrow()))
                : Optional.empty();
    }

    private static void require(Visit visit, Mistakes mistakes, String field, Optional<?> value) {
        if (value.isEmpty()) {
            mistakes.add(field, word(visit, field));
        }
    }

    private static Optional<RegimeId> regime(String text) {
        try {
            return Optional.of(new RegimeId(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static String word(Visit visit, String code) {
        String key = "staff.requests.wrong." + code;
        return visit.words().text(visit.words().has(key) ? key : "staff.requests.wrong.other");
    }
}
