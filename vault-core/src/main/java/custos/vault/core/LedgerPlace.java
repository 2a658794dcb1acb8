package custos.vault.core;

/// How findings name places in the ledger.
public final class LedgerPlace {
    private LedgerPlace() {}

    /// Such as `leaf 17`, or `leaf 17 of epoch 2`.
    public static String leaf(long idx) {
        return "leaf " + Ledger.index(idx) + suffix(epoch(idx));
    }

    public static String tile(int epoch, int level, long index) {
        return "tile " + level + "/" + index + suffix(epoch);
    }

    public static String checkpoint(int epoch, long size) {
        return "checkpoint of size " + size + suffix(epoch);
    }

    public static String tree(int epoch, long size) {
        return "tree of size " + size + suffix(epoch);
    }

    public static int epoch(long idx) {
        return (int) (idx >>> 40);
    }

    private static String suffix(int epoch) {
        return epoch == 0 ? "" : " of epoch " + epoch;
    }
}
