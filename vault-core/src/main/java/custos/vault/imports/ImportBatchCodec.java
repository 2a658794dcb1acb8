package custos.vault.imports;

import custos.event.Actor;
import custos.json.CanonicalJson;
import custos.json.JsonValue;
import custos.json.JsonValue.Members;
import custos.json.JsonValue.Text;
import custos.vault.imports.ImportBatch.End;
import custos.vault.imports.ImportLines.Outcome;
import custos.vault.rows.VaultFault;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// How an import rests in its sealed document: canonical JSON `{v, no, by, role, begun, from, to?,
/// file, map, header, end?: {at, cancelled, rows, outcomes}, undone?}`.
final class ImportBatchCodec {
    private ImportBatchCodec() {}

    static byte[] encode(ImportBatch batch) {
        var json =
                JsonValue.object()
                        .put("v", 1)
                        .put("no", batch.no())
                        .put("by", batch.by().id())
                        .put("role", batch.by().role())
                        .put("begun", batch.begun().toString())
                        .put("from", batch.from())
                        .put("file", batch.file())
                        .put("map", batch.map())
                        .put("header", JsonValue.texts(batch.header()))
                        .put("undone", batch.undone().map(Instant::toString));
        batch.to().ifPresent(to -> json.put("to", to));
        batch.end().ifPresent(end -> json.put("end", encode(end)));
        return CanonicalJson.encode(json.build());
    }

    private static JsonValue encode(End end) {
        var outcomes = JsonValue.object();
        end.outcomes().forEach((outcome, count) -> outcomes.put(word(outcome), count));
        return JsonValue.object()
                .put("at", end.at().toString())
                .put("cancelled", end.cancelled() ? 1 : 0)
                .put("rows", end.rows())
                .put("outcomes", outcomes.build())
                .build();
    }

    private static String word(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    static ImportBatch decode(byte[] bytes) {
        Members json = CanonicalJson.parseObject(bytes);
        if (json.whole("v") != 1) {
            throw new VaultFault.Damaged("an import is of a version that is not known");
        }
        return new ImportBatch(
                Math.toIntExact(json.whole("no")),
                Actor.of(json.text("by"), json.text("role")),
                Instant.parse(json.text("begun")),
                json.whole("from"),
                json.find("to").isPresent()
                        ? OptionalLong.of(json.whole("to"))
                        : OptionalLong.empty(),
                json.text("file"),
                json.text("map"),
                header(json),
                json.find("end").isPresent()
                        ? Optional.of(end(json.members("end")))
                        : Optional.empty(),
                json.find("undone").isPresent()
                        ? Optional.of(Instant.parse(json.text("undone")))
                        : Optional.empty());
    }

    private static List<String> header(Members json) {
        return json.items("header").stream()
                .flatMap(item ->
                        item instanceof Text(String name)
                                ? java.util.stream.Stream.of(name)
                                : java.util.stream.Stream.empty())
                .toList();
    }

    private static End end(Members json) {
        Members counts = json.members("outcomes");
        Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            if (counts.find(word(outcome)).isPresent()) {
                outcomes.put(outcome, counts.whole(word(outcome)));
            }
        }
        return new End(
                Instant.parse(json.text("at")),
                json.whole("cancelled") == 1,
                json.whole("rows"),
                outcomes);
    }
}
