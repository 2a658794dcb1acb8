package custos.vault.portal;

import custos.json.CanonicalJson;
import custos.json.JsonValue;
import custos.json.JsonValue.Members;
import custos.json.JsonValue.Whole;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// What is kept of a one-time code: whom it may let in, until when, and how often it was tried in
/// vain. The code itself is kept nowhere (ADR 0009).
///
/// @param customers numbers of those who share the address it was mailed to; one at the counter
/// @param asksForMark whether it opens nothing without a customer number or postcode
/// @param until when it ends
/// @param wrong how often a wrong number or postcode came with it
/// @param twin the kept id of the same code's other form, which goes with it
/// @param mailbox keyed hash of the address it was mailed to; it ends when that is hers no more.
///   None at the counter
record PortalCode(
        List<Long> customers,
        boolean asksForMark,
        Instant until,
        int wrong,
        Optional<byte[]> twin,
        Optional<String> mailbox) {

    PortalCode {
        customers = List.copyOf(customers);
    }

    PortalCode triedInVain() {
        return new PortalCode(customers, asksForMark, until, wrong + 1, twin, mailbox);
    }

    byte[] encode() {
        var json =
                JsonValue.object()
                        .put("v", 1)
                        .put(
                                "customers",
                                new JsonValue.Items(
                                        customers.stream().map(PortalCode::whole).toList()))
                        .put("mark", asksForMark ? 1 : 0)
                        .put("until", until.toString())
                        .put("wrong", wrong)
                        .put("twin", twin.map(Base64.getEncoder()::encodeToString))
                        .put("mailbox", mailbox);
        return CanonicalJson.encode(json.build());
    }

    private static JsonValue whole(long number) {
        return new Whole(number);
    }

    /// @throws IllegalArgumentException when the bytes are no code of this edition
    static PortalCode decode(byte[] bytes) {
        Members json = CanonicalJson.parseObject(bytes);
        if (json.whole("v") != 1) {
            throw new IllegalArgumentException("this code's version is not known");
        }
        return new PortalCode(
                json.items("customers").stream().map(PortalCode::number).toList(),
                json.whole("mark") == 1,
                Instant.parse(json.text("until")),
                Math.toIntExact(json.whole("wrong")),
                json.find("twin").isPresent()
                        ? Optional.of(Base64.getDecoder().decode(json.text("twin")))
                        : Optional.empty(),
                json.find("mailbox").isPresent()
                        ? Optional.of(json.text("mailbox"))
                        : Optional.empty());
    }

    private static long number(JsonValue value) {
        if (value instanceof Whole(long number)) {
            return number;
        }
        throw new IllegalArgumentException("'customers' must hold numbers");
    }
}
