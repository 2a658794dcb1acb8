package custos.web.staff;

import custos.access.Permission;
import custos.customer.CustomerId;
import custos.customer.FieldValue;
import custos.customer.PostalAddress;
import custos.customer.RecordId;
import custos.event.Actor;
import custos.mail.LetterPress;
import custos.policy.FieldId;
import custos.policy.ReasonUse;
import custos.vault.Vault;
import custos.vault.customers.Customers;
import custos.vault.letters.Matter;
import custos.vault.requests.DataRequest;
import custos.vault.requests.Requests;
import custos.web.Choice;
import custos.web.Mistakes;
import custos.web.Visit;
import custos.web.WebContext;
import custos.web.WebFault;
import custos.web.WebRoutes;
import custos.web.WebRoutes.Gate;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `/requests/{request}/letters/{letter}`: a letter about a request, to be printed for somebody who
/// gets none by mail. Her name and address stand on it once somebody opened them for a reason.
public final class RequestLetterPage {
    private static final String PATH = "/requests/{request}/letters/{letter}";
    private static final FieldId NAME = new FieldId("full_name");
    private static final FieldId ADDRESS = new FieldId("address");

    private final Vault vault;
    private final LetterPress press;

    public RequestLetterPage(WebContext context) {
        this.vault = context.vault();
        this.press = new LetterPress(URI.create(context.publicUrl()), context.zone());
    }

    /// What the page shows.
    ///
    /// @param request the path of the request's page
    /// @param path of this one
    /// @param to her name and address; empty until they were opened
    public record Model(
            String request,
            String path,
            LetterPress.Printed letter,
            String day,
            List<String> to,
            List<Choice> reasons,
            Mistakes mistakes) {
        /// Redacted: it is a customer's.
        @Override
        public String toString() {
            return "Model[letter]";
        }
    }

    public void addTo(WebRoutes routes) {
        routes.get(PATH, Gate.STAFF, this::page).post(PATH, Gate.STAFF, this::open);
    }

    private void page(Visit visit) throws IOException {
        show(visit, 200, List.of(), Mistakes.none());
    }

    private void open(Visit visit) throws IOException {
        Actor actor = visit.allow(Permission.REVEAL);
        DataRequest request = vault.requests().read(id(visit), visit.allow(Permission.REQUESTS));
        String reason = visit.form().text("reason");
        if (!visit.policyWords().policy().reasons(ReasonUse.REVEAL).contains(reason)) {
            var mistakes =
                    Mistakes.none().add("reason", visit.words().text("staff.mistake.reason"));
            show(visit, 422, List.of(), mistakes);
            return;
        }
        show(visit, 200, to(request.customer(), reason, actor), Mistakes.none());
    }

    private List<String> to(CustomerId customer, String reason, Actor actor) {
        Customers.Opened opened =
                vault.customers().reveal(customer, Set.of(NAME, ADDRESS), reason, actor);
        var lines = new ArrayList<String>();
        if (opened.fields().get(NAME) instanceof FieldValue.Text(String name)) {
            lines.add(name);
        }
        Optional.ofNullable(opened.fields().get(ADDRESS))
                .ifPresent(value -> lines.addAll(PostalAddress.of(value).parts()));
        return lines;
    }

    private void show(Visit visit, int status, List<String> to, Mistakes mistakes)
            throws IOException {
        Actor actor = visit.allow(Permission.REQUESTS);
        String code = visit.path("letter", text -> text);
        Requests.Letters letters = vault.requests().letters(id(visit), actor);
        Matter matter =
                letters.matters().stream()
                        .filter(one -> LetterPress.code(one).equals(code))
                        .findFirst()
                        .orElseThrow(WebFault.NotHere::new);
        LetterPress.Printed printed =
                press.print(matter, letters.language(), visit.policyWords().policy());
        String request = "/requests/" + id(visit).value();
        visit.show(
                status,
                "staff/requestLetter",
                new Model(
                        request,
                        request + "/letters/" + code,
                        printed,
                        visit.times(printed.language()).day(visit.context().clock().instant()),
                        to,
                        CustomerView.choices(visit, ReasonUse.REVEAL),
                        mistakes));
    }

    private static RecordId id(Visit visit) {
        return visit.path("request", RecordId::new);
    }
}
