package custos.vault.requests;

import custos.customer.FieldValue;
import custos.policy.Field;
import custos.policy.FieldId;
import custos.policy.KindId;
import custos.policy.Policy;
import custos.policy.RecordKind;
import custos.request.Course;
import custos.request.Decision;
import custos.request.Right;
import custos.vault.rows.Kinds;
import custos.vault.rows.Refusal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// How the minimal file of a request looks in the policy in force: which right, when it was asked
/// for, when it was decided and how. It outlives an erasure.
public record MinimalFile(
        RecordKind kind, Field right, Field received, Field decidedOn, Field decision) {
    private static final KindId REQUEST = new KindId("request");

    public static MinimalFile of(Policy policy) {
        return new MinimalFile(
                Kinds.of(policy, REQUEST),
                field(policy, "right"),
                field(policy, "received_on"),
                field(policy, "decided_on"),
                field(policy, "decision"));
    }

    private static Field field(Policy policy, String id) {
        return policy.field(new FieldId(id))
                .orElseThrow(() -> new IllegalStateException("the policy lacks " + id));
    }

    /// @throws Refusal.BadField when the policy has no such right or decision
    SortedMap<Integer, FieldValue> values(Course course) {
        requireChoice(right, course.right().code());
        var values = new TreeMap<Integer, FieldValue>();
        values.put(right.number(), new FieldValue.Text(course.right().code()));
        values.put(received.number(), new FieldValue.Day(course.received()));
        course.verdict()
                .ifPresent(verdict -> {
                    requireChoice(decision, verdict.decision().code());
                    decide(values, verdict.on(), verdict.decision());
                });
        return values;
    }

    private static void requireChoice(Field field, String code) {
        if (!field.choices().contains(code)) {
            throw new Refusal.BadField(field.id().value(), "the policy has no such choice");
        }
    }

    /// The values of an erasure that is asked for and done on one day.
    public SortedMap<Integer, FieldValue> erased(LocalDate day) {
        var values = new TreeMap<Integer, FieldValue>();
        values.put(right.number(), new FieldValue.Text(Right.ERASURE.code()));
        values.put(received.number(), new FieldValue.Day(day));
        decide(values, day, Decision.GRANTED);
        return values;
    }

    /// Enters a decision.
    public void decide(Map<Integer, FieldValue> values, LocalDate on, Decision decided) {
        values.put(decidedOn.number(), new FieldValue.Day(on));
        values.put(decision.number(), new FieldValue.Text(decided.code()));
    }

    public Optional<Right> rightOf(Map<Integer, FieldValue> values) {
        return values.get(right.number()) instanceof FieldValue.Text(String code)
                ? Right.find(code)
                : Optional.empty();
    }

    public Optional<LocalDate> receivedOf(Map<Integer, FieldValue> values) {
        return day(values, received);
    }

    public Optional<DataRequest.Decided> decidedOf(Map<Integer, FieldValue> values) {
        return day(values, decidedOn)
                .flatMap(on ->
                        values.get(decision.number()) instanceof FieldValue.Text(String code)
                                ? Decision.find(code).map(one -> new DataRequest.Decided(on, one))
                                : Optional.empty());
    }

    private static Optional<LocalDate> day(Map<Integer, FieldValue> values, Field field) {
        return values.get(field.number()) instanceof FieldValue.Day(LocalDate day)
                ? Optional.of(day)
                : Optional.empty();
    }
}
