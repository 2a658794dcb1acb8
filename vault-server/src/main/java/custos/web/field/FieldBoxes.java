package custos.web.field;

import custos.customer.FieldValue;
import custos.policy.Field;
import custos.policy.FieldForm;
import custos.vault.core.FieldForms;
import custos.web.AddressBoxes;
import custos.web.AddressBoxes.Writer;
import custos.web.Choice;
import custos.web.Form;
import custos.web.PolicyWords;
import custos.web.Visit;
import custos.web.field.FieldBox.Input;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes the boxes of a form from fields of the policy: empty, filled with what is kept, or with
/// what was typed.
public final class FieldBoxes {
    static final List<String> LINE = List.of("item", "quantity", "unit_price");
    static final List<String> HANDLE = List.of("network", "handle", "followers", "counted_on");

    /// The most rows that a form shows of a list.
    static final int MAX_ROWS = 60;

    private static final int FREE_ROWS = 3;

    private final PolicyWords words;
    private final ZoneId zone;

    public FieldBoxes(Visit visit) {
        this(visit.policyWords(), visit.times().zone());
    }

    /// @param words in the language in which the form is read
    public FieldBoxes(PolicyWords words, ZoneId zone) {
        this.words = words;
        this.zone = zone;
    }

    static List<String> parts(Input input) {
        return input == Input.HANDLES ? HANDLE : LINE;
    }

    static Input input(FieldForm form) {
        return switch (form) {
            case TEXT, LIST -> Input.LINES;
            case DATE -> Input.DAY;
            case INSTANT -> Input.TIME;
            case WHOLE, DECIMAL -> Input.NUMBER;
            case FLAG -> Input.FLAG;
            case CHOICE -> Input.CHOICE;
            case RANKS -> Input.RANKS;
            case PURCHASE_LINES -> Input.PURCHASE;
            case SOCIAL_HANDLES -> Input.HANDLES;
            case ADDRESS -> Input.ADDRESS;
            default -> Input.TEXT;
        };
    }

    /// Boxes with what was typed.
    public FieldBox typed(Field field, boolean required, Form form) {
        var texts = new LinkedHashMap<String, String>();
        form.typed()
                .forEach(typed -> {
                    if (isOf(field, typed.name())) {
                        texts.putIfAbsent(typed.name(), typed.value());
                    }
                });
        return box(field, required, texts, AddressBoxes.of(Writer.STAFF, form));
    }

    private static boolean isOf(Field field, String box) {
        return box.equals(field.id().value()) || box.startsWith(field.id().value() + ".");
    }

    /// Boxes with what is kept; empty ones where nothing is.
    public FieldBox kept(Field field, boolean required, Optional<FieldValue> value) {
        var texts = new LinkedHashMap<String, String>();
        value.ifPresent(known -> fill(field, FieldForms.show(field, known), texts));
        return box(
                field,
                required,
                texts,
                AddressBoxes.of(
                        Writer.STAFF,
                        value.filter(_ -> field.form() == FieldForm.ADDRESS),
                        words.policy().defaultCountry()));
    }

    /// Empty boxes but for one text that is likely.
    public FieldBox proposed(Field field, boolean required, String text) {
        return box(
                field,
                required,
                Map.of(field.id().value(), text),
                AddressBoxes.of(Writer.STAFF, Optional.empty(), words.policy().defaultCountry()));
    }

    private FieldBox box(
            Field field, boolean required, Map<String, String> texts, AddressBoxes address) {
        Input input = own(field).isEmpty() ? input(field.form()) : Input.CHOICE;
        return new FieldBox(
                field,
                words.field(field.id().value()),
                input,
                required,
                choices(field),
                texts,
                input == Input.PURCHASE || input == Input.HANDLES ? rows(field, texts) : 0,
                input == Input.ADDRESS ? Optional.of(address) : Optional.empty());
    }

    private static int rows(Field field, Map<String, String> texts) {
        int last = -1;
        for (Map.Entry<String, String> text : texts.entrySet()) {
            String rest = text.getKey().substring(field.id().value().length());
            if (!text.getValue().isEmpty() && rest.matches("\\.[0-9]{1,2}\\..*")) {
                last = Math.max(last, Integer.parseInt(rest.split("\\.", 3)[1]));
            }
        }
        return Math.min(MAX_ROWS, last + 1 + FREE_ROWS);
    }

    private List<Choice> choices(Field field) {
        List<Choice> own = own(field);
        return own.isEmpty()
                ? field.choices().stream()
                        .map(choice -> new Choice(choice, words.choice(field.id().value(), choice)))
                        .toList()
                : own;
    }

    /// Choices of fields that hold a name of the policy as a text.
    private List<Choice> own(Field field) {
        var policy = words.policy();
        return switch (field.id().value()) {
            case "message_channel" ->
                    policy.channels().stream()
                            .map(channel -> channel.id().value())
                            .map(id -> new Choice(id, words.channel(id)))
                            .toList();
            case "message_purpose" ->
                    policy.purposes().stream()
                            .map(purpose -> purpose.id().value())
                            .map(id -> new Choice(id, words.purpose(id)))
                            .toList();
            default -> List.of();
        };
    }

    private void fill(Field field, Object shown, Map<String, String> texts) {
        String name = field.id().value();
        switch (field.form()) {
            case ADDRESS -> {
                // An address has boxes of its own.
            }
            case PURCHASE_LINES, SOCIAL_HANDLES -> rows(name, (List<?>) shown, texts);
            case RANKS ->
                    ((Map<?, ?>) shown)
                            .forEach((choice, rank) ->
                                    texts.put(name + "." + choice, String.valueOf(rank)));
            case LIST ->
                    texts.put(
                            name,
                            String.join(
                                    "\n",
                                    ((Collection<?>) shown)
                                            .stream().map(String::valueOf).toList()));
            case INSTANT -> texts.put(name, local(shown.toString(), zone));
            default -> texts.put(name, shown.toString());
        }
    }

    private static void rows(String name, List<?> rows, Map<String, String> texts) {
        for (int row = 0; row < rows.size(); row++) {
            String prefix = name + "." + row + ".";
            ((Map<?, ?>) rows.get(row))
                    .forEach((part, value) -> texts.put(prefix + part, String.valueOf(value)));
        }
    }

    /// A time as a box for times shows it.
    static String local(String instant, ZoneId zone) {
        return LocalDateTime.ofInstant(Instant.parse(instant), zone)
                .truncatedTo(ChronoUnit.MINUTES)
                .toString();
    }
}
