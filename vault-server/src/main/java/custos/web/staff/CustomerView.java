package custos.web.staff;

import custos.access.Permission;
import custos.access.PermissionTable;
import custos.customer.CustomerId;
import custos.customer.Mask;
import custos.event.Actor;
import custos.policy.FieldId;
import custos.policy.ReasonUse;
import custos.vault.Vault;
import custos.vault.customers.Customers;
import custos.vault.erasure.Holds;
import custos.web.Choice;
import custos.web.Visit;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Puts a customer's page together: as much of her as this reader may see now.
final class CustomerView {
    /// How long a revealed value stands on a screen.
    private static final long REVEALED_SECONDS = 60;

    private static final int HOLDS_IN_SIGHT = 5;

    private final Vault vault;
    private final Desk desk;

    CustomerView(Vault vault, Desk desk) {
        this.vault = vault;
        this.desk = desk;
    }

    /// The customer as she is now.
    ///
    /// @param attended her opened fields, while she is here
    record Seen(Customers.Masked masked, Optional<Customers.Attended> attended) {
        CustomerId id() {
            return masked.id();
        }

        @Override
        public String toString() {
            return "Seen[" + masked.id().value() + "]";
        }
    }

    Seen seen(Visit visit, CustomerId id) {
        Actor actor = visit.allow(Permission.READ_MASKED);
        return new Seen(vault.customers().masked(id, actor.role()), attended(visit, id));
    }

    private Optional<Customers.Attended> attended(Visit visit, CustomerId id) {
        Optional<Desk.Visiting> visiting = desk.visiting(visit.session(), id);
        if (visiting.isEmpty() || !mayOpen(visit)) {
            return Optional.empty();
        }
        Optional<Customers.Attended> open =
                vault.customers()
                        .stillOpen(
                                id,
                                visiting.get().visit().proof(),
                                visit.allow(Permission.OPEN, PermissionTable.SERVICE));
        if (open.isEmpty()) {
            desk.end(visit.session(), id);
        }
        return open;
    }

    private static boolean mayOpen(Visit visit) {
        return PermissionTable.allows(visit.member(), Permission.OPEN, PermissionTable.SERVICE)
                .isAllowed();
    }

    void show(Visit visit, Seen seen, Showing showing) throws IOException {
        visit.show(showing.status(), "staff/customer", model(visit, seen, showing));
    }

    CustomerModel model(Visit visit, Seen seen, Showing showing) {
        var facts = new ContactView(visit, seen, showing);
        return new CustomerModel(
                seen.id().value(),
                seen.masked().version(),
                name(seen.masked()),
                facts.head(),
                facts.contact(),
                facts.profile(),
                saved(visit, seen),
                showing.edit(),
                question(visit, seen, showing),
                showing.mistakes(),
                visit.may(Permission.READ_CONSENTS)
                        ? Optional.of(
                                new ConsentsView(visit)
                                        .of(vault.consents().sheet(seen.id()), showing.asking()))
                        : Optional.empty(),
                records(visit, seen, showing),
                history(visit, seen),
                holds(visit, seen),
                merges(visit, seen),
                choices(visit, ReasonUse.REVEAL),
                choices(visit, ReasonUse.EXPORT),
                can(visit),
                reload(visit, seen, showing));
    }

    /// Nobody is asked anything while she is answering something else.
    private Optional<TillModel> question(Visit visit, Seen seen, Showing showing) {
        return showing.typing() || seen.attended().isEmpty()
                ? showing.question()
                : TillActs.question(visit, vault, desk, seen.id());
    }

    static String name(Customers.Masked masked) {
        for (String field : List.of("full_name", "company")) {
            String name = masked.fields().get(new FieldId(field));
            if (name != null) {
                return name;
            }
        }
        return Mask.DOTS;
    }

    private Optional<CustomerModel.Saved> saved(Visit visit, Seen seen) {
        return desk.change(visit.session(), seen.id())
                .filter(change -> change.version() == seen.masked().version())
                .filter(change ->
                        visit.context()
                                .clock()
                                .instant()
                                .isBefore(change.at().plus(Duration.ofHours(1))))
                .map(change ->
                        new CustomerModel.Saved(
                                visit.policyWords().field(change.field()), change.at()));
    }

    private Optional<RecordsModel> records(Visit visit, Seen seen, Showing showing) {
        if (!visit.may(Permission.READ_RECORDS)) {
            return Optional.empty();
        }
        boolean open = showing.records() || seen.attended().isPresent();
        return Optional.of(
                open
                        ? new RecordsView(visit, seen.id())
                                .of(
                                        vault.timeline()
                                                .of(
                                                        seen.id(),
                                                        purpose ->
                                                                visit.may(Permission.OPEN, purpose),
                                                        RecordsView.OF_A_KIND,
                                                        visit.allow(Permission.READ_RECORDS)))
                        : new RecordsView(visit, seen.id()).closed());
    }

    private Optional<HistoryModel> history(Visit visit, Seen seen) {
        Optional<String> cursor = visit.query("history");
        return Optional.of(
                new HistoryView(visit)
                        .of(
                                vault.history().of(seen.id(), cursor, HistoryView.ON_A_PAGE),
                                cursor.isEmpty()));
    }

    private Optional<HoldsModel.Card> holds(Visit visit, Seen seen) {
        if (!visit.may(Permission.HOLDS)) {
            return Optional.empty();
        }
        Holds.Page page = vault.holds().of(seen.id(), Optional.empty(), HOLDS_IN_SIGHT);
        return Optional.of(
                new HoldsModel.Card(
                        new HoldsView(visit).rows(page.items()),
                        HoldsView.damaged(page),
                        page.next().isPresent()));
    }

    private List<MergeModel.Undo> merges(Visit visit, Seen seen) {
        if (!visit.may(Permission.MERGE)) {
            return List.of();
        }
        return vault.merging().undoable(seen.id()).stream()
                .map(one ->
                        new MergeModel.Undo(one.merge().value(), visit.times().day(one.until())))
                .toList();
    }

    static List<Choice> choices(Visit visit, ReasonUse use) {
        var choices = new ArrayList<Choice>();
        visit.policyWords()
                .policy()
                .reasons(use)
                .forEach(code ->
                        choices.add(new Choice(code, visit.policyWords().of("reasons", code))));
        return choices;
    }

    private static CustomerModel.Can can(Visit visit) {
        return new CustomerModel.Can(
                mayOpen(visit),
                visit.may(Permission.AMEND),
                visit.may(Permission.REVEAL),
                visit.may(Permission.RECORD_CONSENT),
                visit.may(Permission.READ_RECORDS),
                visit.may(Permission.EXPORT_ONE),
                visit.may(Permission.ERASE),
                visit.may(Permission.READ_OPENINGS_WHOLE),
                visit.may(Permission.MERGE),
                visit.may(Permission.PROPOSE_MERGE),
                visit.may(Permission.FORMS),
                visit.may(Permission.REQUESTS));
    }

    /// Nothing that is open outstays its time on a screen, unless somebody is typing.
    private static Optional<Long> reload(Visit visit, Seen seen, Showing showing) {
        if (showing.typing()) {
            return Optional.empty();
        }
        if (!showing.revealed().isEmpty() || showing.records()) {
            return Optional.of(REVEALED_SECONDS);
        }
        return seen.attended()
                .map(open ->
                        Duration.between(visit.context().clock().instant(), open.visit().until())
                                        .toSeconds()
                                + 1);
    }
}
