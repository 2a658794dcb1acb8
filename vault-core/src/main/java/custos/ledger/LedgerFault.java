package custos.ledger;

/// What the world or an attacker can do to a ledger: one closed family, so that an edge turns each
/// into a status, an exit code and words with one exhaustive `switch`. Malformed text is not here:
/// it is an [IllegalArgumentException] from the parser that read it.
public abstract sealed class LedgerFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private LedgerFault(String message) {
        super(message);
    }

    private LedgerFault(String message, Throwable cause) {
        super(message, cause);
    }

    /// A signed note that carries a bad signature of a known key, or none of a known key.
    public static final class NoteRefused extends LedgerFault {
        private static final long serialVersionUID = 1L;

        NoteRefused(String message) {
            super(message);
        }
    }

    /// A checkpoint of another log than the one asked about.
    public static final class OriginRefused extends LedgerFault {
        private static final long serialVersionUID = 1L;

        OriginRefused(String message) {
            super(message);
        }
    }

    /// An inclusion or consistency proof that does not lead to the root it was held against.
    public static final class ProofRefused extends LedgerFault {
        private static final long serialVersionUID = 1L;

        ProofRefused(String message) {
            super(message);
        }
    }

    /// A tile that the tree's size demands and that is missing, or has another width. Adapters of
    /// [TileSource] throw it too.
    public static final class TileDamaged extends LedgerFault {
        private static final long serialVersionUID = 1L;

        /// @param message names the tile by its path
        public TileDamaged(String message) {
            super(message);
        }
    }

    /// A guard file whose slots cannot both be true, or that has not its 8 KiB.
    public static final class GuardDamaged extends LedgerFault {
        private static final long serialVersionUID = 1L;

        GuardDamaged(String message) {
            super(message);
        }
    }

    /// A guard file that could not be read or written. After a write it is not known what stands on
    /// disk: stop, open again and recover.
    public static final class GuardFailed extends LedgerFault {
        private static final long serialVersionUID = 1L;

        GuardFailed(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
