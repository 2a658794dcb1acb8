package custos.web.staff;

import custos.access.Permission;
import custos.customer.CustomerId;
import custos.customer.FieldValue;
import custos.policy.FieldId;
import custos.policy.KindId;
import custos.policy.Policy;
import custos.vault.records.Records;
import custos.vault.records.Timeline;
import custos.web.Choice;
import custos.web.Visit;
import custos.web.field.ValueText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Purchases and messages in one line of time, all other records below.
final class RecordsView {
    static final int OF_A_KIND = 50;

    private static final Set<KindId> IN_TIME =
            Set.of(new KindId("purchase"), new KindId("message"), new KindId("warranty"));

    /// What tells most of a record, in this order.
    private static final List<String> TELLING =
            List.of(
                    "subject",
                    "order_number",
                    "product",
                    "item",
                    "complaint",
                    "survey",
                    "competition",
                    "page",
                    "text");

    private static final int MAX_LINE = 120;

    private final Visit visit;
    private final CustomerId customer;
    private final Policy policy;
    private final ValueText texts;

    RecordsView(Visit visit, CustomerId customer) {
        this.visit = visit;
        this.customer = customer;
        this.policy = visit.policyWords().policy();
        this.texts = ContactView.texts(visit);
    }

    RecordsModel of(SequencedMap<KindId, Timeline.OfKind> records) {
        List<RecordsModel.Item> timeline =
                records.entrySet().stream()
                        .filter(kind -> IN_TIME.contains(kind.getKey()))
                        .flatMap(kind -> kind.getValue().newest().stream())
                        .sorted(Comparator.comparing(Records.Entry::day).reversed())
                        .map(this::item)
                        .toList();
        var others = new ArrayList<RecordsModel.Kind>();
        records.forEach((id, kind) -> {
            if (!IN_TIME.contains(id)) {
                others.add(
                        new RecordsModel.Kind(
                                name(id),
                                kind.newest().stream().map(this::item).toList(),
                                kind.count(),
                                kind.count() - kind.newest().size()));
            }
        });
        return new RecordsModel(true, timeline, others, forms(), hasRewards());
    }

    /// With nothing opened.
    RecordsModel closed() {
        return new RecordsModel(false, List.of(), List.of(), forms(), hasRewards());
    }

    private boolean hasRewards() {
        return policy.rewards().isPresent() && visit.may(Permission.ADD_RECORD);
    }

    private List<Choice> forms() {
        return visit.may(Permission.ADD_RECORD)
                ? RecordPage.kinds(policy).stream()
                        .map(kind -> new Choice(kind.path().orElseThrow(), name(kind.id())))
                        .toList()
                : List.of();
    }

    private Optional<String> change(Records.Entry entry) {
        return visit.may(Permission.ADD_RECORD)
                ? RecordPage.kinds(policy).stream()
                        .filter(kind -> kind.id().equals(entry.kind()))
                        .findFirst()
                        .map(kind -> RecordPage.path(customer, kind) + "/" + entry.id().value())
                : Optional.empty();
    }

    private String name(KindId kind) {
        return visit.policyWords().of("kinds", kind.value());
    }

    RecordsModel.Item item(Records.Entry entry) {
        return new RecordsModel.Item(
                visit.times().day(entry.day()),
                name(entry.kind()),
                line(entry),
                entry.fields().entrySet().stream()
                        .flatMap(field -> detail(field.getKey(), field.getValue()))
                        .toList(),
                change(entry));
    }

    private Stream<RecordsModel.Detail> detail(FieldId id, FieldValue value) {
        return policy.field(id).stream()
                .map(field ->
                        new RecordsModel.Detail(
                                visit.policyWords().field(id.value()), texts.of(field, value)));
    }

    private String line(Records.Entry entry) {
        Optional<String> movement = text(entry, "movement");
        if (movement.isPresent()) {
            String sign = movement.get().startsWith("-") ? "" : "+";
            return sign
                    + Stream.of("movement", "unit", "movement_reason")
                            .flatMap(field -> text(entry, field).stream())
                            .collect(Collectors.joining(" · "));
        }
        String amount =
                Stream.of("total", "currency")
                        .flatMap(field -> text(entry, field).stream())
                        .collect(Collectors.joining(" "));
        String told =
                TELLING.stream()
                        .flatMap(field -> text(entry, field).stream())
                        .findFirst()
                        .orElse("");
        String line =
                Stream.of(told, amount)
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining(", "))
                        .replace('\n', ' ');
        return line.codePointCount(0, line.length()) <= MAX_LINE
                ? line
                : line.substring(0, line.offsetByCodePoints(0, MAX_LINE)) + "…";
    }

    private Optional<String> text(Records.Entry entry, String field) {
        var id = new FieldId(field);
        return Optional.ofNullable(entry.fields().get(id))
                .flatMap(value -> policy.field(id).map(known -> texts.of(known, value)));
    }
}
