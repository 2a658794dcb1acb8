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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.function.Consumer;

/// Adds what people of a sheet bought, unless the vault knows of it: an order by its number, others
/// by day, amount and currency, each as often as the sheet names it. For one thread.
final class ImportPurchases {
    /// The most of one leaf, so that an opening stays small.
    private static final int MOST = 200;

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

    /// Whether the vault lacks any of them.
    boolean lacksAny(long no, List<Bought> bought) {
        if (bought.isEmpty()) {
            return false;
        }
        try (ReadSession read = core.store().read();
                CustomerFile file = core.file(read, no)) {
            return !missing(read, file, bought).isEmpty();
        }
    }

    /// Adds those that the vault lacks, at most 200 a write.
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
        List<Bought> missing =
                missing(changing.read(), changing.file(), bought).stream().limit(MOST).toList();
        if (missing.isEmpty()) {
            return new Core.Prepared<>(Write.upkeep(List.of()), _ -> false);
        }
        RecordKind purchase = kind.orElseThrow();
        CustomerDraft draft = changing.draft();
        int today = Core.day(changing.now());
        Totals totals = Totals.of(changing.file(), policy);
        var parts = new ArrayList<Subject.Part>();
        parts.add(Parts.imported(List.of(), draft.contentVersion(), source, mark));
        for (Bought one : missing) {
            RecordRules.requireRoom(changing);
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
        Write write = draft.finish(List.of(Act.of(ActType.IMPORTED)), parts, why, changing.now());
        return new Core.Prepared<>(write, _ -> true);
    }

    private List<Bought> missing(ReadSession read, CustomerFile file, List<Bought> bought) {
        var known = new HashMap<String, Integer>();
        long from = Slots.firstRow(file.no());
        List<RecordRow> rows =
                read.recordsOfKind(
                        kind.orElseThrow().number(), from, Slots.endRow(file.no()), 1 << 20);
        for (RecordRow row : rows) {
            known.merge(key(file.open(row)), 1, Integer::sum);
        }
        var missing = new ArrayList<Bought>();
        for (Bought one : bought) {
            String key = key(one.values());
            if (known.getOrDefault(key, 0) > 0) {
                known.merge(key, -1, Integer::sum);
            } else {
                missing.add(one);
            }
        }
        return missing;
    }

    private String key(SortedMap<Integer, FieldValue> values) {
        Optional<String> number =
                value(values, "order_number")
                        .flatMap(value ->
                                value instanceof FieldValue.Text(String text)
                                        ? Optional.of(text)
                                        : Optional.empty());
        return number.map(text -> "n" + text)
                .orElseGet(() ->
                        "d"
                                + value(values, "bought_on").map(ImportPurchases::text)
                                + value(values, "total").map(ImportPurchases::text)
                                + value(values, "currency").map(ImportPurchases::text));
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

    private Optional<FieldValue> value(SortedMap<Integer, FieldValue> values, String field) {
        return policy.field(new FieldId(field))
                .flatMap(known -> Optional.ofNullable(values.get(known.number())));
    }
}
