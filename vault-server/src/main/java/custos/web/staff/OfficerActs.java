package custos.web.staff;

import custos.access.Permission;
import custos.customer.CustomerId;
import custos.customer.Mask;
import custos.event.Actor;
import custos.policy.FieldId;
import custos.policy.ReasonUse;
import custos.vault.Vault;
import custos.vault.customers.Customers;
import custos.vault.erasure.Erasure;
import custos.vault.rows.Refusal;
import custos.web.DataLink;
import custos.web.Form;
import custos.web.HeldGround;
import custos.web.Mistakes;
import custos.web.Visit;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/// What officers do on a customer's page: take her data out, and erase her.
final class OfficerActs {
    private static final FieldId NUMBER = new FieldId("number");

    /// How much of the page's id is typed for a customer without a number.
    private static final int TAIL = 6;

    private final Vault vault;
    private final Desk desk;

    OfficerActs(Vault vault, Desk desk) {
        this.vault = vault;
        this.desk = desk;
    }

    void export(Visit visit) throws IOException {
        Actor actor = visit.allow(Permission.EXPORT_ONE);
        CustomerId id = CustomerPage.id(visit);
        String reason = visit.form().text("reason");
        if (!visit.policyWords().policy().reasons(ReasonUse.EXPORT).contains(reason)) {
            throw new Refusal.BadField("reason", "the policy has no such reason for this");
        }
        OutputStream out = visit.answer().file("customer-export.zip", "application/zip");
        vault.exports().zip(id, reason, actor, out);
        out.close();
    }

    void preview(Visit visit) throws IOException {
        show(visit, 200, "", "", false, Mistakes.none());
    }

    private void show(
            Visit visit,
            int status,
            String typed,
            String reason,
            boolean suppress,
            Mistakes mistakes)
            throws IOException {
        Actor actor = visit.allow(Permission.ERASE);
        CustomerId id = CustomerPage.id(visit);
        Customers.Masked masked = vault.customers().masked(id, actor.role());
        Erasure.Preview preview = vault.erasure().preview(id);
        visit.show(
                status,
                "staff/erase",
                new ErasureModel(
                        id.value(),
                        CustomerView.name(masked),
                        masked.fields().containsKey(NUMBER),
                        tail(id),
                        typed,
                        reason,
                        suppress,
                        names(visit, preview.erased()),
                        kept(visit, preview.held()),
                        CustomerView.choices(visit, ReasonUse.ERASE),
                        mistakes,
                        Optional.empty()));
    }

    private static String tail(CustomerId id) {
        return id.value().substring(id.value().length() - TAIL);
    }

    private static List<String> names(Visit visit, List<custos.policy.ClassId> classes) {
        return classes.stream().map(one -> visit.policyWords().of("classes", one.value())).toList();
    }

    private static List<ErasureModel.Kept> kept(Visit visit, List<Erasure.Held> held) {
        return held.stream()
                .map(one ->
                        new ErasureModel.Kept(
                                visit.policyWords().of("classes", one.dataClass().value()),
                                HeldGround.of(visit.words(), visit.policyWords(), one.ground()),
                                visit.times().day(one.until())))
                .toList();
    }

    void erase(Visit visit) throws IOException {
        Actor actor = visit.allow(Permission.ERASE);
        CustomerId id = CustomerPage.id(visit);
        Form form = visit.form();
        String typed = form.text("number");
        String reason = form.text("reason");
        boolean suppress = form.has("suppress");
        var mistakes = Mistakes.none();
        Customers.Masked masked = vault.customers().masked(id, actor.role());
        if (!isHers(masked, typed, actor.role())) {
            mistakes.add("number", visit.words().text("staff.erase.wrong-number"));
        }
        if (!visit.policyWords().policy().reasons(ReasonUse.ERASE).contains(reason)) {
            mistakes.add("reason", visit.words().text("staff.mistake.reason"));
        }
        if (!mistakes.isEmpty()) {
            show(visit, 422, typed, reason, suppress, mistakes);
            return;
        }
        Erasure.Certificate done = vault.erasure().erase(id, reason, suppress, actor);
        desk.forget(visit.session(), id);
        erased(visit, done);
    }

    /// Compared where the number is; it is not shown on the way.
    private boolean isHers(Customers.Masked masked, String typed, String role) {
        if (!masked.fields().containsKey(NUMBER)) {
            return typed.equalsIgnoreCase(tail(masked.id()));
        }
        try {
            return vault
                    .customers()
                    .findExact(NUMBER, typed, role, Optional.empty())
                    .items()
                    .stream()
                    .anyMatch(found -> found.id().equals(masked.id()));
        } catch (Refusal.BadField notANumber) {
            return false;
        }
    }

    private void erased(Visit visit, Erasure.Certificate done) throws IOException {
        List<ErasureModel.Kept> kept = kept(visit, done.held());
        List<String> erased = names(visit, done.erased());
        visit.show(
                "staff/erase",
                new ErasureModel(
                        done.id().value(),
                        Mask.DOTS,
                        false,
                        "",
                        "",
                        "",
                        false,
                        erased,
                        kept,
                        List.of(),
                        Mistakes.none(),
                        Optional.of(
                                new ErasureModel.Done(
                                        done.leaf(),
                                        visit.times().day(done.on()),
                                        done.physical(),
                                        vault.mirror()
                                                .holds(done.leaf())
                                                .equals(Optional.of(false)),
                                        DataLink.json(done.file())))));
    }
}
