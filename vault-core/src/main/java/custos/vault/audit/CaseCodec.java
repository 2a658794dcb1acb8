package custos.vault.audit;

import custos.event.Actor;
import custos.json.CanonicalJson;
import custos.json.JsonValue;
import custos.vault.rows.VaultFault;
import java.time.Instant;
import java.util.OptionalLong;

/// How a case rests in its sealed document: canonical JSON `{v, no, customer?, reason, by, role,
/// created, expires}`; a closed case has no customer.
final class CaseCodec {
    private CaseCodec() {}

    /// A case as it rests.
    ///
    /// @param customer the customer's number
    record Resting(
            int no,
            OptionalLong customer,
            Case.Reason reason,
            Actor by,
            Instant created,
            Instant expires) {
        Resting closed() {
            return new Resting(no, OptionalLong.empty(), reason, by, created, expires);
        }
    }

    static byte[] encode(Resting one) {
        var json =
                JsonValue.object()
                        .put("v", 1)
                        .put("no", one.no())
                        .put("reason", one.reason().code())
                        .put("by", one.by().id())
                        .put("role", one.by().role())
                        .put("created", one.created().toString())
                        .put("expires", one.expires().toString());
        one.customer().ifPresent(no -> json.put("customer", no));
        return CanonicalJson.encode(json.build());
    }

    static Resting decode(byte[] bytes) {
        var json = CanonicalJson.parseObject(bytes);
        if (json.whole("v") != 1) {
            throw new VaultFault.Damaged("a case is of a version that is not known");
        }
        return new Resting(
                Math.toIntExact(json.whole("no")),
                json.find("customer").isPresent()
                        ? OptionalLong.of(json.whole("customer"))
                        : OptionalLong.empty(),
                Case.Reason.find(json.text("reason"))
                        .orElseThrow(() -> new VaultFault.Damaged("a case has no known reason")),
                Actor.of(json.text("by"), json.text("role")),
                Instant.parse(json.text("created")),
                Instant.parse(json.text("expires")));
    }
}
