package custos.vault;

import custos.crypto.LedgerHalf;
import custos.event.Internal;
import custos.event.Leaf;
import custos.event.Subject;
import custos.ledger.Batch;
import custos.store.OpeningRow;
import custos.store.ReadSession;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/// Receipts of a customer's consents: each shows one entry of the ledger, what it commits to of
/// her, and the proof that it stands in the tree (docs/receipts.md). Who of the staff acted stands
/// in the other half, of which only the digest is handed out.
final class Receipts {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Base64.Encoder BASE64 = Base64.getEncoder();

    private final Core core;
    private final Ledger ledger;

    Receipts(Core core, Ledger ledger) {
        this.core = core;
        this.ledger = ledger;
    }

    /// A receipt as a file of an export.
    record Receipt(String name, byte[] json) {}

    /// The receipts of all consent acts in a customer's history, oldest first, one for each leaf.
    List<Receipt> of(ReadSession read, CustomerFile file) {
        var receipts = new ArrayList<Receipt>();
        long no = file.no();
        for (OpeningRow row : read.openingsBetween(Slots.firstRow(no), Slots.endRow(no))) {
            LedgerHalf half = file.openOpening(core.schema().evidenceClass(), row.no(), row.ct());
            OpenedLeaf opened = OpenedLeaf.of(read, core.keys(), row.no(), half);
            if (isOfConsent(opened)) {
                receipts.add(receipt(read, opened, half));
            }
        }
        return receipts;
    }

    private static boolean isOfConsent(OpenedLeaf opened) {
        return opened.subject().parts().stream()
                .map(part -> opened.leaf().acts().get(part.act()).type())
                .anyMatch(ConsentWords.ACTS::contains);
    }

    private Receipt receipt(ReadSession read, OpenedLeaf opened, LedgerHalf half) {
        long index = Ledger.index(opened.idx());
        var tree = new LinkedHashMap<String, Object>();
        tree.put("format", "custos-consent-receipt");
        tree.put("v", 1);
        tree.put("leaf", index);
        tree.put("key", ledger.key().toString());
        tree.put("entry", base64(read.leaf(opened.idx()).orElseThrow()));
        tree.put("subject", new String(half.text(), StandardCharsets.UTF_8));
        tree.put("k1", base64(half.key()));
        tree.put("c2", base64(half.other()));
        opened.subject().place().ifPresent(at -> tree.put("batch", batch(read, opened.idx(), at)));
        tree.put("notices", notices(opened));
        proof(opened.idx()).ifPresent(text -> tree.put("proof", text));
        byte[] json = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(tree);
        return new Receipt("receipts/" + name(opened.idx()) + ".json", json);
    }

    /// The digests of the words shown, as their files are named.
    private static List<String> notices(OpenedLeaf opened) {
        Leaf leaf = opened.leaf();
        return opened.subject().parts().stream()
                .flatMap(part -> leaf.acts().get(part.act()).notice().stream())
                .map(DossierJson::hex)
                .distinct()
                .toList();
    }

    private static String name(long idx) {
        int epoch = LedgerPlace.epoch(idx);
        return (epoch == 0 ? "" : epoch + "-") + Ledger.index(idx);
    }

    /// An entry that is not published yet, or of an earlier epoch, has no proof here.
    private Optional<String> proof(long idx) {
        long index = Ledger.index(idx);
        return LedgerPlace.epoch(idx) == ledger.epoch() && index < ledger.size()
                ? Optional.of(ledger.prove(index).file().encoded())
                : Optional.empty();
    }

    /// The path from her row to the root that a batch leaf commits to.
    private Map<String, Object> batch(ReadSession read, long idx, Subject.BatchPlace at) {
        byte[] internal =
                read.internal(idx)
                        .orElseThrow(() -> new VaultFault.Damaged("a leaf's half is missing"));
        List<byte[]> rows = Internal.parse(core.keys().internals().open(internal).text()).rows();
        var tree = new LinkedHashMap<String, Object>();
        tree.put("i", at.i());
        tree.put("n", at.n());
        tree.put(
                "path",
                Batch.of(rows).inclusion(at.i()).path().stream()
                        .map(hash -> base64(hash.bytes()))
                        .toList());
        return tree;
    }

    private static String base64(byte[] bytes) {
        return BASE64.encodeToString(bytes);
    }
}
