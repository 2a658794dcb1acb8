package custos.access;

import custos.event.Actor;

/// The permission table's answer.
public sealed interface Decision {

    /// @param actor who acts, in the role that allows it: what the ledger is told
    record Allowed(Actor actor) implements Decision {}

    /// @param reason what is needed, such as `reveal needs the role officer`; fit to be shown
    record Refused(Permission permission, String reason) implements Decision {}

    default boolean isAllowed() {
        return this instanceof Allowed;
    }
}
