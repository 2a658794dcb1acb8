package custos.policy;

import java.time.Period;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What data is used for.
///
/// @param number 1 to 65535; rests in suppressions and never changes its meaning
/// @param parent the purpose above it: a no to that one is a no to this one
/// @param marketing whether an objection to marketing ends it
/// @param basis why it may use data, for every regime of the policy
/// @param dpv the term of the Data Privacy Vocabulary, with its prefix
/// @param channels through which channels it is followed
/// @param classes the classes of data it works with
/// @param fields the fields of a customer that may be opened for it
/// @param minimumAges the age from which somebody can agree to it, by regime
/// @param confirm the methods whose yes counts only when a mailed link confirmed it
/// @param validity how long a consent holds; forever where there is none
public record Purpose(
        PurposeId id,
        int number,
        Optional<PurposeId> parent,
        boolean marketing,
        Map<RegimeId, LawfulBasis> basis,
        String dpv,
        Set<ChannelId> channels,
        Set<ClassId> classes,
        Set<FieldId> fields,
        Map<RegimeId, Integer> minimumAges,
        Set<MethodId> confirm,
        Optional<Period> validity) {
    public Purpose {
        basis = Frozen.map(basis);
        channels = Frozen.set(channels);
        classes = Frozen.set(classes);
        fields = Frozen.set(fields);
        minimumAges = Frozen.map(minimumAges);
        confirm = Frozen.set(confirm);
    }

    /// Whether it needs a consent: where one regime asks for one, everybody is asked.
    public boolean needsConsent() {
        return basis.containsValue(LawfulBasis.CONSENT);
    }

    /// The highest age that a regime of the policy asks for; 0 where none does.
    public int minimumAge() {
        return minimumAges.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }
}
