package custos.event;

import custos.json.CanonicalJson;
import custos.json.JsonValue;
import custos.json.JsonValue.Items;
import custos.json.JsonValue.Members;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;

/// A leaf of the ledger: the hour, the acts, and a commitment to everything else.
///
/// It holds no personal data and no exact time, so it may be published. At most 4 KiB.
///
/// @param hour a full hour in UTC
/// @param acts 1 to 64, in the order of the request
/// @param commitment 32 bytes (see [Commitment])
public record Leaf(Instant hour, List<Act> acts, byte[] commitment) {
    public static final int MAX_ACTS = 64;
    public static final int MAX_BYTES = 4096;
    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH'Z'").withZone(ZoneOffset.UTC);

    public Leaf {
        acts = List.copyOf(acts);
        if (acts.isEmpty() || acts.size() > MAX_ACTS) {
            throw new IllegalArgumentException("a leaf has 1 to " + MAX_ACTS + " acts");
        }
        if (commitment.length != 32) {
            throw new IllegalArgumentException("a commitment has 32 bytes");
        }
        if (!hour.equals(hour.truncatedTo(ChronoUnit.HOURS))) {
            throw new IllegalArgumentException("a leaf's time is a full hour");
        }
    }

    /// The bytes that are hashed.
    ///
    /// @throws IllegalArgumentException when they are more than 4 KiB
    public byte[] encode() {
        byte[] bytes =
                CanonicalJson.encode(
                        JsonValue.object()
                                .put("v", 1)
                                .put("at", HOUR.format(hour))
                                .put("acts", new Items(acts.stream().map(Act::toJson).toList()))
                                .put("commitment", Base64.getEncoder().encodeToString(commitment))
                                .build());
        if (bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException("a leaf has at most " + MAX_BYTES + " bytes");
        }
        return bytes;
    }

    /// Reads a leaf; anything that [#encode] would not write is refused.
    public static Leaf parse(byte[] entry) {
        if (entry.length > MAX_BYTES) {
            throw new IllegalArgumentException("a leaf has at most " + MAX_BYTES + " bytes");
        }
        Members leaf = CanonicalJson.parseObject(entry);
        if (leaf.whole("v") != 1) {
            throw new IllegalArgumentException("this leaf's version is not known");
        }
        Instant hour = HOUR.parse(leaf.text("at"), Leaf::hourOf);
        List<Act> acts = leaf.items("acts").stream().map(Act::fromJson).toList();
        return new Leaf(hour, acts, Base64.getDecoder().decode(leaf.text("commitment")));
    }

    private static Instant hourOf(java.time.temporal.TemporalAccessor parsed) {
        return java.time.LocalDateTime.of(
                        java.time.LocalDate.from(parsed),
                        java.time.LocalTime.of(
                                parsed.get(java.time.temporal.ChronoField.HOUR_OF_DAY), 0))
                .toInstant(ZoneOffset.UTC);
    }
}
