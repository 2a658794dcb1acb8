package custos.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import custos.ledger.Frontier;
import custos.ledger.FullTile;
import custos.ledger.TileTree;
import custos.ledger.TreeHead;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Verifies a ledger of many leaves as an auditor would: every entry is hashed anew, every full
/// tile compared, and the root held against the one that was signed. Entries are about as long as a
/// registration's leaf and are made while they are hashed.
final class LedgerRun {
    private static final int ENTRY_BYTES = 200;

    private final int leaves;
    private final List<byte[]> tiles = new ArrayList<>();
    private final TreeHead head;

    LedgerRun(int leaves) {
        this.leaves = leaves;
        TileTree tree = TileTree.empty();
        byte[] entry = new byte[ENTRY_BYTES];
        for (int i = 0; i < leaves; i++) {
            for (FullTile full : tree.append(entry(entry, i))) {
                tiles.add(full.tile().bytes());
            }
        }
        this.head = tree.head();
    }

    private static byte[] entry(byte[] entry, int i) {
        Arrays.fill(entry, (byte) 'x');
        byte[] number = Integer.toString(i).getBytes(US_ASCII);
        System.arraycopy(number, 0, entry, 0, number.length);
        return entry;
    }

    /// @return seconds
    double verify() {
        long start = System.nanoTime();
        TileTree tree = TileTree.empty();
        byte[] entry = new byte[ENTRY_BYTES];
        int tile = 0;
        for (int i = 0; i < leaves; i++) {
            for (FullTile full : tree.append(entry(entry, i))) {
                require(Arrays.equals(full.tile().bytes(), tiles.get(tile++)));
            }
        }
        require(tile == tiles.size() && tree.head().equals(head));
        return (System.nanoTime() - start) / 1e9;
    }

    /// @return seconds for the root alone, without comparing tiles
    double root() {
        long start = System.nanoTime();
        Frontier frontier = Frontier.empty();
        byte[] entry = new byte[ENTRY_BYTES];
        for (int i = 0; i < leaves; i++) {
            frontier.append(entry(entry, i));
        }
        require(frontier.head().equals(head));
        return (System.nanoTime() - start) / 1e9;
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalStateException("the ledger does not verify");
        }
    }
}
