package custos.vault.core;

import static java.nio.charset.StandardCharsets.US_ASCII;

import custos.json.CanonicalJson;
import custos.json.JsonValue;
import custos.store.DocumentKind;
import custos.store.ReadSession;
import custos.store.RowChange;
import custos.vault.rows.VaultFault;
import custos.vault.writer.LedgerHead;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// How far the last rotation of customers' keys has come (ADR 0023), and from which entry of the
/// ledger on data bundles hold nothing any more under the keys before. A restored vault does not
/// know: what it holds is under both.
///
/// @param next the customer to go on with, of `first` to `last`
/// @param behind the first entry of the ledger since nothing was left under older keys; empty while
///   something is, and when the older keys are gone
/// @param ended when nothing was left
public record KeyProgress(
        long first, long next, long last, OptionalLong behind, Optional<Instant> ended) {
    private static final byte[] ID = "customers".getBytes(US_ASCII);

    public static KeyProgress of(long first, long last) {
        return new KeyProgress(first, first, last, OptionalLong.empty(), Optional.empty());
    }

    public static Optional<KeyProgress> read(Core core) {
        return Documents.find(core.store(), core.keys(), DocumentKind.KEY_PROGRESS, ID)
                .map(KeyProgress::parse);
    }

    /// Where the ledger ends. A data bundle that begins there may have begun before this was asked,
    /// for a rotation has no entries; one that begins behind it did not.
    public static long end(Core core) {
        try (ReadSession read = core.store().read()) {
            return LedgerHead.idx(read.state().epoch(), read.state().size());
        }
    }

    /// Whether every customer of these is among its own.
    public boolean covers(long from, long to) {
        return first <= from && to <= last;
    }

    public KeyProgress at(long customer) {
        return new KeyProgress(first, customer, last, OptionalLong.empty(), Optional.empty());
    }

    /// Nothing is left under older keys now.
    public KeyProgress ended(Core core) {
        var next = OptionalLong.of(end(core) + 1);
        return new KeyProgress(first, last + 1, last, next, Optional.of(core.now()));
    }

    /// The older keys are gone.
    public KeyProgress over() {
        return at(last + 1);
    }

    public RowChange row(Core core) {
        return new RowChange.PutDocument(
                new Documents(core).sealed(DocumentKind.KEY_PROGRESS, ID, encode()));
    }

    private byte[] encode() {
        var json =
                JsonValue.object()
                        .put("v", 1)
                        .put("first", first)
                        .put("next", next)
                        .put("last", last)
                        .put("ended", ended.map(Instant::toString));
        behind.ifPresent(idx -> json.put("behind", idx));
        return CanonicalJson.encode(json.build());
    }

    private static KeyProgress parse(byte[] bytes) {
        var json = CanonicalJson.parseObject(bytes);
        if (json.whole("v") != 1) {
            throw new VaultFault.Damaged("the note of customers' keys has an unknown version");
        }
        return new KeyProgress(
                json.whole("first"),
                json.whole("next"),
                json.whole("last"),
                json.find("behind").isPresent()
                        ? OptionalLong.of(json.whole("behind"))
                        : OptionalLong.empty(),
                json.find("ended").isPresent()
                        ? Optional.of(Instant.parse(json.text("ended")))
                        : Optional.empty());
    }
}
