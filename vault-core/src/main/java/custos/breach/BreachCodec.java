package custos.breach;

import custos.event.Actor;
import custos.json.CanonicalJson;
import custos.json.JsonValue;
import custos.json.JsonValue.Items;
import custos.json.JsonValue.Members;
import custos.json.JsonValue.Text;
import custos.policy.ClassId;
import custos.policy.FieldId;
import custos.policy.RegimeId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// How a version of a breach's file rests, and how it is handed out: canonical JSON (ADR 0033).
public final class BreachCodec {
    private BreachCodec() {}

    public static byte[] encode(Breach one) {
        return CanonicalJson.encode(
                JsonValue.object()
                        .put("v", 1)
                        .put("no", one.no())
                        .put("version", one.version())
                        .put("at", one.at().toString())
                        .put("by", one.by().id())
                        .put("role", one.by().role())
                        .put("facts", facts(one.facts()))
                        .put("counted", one.counted())
                        .put(
                                "concerned",
                                new Items(
                                        one.concerned().stream()
                                                .map(BreachCodec::concerned)
                                                .toList()))
                        .put(
                                "notices",
                                new Items(one.notices().stream().map(BreachCodec::notice).toList()))
                        .build());
    }

    private static JsonValue facts(Facts facts) {
        var json =
                JsonValue.object()
                        .put("found", facts.found().toString())
                        .put("began", facts.began().map(Instant::toString))
                        .put("ended", facts.ended().map(Instant::toString))
                        .put("what", facts.what())
                        .put("extent", facts.extent().code())
                        .put("categories", facts.categories())
                        .put("consequences", facts.consequences())
                        .put("measures", facts.measures())
                        .put("contact", facts.contact());
        facts.people().ifPresent(number -> json.put("people", number));
        facts.records().ifPresent(number -> json.put("records", number));
        return json.build();
    }

    private static JsonValue concerned(Concerned one) {
        return JsonValue.object()
                .put("class", one.dataClass().value())
                .put("people", one.people())
                .put("fields", JsonValue.texts(one.fields().stream().map(FieldId::value).toList()))
                .build();
    }

    private static JsonValue notice(Notice one) {
        var json =
                JsonValue.object()
                        .put("regime", one.regime().value())
                        .put("whom", one.whom().code())
                        .put("at", one.at().toString())
                        .put("way", one.way().code())
                        .put("languages", one.languages())
                        .put("reason", one.reason());
        one.people().ifPresent(number -> json.put("people", number));
        return json.build();
    }

    /// @throws IllegalArgumentException when it is no file of a breach, or of no known version
    public static Breach decode(byte[] bytes) {
        Members json = CanonicalJson.parseObject(bytes);
        if (json.whole("v") != 1) {
            throw new IllegalArgumentException("a breach is of a version that is not known");
        }
        return new Breach(
                Math.toIntExact(json.whole("no")),
                Math.toIntExact(json.whole("version")),
                Instant.parse(json.text("at")),
                Actor.of(json.text("by"), json.text("role")),
                readFacts(json.members("facts")),
                json.whole("counted"),
                objects(json, "concerned").stream().map(BreachCodec::readConcerned).toList(),
                objects(json, "notices").stream().map(BreachCodec::readNotice).toList());
    }

    private static List<Members> objects(Members json, String name) {
        return json.items(name).stream().map(Members.class::cast).toList();
    }

    private static Facts readFacts(Members json) {
        return new Facts(
                Instant.parse(json.text("found")),
                instant(json, "began"),
                instant(json, "ended"),
                json.text("what"),
                Codes.read(Extent.values(), json.text("extent")),
                json.text("categories"),
                whole(json, "people"),
                whole(json, "records"),
                json.text("consequences"),
                json.text("measures"),
                json.text("contact"));
    }

    private static Concerned readConcerned(Members json) {
        return new Concerned(
                new ClassId(json.text("class")),
                json.whole("people"),
                json.items("fields").stream()
                        .map(one -> new FieldId(((Text) one).value()))
                        .toList());
    }

    private static Notice readNotice(Members json) {
        return new Notice(
                new RegimeId(json.text("regime")),
                Codes.read(Told.values(), json.text("whom")),
                Instant.parse(json.text("at")),
                Codes.read(Way.values(), json.text("way")),
                whole(json, "people"),
                json.text("languages"),
                json.text("reason"));
    }

    private static Optional<Instant> instant(Members json, String name) {
        return json.find(name).map(_ -> Instant.parse(json.text(name)));
    }

    private static OptionalLong whole(Members json, String name) {
        return json.find(name).isPresent()
                ? OptionalLong.of(json.whole(name))
                : OptionalLong.empty();
    }
}
