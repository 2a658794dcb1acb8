package custos.sheet;

import custos.policy.ChannelId;
import custos.policy.FieldId;
import custos.policy.PurposeId;
import custos.policy.SourceId;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;

/// What the policy in force lets an import speak of: its field ids, source ids, purposes with the
/// age from which a customer can agree to each (0 for none), channels, and the day of the import.
public record ImportRules(
        Set<FieldId> fields,
        Set<SourceId> sources,
        Map<PurposeId, Integer> purposes,
        Set<ChannelId> channels,
        LocalDate today) {
    public ImportRules {
        fields = Set.copyOf(fields);
        sources = Set.copyOf(sources);
        purposes = Map.copyOf(purposes);
        channels = Set.copyOf(channels);
    }

    /// The age from which a customer can agree to all the purposes of a rule.
    int minimumAge(ConsentRule rule) {
        return rule.purposes().stream()
                .mapToInt(purpose -> purposes.getOrDefault(purpose, 0))
                .max()
                .orElse(0);
    }
}
