package custos.web.audit;

import custos.access.Account;
import custos.access.Token;
import custos.event.ActType;
import custos.policy.Policy;
import custos.vault.audit.ActGroup;
import custos.web.Choice;
import custos.web.Visit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// What a filter of the log lets one choose from.
///
/// @param actors everybody who may have done something, by the names that the ledger uses
public record Choices(
        List<Choice> groups,
        List<Choice> types,
        List<Choice> purposes,
        List<Choice> channels,
        List<Choice> sources,
        List<Choice> actors) {

    /// @param within the types that the page shows at all; none for every type
    static Choices of(Visit visit, Telling telling, Set<ActType> within) {
        Policy policy = visit.context().vault().policies().current();
        return new Choices(
                Arrays.stream(ActGroup.values())
                        .filter(group -> within.isEmpty() || within.containsAll(group.types()))
                        .map(group -> new Choice(group.code(), telling.group(group)))
                        .toList(),
                Arrays.stream(ActType.values())
                        .filter(type -> within.isEmpty() || within.contains(type))
                        .map(type -> new Choice(type.word(), telling.type(type)))
                        .sorted(Comparator.comparing(Choice::label))
                        .toList(),
                policy.purposes().stream()
                        .map(one -> one.id().value())
                        .map(id -> new Choice(id, telling.purpose(id)))
                        .toList(),
                policy.channels().stream()
                        .map(one -> one.id().value())
                        .map(id -> new Choice(id, telling.channel(id)))
                        .toList(),
                policy.sources().stream()
                        .map(one -> one.id().value())
                        .map(id -> new Choice(id, telling.source(id)))
                        .toList(),
                actors(visit));
    }

    private static List<Choice> actors(Visit visit) {
        var actors = new ArrayList<Choice>();
        visit.context().accounts().all().stream()
                .map(Account::name)
                .map(name -> new Choice("staff:" + name.value(), name.value()))
                .sorted(Comparator.comparing(Choice::label))
                .forEach(actors::add);
        visit.context().tokens().all().stream()
                .map(Token::name)
                .map(name ->
                        new Choice(
                                "token:" + name.value(),
                                visit.words().text("audit.actor.token", "name", name.value())))
                .sorted(Comparator.comparing(Choice::label))
                .forEach(actors::add);
        for (String one : List.of("customer", "operator", "vault")) {
            actors.add(new Choice(one, visit.words().text("audit.actor." + one)));
        }
        return actors;
    }
}
