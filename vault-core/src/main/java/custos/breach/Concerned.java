package custos.breach;

import custos.policy.ClassId;
import custos.policy.FieldId;
import java.util.List;

/// A class of data that a breach is about, as it was when that was written down.
///
/// @param people who had something in it
/// @param fields of the class, each encrypted on its own where it rests
public record Concerned(ClassId dataClass, long people, List<FieldId> fields) {
    public Concerned {
        fields = List.copyOf(fields);
    }
}
