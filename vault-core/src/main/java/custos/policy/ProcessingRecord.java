package custos.policy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the record of processing (GDPR, Art. 30) says besides what the rest of the policy tells.
///
/// @param jointControllers who decides on purposes and means together with the controller
/// @param safeguard what protects data that leaves the European Economic Area
/// @param reviewed when somebody last went through it
/// @param assessments where the impact assessment of a purpose lies
/// @param specialFields fields of a special category (GDPR, Art. 9)
public record ProcessingRecord(
        List<String> jointControllers,
        Optional<String> safeguard,
        Optional<LocalDate> reviewed,
        Map<PurposeId, String> assessments,
        Set<FieldId> specialFields) {
    /// Of a policy that says nothing besides.
    static final ProcessingRecord NONE =
            new ProcessingRecord(List.of(), Optional.empty(), Optional.empty(), Map.of(), Set.of());

    public ProcessingRecord {
        jointControllers = List.copyOf(jointControllers);
        assessments = Frozen.map(assessments);
        specialFields = Frozen.set(specialFields);
    }
}
