package custos.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import custos.event.Act;
import custos.event.ActType;
import custos.event.Commitment;
import custos.event.Leaf;
import custos.event.Subject;
import custos.ledger.Batch;
import custos.ledger.Checkpoint;
import custos.ledger.Hash;
import custos.ledger.NoteSigner;
import custos.ledger.TlogProof;
import custos.policy.ChannelId;
import custos.policy.NoticeDigest;
import custos.policy.PurposeId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A ledger of seven entries with a key of its own, and receipts of what stands in it.
final class SmallLedger {
    static final Instant HOUR = Instant.parse("2026-11-22T10:00:00Z");
    static final byte[] WORDS = "We write to you once a month.\n".getBytes(UTF_8);
    static final int PLACE = 3;

    final NoteSigner signer = NoteSigner.of("shop.example.org/custos/1/0", filled(7));
    private final byte[] k1 = filled(1);
    private final byte[] c2 = filled(2);

    static byte[] filled(int with) {
        var bytes = new byte[32];
        Arrays.fill(bytes, (byte) with);
        return bytes;
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    static Act given() {
        return Act.of(ActType.CONSENT_GIVEN, new PurposeId("newsletter"), new ChannelId("email"))
                .citing(Optional.of(new NoticeDigest(base64(sha256(WORDS)))));
    }

    /// A yes that stands alone in its entry.
    Map<String, Object> consent() {
        byte[] subject = subject(Optional.empty());
        byte[] c1 = Commitment.ofSubject(k1, subject);
        return receipt(given(), subject, Commitment.of(c1, c2));
    }

    /// A yes that is one of five rows of an import.
    Map<String, Object> imported() {
        byte[] subject = subject(Optional.of(new Subject.BatchPlace(2, 5)));
        var rows = new ArrayList<byte[]>();
        for (int i = 0; i < 5; i++) {
            rows.add(i == 2 ? Commitment.ofSubject(k1, subject) : filled(10 + i));
        }
        Batch batch = Batch.of(rows);
        byte[] whole = Commitment.ofBatch(5, batch.head().root().bytes(), c2);
        Map<String, Object> receipt = receipt(given(), subject, whole);
        var place = new LinkedHashMap<String, Object>();
        place.put("i", 2);
        place.put("n", 5);
        place.put("path", batch.inclusion(2).path().stream().map(Hash::base64).toList());
        receipt.put("batch", place);
        return receipt;
    }

    /// A yes as receipts of version 1 had it: without a record.
    Map<String, Object> older() {
        Map<String, Object> receipt = consent();
        receipt.put("v", 1);
        receipt.remove("record");
        return receipt;
    }

    /// The certificate of an erasure.
    Map<String, Object> erasure() {
        var held = new Subject.Held("tax", "tax-law", LocalDate.of(2036, 12, 31));
        byte[] subject =
                new Subject(
                                5000,
                                List.of(Subject.Part.about(0)),
                                HOUR.plusSeconds(60),
                                Optional.empty(),
                                Optional.of(
                                        new Subject.Erased(
                                                List.of("contact", "profile"), List.of(held))))
                        .encode();
        byte[] c1 = Commitment.ofSubject(k1, subject);
        Map<String, Object> certificate =
                receipt(Act.of(ActType.CUSTOMER_ERASED), subject, Commitment.of(c1, c2));
        certificate.put("format", "custos-erasure-certificate");
        certificate.put("v", 2);
        certificate.remove("notices");
        certificate.put("record", record(certificate).erasure().orElseThrow().members());
        certificate.put("stated", Map.of("controller", "Sample Shop"));
        return certificate;
    }

    /// What a shop adds from its policy.
    private static void state(ProvenRecord.Places places) {
        places.consent()
                .put(
                        "dpv:hasDataController",
                        Vocabulary.node("dpv:DataController", "00000000")
                                .put("dpv:hasName", "Sample Shop"));
    }

    private ProvenRecord record(Map<String, Object> receipt) {
        byte[] entry = Base64.getDecoder().decode(String.valueOf(receipt.get("entry")));
        byte[] subject = String.valueOf(receipt.get("subject")).getBytes(UTF_8);
        return new ProvenRecord(
                signer.key().keyName().name(), PLACE, Leaf.parse(entry), Subject.parse(subject));
    }

    private static byte[] subject(Optional<Subject.BatchPlace> place) {
        var part = Subject.Part.about(0);
        return new Subject(5000, List.of(part), HOUR.plusSeconds(60), place).encode();
    }

    private Map<String, Object> receipt(Act act, byte[] subject, byte[] commitment) {
        byte[] entry = new Leaf(HOUR, List.of(act), commitment).encode();
        var entries = new ArrayList<byte[]>();
        for (int i = 0; i < 7; i++) {
            entries.add(i == PLACE ? entry : filled(20 + i));
        }
        Batch tree = Batch.of(entries);
        var checkpoint = Checkpoint.of(signer.key().keyName().name(), tree.head()).sign(signer);
        var receipt = new LinkedHashMap<String, Object>();
        receipt.put("format", "custos-consent-receipt");
        receipt.put("v", 2);
        receipt.put("leaf", PLACE);
        receipt.put("key", signer.key().toString());
        receipt.put("entry", base64(entry));
        receipt.put("subject", new String(subject, UTF_8));
        receipt.put("k1", base64(k1));
        receipt.put("c2", base64(c2));
        receipt.put("notices", List.of(hex(sha256(WORDS))));
        receipt.put("proof", TlogProof.of(tree.inclusion(PLACE), checkpoint).encoded());
        receipt.put(
                "record",
                record(receipt)
                        .consents(SmallLedger::state)
                        .put("dct:created", "2026-11-22T10:05:00.000Z")
                        .members());
        return receipt;
    }
}
