package custos.vault.erasure;

import custos.crypto.CryptoFault;
import custos.crypto.RowPlace;
import custos.crypto.VaultRows;
import custos.event.Actor;
import custos.json.CanonicalJson;
import custos.json.JsonValue;
import custos.store.HoldRow;
import custos.vault.rows.Slots;
import custos.vault.rows.VaultFault;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/// What a legal hold says, as it rests sealed in its row: canonical JSON `{v, ground, until, by,
/// role, at, note?}`.
///
/// @param ground a reason code of the policy
/// @param by who set it
public record HoldTerms(
        String ground, LocalDate until, Actor by, Instant at, Optional<String> note) {
    private static final String PURPOSE = "legal-hold";

    HoldRow row(VaultRows rows, long record) {
        var json =
                JsonValue.object()
                        .put("v", 1)
                        .put("ground", ground)
                        .put("until", until.toString())
                        .put("by", by.id())
                        .put("role", by.role())
                        .put("at", at.toString())
                        .put("note", note);
        byte[] ct = rows.seal(RowPlace.of(PURPOSE, record), CanonicalJson.encode(json.build()));
        return new HoldRow(record, Slots.customerOf(record), ct);
    }

    /// @throws custos.crypto.CryptoFault when the row was altered or is another record's
    static HoldTerms open(VaultRows rows, HoldRow row) {
        byte[] text = rows.open(RowPlace.of(PURPOSE, row.record()), row.ct());
        var json = CanonicalJson.parseObject(text);
        if (json.whole("v") != 1) {
            throw new VaultFault.Damaged("a legal hold is of a version that is not known");
        }
        return new HoldTerms(
                json.text("ground"),
                LocalDate.parse(json.text("until")),
                Actor.of(json.text("by"), json.text("role")),
                Instant.parse(json.text("at")),
                json.find("note").isPresent() ? Optional.of(json.text("note")) : Optional.empty());
    }

    /// Empty when the row is damaged in any way.
    public static Optional<HoldTerms> find(VaultRows rows, HoldRow row) {
        try {
            return Optional.of(open(rows, row));
        } catch (CryptoFault
                | VaultFault.Damaged
                | IllegalArgumentException
                | DateTimeException e) {
            return Optional.empty();
        }
    }

    boolean isOverdue(LocalDate today) {
        return until.isBefore(today);
    }

    /// Redacted: the note is the officer's own words.
    @Override
    public String toString() {
        return "HoldTerms[" + ground + ", until " + until + "]";
    }
}
