package custos.list;

import custos.customer.FieldValue;
import custos.policy.FieldId;
import custos.policy.KindId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Who said where they heard of the shop: anywhere, or in one place. The answer itself is a field
/// of the purpose.
///
/// @param source only those who said so; case and outer spaces do not count
public record HeardFrom(Optional<String> source) implements ListQuestion {
    public static final String CODE = "heard-from";
    public static final int MAX_SOURCE = 200;

    private static final FieldId HEARD_FROM = new FieldId("heard_from");

    public HeardFrom {
        source = source.map(HeardFrom::plain).filter(text -> !text.isEmpty());
        if (source.orElse("").length() > MAX_SOURCE) {
            throw new BadParameter("source", "it has at most 200 characters");
        }
    }

    private static String plain(String said) {
        return said.strip().toLowerCase(Locale.ROOT);
    }

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
        return person.field(HEARD_FROM)
                .map(FieldValue::plain)
                .map(HeardFrom::plain)
                .filter(said -> source.map(said::equals).orElse(true))
                .map(said -> new Reason(CODE, new LinkedHashMap<>(), Optional.of(said)));
    }

    /// Redacted: it may be what one customer said.
    @Override
    public String toString() {
        return "HeardFrom[]";
    }
}
