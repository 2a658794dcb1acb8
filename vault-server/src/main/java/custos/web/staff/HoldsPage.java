package custos.web.staff;

import custos.access.Permission;
import custos.customer.CustomerId;
import custos.customer.RecordId;
import custos.event.Actor;
import custos.policy.ClassId;
import custos.policy.ReasonUse;
import custos.vault.Vault;
import custos.vault.erasure.Holds;
import custos.vault.rows.Refusal;
import custos.web.Form;
import custos.web.Mistakes;
import custos.web.Visit;
import custos.web.WebContext;
import custos.web.WebFault;
import custos.web.WebRoutes;
import custos.web.WebRoutes.Gate;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/// `/holds`: everybody's legal holds; `/customers/{customer}/holds`: one customer's, set and
/// released here, also of somebody erased.
public final class HoldsPage {
    private static final String OF_ONE = CustomerPage.PATH + "/holds";
    private static final int ON_A_PAGE = 100;

    private final Vault vault;

    public HoldsPage(WebContext context) {
        this.vault = context.vault();
    }

    public void addTo(WebRoutes routes) {
        routes.get("/holds", Gate.STAFF, this::all, "from")
                .get(OF_ONE, Gate.STAFF, this::page, "from")
                .post(OF_ONE, Gate.STAFF, this::set)
                .get(OF_ONE + "/release", Gate.STAFF, HoldsPage::back)
                .post(OF_ONE + "/release", Gate.STAFF, this::release);
    }

    private void all(Visit visit) throws IOException {
        visit.allow(Permission.HOLDS);
        Holds.Page page = vault.holds().all(from(visit), ON_A_PAGE);
        visit.show(
                "staff/allHolds",
                new HoldsModel.All(
                        new HoldsView(visit).rows(page.items()),
                        HoldsView.damaged(page),
                        next(page)));
    }

    private static Optional<RecordId> from(Visit visit) {
        return visit.query("from").map(HoldsPage::record);
    }

    private static RecordId record(String text) {
        try {
            return new RecordId(text);
        } catch (IllegalArgumentException e) {
            throw new WebFault.NotHere();
        }
    }

    private static Optional<String> next(Holds.Page page) {
        return page.next().map(RecordId::value);
    }

    private static void back(Visit visit) {
        visit.redirect(HoldsModel.path(CustomerPage.id(visit).value()));
    }

    private void page(Visit visit) throws IOException {
        visit.allow(Permission.HOLDS);
        show(visit, 200, HoldsModel.Typed.nothing(), Mistakes.none(), Optional.empty());
    }

    private void show(
            Visit visit,
            int status,
            HoldsModel.Typed typed,
            Mistakes mistakes,
            Optional<HoldsModel.Done> done)
            throws IOException {
        CustomerId id = CustomerPage.id(visit);
        Holds.Page page = vault.holds().of(id, from(visit), ON_A_PAGE);
        Optional<String> name = name(visit, id);
        visit.show(
                status,
                "staff/holds",
                new HoldsModel(
                        id.value(),
                        name,
                        new HoldsView(visit).rows(page.items()),
                        HoldsView.damaged(page),
                        next(page),
                        name.flatMap(_ -> setting(visit, id, typed)),
                        CustomerView.choices(visit, ReasonUse.RELEASE),
                        mistakes,
                        done));
    }

    private Optional<String> name(Visit visit, CustomerId id) {
        try {
            String role = visit.allow(Permission.READ_MASKED).role();
            return Optional.of(CustomerView.name(vault.customers().masked(id, role)));
        } catch (Refusal.Erased e) {
            return Optional.empty();
        }
    }

    private Optional<HoldsModel.Setting> setting(
            Visit visit, CustomerId id, HoldsModel.Typed typed) {
        try {
            Holds.Choices choices = vault.holds().choices(id);
            var view = new HoldsView(visit);
            LocalDate today =
                    LocalDate.ofInstant(visit.context().clock().instant(), ZoneOffset.UTC);
            return Optional.of(
                    new HoldsModel.Setting(
                            view.classes(choices),
                            view.records(choices),
                            CustomerView.choices(visit, ReasonUse.HOLD),
                            today.plusDays(1).toString(),
                            today.plus(Holds.LONGEST).toString(),
                            typed));
        } catch (Refusal.Erased e) {
            return Optional.empty();
        }
    }

    private void set(Visit visit) throws IOException {
        Actor actor = visit.allow(Permission.HOLDS);
        CustomerId id = CustomerPage.id(visit);
        Form form = visit.form();
        var typed =
                new HoldsModel.Typed(
                        form.text("class"),
                        form.all("record"),
                        form.text("ground"),
                        form.text("until"),
                        form.text("note"));
        var mistakes = Mistakes.none();
        if (typed.dataClass().isEmpty() == typed.records().isEmpty()) {
            mistakes.add("class", word(visit, "class"));
        }
        Optional<LocalDate> until = day(typed.until());
        if (until.isEmpty()) {
            mistakes.add("until", word(visit, "until"));
        }
        if (mistakes.isEmpty()) {
            try {
                vault.holds().set(id, which(typed), wanted(typed, until.orElseThrow()), actor);
                visit.redirect(HoldsModel.path(id.value()));
                return;
            } catch (Refusal.BadField bad) {
                add(visit, mistakes, bad);
            } catch (Refusal.Conflict held) {
                mistakes.add("class", word(visit, "held"));
            }
        }
        show(visit, 422, typed, mistakes, Optional.empty());
    }

    private static Holds.Which which(HoldsModel.Typed typed) {
        return typed.records().isEmpty()
                ? new Holds.Which.WholeClass(classId(typed.dataClass()))
                : new Holds.Which.These(typed.records().stream().map(HoldsPage::record).toList());
    }

    private static ClassId classId(String text) {
        try {
            return new ClassId(text);
        } catch (IllegalArgumentException e) {
            throw new WebFault.NotHere();
        }
    }

    private static Holds.Wanted wanted(HoldsModel.Typed typed, LocalDate until) {
        return new Holds.Wanted(
                typed.ground(), until, Optional.of(typed.note()).filter(note -> !note.isEmpty()));
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static void add(Visit visit, Mistakes mistakes, Refusal.BadField bad) {
        switch (bad.field()) {
            case "ground" -> mistakes.add("ground", word(visit, "ground"));
            case "until" -> mistakes.add("until", word(visit, "until"));
            case "note" -> mistakes.add("note", word(visit, "note"));
            case "class", "records" -> mistakes.add("class", word(visit, "class"));
            default -> throw bad;
        }
    }

    private static String word(Visit visit, String wrong) {
        return visit.words().text("staff.holds.wrong." + wrong);
    }

    private void release(Visit visit) throws IOException {
        Actor actor = visit.allow(Permission.HOLDS);
        CustomerId id = CustomerPage.id(visit);
        Form form = visit.form();
        List<RecordId> records = form.all("record").stream().map(HoldsPage::record).toList();
        String reason = form.text("reason");
        var mistakes = Mistakes.none();
        if (records.isEmpty()) {
            mistakes.add("held", word(visit, "records"));
        }
        if (!visit.policyWords().policy().reasons(ReasonUse.RELEASE).contains(reason)) {
            mistakes.add("reason", visit.words().text("staff.mistake.reason"));
        }
        Optional<HoldsModel.Done> done = Optional.empty();
        if (mistakes.isEmpty()) {
            Holds.Released released = vault.holds().release(id, records, reason, actor);
            done =
                    Optional.of(
                            new HoldsModel.Done(
                                    released.records().size(),
                                    released.destroyed().size(),
                                    released.leaf()));
        }
        show(visit, done.isPresent() ? 200 : 422, HoldsModel.Typed.nothing(), mistakes, done);
    }
}
