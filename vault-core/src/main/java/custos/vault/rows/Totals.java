package custos.vault.rows;

import custos.customer.FieldValue;
import custos.json.JsonValue;
import custos.json.JsonValue.Members;
import custos.policy.FieldId;
import custos.policy.KindId;
import custos.policy.Policy;
import custos.policy.RecordKind;
import custos.store.RecordRow;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/// What a customer's purchases, reward movements and messages add up to, kept as one sealed record
/// beside them so that no list has to open them all. The records are the truth; this follows them
/// in the same write.
///
/// @param purchases how many; returns are none
/// @param sums what was bought less what was given back, by currency
/// @param rewards the balance by unit, such as points
public record Totals(
        long purchases,
        SortedMap<String, BigDecimal> sums,
        SortedMap<String, Long> rewards,
        Days days) {
    public static final KindId REWARD_MOVEMENT = new KindId("reward-movement");
    public static final KindId MESSAGE = new KindId("message");
    private static final FieldId FIELD = new FieldId("totals");
    private static final long MAX_BALANCE = (1L << 53) - 1;

    public static final Totals NONE = new Totals(0, new TreeMap<>(), new TreeMap<>(), Days.NONE);

    /// The days that reminders and come-back offers look at; a return is no purchase.
    public record Days(
            Optional<LocalDate> firstPurchase,
            Optional<LocalDate> lastPurchase,
            Optional<LocalDate> lastMessage) {
        public static final Days NONE =
                new Days(Optional.empty(), Optional.empty(), Optional.empty());

        private static final BinaryOperator<LocalDate> EARLIER =
                BinaryOperator.minBy(Comparator.naturalOrder());
        private static final BinaryOperator<LocalDate> LATER =
                BinaryOperator.maxBy(Comparator.naturalOrder());

        Days with(KindId kind, LocalDate day) {
            if (kind.equals(MESSAGE)) {
                return new Days(firstPurchase, lastPurchase, pick(lastMessage, day, LATER));
            }
            return kind.equals(Kinds.PURCHASE)
                    ? new Days(
                            pick(firstPurchase, day, EARLIER),
                            pick(lastPurchase, day, LATER),
                            lastMessage)
                    : this;
        }

        Days without(KindId kind) {
            return kind.equals(MESSAGE)
                    ? new Days(firstPurchase, lastPurchase, Optional.empty())
                    : new Days(Optional.empty(), Optional.empty(), lastMessage);
        }

        private static Optional<LocalDate> pick(
                Optional<LocalDate> known, LocalDate day, BinaryOperator<LocalDate> better) {
            return Optional.of(known.map(other -> better.apply(other, day)).orElse(day));
        }
    }

    /// Whether records of a kind count.
    public static boolean follow(RecordKind kind) {
        return List.of(Kinds.PURCHASE, REWARD_MOVEMENT, MESSAGE).contains(kind.id());
    }

    /// The totals as they stand.
    public static Totals of(CustomerFile file, Policy policy) {
        Optional<FieldValue> value =
                policy.field(FIELD)
                        .flatMap(field ->
                                Optional.ofNullable(
                                        file.openFixed(Slots.TOTALS).get(field.number())));
        return value.map(known ->
                        switch (known) {
                            case FieldValue.Json(Members json) -> read(json);
                            default ->
                                    throw new VaultFault.Damaged(
                                            "a customer's totals are no object");
                        })
                .orElse(NONE);
    }

    private static Totals read(Members json) {
        var sums = new TreeMap<String, BigDecimal>();
        Members stored = json.members("sums");
        stored.values().keySet().forEach(name -> sums.put(name, new BigDecimal(stored.text(name))));
        var rewards = new TreeMap<String, Long>();
        Members balances = json.members("rewards");
        balances.values().keySet().forEach(unit -> rewards.put(unit, balances.whole(unit)));
        var days =
                new Days(
                        day(json, "first_purchase"),
                        day(json, "last_purchase"),
                        day(json, "last_message"));
        return new Totals(json.whole("purchases"), sums, rewards, days);
    }

    private static Optional<LocalDate> day(Members json, String name) {
        return json.find(name).map(_ -> LocalDate.parse(json.text(name)));
    }

    public JsonValue toJson() {
        var bought = JsonValue.object();
        sums.forEach((currency, sum) -> bought.put(currency, sum.toPlainString()));
        var balances = JsonValue.object();
        rewards.forEach(balances::put);
        return JsonValue.object()
                .put("purchases", purchases)
                .put("sums", bought.build())
                .put("rewards", balances.build())
                .put("first_purchase", days.firstPurchase().map(LocalDate::toString))
                .put("last_purchase", days.lastPurchase().map(LocalDate::toString))
                .put("last_message", days.lastMessage().map(LocalDate::toString))
                .build();
    }

    /// The totals with one more record.
    public Totals plus(
            Policy policy, RecordKind kind, SortedMap<Integer, FieldValue> values, LocalDate day) {
        Totals counted = counted(policy, kind, values, 1);
        return isReturn(policy, kind, values)
                ? counted
                : counted.withDays(days.with(kind.id(), day));
    }

    /// A purchase that gives money back counts against the sum and is none otherwise.
    private static boolean isReturn(
            Policy policy, RecordKind kind, SortedMap<Integer, FieldValue> values) {
        return kind.id().equals(Kinds.PURCHASE)
                && value(policy, values, "total") instanceof FieldValue.Decimal(BigDecimal total)
                && total.signum() < 0;
    }

    /// These, unless a movement just took more rewards than there were.
    public Totals covered(Policy policy, RecordKind kind, SortedMap<Integer, FieldValue> values) {
        boolean taken =
                kind.id().equals(REWARD_MOVEMENT)
                        && value(policy, values, "movement") instanceof FieldValue.Whole(long less)
                        && less < 0;
        if (taken
                && value(policy, values, "unit") instanceof FieldValue.Text(String unit)
                && rewards.getOrDefault(unit, 0L) < 0) {
            throw new Refusal.Conflict("balance", "there are not so many rewards to redeem");
        }
        return this;
    }

    /// The totals with one record less; the days stay, see [#dayGone].
    public Totals less(Policy policy, RecordKind kind, SortedMap<Integer, FieldValue> values) {
        return counted(policy, kind, values, -1);
    }

    private Totals counted(
            Policy policy, RecordKind kind, SortedMap<Integer, FieldValue> values, int sign) {
        if (kind.id().equals(Kinds.PURCHASE)) {
            int one = isReturn(policy, kind, values) ? 0 : sign;
            return new Totals(purchases + one, bought(policy, values, sign), rewards, days);
        }
        return kind.id().equals(REWARD_MOVEMENT)
                ? new Totals(purchases, sums, moved(policy, values, sign), days)
                : this;
    }

    private SortedMap<String, BigDecimal> bought(
            Policy policy, SortedMap<Integer, FieldValue> values, int sign) {
        var changed = new TreeMap<>(sums);
        if (value(policy, values, "total") instanceof FieldValue.Decimal(BigDecimal total)
                && value(policy, values, "currency") instanceof FieldValue.Text(String currency)) {
            changed.merge(currency, sign > 0 ? total : total.negate(), BigDecimal::add);
        }
        return changed;
    }

    private SortedMap<String, Long> moved(
            Policy policy, SortedMap<Integer, FieldValue> values, int sign) {
        var changed = new TreeMap<>(rewards);
        if (value(policy, values, "movement") instanceof FieldValue.Whole(long movement)
                && value(policy, values, "unit") instanceof FieldValue.Text(String unit)) {
            long balance =
                    Math.addExact(
                            changed.getOrDefault(unit, 0L), Math.multiplyExact(movement, sign));
            if (Math.abs(balance) > MAX_BALANCE) {
                throw new Refusal.BadField("movement", "a balance is at most 2^53-1");
            }
            changed.put(unit, balance);
        }
        return changed;
    }

    private static @org.jspecify.annotations.Nullable FieldValue value(
            Policy policy, SortedMap<Integer, FieldValue> values, String field) {
        return policy.field(new FieldId(field))
                .map(known -> values.get(known.number()))
                .orElse(null);
    }

    /// Whether the days must be looked up again once a record of this day is gone.
    public boolean dayGone(RecordKind kind, LocalDate day) {
        var gone = Optional.of(day);
        return kind.id().equals(MESSAGE)
                ? days.lastMessage().equals(gone)
                : days.firstPurchase().equals(gone) || days.lastPurchase().equals(gone);
    }

    /// The totals with a kind's days taken from its rows. Of purchases those at both ends are
    /// opened, until one is no return.
    public Totals withDaysOf(
            Policy policy,
            RecordKind kind,
            List<RecordRow> rows,
            Function<RecordRow, SortedMap<Integer, FieldValue>> open) {
        Days found = days.without(kind.id());
        List<RecordRow> byDay =
                rows.stream().sorted(Comparator.comparingInt(RecordRow::day)).toList();
        for (List<RecordRow> fromOneEnd : List.of(byDay, byDay.reversed())) {
            Optional<RecordRow> first =
                    fromOneEnd.stream()
                            .filter(row ->
                                    !kind.id().equals(Kinds.PURCHASE)
                                            || !isReturn(policy, kind, open.apply(row)))
                            .findFirst();
            if (first.isPresent()) {
                found = found.with(kind.id(), LocalDate.ofEpochDay(first.get().day()));
            }
        }
        return withDays(found);
    }

    private Totals withDays(Days others) {
        return new Totals(purchases, sums, rewards, others);
    }

    /// Puts them in place of the customer's.
    public void putInto(CustomerDraft draft, Policy policy, int day) {
        RecordKind kind = Kinds.of(policy, Kinds.TOTALS);
        draft.put(Slots.TOTALS, Kinds.classNo(policy, kind), kind.number(), day, values(policy));
    }

    /// They as the one field of their record.
    public SortedMap<Integer, FieldValue> values(Policy policy) {
        var values = new TreeMap<Integer, FieldValue>();
        policy.field(FIELD)
                .ifPresent(field -> values.put(field.number(), new FieldValue.Json(toJson())));
        return values;
    }

    /// Redacted: what somebody buys is personal data.
    @Override
    public String toString() {
        return "Totals[redacted]";
    }
}
