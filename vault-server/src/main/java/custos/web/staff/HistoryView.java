package custos.web.staff;

import custos.access.Permission;
import custos.event.Act;
import custos.event.ActType;
import custos.event.Actor;
import custos.request.RequestState;
import custos.vault.audit.History;
import custos.vault.requests.Requests;
import custos.web.PolicyWords;
import custos.web.RequestWords;
import custos.web.Visit;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Collectors;

/// What happened with a customer in words. Who it was by name is for those who may read the access
/// log; everybody else sees the role.
final class HistoryView {
    static final int ON_A_PAGE = 10;

    private static final Set<ActType> HOLDS = Set.of(ActType.HOLD_SET, ActType.HOLD_RELEASED);

    private final Visit visit;
    private final PolicyWords policy;
    private final boolean names;

    HistoryView(Visit visit) {
        this.visit = visit;
        this.policy = visit.policyWords();
        this.names = visit.may(Permission.ACCESS_LOG);
    }

    HistoryModel of(History.Page page, boolean first) {
        return new HistoryModel(
                page.entries().stream().filter(this::isSeen).map(this::line).toList(),
                page.next(),
                first);
    }

    /// That a legal hold stands, and why, is for those who may set one.
    private boolean isSeen(History.Entry entry) {
        return visit.may(Permission.HOLDS)
                || entry.deeds().stream().noneMatch(deed -> HOLDS.contains(deed.act().type()));
    }

    private HistoryModel.Line line(History.Entry entry) {
        SequencedSet<String> acts = new LinkedHashSet<>();
        SequencedSet<String> details = new LinkedHashSet<>();
        for (History.Deed deed : entry.deeds()) {
            acts.add(act(deed.act()));
            describe(deed, details);
        }
        entry.reason()
                .ifPresent(code -> details.add(w("staff.history.reason", "reason", reason(code))));
        return new HistoryModel.Line(
                entry.leaf(),
                entry.at(),
                entry.look(),
                acts.stream().toList(),
                who(entry.actor()),
                details.stream().toList());
    }

    private String act(Act act) {
        String key = "common.act." + act.type().word();
        String what = visit.words().has(key) ? visit.words().text(key) : act.type().word();
        Optional<String> purpose = act.purpose().map(id -> policy.purpose(id.value()));
        Optional<String> channel = act.channel().map(id -> policy.channel(id.value()));
        return what
                + purpose.map(name -> ": " + name).orElse("")
                + channel.map(name -> ", " + name).orElse("");
    }

    private void describe(History.Deed deed, SequencedSet<String> details) {
        if (!deed.fields().isEmpty()) {
            details.add(
                    deed.fields().stream()
                            .map(field -> policy.field(field.value()))
                            .collect(Collectors.joining(", ")));
        }
        deed.told()
                .state()
                .filter(_ -> Requests.isOfRequest(deed.act().type()))
                .flatMap(RequestState::find)
                .ifPresent(state -> details.add(new RequestWords(visit).state(state)));
        deed.told().method().ifPresent(code -> details.add(policy.of("methods", code)));
        deed.told().source().ifPresent(code -> details.add(policy.of("sources", code)));
    }

    private String who(Actor actor) {
        return switch (actor) {
            case Actor.Staff(String account, String role) ->
                    names ? account + " (" + role(role) + ")" : role(role);
            case Actor.Customer() -> w("staff.history.customer");
            case Actor.Integration(String token) ->
                    names ? token + " (" + role("integration") + ")" : role("integration");
            case Actor.Operator() -> role("operator");
            case Actor.Vault() -> w("staff.history.vault");
        };
    }

    /// A reason of the policy, or one for which a case was handed over.
    private String reason(String code) {
        String ofCase = "audit.case.reason." + code;
        return visit.words().has(ofCase) ? visit.words().text(ofCase) : policy.of("reasons", code);
    }

    private String role(String role) {
        return policy.of("roles", role);
    }

    private String w(String key) {
        return visit.words().text(key);
    }

    private String w(String key, String name, String value) {
        return visit.words().text(key, name, value);
    }
}
