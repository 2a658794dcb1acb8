package custos.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import custos.event.Act;
import custos.event.ActType;
import custos.event.Commitment;
import custos.event.Leaf;
import custos.event.Subject;
import custos.ledger.Checkpoint;
import custos.ledger.Hash;
import custos.ledger.InclusionProof;
import custos.ledger.LedgerFault;
import custos.ledger.TlogProof;
import custos.ledger.VerifierKey;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Checks a receipt with nothing but a key (docs/receipts.md): no vault, no network, no clock.
///
/// Whoever changes a member of a receipt so that it says something else finds it refused; white
/// space and the order of members say nothing.
public final class ReceiptCheck {
    /// Bytes of the largest receipt that is looked at; one has a few thousand.
    public static final int MAX_BYTES = 256 * 1024;

    private static final Set<String> OF_CONSENT =
            Set.of(
                    "format", "v", "leaf", "key", "entry", "subject", "k1", "c2", "proof", "batch",
                    "notices", "record");
    private static final Set<String> OF_ERASURE =
            Set.of(
                    "format", "v", "leaf", "key", "entry", "subject", "k1", "c2", "proof", "record",
                    "stated");

    private final VerifierKey key;
    private final VerifierKey named;
    private final Words words;

    private ReceiptCheck(VerifierKey key, VerifierKey named, Words words) {
        this.key = key;
        this.named = named;
        this.words = words;
    }

    /// Where the wordings are that a receipt names.
    public interface Words {
        /// No wording is at hand.
        Words NONE = _ -> Optional.empty();

        /// The bytes of the file that is named so, if it is there.
        ///
        /// @param sha256 64 digits in lower-case hex
        Optional<byte[]> find(String sha256);
    }

    /// What a file proves to somebody who trusts this key.
    public static Verdict check(byte[] file, VerifierKey key, Words words) {
        return check(file, List.of(key), words);
    }

    /// What a file proves to somebody who trusts these keys: a shop that rotated its key has
    /// several. The file names one of them, or its successor, which signed the same tree beside it.
    public static Verdict check(byte[] file, List<VerifierKey> keys, Words words) {
        try {
            if (file.length > MAX_BYTES) {
                throw new Refusing("file", Why.TOO_LARGE);
            }
            ReceiptMembers members = ReceiptMembers.of(file);
            Receipt.Kind kind = kind(members);
            VerifierKey named = named(members);
            return new ReceiptCheck(trusted(named, keys), named, words).check(members, kind);
        } catch (Refusing refused) {
            return refused.verdict();
        }
    }

    private static VerifierKey named(ReceiptMembers members) {
        try {
            return VerifierKey.parse(members.text("key"));
        } catch (IllegalArgumentException e) {
            throw new Refusing("key", Why.MALFORMED);
        }
    }

    /// The key itself when it is trusted, else a trusted one of its log.
    private static VerifierKey trusted(VerifierKey named, List<VerifierKey> keys) {
        return keys.contains(named)
                ? named
                : keys.stream()
                        .filter(key -> key.keyName().name().equals(named.keyName().name()))
                        .findFirst()
                        .orElseThrow(() -> new Refusing("key", Why.OTHER_KEY));
    }

    private Verdict check(ReceiptMembers members, Receipt.Kind kind) {
        byte[] entry = members.base64("entry");
        Receipt receipt =
                new Receipt(
                        kind,
                        members.whole("leaf"),
                        leaf(entry),
                        subject(members.text("subject")),
                        members.text("subject"));
        commitment(members, receipt);
        acts(receipt);
        List<Verdict.Shown> shown =
                kind == Receipt.Kind.CONSENT ? shown(members, receipt) : List.of();
        Optional<Checkpoint> log =
                members.maybeText("proof").map(proof -> proven(proof, receipt, entry));
        if (log.isEmpty() && !key.equals(named)) {
            throw new Refusing("key", Why.OTHER_KEY);
        }
        record(members, receipt);
        return log.isPresent()
                ? new Verdict.Proven(receipt, log.get(), shown)
                : new Verdict.Unpublished(receipt);
    }

    private static Receipt.Kind kind(ReceiptMembers members) {
        Receipt.Kind kind =
                Receipt.Kind.of(members.text("format"))
                        .orElseThrow(() -> new Refusing("format", Why.UNKNOWN_FORMAT));
        if (!kind.isKnown(members.whole("v"))) {
            throw new Refusing("v", Why.UNKNOWN_VERSION);
        }
        members.requireOnly(
                switch (kind) {
                    case CONSENT -> OF_CONSENT;
                    case ERASURE -> OF_ERASURE;
                });
        return kind;
    }

    private static Leaf leaf(byte[] entry) {
        try {
            Leaf leaf = Leaf.parse(entry);
            if (Arrays.equals(leaf.encode(), entry)) {
                return leaf;
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            // Refused below, as every entry that a vault does not write.
        }
        throw new Refusing("entry", Why.MALFORMED);
    }

    private static Subject subject(String text) {
        try {
            return Subject.parse(text.getBytes(UTF_8));
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw new Refusing("subject", Why.MALFORMED);
        }
    }

    /// The entry commits to the customer's half, alone or as one row of many.
    private static void commitment(ReceiptMembers members, Receipt receipt) {
        byte[] c2 = members.base64("c2", Hash.BYTES);
        byte[] c1 =
                Commitment.ofSubject(
                        members.base64("k1", Hash.BYTES), receipt.subjectText().getBytes(UTF_8));
        Optional<ReceiptMembers> batch = members.maybeObject("batch");
        if (receipt.subject().place().isPresent() != batch.isPresent()) {
            throw new Refusing("batch", batch.isPresent() ? Why.UNEXPECTED : Why.MISSING);
        }
        byte[] whole =
                batch.isPresent()
                        ? ofBatch(batch.get(), receipt.subject(), c1, c2)
                        : Commitment.of(c1, c2);
        if (!MessageDigest.isEqual(whole, receipt.leaf().commitment())) {
            throw new Refusing("subject", Why.COMMITMENT);
        }
    }

    private static byte[] ofBatch(ReceiptMembers batch, Subject subject, byte[] c1, byte[] c2) {
        batch.requireOnly(Set.of("i", "n", "path"));
        Subject.BatchPlace place = subject.place().orElseThrow();
        if (batch.whole("i") != place.i() || batch.whole("n") != place.n()) {
            throw new Refusing("batch", Why.COMMITMENT);
        }
        try {
            List<Hash> path = batch.base64s("path").stream().map(Hash::of).toList();
            Hash root = new InclusionProof(place.i(), place.n(), path).root(Hash.ofLeaf(c1));
            return Commitment.ofBatch(place.n(), root.bytes(), c2);
        } catch (IllegalArgumentException e) {
            throw batch.refusing("path", Why.MALFORMED);
        }
    }

    private static void acts(Receipt receipt) {
        List<Act> acts = receipt.leaf().acts();
        boolean fits = false;
        for (Subject.Part part : receipt.subject().parts()) {
            if (part.act() < 0 || part.act() >= acts.size()) {
                throw new Refusing("subject", Why.OTHER_ACTS);
            }
            fits |= fits(receipt.kind(), acts.get(part.act()).type());
        }
        if (!fits) {
            throw new Refusing("entry", Why.OTHER_ACTS);
        }
    }

    private static boolean fits(Receipt.Kind kind, ActType type) {
        return switch (kind) {
            case CONSENT -> ProvenRecord.isOfConsent(type);
            case ERASURE -> type == ActType.CUSTOMER_ERASED;
        };
    }

    /// The record says what the entry says.
    private void record(ReceiptMembers members, Receipt receipt) {
        if (receipt.kind() == Receipt.Kind.CONSENT && members.whole("v") == 1) {
            if (members.has("record")) {
                throw new Refusing("record", Why.UNEXPECTED);
            }
            return;
        }
        var proven =
                new ProvenRecord(
                        key.keyName().name(), receipt.index(), receipt.leaf(), receipt.subject());
        RecordCheck.require(
                members,
                switch (receipt.kind()) {
                    case CONSENT -> proven.consents(_ -> {});
                    case ERASURE ->
                            proven.erasure()
                                    .orElseThrow(() -> new Refusing("subject", Why.OTHER_ACTS));
                });
    }

    private List<Verdict.Shown> shown(ReceiptMembers members, Receipt receipt) {
        List<String> cited =
                receipt.subject().parts().stream()
                        .flatMap(part -> receipt.leaf().acts().get(part.act()).notice().stream())
                        .map(notice -> Base64.getDecoder().decode(notice.base64()))
                        .map(HexFormat.of()::formatHex)
                        .distinct()
                        .toList();
        if (!members.texts("notices").equals(cited)) {
            throw new Refusing("notices", Why.OTHER_NOTICES);
        }
        return cited.stream().map(this::shown).toList();
    }

    private Verdict.Shown shown(String sha256) {
        Optional<byte[]> text = words.find(sha256);
        if (text.isPresent() && !sha256(text.get()).equals(sha256)) {
            throw new Refusing("notices", Why.OTHER_WORDS);
        }
        return new Verdict.Shown(sha256, text.isPresent());
    }

    private static String sha256(byte[] text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private Checkpoint proven(String text, Receipt receipt, byte[] entry) {
        TlogProof proof;
        try {
            proof = TlogProof.parse(text);
        } catch (IllegalArgumentException e) {
            throw new Refusing("proof", Why.MALFORMED);
        }
        if (proof.extra().isPresent()) {
            throw new Refusing("proof", Why.UNEXPECTED);
        }
        if (proof.index() != receipt.index()) {
            throw new Refusing("leaf", Why.OTHER_ENTRY);
        }
        try {
            proof.verify(entry, named);
        } catch (IllegalArgumentException e) {
            throw new Refusing("proof", Why.MALFORMED);
        } catch (LedgerFault fault) {
            throw new Refusing("proof", why(fault));
        }
        try {
            return proof.verify(entry, key);
        } catch (LedgerFault fault) {
            // Whole, but the trusted key has not signed beside the one that is named.
            throw new Refusing("key", Why.OTHER_KEY);
        }
    }

    private static Why why(LedgerFault fault) {
        return switch (fault) {
            case LedgerFault.NoteRefused _ -> Why.NOT_SIGNED;
            case LedgerFault.OriginRefused _ -> Why.OTHER_LEDGER;
            case LedgerFault.ProofRefused _ -> Why.OTHER_TREE;
            case LedgerFault.TileDamaged _, LedgerFault.GuardDamaged _, LedgerFault.GuardFailed _ ->
                    throw fault;
        };
    }
}
