package custos.vault.core;

import custos.customer.CustomerNumber;
import custos.customer.FieldValue;
import custos.policy.FieldId;
import custos.policy.KindId;
import custos.policy.Policy;
import custos.policy.RecordKind;
import custos.policy.SourceId;
import custos.vault.rows.Refusal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a record must hold to be kept: fields of its kind, the required ones, a day with a number.
public final class RecordRules {
    private RecordRules() {}

    public static void requireRoom(Core.Changing changing) {
        var row = changing.file().row();
        if (!CustomerNumber.hasRoomFor(row.nextRecord())
                || !CustomerNumber.hasRoomFor(row.nextOpening())) {
            throw new Refusal.Conflict(
                    "full", "this customer has all the 1,048,575 records that a customer can have");
        }
    }

    public static boolean isHeld(Core.Changing changing, long record) {
        return changing.read().holds(changing.file().no()).stream()
                .anyMatch(hold -> hold.record() == record);
    }

    public static void requireNoHold(Core.Changing changing, long record) {
        if (isHeld(changing, record)) {
            throw new Refusal.Conflict("held", "a legal hold stands on this record");
        }
    }

    /// A kind that the world may write: it has a path.
    public static RecordKind kind(Policy policy, KindId id) {
        return policy.kind(id)
                .filter(known -> known.path().isPresent() && !known.once())
                .orElseThrow(() ->
                        new Refusal.BadField("kind", "the policy has no such kind of record"));
    }

    public static void requireSource(Policy policy, SourceId source) {
        if (policy.source(source).isEmpty()) {
            throw new Refusal.BadField("source", "the policy has no such source");
        }
    }

    public static SortedMap<Integer, FieldValue> values(
            Policy policy, RecordKind kind, Map<FieldId, FieldValue> fields) {
        var wanted = new HashMap<FieldId, Optional<FieldValue>>();
        fields.forEach((id, value) -> wanted.put(id, Optional.of(value)));
        var values = new TreeMap<Integer, FieldValue>();
        apply(policy, kind, wanted, values);
        return values;
    }

    /// @return the numbers of the fields that changed, ascending
    public static List<Integer> apply(
            Policy policy,
            RecordKind kind,
            Map<FieldId, Optional<FieldValue>> fields,
            SortedMap<Integer, FieldValue> values) {
        var changed = new ArrayList<Integer>();
        fields.forEach((id, value) -> {
            if (!kind.fields().contains(id)) {
                throw new Refusal.BadField(
                        id.value(), "the policy has no such field of this kind of record");
            }
            int number = policy.field(id).orElseThrow().number();
            boolean differs =
                    value.isPresent()
                            ? !value.get().equals(values.put(number, value.get()))
                            : values.remove(number) != null;
            if (differs) {
                changed.add(number);
            }
        });
        changed.sort(null);
        return changed;
    }

    public static void requireComplete(
            Policy policy, RecordKind kind, SortedMap<Integer, FieldValue> values) {
        if (values.isEmpty()) {
            throw new Refusal.BadField("fields", "a record has at least one field");
        }
        for (FieldId id : kind.required()) {
            if (!values.containsKey(policy.field(id).orElseThrow().number())) {
                throw new Refusal.BadField(id.value(), "this field is required");
            }
        }
    }

    /// A score says nothing without its scale, and none on a scale from 1 is 0.
    public static void requireSense(Policy policy, SortedMap<Integer, FieldValue> values) {
        FieldValue score = value(policy, values, "score");
        if (!(score instanceof FieldValue.Whole(long points))) {
            return;
        }
        if (!(value(policy, values, "scale") instanceof FieldValue.Text(String scale))) {
            throw new Refusal.BadField("scale", "a score has its scale beside it");
        }
        if (scale.equals("1-10") && points < 1) {
            throw new Refusal.BadField("score", "on this scale a score is from 1 to 10");
        }
    }

    private static @Nullable FieldValue value(
            Policy policy, SortedMap<Integer, FieldValue> values, String field) {
        return policy.field(new FieldId(field))
                .map(known -> values.get(known.number()))
                .orElse(null);
    }

    /// The day that a record says it concerns; before 1970 no day has a number.
    public static Optional<Integer> day(
            Policy policy, RecordKind kind, SortedMap<Integer, FieldValue> values) {
        return kind.day()
                .flatMap(policy::field)
                .map(field -> values.get(field.number()))
                .flatMap(value ->
                        value instanceof FieldValue.Day(LocalDate day)
                                ? Optional.of(dayNumber(kind, day))
                                : Optional.empty());
    }

    static int dayNumber(RecordKind kind, LocalDate day) {
        if (day.getYear() < 1970) {
            throw new Refusal.BadField(
                    kind.day().orElseThrow().value(), "a record is of 1970 or later");
        }
        return Math.toIntExact(day.toEpochDay());
    }
}
