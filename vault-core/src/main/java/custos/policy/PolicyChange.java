package custos.policy;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/// Whether one version of a policy may follow another: data that lies in the vault must stay
/// readable, and a number never comes to mean something else.
public final class PolicyChange {
    private final Policy before;
    private final Policy after;
    private final Set<String> problems = new LinkedHashSet<>();

    private PolicyChange(Policy before, Policy after) {
        this.before = before;
        this.after = after;
    }

    /// What stands against the change; nothing when it may be made.
    ///
    /// @param fieldsInUse the numbers of fields of which the vault holds values
    /// @param kindsInUse the numbers of kinds of which the vault holds records
    public static List<String> check(
            Policy before, Policy after, Set<Integer> fieldsInUse, Set<Integer> kindsInUse) {
        return check(List.of(before), after, fieldsInUse, kindsInUse);
    }

    /// The same against all versions so far, from the first to the one in force: a number that was
    /// given up long ago still stands in suppressions and in the ledger.
    public static List<String> check(
            List<Policy> before, Policy after, Set<Integer> fieldsInUse, Set<Integer> kindsInUse) {
        var change = new PolicyChange(before.getLast(), after);
        change.version();
        for (Policy earlier : before) {
            change.numbersOf(earlier);
        }
        fieldsInUse.stream().sorted().forEach(change::fieldInUse);
        kindsInUse.stream().sorted().forEach(change::kindInUse);
        return List.copyOf(change.problems);
    }

    private void version() {
        int next = before.version() + 1;
        if (after.version() != next) {
            problems.add(
                    "version: must be "
                            + next
                            + ", the one after that in force, and not "
                            + after.version());
        }
    }

    private void numbersOf(Policy earlier) {
        numbers(
                "fields",
                numbersOf(earlier.fields(), Field::id, Field::number),
                numbersOf(after.fields(), Field::id, Field::number));
        numbers(
                "kinds",
                numbersOf(earlier.kinds(), RecordKind::id, RecordKind::number),
                numbersOf(after.kinds(), RecordKind::id, RecordKind::number));
        numbers(
                "classes",
                numbersOf(earlier.classes(), DataClass::id, DataClass::number),
                numbersOf(after.classes(), DataClass::id, DataClass::number));
        numbers(
                "purposes",
                numbersOf(earlier.purposes(), Purpose::id, Purpose::number),
                numbersOf(after.purposes(), Purpose::id, Purpose::number));
        numbers(
                "channels",
                numbersOf(earlier.channels(), Channel::id, Channel::number),
                numbersOf(after.channels(), Channel::id, Channel::number));
    }

    private static <T, I> Map<I, Integer> numbersOf(
            Collection<T> things, Function<T, I> id, ToIntFunction<T> number) {
        var found = new LinkedHashMap<I, Integer>();
        things.forEach(thing -> found.put(id.apply(thing), number.applyAsInt(thing)));
        return found;
    }

    private <I extends Record> void numbers(
            String section, Map<I, Integer> old, Map<I, Integer> now) {
        var owners = new HashMap<Integer, I>();
        old.forEach((id, number) -> owners.put(number, id));
        now.forEach((id, number) -> {
            Integer was = old.get(id);
            I owner = owners.get(number);
            String path = section + "." + name(id);
            if (was != null && !was.equals(number)) {
                problems.add(path + ": its number was " + was + " and cannot become " + number);
            } else if (owner != null && !owner.equals(id)) {
                problems.add(path + ": the number " + number + " was that of " + name(owner));
            }
        });
    }

    private static String name(Record id) {
        return switch (id) {
            case FieldId(String value) -> value;
            case KindId(String value) -> value;
            case ClassId(String value) -> value;
            case PurposeId(String value) -> value;
            case ChannelId(String value) -> value;
            default -> throw new IllegalArgumentException("no name of a policy");
        };
    }

    private void fieldInUse(int number) {
        Optional<Field> old = before.field(number);
        if (old.isEmpty()) {
            return;
        }
        String path = "fields." + old.get().id().value();
        Optional<Field> now = after.field(old.get().id());
        if (now.isEmpty()) {
            problems.add(path + ": the vault holds values of this field, it cannot go");
            return;
        }
        if (now.get().type() != old.get().type() || now.get().form() != old.get().form()) {
            problems.add(path + ": the vault holds values of this field, its form cannot change");
        }
        if (!now.get().dataClass().equals(old.get().dataClass())) {
            problems.add(path + ": the vault holds values of this field, its class cannot change");
        }
    }

    private void kindInUse(int number) {
        Optional<RecordKind> old = before.kind(number);
        if (old.isEmpty()) {
            return;
        }
        String path = "kinds." + old.get().id().value();
        Optional<RecordKind> now = after.kind(old.get().id());
        if (now.isEmpty()) {
            problems.add(path + ": the vault holds records of this kind, it cannot go");
            return;
        }
        if (!now.get().dataClass().equals(old.get().dataClass())) {
            problems.add(path + ": the vault holds records of this kind, its class cannot change");
        }
        if (now.get().once() != old.get().once()) {
            problems.add(path + ": the vault holds records of this kind, once cannot change");
        }
    }
}
