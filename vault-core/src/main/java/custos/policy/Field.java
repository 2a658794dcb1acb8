package custos.policy;

import java.util.List;
import java.util.Optional;

/// A field: one value of a record, encrypted by itself.
///
/// @param number 1 to 65535; rests in ciphertexts and never changes its meaning
/// @param maxLength the most characters of its text; of [FieldForm#PURCHASE_LINES] the most lines
/// @param range the least and the most, of [FieldForm#WHOLE] only
/// @param choices the values it takes, of [FieldForm#CHOICE] and [FieldForm#RANKS] only
/// @param dpv the term of the Data Privacy Vocabulary, with its prefix
public record Field(
        FieldId id,
        int number,
        ClassId dataClass,
        FieldType type,
        FieldForm form,
        int maxLength,
        Optional<WholeRange> range,
        List<String> choices,
        boolean indexed,
        SearchUse search,
        MaskKind mask,
        String dpv) {
    public Field {
        choices = List.copyOf(choices);
    }
}
