package custos.web.staff;

import custos.policy.ClassId;
import custos.vault.erasure.RetentionRuns;
import custos.vault.erasure.Retentions.Past;
import custos.web.Choice;
import custos.web.Mistakes;
import custos.web.PolicyWords;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the page of retention shows.
///
/// @param looked when the last run began, if it was a dry run of today: its finds may be deleted
/// @param reasons why something may be deleted
/// @param preset the reason that is chosen beforehand
public record RetentionModel(
        RetentionRuns.State state,
        Optional<Instant> looked,
        PolicyWords policy,
        List<Choice> reasons,
        String preset,
        Mistakes mistakes) {

    public boolean isRunning() {
        return state instanceof RetentionRuns.State.Running;
    }

    /// Classes with records past their period.
    public List<Map.Entry<ClassId, Long>> classes(Past past) {
        return List.copyOf(past.records().entrySet());
    }

    public String className(ClassId id) {
        return policy.of("classes", id.value());
    }

    @Override
    public String toString() {
        return "RetentionModel[" + state.getClass().getSimpleName() + "]";
    }
}
