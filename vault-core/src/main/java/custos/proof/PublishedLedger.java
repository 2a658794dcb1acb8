package custos.proof;

import custos.event.Leaf;
import custos.ledger.Checkpoint;
import custos.ledger.EntryBundle;
import custos.ledger.Hash;
import custos.ledger.HashTile;
import custos.ledger.LedgerFault;
import custos.ledger.SignedCheckpoint;
import custos.ledger.TilePath;
import custos.ledger.TileSource;
import custos.ledger.TreeView;
import custos.ledger.VerifierKey;
import java.util.List;
import java.util.Optional;

/// A ledger read from outside, up to its signed checkpoint.
public final class PublishedLedger implements TileSource {
    /// Bytes of the largest checkpoint that is looked at.
    public static final int MAX_CHECKPOINT = 16 * 1024;

    private static final int MAX_BUNDLE = HashTile.FULL_WIDTH * (2 + Leaf.MAX_BYTES);

    private final LedgerSource source;
    private final SignedCheckpoint signed;
    private final Checkpoint checkpoint;

    private PublishedLedger(LedgerSource source, SignedCheckpoint signed, Checkpoint checkpoint) {
        this.source = source;
        this.signed = signed;
        this.checkpoint = checkpoint;
    }

    /// Reads the checkpoint and verifies it.
    ///
    /// @throws Unusable when there is none, or none that this key signed
    public static PublishedLedger open(LedgerSource source, VerifierKey key) {
        byte[] text =
                source.read("checkpoint", MAX_CHECKPOINT)
                        .orElseThrow(() -> new Unusable(LedgerFinding.Code.CHECKPOINT_MISSING));
        try {
            var signed = SignedCheckpoint.parse(text);
            return new PublishedLedger(source, signed, signed.verify(key));
        } catch (IllegalArgumentException e) {
            throw new Unusable(LedgerFinding.Code.CHECKPOINT_MALFORMED);
        } catch (LedgerFault.NoteRefused | LedgerFault.OriginRefused e) {
            throw new Unusable(LedgerFinding.Code.CHECKPOINT_SIGNATURE);
        }
    }

    /// There is no checkpoint to begin with.
    public static final class Unusable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final LedgerFinding.Code code;

        Unusable(LedgerFinding.Code code) {
            super(code.code() + ": " + code.remedy(), null, false, false);
            this.code = code;
        }

        LedgerFinding finding() {
            return new LedgerFinding(code, "checkpoint");
        }
    }

    /// What was signed.
    public Checkpoint checkpoint() {
        return checkpoint;
    }

    /// The same with its signatures.
    public SignedCheckpoint signed() {
        return signed;
    }

    /// Leaves that were signed.
    public long size() {
        return checkpoint.head().size();
    }

    /// The tree of the checkpoint, read through the tiles as they are needed.
    public TreeView view() {
        return TreeView.of(this, size());
    }

    /// How many hashes or entries stand at a place of the signed tree.
    int width(int level, long index) {
        return TreeView.width(size(), level, index);
    }

    /// The entries of a bundle; empty when it is not there.
    ///
    /// @throws IllegalArgumentException when it is no bundle
    Optional<List<byte[]>> entries(long index) {
        int width = width(0, index);
        Optional<byte[]> exact = source.read(new TilePath.Entries(index, width).path(), MAX_BUNDLE);
        if (exact.isPresent()) {
            return Optional.of(EntryBundle.parse(exact.get(), width));
        }
        // A ledger that grew meanwhile may have the whole bundle alone.
        return width == HashTile.FULL_WIDTH
                ? Optional.empty()
                : source.read(new TilePath.Entries(index, HashTile.FULL_WIDTH).path(), MAX_BUNDLE)
                        .map(bytes ->
                                EntryBundle.parse(bytes, HashTile.FULL_WIDTH).subList(0, width));
    }

    /// One entry.
    ///
    /// @throws LedgerFault.TileDamaged when its bundle is missing or none
    public byte[] entry(long index) {
        long bundle = index / HashTile.FULL_WIDTH;
        String path = new TilePath.Entries(bundle, HashTile.FULL_WIDTH).path();
        try {
            return entries(bundle)
                    .map(entries -> entries.get((int) (index % HashTile.FULL_WIDTH)))
                    .orElseThrow(() -> new LedgerFault.TileDamaged(path + " is missing"));
        } catch (IllegalArgumentException e) {
            throw new LedgerFault.TileDamaged(path + " is no bundle of entries");
        }
    }

    /// A tile of hashes as it is published; empty when it is not there or has another width.
    Optional<HashTile> find(int level, long index, int width) {
        return read(new TilePath.Hashes(level, index, width), width)
                .or(() ->
                        width == HashTile.FULL_WIDTH
                                ? Optional.empty()
                                : read(
                                                new TilePath.Hashes(
                                                        level, index, HashTile.FULL_WIDTH),
                                                HashTile.FULL_WIDTH)
                                        .map(tile -> tile.first(width)));
    }

    private Optional<HashTile> read(TilePath path, int width) {
        return source.read(path.path(), HashTile.FULL_BYTES)
                .filter(bytes -> bytes.length == width * Hash.BYTES)
                .map(HashTile::of);
    }

    @Override
    public HashTile tile(int level, long index, int width) {
        return find(level, index, width)
                .orElseThrow(() ->
                        new LedgerFault.TileDamaged(
                                new TilePath.Hashes(level, index, width).path()
                                        + " is missing or has another width"));
    }
}
