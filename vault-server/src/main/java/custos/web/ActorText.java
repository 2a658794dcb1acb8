package custos.web;

import custos.event.Actor;

/// Who acted, as pages of the staff name them.
public final class ActorText {
    private ActorText() {}

    /// An account's or a token's name, or what stands for one.
    public static String of(Visit visit, Actor actor) {
        return switch (actor) {
            case Actor.Staff(String account, _) -> account;
            case Actor.Integration(String token) -> token;
            case Actor.Operator() -> visit.policyWords().of("roles", "operator");
            case Actor.Customer() -> visit.words().text("staff.history.customer");
            case Actor.Vault() -> visit.words().text("staff.history.vault");
        };
    }
}
