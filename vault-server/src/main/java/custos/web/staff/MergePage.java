package custos.web.staff;

import custos.access.Permission;
import custos.customer.CustomerId;
import custos.customer.FieldValue;
import custos.customer.Mask;
import custos.customer.RecordId;
import custos.event.Actor;
import custos.policy.Field;
import custos.policy.FieldId;
import custos.vault.Vault;
import custos.vault.customers.Customers;
import custos.vault.merges.Merging;
import custos.vault.merges.Merging.Comparison;
import custos.vault.merges.Merging.Side;
import custos.vault.merges.Pairs;
import custos.vault.rows.Refusal;
import custos.web.ActorText;
import custos.web.Form;
import custos.web.Mistakes;
import custos.web.Visit;
import custos.web.WebContext;
import custos.web.WebFault;
import custos.web.WebRoutes;
import custos.web.WebRoutes.Gate;
import custos.web.field.ValueText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// `/customers/{customer}/merge`: who else may be the same person; and below it the two side by
/// side, with what a merge makes of them. What is typed travels in the body, never in an address.
public final class MergePage {
    private static final String PATH = CustomerPage.PATH + "/merge";
    private static final String PAIR = PATH + "/{other}";
    private static final String TAKE = "take-";

    private final Vault vault;

    public MergePage(WebContext context) {
        this.vault = context.vault();
    }

    public void addTo(WebRoutes routes) {
        routes.get(PATH, Gate.STAFF, visit -> find(visit, ""))
                .post(PATH, Gate.STAFF, visit -> find(visit, visit.form().text("q")))
                .get(PAIR, Gate.STAFF, visit -> pair(visit, 200, Map.of(), Mistakes.none()))
                .post(PAIR, Gate.STAFF, this::merge)
                .get(PAIR + "/apart", Gate.STAFF, visit -> visit.redirect(path(visit)))
                .post(PAIR + "/apart", Gate.STAFF, this::apart)
                .get(PAIR + "/apart-undo", Gate.STAFF, visit -> visit.redirect(path(visit)))
                .post(PAIR + "/apart-undo", Gate.STAFF, this::apartUndo)
                .get(
                        CustomerPage.PATH + "/merge-undo",
                        Gate.STAFF,
                        visit -> visit.redirect(CustomerPage.path(CustomerPage.id(visit))))
                .post(CustomerPage.PATH + "/merge-undo", Gate.STAFF, this::undo);
    }

    private void find(Visit visit, String typed) throws IOException {
        visit.allow(Permission.MERGE);
        String role = visit.allow(Permission.SEARCH).role();
        CustomerId id = CustomerPage.id(visit);
        String name = CustomerView.name(vault.customers().masked(id, role));
        List<SearchPage.Row> rows = List.of();
        List<SearchPage.Row> alike =
                vault.duplicates().of(id, role).stream()
                        .map(one -> SearchPage.row(one.customer()))
                        .toList();
        List<MergeModel.Apart> apart =
                vault.pairs().apartFrom(id, role).stream().map(one -> apart(visit, one)).toList();
        var mistakes = Mistakes.none();
        try {
            rows =
                    vault.customers().search(typed, role).items().stream()
                            .filter(found -> !found.id().equals(id))
                            .map(SearchPage::row)
                            .toList();
        } catch (Refusal.BadField e) {
            mistakes.add("search", visit.words().text("staff.search.long"));
        }
        boolean asked = typed.codePointCount(0, typed.length()) > 1;
        visit.show(
                mistakes.isEmpty() ? 200 : 422,
                "staff/merge",
                new MergeModel.Find(id.value(), name, typed, asked, rows, alike, apart, mistakes));
    }

    private static MergeModel.Apart apart(Visit visit, Pairs.Apart one) {
        return new MergeModel.Apart(
                SearchPage.row(one.customer()),
                ActorText.of(visit, one.said().by()),
                visit.times().minute(one.said().at()));
    }

    private static String path(Visit visit) {
        return CustomerPage.path(CustomerPage.id(visit)) + "/merge";
    }

    private void apart(Visit visit) {
        Actor actor = visit.allow(Permission.MERGE);
        CustomerId id = CustomerPage.id(visit);
        vault.pairs().part(id, requireOther(visit, id), actor);
        visit.redirect(path(visit));
    }

    private void apartUndo(Visit visit) {
        Actor actor = visit.allow(Permission.MERGE);
        CustomerId id = CustomerPage.id(visit);
        vault.pairs().unpart(id, requireOther(visit, id), actor);
        visit.redirect(path(visit));
    }

    private static CustomerId requireOther(Visit visit, CustomerId id) {
        CustomerId other = other(visit);
        if (other.equals(id)) {
            throw new WebFault.NotHere();
        }
        return other;
    }

    private static CustomerId other(Visit visit) {
        return visit.path("other", CustomerId::new);
    }

    private void pair(Visit visit, int status, Map<FieldId, Side> chosen, Mistakes mistakes)
            throws IOException {
        Actor actor = visit.allow(Permission.MERGE);
        visit.allow(Permission.OPEN, custos.access.PermissionTable.SERVICE);
        CustomerId stays = CustomerPage.id(visit);
        CustomerId goes = requireOther(visit, stays);
        visit.show(
                status,
                "staff/mergePair",
                model(visit, actor, vault.merging().compare(stays, goes, chosen, actor), mistakes));
    }

    private MergeModel.Pair model(Visit visit, Actor actor, Comparison shown, Mistakes mistakes) {
        return new MergeModel.Pair(
                shown.stays().value(),
                shown.staysVersion(),
                name(shown.stays(), actor),
                shown.goes().value(),
                shown.goesVersion(),
                name(shown.goes(), actor),
                lines(visit, shown),
                shown.consents().stream()
                        .map(one ->
                                new MergeModel.Consent(
                                        visit.policyWords().purpose(one.purpose().value()),
                                        visit.policyWords().channel(one.channel().value()),
                                        one.stays().code(),
                                        one.goes().code(),
                                        one.result().code(),
                                        one.changes()))
                        .toList(),
                shown.objections().stream()
                        .map(purpose -> visit.policyWords().purpose(purpose.value()))
                        .toList(),
                shown.restricted(),
                shown.records(),
                shown.doubtful(),
                mistakes);
    }

    private String name(CustomerId id, Actor actor) {
        return CustomerView.name(vault.customers().masked(id, actor.role()));
    }

    private static List<MergeModel.Line> lines(Visit visit, Comparison shown) {
        ValueText texts = ContactView.texts(visit);
        var lines = new ArrayList<MergeModel.Line>();
        for (Merging.Row row : shown.rows()) {
            Optional<Field> field = visit.policyWords().policy().field(row.field());
            boolean seen = shown.open().contains(row.field());
            field.ifPresent(known ->
                    lines.add(
                            new MergeModel.Line(
                                    known.id().value(),
                                    visit.policyWords().field(known.id().value()),
                                    text(texts, known, row.stays(), seen),
                                    text(texts, known, row.goes(), seen),
                                    row.isOpen(),
                                    row.stands() == Side.GOES)));
        }
        return lines;
    }

    /// What does not serve the customer stays covered; that there is a value is no secret here.
    private static String text(
            ValueText texts, Field field, Optional<FieldValue> value, boolean seen) {
        return value.map(one -> seen ? texts.of(field, one) : Mask.DOTS).orElse("");
    }

    private void merge(Visit visit) throws IOException {
        Actor actor = visit.allow(Permission.MERGE);
        Form form = visit.form();
        Map<FieldId, Side> chosen = chosen(visit, form);
        if (form.has("preview")) {
            pair(visit, 200, chosen, Mistakes.none());
            return;
        }
        var mistakes = Mistakes.none();
        try {
            var wanted =
                    new Merging.Wanted(
                            CustomerPage.id(visit),
                            version(form, "stays-version"),
                            other(visit),
                            version(form, "goes-version"),
                            chosen);
            Merging.Merged done = vault.merging().merge(wanted, actor);
            visit.redirect(CustomerPage.path(done.id()));
            return;
        } catch (Refusal.Stale changed) {
            mistakes.add("merge", visit.words().text("common.fault.stale"));
        } catch (Refusal.Conflict refused) {
            mistakes.add("merge", why(visit, refused));
        }
        pair(visit, 409, chosen, mistakes);
    }

    private static OptionalLong version(Form form, String name) {
        try {
            return OptionalLong.of(Long.parseLong(form.text(name)));
        } catch (NumberFormatException e) {
            throw new WebFault.Unreadable();
        }
    }

    private static Map<FieldId, Side> chosen(Visit visit, Form form) {
        var chosen = new HashMap<FieldId, Side>();
        for (Field field : visit.policyWords().policy().fields()) {
            String side = form.text(TAKE + field.id().value());
            if (side.equals("goes") || side.equals("stays")) {
                chosen.put(field.id(), side.equals("goes") ? Side.GOES : Side.STAYS);
            } else if (!side.isEmpty()) {
                throw new WebFault.Unreadable();
            }
        }
        return chosen;
    }

    private void undo(Visit visit) throws IOException {
        Actor actor = visit.allow(Permission.MERGE);
        CustomerId id = CustomerPage.id(visit);
        RecordId merge;
        try {
            merge = new RecordId(visit.form().text("merge"));
        } catch (IllegalArgumentException e) {
            throw new WebFault.NotHere();
        }
        try {
            vault.merging().undo(id, merge, actor);
            visit.redirect(CustomerPage.path(id));
        } catch (Refusal.Conflict refused) {
            Customers.Masked masked = vault.customers().masked(id, actor.role());
            visit.show(
                    409,
                    "staff/mergeKept",
                    new MergeModel.Find(
                            id.value(),
                            CustomerView.name(masked),
                            "",
                            false,
                            List.of(),
                            List.of(),
                            List.of(),
                            Mistakes.none().add("merge", why(visit, refused))));
        }
    }

    private static String why(Visit visit, Refusal.Conflict refused) {
        String key =
                switch (refused.code()) {
                    case "undo-over",
                            "touched-fields",
                            "touched-consents",
                            "touched-records",
                            "open-request",
                            "held",
                            "too-many-records" ->
                            "staff.merge.wrong." + refused.code();
                    default -> "common.fault.conflict";
                };
        return visit.words().text(key);
    }
}
