package custos.ledger;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Entries to grow trees from.
final class Entries {
    private Entries() {}

    static List<byte[]> random(Random random, int count) {
        var entries = new ArrayList<byte[]>();
        for (int i = 0; i < count; i++) {
            var entry = new byte[random.nextInt(60)];
            random.nextBytes(entry);
            entries.add(entry);
        }
        return entries;
    }

    static List<byte[]> numbered(int count) {
        var entries = new ArrayList<byte[]>();
        for (int i = 0; i < count; i++) {
            entries.add(("entry " + i).getBytes(StandardCharsets.UTF_8));
        }
        return entries;
    }
}
