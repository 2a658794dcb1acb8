package custos.web.staff;

import custos.access.Permission;
import custos.access.PermissionTable;
import custos.customer.CustomerId;
import custos.customer.FieldValue;
import custos.event.Actor;
import custos.policy.KindId;
import custos.policy.RewardProgramme.Prize;
import custos.policy.SourceId;
import custos.vault.Vault;
import custos.vault.records.Records;
import custos.vault.records.Rewards;
import custos.vault.rows.Refusal;
import custos.web.Form;
import custos.web.Mistakes;
import custos.web.Visit;
import custos.web.WebContext;
import custos.web.WebFault;
import custos.web.WebRoutes;
import custos.web.WebRoutes.Gate;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// `/customers/{customer}/rewards`: what a customer has collected, what it is worth, and which
/// prize she can have for it.
public final class RewardsPage {
    private static final String PATH = CustomerPage.PATH + "/rewards";
    private static final KindId MOVEMENT = new KindId("reward-movement");

    private final WebContext context;
    private final Vault vault;
    private final Rewards rewards;

    public RewardsPage(WebContext context) {
        this.context = context;
        this.vault = context.vault();
        this.rewards = vault.counter().rewards();
    }

    /// What the template shows.
    ///
    /// @param unit what is collected, in the reader's language
    /// @param worth what it is worth; empty where the policy does not say
    /// @param once by which a form that is sent twice is known
    /// @param count and `reason` as they were typed
    public record Model(
            CustomerId customer,
            String name,
            String unit,
            long balance,
            String worth,
            List<Line> prizes,
            List<RecordsModel.Item> movements,
            List<ReadOut> notices,
            String once,
            String count,
            String reason,
            Mistakes mistakes) {
        public String path() {
            return CustomerPage.path(customer) + "/rewards";
        }

        @Override
        public String toString() {
            return "Model[rewards]";
        }
    }

    /// A prize.
    ///
    /// @param missing how many she still needs; 0 when she can have it
    public record Line(String id, String name, long cost, long missing) {}

    public void addTo(WebRoutes routes) {
        routes.get(PATH, Gate.STAFF, this::page)
                .post(PATH, Gate.STAFF, this::collect)
                .get(PATH + "/redeem", Gate.STAFF, visit -> visit.redirect(path(visit)))
                .post(PATH + "/redeem", Gate.STAFF, this::redeem);
    }

    private static String path(Visit visit) {
        return CustomerPage.path(CustomerPage.id(visit)) + "/rewards";
    }

    private static Actor allow(Visit visit) {
        visit.allow(Permission.ADD_RECORD);
        visit.allow(Permission.OPEN, PermissionTable.SERVICE);
        return visit.allow(Permission.READ_RECORDS);
    }

    private void page(Visit visit) throws IOException {
        Actor actor = allow(visit);
        show(visit, 200, actor, Optional.empty(), Mistakes.none());
    }

    private void show(Visit visit, int status, Actor actor, Optional<Form> form, Mistakes mistakes)
            throws IOException {
        CustomerId id = CustomerPage.id(visit);
        Rewards.Balance balance = rewards.balance(id, actor).orElseThrow(WebFault.NotHere::new);
        var view = new RecordsView(visit, id);
        visit.show(
                status,
                "staff/rewards",
                new Model(
                        id,
                        CustomerView.name(vault.customers().masked(id, actor.role())),
                        visit.policyWords().choice("unit", balance.programme().unit()),
                        balance.count(),
                        worth(balance),
                        balance.programme().prizes().stream()
                                .map(prize -> line(visit, balance, prize))
                                .toList(),
                        movements(id, actor).stream().map(view::item).toList(),
                        ReadOut.of(visit, source(visit)),
                        Once.fresh(context.random()),
                        form.map(typed -> typed.text("count")).orElse("1"),
                        form.map(typed -> typed.text("reason")).orElse(""),
                        mistakes));
    }

    private static Line line(Visit visit, Rewards.Balance balance, Prize prize) {
        return new Line(
                prize.id(),
                visit.policyWords().of("prizes", prize.id()),
                prize.cost(),
                balance.missing(prize));
    }

    private static String worth(Rewards.Balance balance) {
        return balance.programme()
                .value()
                .map(value ->
                        value.of(Math.max(0, balance.count())).toPlainString()
                                + " "
                                + value.currency())
                .orElse("");
    }

    private List<Records.Entry> movements(CustomerId id, Actor actor) {
        return vault.timeline().newest(id, MOVEMENT, RecordsView.OF_A_KIND, actor).newest();
    }

    private static SourceId source(Visit visit) {
        return Sources.of(visit.policyWords().policy(), MOVEMENT).getFirst();
    }

    private void collect(Visit visit) throws IOException {
        Actor actor = allow(visit);
        Form form = visit.form();
        CustomerId id = CustomerPage.id(visit);
        var mistakes = Mistakes.none();
        String count = form.text("count");
        boolean whole = count.matches("[0-9]{1,5}") && Long.parseLong(count) >= 1;
        if (!whole || Long.parseLong(count) > Rewards.MOST) {
            mistakes.add("count", visit.words().text("staff.rewards.count", "max", Rewards.MOST));
        }
        var typed =
                new Typed(
                        visit.policyWords().policy(), vault.forms(), visit.words(), form, mistakes);
        Optional<FieldValue> reason =
                typed.value(Typed.field(visit.policyWords().policy(), "movement_reason"), "reason");
        if (!mistakes.isEmpty()) {
            show(visit, 422, actor, Optional.of(form), mistakes);
            return;
        }
        try {
            rewards.collect(
                    id,
                    Long.parseLong(count),
                    reason,
                    source(visit),
                    actor,
                    Once.repeat(form, id, "collect"));
            visit.redirect(path(visit));
        } catch (Refusal.Conflict other) {
            refuse(visit, actor, Optional.of(form), other, "count");
        }
    }

    private void redeem(Visit visit) throws IOException {
        Actor actor = allow(visit);
        Form form = visit.form();
        CustomerId id = CustomerPage.id(visit);
        String prize = form.text("prize");
        try {
            rewards.redeem(
                    id, prize, source(visit), actor, Once.repeat(form, id, "redeem-" + prize));
            visit.redirect(path(visit));
        } catch (Refusal.Conflict tooFew) {
            refuse(visit, actor, Optional.empty(), tooFew, "prizes");
        } catch (Refusal.BadField unknown) {
            throw new WebFault.NotHere();
        }
    }

    private void refuse(
            Visit visit, Actor actor, Optional<Form> form, Refusal.Conflict refusal, String at)
            throws IOException {
        String phrase;
        if (refusal.code().equals("balance")) {
            phrase = "staff.rewards.too-few";
        } else if (Once.isOther(refusal)) {
            phrase = "staff.mistake.sent-before";
        } else {
            throw refusal;
        }
        show(visit, 409, actor, form, Mistakes.none().add(at, visit.words().text(phrase)));
    }
}
