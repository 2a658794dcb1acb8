package custos.vault.exports;

import custos.crypto.LedgerHalf;
import custos.customer.CustomerId;
import custos.event.Actor;
import custos.event.Internal;
import custos.event.Leaf;
import custos.event.Subject;
import custos.ledger.Batch;
import custos.proof.ProvenRecord;
import custos.proof.Receipt.Kind;
import custos.store.OpeningRow;
import custos.store.OwnerRow;
import custos.store.ReadSession;
import custos.vault.audit.Audit;
import custos.vault.consents.PastPolicies;
import custos.vault.core.Core;
import custos.vault.core.Ledger;
import custos.vault.core.LedgerPlace;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.OpenedLeaf;
import custos.vault.rows.Refusal;
import custos.vault.rows.Slots;
import custos.vault.rows.VaultFault;
import custos.vault.writer.LedgerHead;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/// Receipts of a customer's consents: each shows one entry of the ledger, what it commits to of
/// her, the record of ISO/IEC TS 27560, and the proof that the entry stands in the tree
/// (docs/receipts.md). Who of the staff acted stands in the other half, of which only the digest is
/// handed out.
public final class Receipts {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Base64.Encoder BASE64 = Base64.getEncoder();

    private final Core core;
    private final Ledger ledger;
    private final PastPolicies policies;

    public Receipts(Core core, Ledger ledger) {
        this.core = core;
        this.ledger = ledger;
        this.policies = new PastPolicies(core.policies());
    }

    /// A receipt as a file.
    ///
    /// @param name without a folder; says nothing of a person
    public record Receipt(String name, byte[] json) {}

    /// One receipt for the customer herself.
    ///
    /// @param leaf the entry's index
    /// @throws Refusal.NotFound when that entry holds no act on a consent of hers
    public Receipt own(CustomerId id, long leaf) {
        long no = core.number(id);
        long idx = LedgerHead.idx(ledger.epoch(), leaf);
        ledger.awaitLeaving(leaf + 1);
        try (ReadSession read = core.store().read();
                CustomerFile file = core.file(read, no)) {
            for (OwnerRow owner : read.ownersBetween(Slots.firstRow(no), Slots.endRow(no))) {
                if (owner.idx() == idx) {
                    Optional<Receipt> receipt =
                            read.openingsBetween(owner.opening(), owner.opening() + 1).stream()
                                    .flatMap(row -> receipt(read, file, row).stream())
                                    .findFirst();
                    if (receipt.isPresent()) {
                        return receipt.get();
                    }
                }
            }
        }
        throw new Refusal.NotFound("entry with a consent of this customer");
    }

    /// The same for somebody else; that it was taken out is in the ledger before the answer.
    public Receipt handedOut(CustomerId id, long leaf, Actor by) {
        Receipt receipt = own(id, leaf);
        Audit.recordRead(core, "receipt " + leaf, by);
        return receipt;
    }

    /// The receipts of all consent acts in a customer's history, oldest first, one for each leaf.
    List<Receipt> of(ReadSession read, CustomerFile file) {
        var receipts = new ArrayList<Receipt>();
        long no = file.no();
        for (OpeningRow row : read.openingsBetween(Slots.firstRow(no), Slots.endRow(no))) {
            receipt(read, file, row).ifPresent(receipts::add);
        }
        return receipts;
    }

    private Optional<Receipt> receipt(ReadSession read, CustomerFile file, OpeningRow row) {
        LedgerHalf half = file.openOpening(core.schema().evidenceClass(), row.no(), row.ct());
        OpenedLeaf opened = OpenedLeaf.of(read, core.keys(), row.no(), half);
        return isOfConsent(opened) ? Optional.of(receipt(read, opened, half)) : Optional.empty();
    }

    private static boolean isOfConsent(OpenedLeaf opened) {
        return opened.subject().parts().stream()
                .map(part -> opened.leaf().acts().get(part.act()).type())
                .anyMatch(ProvenRecord::isOfConsent);
    }

    private Receipt receipt(ReadSession read, OpenedLeaf opened, LedgerHalf half) {
        byte[] entry = read.leaf(opened.idx()).orElseThrow();
        Optional<Ledger.ProvenEntry> proof = proof(opened.idx());
        var tree =
                head(
                        Kind.CONSENT,
                        entry,
                        new Half(opened.idx(), half.text(), half.key(), half.other()),
                        proof);
        opened.subject().place().ifPresent(at -> tree.put("batch", batch(read, opened.idx(), at)));
        tree.put("notices", notices(opened));
        putProof(tree, proof);
        tree.put("record", record(opened));
        return new Receipt(name(opened.idx()) + ".json", json(tree));
    }

    /// The customer's half of an entry.
    ///
    /// @param k1 blinds it
    /// @param c2 the digest of the other half
    public record Half(long idx, byte[] subject, byte[] k1, byte[] c2) {
        /// Redacted: it is personal data, and its key.
        @Override
        public String toString() {
            return "Half[of " + idx + "]";
        }
    }

    /// What all such files begin with. The key is the one that signed the proof's tree, which is
    /// not always the newest.
    private Map<String, Object> head(
            Kind kind, byte[] entry, Half half, Optional<Ledger.ProvenEntry> proof) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("format", kind.format());
        tree.put("v", kind.version());
        tree.put("leaf", Ledger.index(half.idx()));
        tree.put("key", proof.map(Ledger.ProvenEntry::key).orElseGet(ledger::key).toString());
        tree.put("entry", base64(entry));
        tree.put("subject", new String(half.subject(), StandardCharsets.UTF_8));
        tree.put("k1", base64(half.k1()));
        tree.put("c2", base64(half.c2()));
        return tree;
    }

    private static void putProof(Map<String, Object> tree, Optional<Ledger.ProvenEntry> proof) {
        proof.ifPresent(proven -> tree.put("proof", proven.file().encoded()));
    }

    private static byte[] json(Map<String, Object> tree) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(tree);
    }

    private Map<String, Object> record(OpenedLeaf opened) {
        return record(opened.idx(), opened.leaf(), opened.subject())
                .consents(places -> policies.at(opened.subject().recorded(), places))
                .put("dct:created", ProvenRecord.time(core.now()))
                .put("dct:publisher", core.policies().current().controller().name())
                .put("schema:recipient", "dpv:DataSubject")
                .members();
    }

    private ProvenRecord record(long idx, Leaf leaf, Subject subject) {
        String origin = ledger.key().keyName().name();
        return new ProvenRecord(origin, Ledger.index(idx), leaf, subject);
    }

    /// The certificate of an erasure: what was destroyed, what is held and until when, proven.
    ///
    /// @param id what the customer was called outside
    public byte[] certificate(Half half, CustomerId id) {
        byte[] entry = entry(half.idx());
        Leaf leaf = Leaf.parse(entry);
        Subject subject = Subject.parse(half.subject());
        Optional<Ledger.ProvenEntry> proof = certified(half.idx());
        var tree = head(Kind.ERASURE, entry, half, proof);
        putProof(tree, proof);
        tree.put("record", record(half.idx(), leaf, subject).erasure().orElseThrow().members());
        var stated = new LinkedHashMap<String, Object>();
        stated.put("controller", core.policies().current().controller().name());
        stated.put("customer", id.value());
        tree.put("stated", stated);
        return json(tree);
    }

    private byte[] entry(long idx) {
        try (ReadSession read = core.store().read()) {
            return read.leaf(idx).orElseThrow();
        }
    }

    /// The customer is gone and the file stands nowhere else: without a mirror in reach it goes out
    /// without its proof, which anybody can make of the entry's number later.
    private Optional<Ledger.ProvenEntry> certified(long idx) {
        try {
            return proof(idx);
        } catch (VaultFault.Unmirrored e) {
            return Optional.empty();
        }
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

    /// An entry of an earlier epoch has no proof here.
    private Optional<Ledger.ProvenEntry> proof(long idx) {
        return LedgerPlace.epoch(idx) == ledger.epoch()
                ? Optional.of(ledger.proveNewest(Ledger.index(idx)))
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
