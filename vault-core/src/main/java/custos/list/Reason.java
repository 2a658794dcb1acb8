package custos.list;

import custos.customer.FieldValue;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.SequencedMap;

/// Why somebody is on a list.
///
/// @param code such as `quiet`
/// @param facts what shows it, by names that the question lists; personal data
/// @param rank by which the highest are picked, where a question picks; else 0
/// @param group by which a count tells them apart besides, where a question does; personal data
public record Reason(
        String code,
        SequencedMap<String, FieldValue> facts,
        BigDecimal rank,
        Optional<String> group) {
    Reason(String code, SequencedMap<String, FieldValue> facts) {
        this(code, facts, BigDecimal.ZERO, Optional.empty());
    }

    Reason(String code, SequencedMap<String, FieldValue> facts, BigDecimal rank) {
        this(code, facts, rank, Optional.empty());
    }

    Reason(String code, SequencedMap<String, FieldValue> facts, Optional<String> group) {
        this(code, facts, BigDecimal.ZERO, group);
    }

    /// Redacted: it is personal data.
    @Override
    public String toString() {
        return "Reason[" + code + "]";
    }
}
