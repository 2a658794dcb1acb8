package custos.web.staff;

import custos.access.Permission;
import custos.customer.CustomerId;
import custos.customer.FieldValue;
import custos.event.Actor;
import custos.policy.Field;
import custos.policy.FieldForm;
import custos.vault.Vault;
import custos.vault.customers.Customers;
import custos.vault.rows.Refusal;
import custos.web.AddressBoxes;
import custos.web.DayBoxes;
import custos.web.Form;
import custos.web.Mistakes;
import custos.web.Visit;
import custos.web.WebFault;
import custos.web.field.BoxReader;
import custos.web.field.FieldBoxes;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Changes of a customer's fields on her page, and the way back.
final class ContactActs {
    private static final String VALUE = "value";
    private static final DayBoxes BIRTH = new DayBoxes(VALUE);

    private final Vault vault;
    private final Desk desk;
    private final CustomerView view;

    ContactActs(Vault vault, Desk desk, CustomerView view) {
        this.vault = vault;
        this.desk = desk;
        this.view = view;
    }

    /// Changes one field, or the address whole. Whatever fails, what was typed is shown again.
    void amend(Visit visit) throws IOException {
        Actor actor = visit.allow(Permission.AMEND);
        CustomerId id = CustomerPage.id(visit);
        Form form = visit.form();
        Field field =
                ContactView.editable(visit.policyWords().policy(), form.text("field"))
                        .orElseThrow(WebFault.NotHere::new);
        long version = version(form);
        var mistakes = Mistakes.none();
        if (vault.counter().till().unagreed(id).contains(field.id())
                || (ContactView.isBirth(field) && !isKept(visit, id, field))) {
            throw new WebFault.NotHere();
        }
        Optional<FieldValue> value = read(visit, field, mistakes);
        if (form.has("boxes") || form.has("more")) {
            again(visit, id, field, 200, Mistakes.none(), Optional.empty());
        } else if (!mistakes.isEmpty()) {
            again(visit, id, field, 422, mistakes, Optional.empty());
        } else {
            save(visit, id, field, value, version, actor);
        }
    }

    private boolean isKept(Visit visit, CustomerId id, Field field) {
        String role = visit.allow(Permission.READ_MASKED).role();
        return vault.customers().masked(id, role).fields().containsKey(field.id());
    }

    private Optional<FieldValue> read(Visit visit, Field field, Mistakes mistakes)
            throws IOException {
        if (ContactView.isRows(field)) {
            // What is kept was not shown: nobody empties it by accident.
            return new BoxReader(visit, vault.forms(), mistakes).value(field, true);
        }
        var typed =
                new Typed(
                        visit.policyWords().policy(),
                        vault.forms(),
                        visit.words(),
                        visit.form(),
                        mistakes);
        if (ContactView.isBirth(field)) {
            return typed.day(field, BIRTH);
        }
        Optional<FieldValue> value = typed.value(field, VALUE);
        if (value.isEmpty() && mistakes.isEmpty() && field.form() == FieldForm.FULL_NAME) {
            typed.wrong(VALUE, "staff.mistake.name", field);
        }
        return value;
    }

    private static long version(Form form) {
        String version = form.text("version");
        if (!version.matches("[1-9][0-9]{0,15}")) {
            throw new WebFault.Unreadable();
        }
        return Long.parseLong(version);
    }

    private void save(
            Visit visit,
            CustomerId id,
            Field field,
            Optional<FieldValue> value,
            long version,
            Actor actor)
            throws IOException {
        var amendment =
                new Customers.Amendment(
                        Map.of(field.id(), value),
                        Sources.of(visit, desk.visiting(visit.session(), id)),
                        OptionalLong.of(version));
        try {
            changed(visit, vault.customers().amend(id, amendment, actor), field.id().value());
            visit.redirect(CustomerPage.path(id));
        } catch (Refusal.Stale stale) {
            var mistakes =
                    Mistakes.none().add(focus(field), visit.words().text("staff.conflict.mistake"));
            again(visit, id, field, 409, mistakes, Optional.of(value));
        }
    }

    private static String focus(Field field) {
        if (ContactView.isBirth(field)) {
            return BIRTH.day();
        }
        return field.form() == FieldForm.ADDRESS || ContactView.isRows(field)
                ? BoxReader.focus(field)
                : VALUE;
    }

    private void changed(Visit visit, Customers.Recorded done, String field) {
        if (done.leaf() >= 0) {
            desk.changed(visit.session(), done, visit.context().clock().instant(), field);
        }
        if (field.equals("address")) {
            // Whoever just said where she lives is not asked whether that is right.
            desk.asked(visit.session(), done.id());
        }
    }

    /// The form once more, with what was typed.
    ///
    /// @param mine the value that could not be saved because somebody else was faster
    private void again(
            Visit visit,
            CustomerId id,
            Field field,
            int status,
            Mistakes mistakes,
            Optional<Optional<FieldValue>> mine)
            throws IOException {
        CustomerView.Seen seen = view.seen(visit, id);
        boolean address = field.form() == FieldForm.ADDRESS;
        Optional<AddressBoxes> boxes =
                address
                        ? Optional.of(AddressBoxes.of(AddressBoxes.Writer.STAFF, visit.form()))
                        : Optional.empty();
        var edit =
                ContactView.edit(
                        visit,
                        field,
                        visit.form().text(VALUE),
                        boxes,
                        ContactView.isRows(field)
                                ? Optional.of(
                                        new FieldBoxes(visit).typed(field, false, visit.form()))
                                : Optional.empty(),
                        BIRTH.boxes(visit.form()),
                        mine.map(value -> conflict(visit, seen, field, value)));
        view.show(visit, seen, Showing.PLAIN.editing(edit).wrong(status, mistakes));
    }

    private static CustomerModel.Conflict conflict(
            Visit visit, CustomerView.Seen seen, Field field, Optional<FieldValue> mine) {
        var texts = ContactView.texts(visit);
        Optional<String> clear =
                seen.attended()
                        .flatMap(
                                open -> Optional.ofNullable(open.opened().fields().get(field.id())))
                        .map(value -> texts.of(field, value));
        String stored =
                clear.or(() -> Optional.ofNullable(seen.masked().fields().get(field.id())))
                        .orElse("");
        return new CustomerModel.Conflict(
                stored, mine.map(value -> texts.of(field, value)).orElse(""));
    }

    void undo(Visit visit) throws IOException {
        Actor actor = visit.allow(Permission.AMEND);
        CustomerId id = CustomerPage.id(visit);
        Desk.Change change = desk.change(visit.session(), id).orElseThrow(WebFault.Gone::new);
        try {
            changed(visit, vault.customers().undo(id, change.undo(), actor), change.field());
            visit.redirect(CustomerPage.path(id));
        } catch (Refusal.Stale | Refusal.Conflict late) {
            desk.forgetChange(visit.session(), id);
            var mistakes = Mistakes.none().add("main", visit.words().text("staff.undo.late"));
            view.show(visit, view.seen(visit, id), Showing.PLAIN.wrong(409, mistakes));
        }
    }

    void confirm(Visit visit) throws IOException {
        Actor actor = visit.allow(Permission.AMEND);
        CustomerId id = CustomerPage.id(visit);
        try {
            var source = Sources.of(visit, desk.visiting(visit.session(), id));
            changed(
                    visit,
                    vault.customers().confirmAddress(id, source, actor),
                    "address_confirmed_on");
            desk.asked(visit.session(), id);
            visit.redirect(CustomerPage.path(id));
        } catch (Refusal.Conflict none) {
            var mistakes = Mistakes.none().add("main", visit.words().text("staff.address.none"));
            view.show(visit, view.seen(visit, id), Showing.PLAIN.wrong(409, mistakes));
        }
    }
}
