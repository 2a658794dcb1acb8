package custos.vault;

/// How findings name places in the ledger.
final class LedgerPlace {
    private LedgerPlace() {}

    /// Such as `leaf 17`, or `leaf 17 of epoch 2`.
    static String leaf(long idx) {
        return "leaf " + Ledger.index(idx) + suffix(epoch(idx));
    }

    static String tile(int epoch, int level, long index) {
        return "tile " + level + "/" + index + suffix(epoch);
    }

    static String checkpoint(int epoch, long size) {
        return "checkpoint of size " + size + suffix(epoch);
    }

    static String tree(int epoch, long size) {
        return "tree of size " + size + suffix(epoch);
    }

    static int epoch(long idx) {
        return (int) (idx >>> 40);
    }

    private static String suffix(int epoch) {
        return epoch == 0 ? "" : " of epoch " + epoch;
    }
}
