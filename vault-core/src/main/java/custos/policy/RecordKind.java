package custos.policy;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A kind of record that is kept of a customer.
///
/// @param number 1 to 65535; rests in ciphertexts and never changes its meaning
/// @param once whether a customer has at most one
/// @param path its name in the API; kinds that only the vault writes have none
/// @param day the field that dates a record; the day it was recorded where there is none
/// @param needs the purpose without whose consent it is not recorded
/// @param serves the purpose that it is looked at for, where that is not `service`
public record RecordKind(
        KindId id,
        int number,
        ClassId dataClass,
        List<FieldId> fields,
        Set<FieldId> required,
        boolean once,
        Optional<String> path,
        Optional<FieldId> day,
        Optional<PurposeId> needs,
        Optional<PurposeId> serves) {
    public RecordKind {
        fields = List.copyOf(fields);
        required = Frozen.set(required);
    }
}
