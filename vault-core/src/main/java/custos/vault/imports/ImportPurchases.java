package custos.vault.imports;

import custos.customer.FieldValue;
import custos.event.Act;
import custos.event.ActType;
import custos.event.Internal;
import custos.event.Subject;
import custos.policy.FieldId;
import custos.policy.Policy;
import custos.policy.RecordKind;
import custos.policy.SourceId;
import custos.sheet.SheetPurchase;
import custos.store.HoldRow;
import custos.store.ReadSession;
import custos.store.RecordRow;
import custos.vault.core.Core;
import custos.vault.core.FieldForms;
import custos.vault.core.RecordRules;
import custos.vault.rows.CustomerDraft;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Kinds;
import custos.vault.rows.Parts;
import custos.vault.rows.Refusal;
import custos.vault.rows.Slots;
import custos.vault.rows.Totals;
import custos.vault.rows.Write;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Adds what people of a sheet bought, unless the vault knows of it: an order by its number, others
/// by day, amount and currency, each as often as the sheet names it. Gaps of an order that it knows
/// by its number are filled. For one thread.
final class ImportPurchases {
    /// The most of one leaf, so that an opening stays small.
    private static final int MOST = 200;

    /// What a later sheet may know of an order: none of it changes the totals.
    private static final List<FieldId> LATER =
            Stream.of("due_on", "paid_on", "sales_channel", "lines").map(FieldId::new).toList();

    private static final FieldId ORDER_NUMBER = new FieldId("order_number");
    private static final FieldId BOUGHT_ON = new FieldId("bought_on");
    private static final FieldId TOTAL = new FieldId("total");
    private static final FieldId CURRENCY = new FieldId("currency");

    private final Core core;
    private final Policy policy;
    private final FieldForms forms;
    private final Optional<RecordKind> kind;
    private final Consumer<SheetPurchase> unusable;

    /// @param unusable told of each purchase that the policy cannot hold
    ImportPurchases(Core core, Policy policy, FieldForms forms, Consumer<SheetPurchase> unusable) {
        this.core = core;
        this.policy = policy;
        this.forms = forms;
        this.kind = policy.kind(Kinds.PURCHASE);
        this.unusable = unusable;
    }

    /// A purchase as it is recorded.
    record Bought(SheetPurchase said, SortedMap<Integer, FieldValue> values) {
        @Override
        public String toString() {
            return "Bought[redacted]";
        }
    }

    /// What can be recorded at all.
    List<Bought> usable(List<SheetPurchase> purchases) {
        if (kind.isEmpty()) {
            return List.of();
        }
        var usable = new ArrayList<Bought>();
        for (SheetPurchase purchase : purchases) {
            try {
                Map<FieldId, FieldValue> fields =
                        forms.readAll(policy, raw(purchase), Kinds.PURCHASE);
                SortedMap<Integer, FieldValue> values =
                        RecordRules.values(policy, kind.get(), fields);
                RecordRules.requireComplete(policy, kind.get(), values);
                RecordRules.requireSense(policy, values);
                RecordRules.day(policy, kind.get(), values);
                usable.add(new Bought(purchase, values));
            } catch (Refusal.BadField e) {
                unusable.accept(purchase);
            }
        }
        return usable;
    }

    private static Map<String, Object> raw(SheetPurchase purchase) {
        var raw = new LinkedHashMap<String, Object>();
        purchase.number().ifPresent(number -> raw.put("order_number", number));
        raw.put("bought_on", purchase.on().toString());
        raw.put("total", purchase.sum().toPlainString());
        raw.put("currency", purchase.currency());
        purchase.due().ifPresent(day -> raw.put("due_on", day.toString()));
        purchase.paid().ifPresent(day -> raw.put("paid_on", day.toString()));
        purchase.channel().ifPresent(channel -> raw.put("sales_channel", channel));
        if (!purchase.lines().isEmpty()) {
            raw.put(
                    "lines",
                    purchase.lines().stream()
                            .map(line ->
                                    Map.of(
                                            "item", line.item(),
                                            "quantity", line.quantity().toPlainString(),
                                            "unit_price", line.unitPrice().toPlainString()))
                            .toList());
        }
        return raw;
    }

    /// Whether the vault lacks any of them, or something of an order.
    boolean lacksAny(long no, List<Bought> bought) {
        if (bought.isEmpty()) {
            return false;
        }
        try (ReadSession read = core.store().read();
                CustomerFile file = core.file(read, no)) {
            return !lacking(read, file, bought).isEmpty();
        }
    }

    /// Adds those that the vault lacks and fills the gaps of others, at most 200 a write.
    ///
    /// @return how many leaves that took
    int add(long no, List<Bought> bought, SourceId source, Optional<String> mark, Internal why) {
        int leaves = 0;
        while (!bought.isEmpty()
                && core.change(
                        no,
                        OptionalLong.empty(),
                        changing -> prepare(changing, bought, source, mark, why))) {
            leaves++;
        }
        return leaves;
    }

    private Core.Prepared<Boolean> prepare(
            Core.Changing changing,
            List<Bought> bought,
            SourceId source,
            Optional<String> mark,
            Internal why) {
        Lacking lacking = lacking(changing.read(), changing.file(), bought).atMost(MOST);
        if (lacking.isEmpty()) {
            return new Core.Prepared<>(Write.upkeep(List.of()), _ -> false);
        }
        RecordRules.requireRoom(changing);
        CustomerDraft draft = changing.draft();
        var parts = new ArrayList<Subject.Part>();
        parts.add(Parts.imported(List.of(), draft.contentVersion(), source, mark));
        for (Gap gap : lacking.gaps()) {
            long version = draft.replace(gap.row(), gap.row().day(), gap.filled());
            parts.add(Parts.record(gap.row().no(), version, gap.fields(), Optional.of(source)));
        }
        add(changing, lacking.missing(), source, parts);
        Write write = draft.finish(List.of(Act.of(ActType.IMPORTED)), parts, why, changing.now());
        return new Core.Prepared<>(write, _ -> true);
    }

    private void add(
            Core.Changing changing,
            List<Bought> missing,
            SourceId source,
            List<Subject.Part> parts) {
        if (missing.isEmpty()) {
            return;
        }
        RecordKind purchase = kind.orElseThrow();
        CustomerDraft draft = changing.draft();
        int today = Core.day(changing.now());
        Totals totals = Totals.of(changing.file(), policy);
        for (Bought one : missing) {
            LocalDate on = one.said().on();
            int day = (int) on.toEpochDay();
            long number =
                    draft.add(
                            Kinds.classNo(policy, purchase), purchase.number(), day, one.values());
            totals = totals.plus(policy, purchase, one.values(), on);
            parts.add(
                    Parts.record(
                            number, 1, List.copyOf(one.values().keySet()), Optional.of(source)));
            draft.activeOn(Math.min(day, today));
        }
        totals.putInto(draft, policy, today);
    }

    /// What the vault does not have yet.
    private record Lacking(List<Bought> missing, List<Gap> gaps) {
        boolean isEmpty() {
            return missing.isEmpty() && gaps.isEmpty();
        }

        Lacking atMost(int most) {
            List<Bought> first = missing.stream().limit(most).toList();
            return new Lacking(first, gaps.stream().limit(most - first.size()).toList());
        }
    }

    /// An order of the vault of which the sheet knows more.
    ///
    /// @param fields that it fills
    /// @param filled the whole record with them
    private record Gap(RecordRow row, List<Integer> fields, SortedMap<Integer, FieldValue> filled) {
        @Override
        public String toString() {
            return "Gap[redacted]";
        }
    }

    private record Known(RecordRow row, SortedMap<Integer, FieldValue> values) {
        @Override
        public String toString() {
            return "Known[redacted]";
        }
    }

    private Lacking lacking(ReadSession read, CustomerFile file, List<Bought> bought) {
        Map<String, Queue<Known>> known = known(read, file);
        Set<Long> held =
                read.holds(file.no()).stream().map(HoldRow::record).collect(Collectors.toSet());
        var missing = new ArrayList<Bought>();
        var gaps = new ArrayList<Gap>();
        for (Bought one : bought) {
            Queue<Known> alike = known.getOrDefault(key(one.values()), new ArrayDeque<>());
            Known same = alike.poll();
            if (same == null) {
                missing.add(one);
            } else if (number(one.values()).isPresent() && !held.contains(same.row().no())) {
                gap(same, one).ifPresent(gaps::add);
            }
        }
        return new Lacking(missing, gaps);
    }

    private Map<String, Queue<Known>> known(ReadSession read, CustomerFile file) {
        var known = new HashMap<String, Queue<Known>>();
        long from = Slots.firstRow(file.no());
        List<RecordRow> rows =
                read.recordsOfKind(
                        kind.orElseThrow().number(), from, Slots.endRow(file.no()), 1 << 20);
        for (RecordRow row : rows) {
            SortedMap<Integer, FieldValue> values = file.open(row);
            known.computeIfAbsent(key(values), _ -> new ArrayDeque<>()).add(new Known(row, values));
        }
        return known;
    }

    private Optional<Gap> gap(Known known, Bought bought) {
        var filled = new TreeMap<>(known.values());
        var fields = new ArrayList<Integer>();
        for (FieldId field : LATER) {
            value(bought.values(), field)
                    .ifPresent(value -> {
                        int number = policy.field(field).orElseThrow().number();
                        if (filled.putIfAbsent(number, value) == null) {
                            fields.add(number);
                        }
                    });
        }
        fields.sort(null);
        return fields.isEmpty()
                ? Optional.empty()
                : Optional.of(new Gap(known.row(), fields, filled));
    }

    private String key(SortedMap<Integer, FieldValue> values) {
        return number(values)
                .map(text -> "n" + text)
                .orElseGet(() ->
                        "d"
                                + value(values, BOUGHT_ON).map(ImportPurchases::text)
                                + value(values, TOTAL).map(ImportPurchases::text)
                                + value(values, CURRENCY).map(ImportPurchases::text));
    }

    private Optional<String> number(SortedMap<Integer, FieldValue> values) {
        return value(values, ORDER_NUMBER)
                .flatMap(value ->
                        value instanceof FieldValue.Text(String text)
                                ? Optional.of(text)
                                : Optional.empty());
    }

    /// For comparing only: [FieldValue] itself redacts.
    private static String text(FieldValue value) {
        return switch (value) {
            case FieldValue.Text(String text) -> text;
            case FieldValue.Day(LocalDate day) -> day.toString();
            case FieldValue.Decimal(var number) -> number.stripTrailingZeros().toPlainString();
            default -> "";
        };
    }

    private Optional<FieldValue> value(SortedMap<Integer, FieldValue> values, FieldId field) {
        return policy.field(field)
                .flatMap(known -> Optional.ofNullable(values.get(known.number())));
    }
}
