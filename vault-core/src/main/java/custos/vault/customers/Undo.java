package custos.vault.customers;

import custos.consent.ConsentBook;
import custos.consent.ConsentEvent.Mover;
import custos.customer.FieldValue;
import custos.json.CanonicalJson;
import custos.json.JsonValue;
import custos.json.JsonValue.Members;
import custos.policy.SourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What puts back an amendment: the values that it replaced, and the version that it led to.
///
/// @param version the version that the customer must still have
/// @param at when the amendment was made
/// @param mover who made it
/// @param fields the values of before by field number; empty where there was none
/// @param book the consents of before, where a changed address touched them
record Undo(
        long version,
        Instant at,
        Mover mover,
        SourceId source,
        SortedMap<Integer, Optional<FieldValue>> fields,
        Optional<ConsentBook> book) {
    static final Duration WITHIN = Duration.ofHours(1);
    private static final int FORMAT = 1;

    boolean isOver(Instant now) {
        return !now.isBefore(at.plus(WITHIN));
    }

    byte[] encode() {
        var values = JsonValue.object();
        fields.forEach((number, value) -> values.put(number.toString(), encoded(value)));
        var json =
                JsonValue.object()
                        .put("v", FORMAT)
                        .put("version", version)
                        .put("at", at.toEpochMilli())
                        .put("mover", mover.name())
                        .put("source", source.value())
                        .put("fields", values.build());
        book.ifPresent(before -> json.put("book", CanonicalJson.parse(before.encode())));
        return CanonicalJson.encode(json.build());
    }

    private static JsonValue encoded(Optional<FieldValue> value) {
        var json = JsonValue.object();
        value.ifPresent(was ->
                json.put("type", was.type())
                        .put("value", Base64.getEncoder().encodeToString(was.toBytes())));
        return json.build();
    }

    /// Reads what [#encode] wrote; the bytes were authenticated before.
    static Undo parse(byte[] bytes) {
        Members json = CanonicalJson.parseObject(bytes);
        if (json.whole("v") != FORMAT) {
            throw new IllegalArgumentException("this undo's version is not known");
        }
        var fields = new TreeMap<Integer, Optional<FieldValue>>();
        Members values = json.members("fields");
        values.values()
                .keySet()
                .forEach(number ->
                        fields.put(Integer.parseInt(number), value(values.members(number))));
        return new Undo(
                json.whole("version"),
                Instant.ofEpochMilli(json.whole("at")),
                Mover.valueOf(json.text("mover")),
                new SourceId(json.text("source")),
                fields,
                json.find("book").map(book -> ConsentBook.decode(CanonicalJson.encode(book))));
    }

    private static Optional<FieldValue> value(Members json) {
        return json.find("type").isEmpty()
                ? Optional.empty()
                : Optional.of(
                        FieldValue.parse(
                                Math.toIntExact(json.whole("type")),
                                Base64.getDecoder().decode(json.text("value"))));
    }

    /// Redacted: it is all personal data.
    @Override
    public String toString() {
        return "Undo[to before version " + version + "]";
    }
}
