package custos.proof;

import java.util.Locale;

/// Something that is not as a ledger must be, seen from outside.
///
/// @param place which entry, tile or checkpoint
public record LedgerFinding(Code code, String place) {

    /// What it is. The codes are stable; docs/findings.md explains each.
    public enum Code {
        CHECKPOINT_MISSING(Remedy.ADDRESS),
        CHECKPOINT_MALFORMED(Remedy.ADDRESS),
        CHECKPOINT_SIGNATURE(Remedy.KEY),
        SINCE_MALFORMED(Remedy.KEPT),
        SINCE_SIGNATURE(Remedy.KEPT),
        SINCE_LOST(Remedy.ALARM),
        SINCE_REWRITTEN(Remedy.ALARM),
        ENTRIES_MISSING(Remedy.REPORT),
        ENTRIES_MALFORMED(Remedy.REPORT),
        ENTRY_MISMATCH(Remedy.ALARM),
        LEAF_MALFORMED(Remedy.LEAF),
        LEAF_ORDER(Remedy.REPORT),
        TILE_MISSING(Remedy.REPORT),
        TILE_MISMATCH(Remedy.REPORT),
        TREE_ROOT(Remedy.ALARM),
        MORE_FINDINGS("look at those that are listed first");

        private final String remedy;

        Code(String remedy) {
            this.remedy = remedy;
        }

        /// As programs know it, such as `tree-root`.
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /// What to do, in a sentence.
        public String remedy() {
            return remedy;
        }
    }

    private static final class Remedy {
        private static final String ADDRESS =
                "check the address: below it must stand the files of c2sp.org/tlog-tiles";
        private static final String KEY =
                "check the key: it is of another ledger, or the ledger is not what it says; do not"
                        + " trust it";
        private static final String KEPT =
                "check that this is the checkpoint of this ledger, with its empty line and signature";
        private static final String ALARM =
                "keep this checkpoint, the one you kept and a copy of the files: what was signed"
                        + " does not stand any more; ask the business, then the authority";
        private static final String REPORT =
                "fetch again; if it stays, tell the business: its published ledger is incomplete or"
                        + " damaged";
        private static final String LEAF =
                "use a newer program if the business uses one; otherwise tell the business";

        private Remedy() {}
    }
}
