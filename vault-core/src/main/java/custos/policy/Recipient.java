package custos.policy;

import java.util.List;
import java.util.Set;

/// Who gets data from the controller.
///
/// @param category what kind of recipient it is, a code
/// @param countries where data goes, as ISO 3166 codes of two letters
public record Recipient(
        RecipientId id, String category, Set<ClassId> classes, List<String> countries) {
    public Recipient {
        classes = Frozen.set(classes);
        countries = List.copyOf(countries);
    }

    /// The countries outside the European Economic Area.
    public List<String> thirdCountries() {
        return countries.stream().filter(country -> !VaultNeeds.inEea(country)).toList();
    }
}
