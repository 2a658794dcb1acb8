package custos.event;

import custos.json.CanonicalJson;
import custos.json.JsonValue;
import custos.json.JsonValue.Items;
import custos.json.JsonValue.Members;
import custos.json.JsonValue.Text;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// The half of an opening that concerns the business: who acted, as what, and why. It outlives the
/// customer, so it names no customer but by number, and its reason is a code of the policy.
///
/// @param reason a reason code
/// @param request the request's id, to find what belongs together; of an act on an account or token
///   its name, such as `account:anna`
/// @param rows the digests of a batch's subjects, in order
/// @param erased what was destroyed
public record Internal(
        Actor actor,
        Optional<String> reason,
        Optional<String> request,
        List<byte[]> rows,
        List<Erased> erased) {

    public Internal {
        rows = List.copyOf(rows);
        erased = List.copyOf(erased);
    }

    public static Internal by(Actor actor) {
        return new Internal(actor, Optional.empty(), Optional.empty(), List.of(), List.of());
    }

    public Internal because(Optional<String> code) {
        return new Internal(actor, code, request, rows, erased);
    }

    /// What the act concerns, or the request that it belongs to.
    public Internal about(Optional<String> id) {
        return new Internal(actor, reason, id, rows, erased);
    }

    public Internal withRows(List<byte[]> digests) {
        return new Internal(actor, reason, request, digests, erased);
    }

    public Internal withErased(List<Erased> what) {
        return new Internal(actor, reason, request, rows, what);
    }

    /// What an erasure destroyed: a customer's class, or a record or a field of one.
    public sealed interface Erased {
        record ClassOf(long customer, int classNo, long uptoGeneration) implements Erased {}

        /// How many openings went with a customer, so that a leaf without its customer is explained
        /// by an erasure, or is a finding.
        record OpeningsOf(long customer, long count) implements Erased {}

        /// @param field 0 for the whole record
        record FieldOf(long record, int field, long uptoVersion) implements Erased {}
    }

    /// The canonical bytes that the commitment binds.
    public byte[] encode() {
        var json =
                JsonValue.object()
                        .put("v", 1)
                        .put("actor", actor.id())
                        .put("role", actor.role())
                        .put("reason", reason)
                        .put("request", request);
        if (!rows.isEmpty()) {
            var encoder = Base64.getEncoder();
            json.put("rows", JsonValue.texts(rows.stream().map(encoder::encodeToString).toList()));
        }
        if (!erased.isEmpty()) {
            json.put("erased", new Items(erased.stream().map(Internal::erasedJson).toList()));
        }
        return CanonicalJson.encode(json.build());
    }

    /// Reads an internal half; unknown members are ignored.
    public static Internal parse(byte[] bytes) {
        Members json = CanonicalJson.parseObject(bytes);
        if (json.whole("v") != 1) {
            throw new IllegalArgumentException("this internal half's version is not known");
        }
        return new Internal(
                Actor.of(json.text("actor"), json.text("role")),
                Json.text(json, "reason"),
                Json.text(json, "request"),
                Json.items(json, "rows").stream().map(Internal::digest).toList(),
                Json.items(json, "erased").stream().map(Internal::erased).toList());
    }

    private static byte[] digest(JsonValue value) {
        if (value instanceof Text(String base64)) {
            return Base64.getDecoder().decode(base64);
        }
        throw new IllegalArgumentException("'rows' must hold digests");
    }

    private static JsonValue erasedJson(Erased erased) {
        return switch (erased) {
            case Erased.ClassOf(long customer, int classNo, long upto) ->
                    JsonValue.object()
                            .put("customer", customer)
                            .put("class", classNo)
                            .put("upto", upto)
                            .build();
            case Erased.OpeningsOf(long customer, long count) ->
                    JsonValue.object().put("customer", customer).put("openings", count).build();
            case Erased.FieldOf(long record, int field, long upto) ->
                    JsonValue.object()
                            .put("record", record)
                            .put("field", field)
                            .put("upto", upto)
                            .build();
        };
    }

    private static Erased erased(JsonValue value) {
        if (!(value instanceof Members what)) {
            throw new IllegalArgumentException("'erased' must hold objects");
        }
        if (what.find("openings").isPresent()) {
            return new Erased.OpeningsOf(what.whole("customer"), what.whole("openings"));
        }
        return what.find("customer").isPresent()
                ? new Erased.ClassOf(
                        what.whole("customer"),
                        Math.toIntExact(what.whole("class")),
                        what.whole("upto"))
                : new Erased.FieldOf(
                        what.whole("record"),
                        Math.toIntExact(what.whole("field")),
                        what.whole("upto"));
    }
}
