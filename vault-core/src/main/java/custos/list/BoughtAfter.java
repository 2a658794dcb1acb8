package custos.list;

import custos.customer.FieldValue;
import custos.list.Opened.Noted;
import custos.policy.FieldId;
import custos.policy.KindId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Who bought something on the day of a message that was sent to them for the purpose, or within so
/// many days. A message that names no purpose was customer service, and a return is no purchase.
public record BoughtAfter(int days) implements ListQuestion {
    public static final String CODE = "bought-after-message";
    public static final int MAX_DAYS = 365;
    public static final int STANDARD_DAYS = 14;

    private static final String SERVICE = "service";
    private static final KindId MESSAGE = new KindId("message");
    private static final FieldId DIRECTION = new FieldId("direction");
    private static final FieldId SENT_FOR = new FieldId("message_purpose");
    private static final FieldId SENT_AT = new FieldId("sent_at");
    private static final FieldId BOUGHT_ON = new FieldId("bought_on");
    private static final FieldId TOTAL = new FieldId("total");

    public BoughtAfter {
        Limits.require("days", days, 0, MAX_DAYS);
    }

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public Set<KindId> kinds() {
        return Set.of(PURCHASE);
    }

    @Override
    public Set<KindId> ownKinds() {
        return Set.of(MESSAGE);
    }

    @Override
    public Set<FieldId> ofRecords() {
        return Set.of(DIRECTION, SENT_FOR, SENT_AT, BOUGHT_ON, TOTAL);
    }

    @Override
    public Set<FieldId> fields() {
        return Set.of();
    }

    @Override
    public List<String> facts() {
        return List.of("message_on", "bought_on");
    }

    /// The newest such purchase, and the last message before it.
    @Override
    public Optional<Reason> answer(Opened person) {
        var sent = new TreeSet<LocalDate>();
        person.records(MESSAGE)
                .filter(message -> message.text(DIRECTION).equals(Optional.of("out")))
                .filter(message ->
                        message.text(SENT_FOR).orElse(SERVICE).equals(person.purpose().value()))
                .map(BoughtAfter::sentOn)
                .forEach(sent::add);
        if (sent.isEmpty()) {
            return Optional.empty();
        }
        return person.records(PURCHASE)
                .filter(purchase -> !isReturn(purchase))
                .map(purchase -> purchase.dayOf(BOUGHT_ON).orElse(purchase.day()))
                .filter(bought -> follows(bought, sent))
                .max(LocalDate::compareTo)
                .map(bought -> reason(bought, sent));
    }

    private boolean follows(LocalDate bought, NavigableSet<LocalDate> sent) {
        LocalDate last = sent.floor(bought);
        return last != null && !last.plusDays(days).isBefore(bought);
    }

    private static boolean isReturn(Noted purchase) {
        return purchase.field(TOTAL).orElse(null) instanceof FieldValue.Decimal(BigDecimal total)
                && total.signum() < 0;
    }

    private static LocalDate sentOn(Noted message) {
        return message.text(SENT_AT)
                .map(text -> Instant.parse(text).atZone(ZoneOffset.UTC).toLocalDate())
                .orElse(message.day());
    }

    private static Reason reason(LocalDate bought, NavigableSet<LocalDate> sent) {
        var facts = new LinkedHashMap<String, FieldValue>();
        facts.put("message_on", new FieldValue.Day(sent.headSet(bought, true).last()));
        facts.put("bought_on", new FieldValue.Day(bought));
        return new Reason(CODE, facts);
    }
}
