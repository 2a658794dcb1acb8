package custos.list;

import custos.policy.FieldId;
import custos.policy.KindId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Who said where they heard of the shop. The answer itself is a field of the purpose.
public record HeardFrom() implements ListQuestion {
    public static final String CODE = "heard-from";

    private static final FieldId HEARD_FROM = new FieldId("heard_from");

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public Set<KindId> kinds() {
        return Set.of();
    }

    @Override
    public Set<FieldId> fields() {
        return Set.of(HEARD_FROM);
    }

    @Override
    public List<String> facts() {
        return List.of();
    }

    @Override
    public Optional<Reason> answer(Opened person) {
        return person.field(HEARD_FROM).map(_ -> new Reason(CODE, new LinkedHashMap<>()));
    }
}
