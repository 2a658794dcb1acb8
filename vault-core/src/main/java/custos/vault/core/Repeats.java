package custos.vault.core;

import custos.crypto.DataKey;
import custos.crypto.RowPlace;
import custos.json.CanonicalJson;
import custos.json.JsonValue;
import custos.store.IdempotencyRow;
import custos.store.ReadSession;
import custos.store.RowChange;
import custos.vault.rows.CustomerDraft;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Refusal;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;

/// Results kept for a day under the key of their request, so that a repeated request is answered
/// and not done again. The key is hashed under a vault's secret, the result is sealed.
public final class Repeats {
    static final int HOURS = 24;
    private static final String PURPOSE = "idempotency";

    private final Core core;

    public Repeats(Core core) {
        this.core = core;
    }

    /// What a request under a key led to.
    public record Answer(long customer, OptionalLong record, long version, long idx) {}

    /// The earlier result under this key.
    ///
    /// @throws Refusal.Conflict when the key was used for another request
    public Optional<Answer> find(Repeat repeat) {
        byte[] key = core.keys().requestKey(repeat.key());
        try (ReadSession read = core.store().read()) {
            Optional<IdempotencyRow> row =
                    read.idempotency(key).filter(known -> known.hour() > hour(core.now()) - HOURS);
            if (row.isEmpty()) {
                return Optional.empty();
            }
            try (CustomerFile file = core.file(read, row.get().customer())) {
                return Optional.of(answer(repeat, row.get(), file));
            }
        }
    }

    private Answer answer(Repeat repeat, IdempotencyRow row, CustomerFile file) {
        int classNo = core.policies().contactClass();
        byte[] plain =
                file.key(classNo, DataKey.generationOfRow(row.ct()))
                        .openRow(place(row.key()), row.ct());
        var result = CanonicalJson.parseObject(plain);
        if (!result.text("request").equals(Base64.getEncoder().encodeToString(repeat.request()))) {
            throw new Refusal.Conflict(
                    "idempotency-key", "this Idempotency-Key was used for another request");
        }
        OptionalLong record =
                result.find("record").isPresent()
                        ? OptionalLong.of(result.whole("record"))
                        : OptionalLong.empty();
        return new Answer(row.customer(), record, result.whole("version"), row.idx());
    }

    /// Remembers the result of a request in preparation, and forgets those that are a day old: one
    /// of them may stand under this very key.
    public void remember(Repeat repeat, CustomerDraft draft, Optional<Long> record) {
        byte[] key = core.keys().requestKey(repeat.key());
        int hour = hour(core.now());
        var result =
                JsonValue.object()
                        .put("request", Base64.getEncoder().encodeToString(repeat.request()))
                        .put("version", draft.contentVersion());
        record.ifPresent(number -> result.put("record", number));
        byte[] ct =
                draft.key(core.policies().contactClass())
                        .sealRow(place(key), CanonicalJson.encode(result.build()));
        draft.also(new RowChange.DeleteIdempotencyBefore(hour - HOURS + 1));
        draft.also(new RowChange.InsertIdempotency(key, draft.no(), hour, ct));
    }

    public static RowPlace place(byte[] key) {
        return RowPlace.of(PURPOSE, key);
    }

    static int hour(Instant at) {
        return (int) (at.getEpochSecond() / 3600);
    }
}
