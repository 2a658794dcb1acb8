package custos.alike;

import custos.event.Actor;
import custos.json.CanonicalJson;
import custos.json.JsonValue;
import custos.json.JsonValue.Members;
import java.time.Instant;
import java.util.Optional;

/// What people said of two customers: that they look like one person, and that they are two.
///
/// It rests as canonical JSON `{v, first, second, alike?, apart?}`, each saying `{by, role, at}`.
///
/// @param alike who proposed that they are one person
/// @param apart who said that they are not; then nobody is pointed to them again
public record PairNote(Pair pair, Optional<Said> alike, Optional<Said> apart) {
    private static final int FORMAT = 1;

    /// Who said it, and when.
    public record Said(Actor by, Instant at) {
        private JsonValue encode() {
            return JsonValue.object()
                    .put("by", by.id())
                    .put("role", by.role())
                    .put("at", at.toString())
                    .build();
        }

        private static Said parse(Members json) {
            return new Said(
                    Actor.of(json.text("by"), json.text("role")), Instant.parse(json.text("at")));
        }
    }

    /// Nobody said anything yet.
    public static PairNote of(Pair pair) {
        return new PairNote(pair, Optional.empty(), Optional.empty());
    }

    public PairNote proposed(Said said) {
        return new PairNote(pair, Optional.of(said), apart);
    }

    public PairNote parted(Said said) {
        return new PairNote(pair, alike, Optional.of(said));
    }

    /// Without the word that they are two; a proposal stands again.
    public PairNote unparted() {
        return new PairNote(pair, alike, Optional.empty());
    }

    /// Whether it says nothing any more.
    public boolean isEmpty() {
        return alike.isEmpty() && apart.isEmpty();
    }

    /// Whether an officer has not answered the proposal yet.
    public boolean isOpen() {
        return alike.isPresent() && apart.isEmpty();
    }

    public byte[] encode() {
        var json =
                JsonValue.object()
                        .put("v", FORMAT)
                        .put("first", pair.first())
                        .put("second", pair.second());
        alike.ifPresent(said -> json.put("alike", said.encode()));
        apart.ifPresent(said -> json.put("apart", said.encode()));
        return CanonicalJson.encode(json.build());
    }

    /// @throws IllegalArgumentException when these are no note's bytes
    public static PairNote parse(byte[] bytes) {
        Members json = CanonicalJson.parseObject(bytes);
        if (json.whole("v") != FORMAT) {
            throw new IllegalArgumentException("this pair's version is not known");
        }
        return new PairNote(
                new Pair(json.whole("first"), json.whole("second")),
                said(json, "alike"),
                said(json, "apart"));
    }

    private static Optional<Said> said(Members json, String name) {
        return json.find(name)
                .map(value -> {
                    if (value instanceof Members said) {
                        return Said.parse(said);
                    }
                    throw new IllegalArgumentException("'" + name + "' must be an object");
                });
    }
}
