package custos.list;

import custos.customer.FieldValue;
import java.math.BigDecimal;
import java.util.SequencedMap;

/// Why somebody is on a list.
///
/// @param code such as `quiet`
/// @param facts what shows it, by names that the question lists; personal data
/// @param rank by which the highest are picked, where a question picks; else 0
public record Reason(String code, SequencedMap<String, FieldValue> facts, BigDecimal rank) {
    Reason(String code, SequencedMap<String, FieldValue> facts) {
        this(code, facts, BigDecimal.ZERO);
    }

    /// Redacted: it is personal data.
    @Override
    public String toString() {
        return "Reason[" + code + "]";
    }
}
