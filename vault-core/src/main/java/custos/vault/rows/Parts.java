package custos.vault.rows;

import custos.event.Subject;
import custos.policy.MethodId;
import custos.policy.SourceId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The parts of an opening for acts that are no consents. Each speaks of the leaf's first act, if
/// it is not told of which.
public final class Parts {
    private Parts() {}

    public static Subject.Part registered(List<Integer> fields, SourceId source) {
        return part(fields, OptionalLong.empty(), OptionalLong.of(1), Optional.of(source));
    }

    public static Subject.Part amended(List<Integer> fields, long version, SourceId source) {
        return part(fields, OptionalLong.empty(), OptionalLong.of(version), Optional.of(source));
    }

    /// What an import gave a customer, and which import it was.
    public static Subject.Part imported(
            List<Integer> fields, long version, SourceId source, Optional<String> batch) {
        return new Subject.Part(
                0,
                Optional.empty(),
                fields,
                OptionalLong.empty(),
                OptionalLong.of(version),
                Optional.empty(),
                Optional.of(source.value()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                batch);
    }

    /// @param version that the fields led to
    public static Subject.Part merged(List<Integer> fields, long version) {
        return part(fields, OptionalLong.empty(), OptionalLong.of(version), Optional.empty());
    }

    public static Subject.Part fields(List<Integer> fields) {
        return part(fields, OptionalLong.empty(), OptionalLong.empty(), Optional.empty());
    }

    /// The customer was here, or on the telephone.
    public static Subject.Part attended(List<Integer> fields, MethodId how) {
        return new Subject.Part(
                0,
                Optional.empty(),
                fields,
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.of(how.value()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /// A record that goes in a leaf of several acts.
    ///
    /// @param act which of them tells so
    public static Subject.Part deleted(int act, long number, long version) {
        return new Subject.Part(
                act,
                Optional.empty(),
                List.of(),
                OptionalLong.of(number),
                OptionalLong.of(version),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public static Subject.Part record(
            long number, long version, List<Integer> fields, Optional<SourceId> source) {
        return part(fields, OptionalLong.of(number), OptionalLong.of(version), source);
    }

    private static Subject.Part part(
            List<Integer> fields,
            OptionalLong record,
            OptionalLong version,
            Optional<SourceId> source) {
        return new Subject.Part(
                0,
                Optional.empty(),
                fields,
                record,
                version,
                Optional.empty(),
                source.map(SourceId::value),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
