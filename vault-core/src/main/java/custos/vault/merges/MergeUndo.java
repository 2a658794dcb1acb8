package custos.vault.merges;

import custos.consent.ConsentBook;
import custos.customer.FieldValue;
import custos.json.CanonicalJson;
import custos.json.JsonValue;
import custos.json.JsonValue.Items;
import custos.json.JsonValue.Members;
import custos.json.JsonValue.MembersBuilder;
import custos.policy.Policy;
import custos.vault.consents.Profile;
import custos.vault.core.MergeKinds;
import custos.vault.rows.VaultFault;
import java.time.LocalDate;
import java.time.Period;
import java.util.Base64;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What takes a merge back, kept as a record of the customer in whom another goes on: what was hers
/// before, which records were copied, and how all of it stood right after the merge.
///
/// @param gone the customer who was merged away
/// @param day of the merge
/// @param before the fields and consents of before
/// @param totals of before
/// @param after how everything stood after the merge
/// @param first the number of the first copied record; the others follow it
/// @param copied the numbers of the records that were copied, within `gone`
record MergeUndo(
        long gone,
        int day,
        Profile before,
        SortedMap<Integer, FieldValue> totals,
        MergeState after,
        int first,
        List<Integer> copied) {
    /// How long a merge can be taken back.
    static final Period WITHIN = Period.ofDays(30);

    private static final int FORMAT = 1;

    MergeUndo {
        copied = List.copyOf(copied);
    }

    /// The last day on which it can be taken back.
    LocalDate until() {
        return until(day);
    }

    static LocalDate until(int day) {
        return LocalDate.ofEpochDay(day).plus(WITHIN);
    }

    SortedMap<Integer, FieldValue> values(Policy policy) {
        var values = new TreeMap<Integer, FieldValue>();
        values.put(MergeKinds.of(policy).undoField(), new FieldValue.Json(encode()));
        return values;
    }

    /// Reads the one field of its record.
    static MergeUndo of(SortedMap<Integer, FieldValue> values) {
        for (FieldValue value : values.values()) {
            if (value instanceof FieldValue.Json(Members json)) {
                return parse(json);
            }
        }
        throw new VaultFault.Damaged("a merge's way back is no object");
    }

    private JsonValue encode() {
        return JsonValue.object()
                .put("v", FORMAT)
                .put("gone", gone)
                .put("day", day)
                .put("contact", encoded(before.contact()))
                .put("profile", encoded(before.profile()))
                .put("book", CanonicalJson.parse(before.book().encode()))
                .put("totals", encoded(totals))
                .put("after", after.encode())
                .put("first", first)
                .put(
                        "copied",
                        new Items(copied.stream().<JsonValue>map(JsonValue.Whole::new).toList()))
                .build();
    }

    static JsonValue encoded(SortedMap<Integer, FieldValue> values) {
        MembersBuilder json = JsonValue.object();
        values.forEach((number, value) ->
                json.put(
                        number.toString(),
                        JsonValue.object()
                                .put("type", value.type())
                                .put("value", Base64.getEncoder().encodeToString(value.toBytes()))
                                .build()));
        return json.build();
    }

    private static MergeUndo parse(Members json) {
        if (json.whole("v") != FORMAT) {
            throw new IllegalArgumentException("this merge's version is not known");
        }
        var before =
                new Profile(
                        decoded(json.members("contact")),
                        decoded(json.members("profile")),
                        ConsentBook.decode(CanonicalJson.encode(json.members("book"))));
        return new MergeUndo(
                json.whole("gone"),
                Math.toIntExact(json.whole("day")),
                before,
                decoded(json.members("totals")),
                MergeState.parse(json.members("after")),
                Math.toIntExact(json.whole("first")),
                json.items("copied").stream().map(MergeUndo::number).toList());
    }

    private static int number(JsonValue value) {
        if (value instanceof JsonValue.Whole(long number)) {
            return Math.toIntExact(number);
        }
        throw new IllegalArgumentException("a record has a number");
    }

    private static SortedMap<Integer, FieldValue> decoded(Members json) {
        var values = new TreeMap<Integer, FieldValue>();
        for (String number : json.values().keySet()) {
            Members one = json.members(number);
            values.put(
                    Integer.parseInt(number),
                    FieldValue.parse(
                            Math.toIntExact(one.whole("type")),
                            Base64.getDecoder().decode(one.text("value"))));
        }
        return values;
    }

    /// Redacted: it is all personal data.
    @Override
    public String toString() {
        return "MergeUndo[" + copied.size() + " records]";
    }
}
