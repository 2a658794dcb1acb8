package custos.list;

import custos.customer.FieldValue;
import custos.list.Opened.Noted;
import custos.policy.FieldId;
import custos.policy.KindId;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Who paid after the day that a purchase was due on, or has not paid although it is past.
public record PaidLate() implements ListQuestion {
    public static final String CODE = "paid-late";

    /// Something is past its day and not paid at all.
    public static final String UNPAID = "unpaid";

    private static final FieldId DUE = new FieldId("due_on");
    private static final FieldId PAID = new FieldId("paid_on");
    private static final FieldId ORDER = new FieldId("order_number");

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public Set<KindId> kinds() {
        return Set.of(PURCHASE);
    }

    @Override
    public Set<FieldId> fields() {
        return Set.of();
    }

    @Override
    public List<String> facts() {
        return List.of("late_purchases", "days_late", "due_on", "paid_on", "order_number");
    }

    @Override
    public Set<FieldId> ofRecords() {
        return Set.of(DUE, PAID, ORDER);
    }

    /// The purchase that was the most days late stands for all of them; what is not paid comes
    /// before what was paid late.
    @Override
    public Optional<Reason> answer(Opened person) {
        var tally = new Tally(person.today());
        person.records(PURCHASE).forEach(tally::add);
        return tally.reason();
    }

    private static final class Tally {
        private final LocalDate today;
        private int count;
        private long days;
        private boolean unpaid;
        private Optional<Noted> worst = Optional.empty();

        Tally(LocalDate today) {
            this.today = today;
        }

        void add(Noted purchase) {
            Optional<LocalDate> due = purchase.dayOf(DUE);
            Optional<LocalDate> paid = purchase.dayOf(PAID);
            LocalDate until = paid.orElse(today);
            if (due.isEmpty() || !until.isAfter(due.get())) {
                return;
            }
            count++;
            long late = ChronoUnit.DAYS.between(due.get(), until);
            boolean open = paid.isEmpty();
            if (worst.isEmpty() || (open && !unpaid) || (open == unpaid && late > days)) {
                worst = Optional.of(purchase);
                days = late;
                unpaid = open;
            }
        }

        Optional<Reason> reason() {
            return worst.map(purchase -> {
                var facts = new LinkedHashMap<String, FieldValue>();
                facts.put("late_purchases", new FieldValue.Whole(count));
                facts.put("days_late", new FieldValue.Whole(days));
                List.of(DUE, PAID, ORDER)
                        .forEach(id ->
                                purchase.field(id)
                                        .ifPresent(value -> facts.put(id.value(), value)));
                return new Reason(unpaid ? UNPAID : CODE, facts);
            });
        }
    }
}
