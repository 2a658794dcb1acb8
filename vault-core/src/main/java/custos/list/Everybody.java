package custos.list;

import custos.policy.FieldId;
import custos.policy.KindId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Everybody who may be contacted: the plain mailing list.
public record Everybody() implements ListQuestion {
    public static final String CODE = "everybody";

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
        return Set.of();
    }

    @Override
    public List<String> facts() {
        return List.of();
    }

    @Override
    public Optional<Reason> answer(Opened person) {
        return Optional.of(new Reason(CODE, new LinkedHashMap<>()));
    }
}
