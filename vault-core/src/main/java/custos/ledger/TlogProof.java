package custos.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A proof to keep and check offline: index, path and checkpoint (c2sp.org/tlog-proof@v1). Unproven
/// until [#verify]. Cosignatures inside are carried along and ignored.
///
/// @param extra opaque, never authenticated
/// @param index the entry's place in the log
/// @param path at most 63 hashes, sibling of the leaf first
/// @param checkpoint the signed checkpoint's text, verbatim
public record TlogProof(Optional<Extra> extra, long index, List<Hash> path, String checkpoint) {
    private static final String HEADER = "c2sp.org/tlog-proof@v1";
    private static final String EXTRA = "extra ";
    private static final String INDEX = "index ";
    private static final int MAX_PATH = 63;
    private static final int MAX_CHARACTERS = 2 * SignedNote.MAX_BYTES;

    public TlogProof {
        path = List.copyOf(path);
        if (index < 0 || path.size() > MAX_PATH || checkpoint.isEmpty()) {
            throw new IllegalArgumentException(
                    "a proof has an index, at most 63 hashes and a checkpoint");
        }
    }

    /// Bytes that travel with a proof without being proven, in canonical base64.
    ///
    /// @param base64 at most 64 KiB as text
    public record Extra(String base64) {
        private static final int MAX_CHARACTERS = 64 * 1024;

        public Extra {
            if (base64.length() > MAX_CHARACTERS) {
                throw new IllegalArgumentException("a proof's extra has at most 64 KiB");
            }
            StrictText.base64(base64, "a proof's extra");
        }

        /// The bytes, a copy.
        public byte[] bytes() {
            return StrictText.base64(base64, "a proof's extra");
        }
    }

    /// The proof for a leaf of the checkpoint's tree.
    public static TlogProof of(InclusionProof inclusion, SignedCheckpoint checkpoint) {
        return new TlogProof(
                Optional.empty(), inclusion.index(), inclusion.path(), checkpoint.text());
    }

    /// The proof that this text spells; written again it is the same text.
    public static TlogProof parse(String text) {
        int split = text.indexOf("\n\n");
        if (text.length() > MAX_CHARACTERS || split < 0) {
            throw new IllegalArgumentException("a proof is lines, an empty line and a checkpoint");
        }
        var lines = new ArrayList<>(List.of(text.substring(0, split).split("\n", MAX_PATH + 5)));
        if (!lines.removeFirst().equals(HEADER)) {
            throw new IllegalArgumentException("a proof begins with " + HEADER);
        }
        Optional<Extra> extra = Optional.empty();
        if (!lines.isEmpty() && lines.getFirst().startsWith(EXTRA)) {
            extra = Optional.of(new Extra(lines.removeFirst().substring(EXTRA.length())));
        }
        if (lines.isEmpty() || !lines.getFirst().startsWith(INDEX)) {
            throw new IllegalArgumentException("a proof has an index line");
        }
        var number = lines.removeFirst().substring(INDEX.length());
        long index = StrictText.decimal(number, "a proof's index");
        var path = lines.stream().map(Hash::parse).toList();
        return new TlogProof(extra, index, path, text.substring(split + 2));
    }

    /// The proof as text, exactly as parsed.
    public String encoded() {
        var text = new StringBuilder(HEADER).append('\n');
        extra.ifPresent(bytes -> text.append(EXTRA).append(bytes.base64()).append('\n'));
        text.append(INDEX).append(index).append('\n');
        path.forEach(hash -> text.append(hash.base64()).append('\n'));
        return text.append('\n').append(checkpoint).toString();
    }

    /// Whether this entry stands in the log whose key this is, with the key's name as its origin;
    /// answers the checkpoint that says so.
    ///
    /// @throws LedgerFault.ProofRefused when it is not this entry, or not in this tree
    public Checkpoint verify(byte[] entry, VerifierKey key) {
        var signed = SignedCheckpoint.parse(checkpoint).verify(key);
        inclusion(signed.head().size()).verify(Hash.ofLeaf(entry), signed.head());
        return signed;
    }

    private InclusionProof inclusion(long size) {
        try {
            return new InclusionProof(index, size, path);
        } catch (IllegalArgumentException e) {
            var fault = new LedgerFault.ProofRefused("the path does not fit the checkpoint's size");
            fault.initCause(e);
            throw fault;
        }
    }
}
