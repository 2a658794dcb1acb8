package custos.web.staff;

import custos.access.Permission;
import custos.access.PermissionTable;
import custos.customer.CustomerId;
import custos.customer.FieldValue;
import custos.customer.RecordId;
import custos.event.Actor;
import custos.policy.FieldId;
import custos.policy.Policy;
import custos.policy.RecordKind;
import custos.policy.SourceId;
import custos.vault.Vault;
import custos.vault.core.Repeat;
import custos.vault.records.Records;
import custos.vault.rows.Refusal;
import custos.web.Choice;
import custos.web.Form;
import custos.web.Mistakes;
import custos.web.Visit;
import custos.web.WebContext;
import custos.web.WebFault;
import custos.web.WebRoutes;
import custos.web.WebRoutes.Gate;
import custos.web.field.BoxReader;
import custos.web.field.FieldBox;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// `/customers/{customer}/records/{kind}`: an order, a warranty card, a complaint and every other
/// kind of record that staff take down, in one form made from the policy. It asks for what the kind
/// declares and for nothing else: no form carries a consent along.
public final class RecordPage {
    static final String PATH = CustomerPage.PATH + "/records/{kind}";
    private static final String ONE = PATH + "/{record}";
    private static final String SOURCE = "source";

    private final WebContext context;
    private final Vault vault;

    public RecordPage(WebContext context) {
        this.context = context;
        this.vault = context.vault();
    }

    /// What the template shows.
    ///
    /// @param action where the form is sent
    /// @param once by which a form that is sent twice is known; empty where a record is changed
    /// @param version of the record that is changed
    public record Model(
            CustomerId customer,
            String name,
            String kind,
            String action,
            String once,
            Optional<Long> version,
            List<FieldBox> boxes,
            List<Choice> sources,
            String source,
            List<ReadOut> notices,
            Mistakes mistakes) {
        public boolean isNew() {
            return version.isEmpty();
        }

        @Override
        public String toString() {
            return "Model[" + kind + "]";
        }
    }

    public void addTo(WebRoutes routes) {
        routes.get(PATH, Gate.STAFF, this::page, SOURCE)
                .post(PATH, Gate.STAFF, this::add)
                .get(ONE, Gate.STAFF, this::stored)
                .post(ONE, Gate.STAFF, this::amend);
    }

    /// The kinds that staff take down, in the policy's order. Rewards have a page of their own, and
    /// what rests on a consent of the website comes from there.
    static List<RecordKind> kinds(Policy policy) {
        return policy.kinds().stream()
                .filter(kind -> kind.path().isPresent() && !kind.once())
                .filter(kind -> kind.needs().isEmpty())
                .filter(kind -> !kind.id().value().equals("reward-movement"))
                .toList();
    }

    static String path(CustomerId customer, RecordKind kind) {
        return CustomerPage.path(customer) + "/records/" + kind.path().orElseThrow();
    }

    private static RecordKind kind(Visit visit) {
        String path = visit.path("kind", text -> text);
        return kinds(visit.policyWords().policy()).stream()
                .filter(kind -> kind.path().equals(Optional.of(path)))
                .findFirst()
                .orElseThrow(WebFault.NotHere::new);
    }

    private void page(Visit visit) throws IOException {
        visit.allow(Permission.ADD_RECORD);
        RecordKind kind = kind(visit);
        SourceId source = source(visit, kind, visit.query(SOURCE));
        var boxes = new RecordBoxes(visit, kind).empty();
        show(
                visit,
                200,
                page(visit, kind, boxes, source, Once.fresh(context.random()), Mistakes.none()));
    }

    private Model page(
            Visit visit,
            RecordKind kind,
            List<FieldBox> boxes,
            SourceId source,
            String once,
            Mistakes mistakes) {
        CustomerId id = CustomerPage.id(visit);
        return model(visit, kind, path(id, kind), boxes, source, once, Optional.empty(), mistakes);
    }

    private Model model(
            Visit visit,
            RecordKind kind,
            String action,
            List<FieldBox> boxes,
            SourceId source,
            String once,
            Optional<Long> version,
            Mistakes mistakes) {
        CustomerId id = CustomerPage.id(visit);
        String role = visit.allow(Permission.READ_MASKED).role();
        List<Choice> sources =
                Sources.of(visit.policyWords().policy(), kind.id()).stream()
                        .map(one ->
                                new Choice(
                                        one.value(),
                                        visit.policyWords().of("sources", one.value())))
                        .toList();
        return new Model(
                id,
                CustomerView.name(vault.customers().masked(id, role)),
                visit.policyWords().of("kinds", kind.id().value()),
                action,
                once,
                version,
                boxes,
                sources,
                source.value(),
                ReadOut.of(visit, source),
                mistakes);
    }

    private static void show(Visit visit, int status, Model model) throws IOException {
        visit.show(status, "staff/record", model);
    }

    private static SourceId source(Visit visit, RecordKind kind, Optional<String> chosen) {
        List<SourceId> all = Sources.of(visit.policyWords().policy(), kind.id());
        return all.stream()
                .filter(source -> chosen.equals(Optional.of(source.value())))
                .findFirst()
                .orElse(all.getFirst());
    }

    private void add(Visit visit) throws IOException {
        Actor actor = visit.allow(Permission.ADD_RECORD);
        RecordKind kind = kind(visit);
        Form form = visit.form();
        SourceId source = source(visit, kind, form.filled(SOURCE));
        var reading = new RecordBoxes(visit, kind);
        var mistakes = Mistakes.none();
        if (!form.has("more")) {
            var values = new LinkedHashMap<FieldId, FieldValue>();
            reading.read(vault.forms(), mistakes)
                    .forEach((id, value) -> value.ifPresent(known -> values.put(id, known)));
            if (mistakes.isEmpty() && added(visit, kind, values, source, actor, mistakes)) {
                visit.redirect(CustomerPage.path(CustomerPage.id(visit)) + "#records");
                return;
            }
        }
        String once =
                mistakes.at("main").isPresent()
                        ? Once.fresh(context.random())
                        : Once.of(form).orElseGet(() -> Once.fresh(context.random()));
        show(
                visit,
                mistakes.isEmpty() ? 200 : 422,
                page(visit, kind, reading.typed(), source, once, mistakes));
    }

    private boolean added(
            Visit visit,
            RecordKind kind,
            Map<FieldId, FieldValue> values,
            SourceId source,
            Actor actor,
            Mistakes mistakes)
            throws IOException {
        CustomerId id = CustomerPage.id(visit);
        Optional<Repeat> repeat = Once.repeat(visit.form(), id, kind.id().value());
        try {
            vault.records().add(id, kind.id(), values, source, actor, repeat);
            return true;
        } catch (Refusal.BadField e) {
            new BoxReader(visit, vault.forms(), mistakes).refused(e);
            return false;
        } catch (Refusal.Conflict e) {
            if (!Once.isOther(e)) {
                throw e;
            }
            mistakes.add("main", visit.words().text("staff.mistake.sent-before"));
            return false;
        }
    }

    private static RecordId record(Visit visit) {
        return visit.path("record", RecordId::new);
    }

    private Records.Entry entry(Visit visit, RecordKind kind) {
        visit.allow(Permission.ADD_RECORD);
        visit.allow(Permission.OPEN, PermissionTable.SERVICE);
        Actor actor = visit.allow(Permission.READ_RECORDS);
        return vault.records().read(CustomerPage.id(visit), kind.id(), record(visit), actor);
    }

    private String action(Visit visit, RecordKind kind) {
        return path(CustomerPage.id(visit), kind) + "/" + record(visit).value();
    }

    private void stored(Visit visit) throws IOException {
        RecordKind kind = kind(visit);
        Records.Entry entry = entry(visit, kind);
        show(
                visit,
                200,
                model(
                        visit,
                        kind,
                        action(visit, kind),
                        new RecordBoxes(visit, kind).kept(entry.fields()),
                        source(visit, kind, Optional.empty()),
                        "",
                        Optional.of(entry.version()),
                        Mistakes.none()));
    }

    private void amend(Visit visit) throws IOException {
        Actor actor = visit.allow(Permission.ADD_RECORD);
        RecordKind kind = kind(visit);
        Form form = visit.form();
        long version = version(form);
        SourceId source = source(visit, kind, form.filled(SOURCE));
        var reading = new RecordBoxes(visit, kind);
        var mistakes = Mistakes.none();
        int status = 422;
        if (!form.has("more")) {
            Map<FieldId, Optional<FieldValue>> values =
                    reading.read(vault.forms(), entry(visit, kind).fields(), mistakes);
            if (mistakes.isEmpty()) {
                try {
                    vault.records()
                            .amend(
                                    CustomerPage.id(visit),
                                    record(visit),
                                    values,
                                    OptionalLong.of(version),
                                    source,
                                    actor);
                    visit.redirect(CustomerPage.path(CustomerPage.id(visit)) + "#records");
                    return;
                } catch (Refusal.BadField e) {
                    new BoxReader(visit, vault.forms(), mistakes).refused(e);
                } catch (Refusal.Stale stale) {
                    // What was typed stays; saved once more, it counts.
                    version = stale.current();
                    status = 409;
                    mistakes.add("main", visit.words().text("staff.record.stale"));
                } catch (Refusal.Conflict held) {
                    status = 409;
                    mistakes.add("main", visit.words().text("staff.record.held"));
                }
            }
        }
        show(
                visit,
                mistakes.isEmpty() ? 200 : status,
                model(
                        visit,
                        kind,
                        action(visit, kind),
                        reading.typed(),
                        source,
                        "",
                        Optional.of(version),
                        mistakes));
    }

    private static long version(Form form) {
        String version = form.text("version");
        if (!version.matches("[1-9][0-9]{0,15}")) {
            throw new WebFault.Unreadable();
        }
        return Long.parseLong(version);
    }
}
