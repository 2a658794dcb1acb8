package custos.vault.keys;

import custos.crypto.Suppressions;
import custos.store.ReadSession;
import custos.store.RowChange;
import custos.store.SuppressionRow;
import custos.vault.core.Core;
import custos.vault.rows.VaultFault;
import custos.vault.rows.Write;
import custos.vault.writer.Landing;
import custos.vault.writer.Pace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Moves every refusal to the newest version of SUPPRESS (ADR 0020), until none stands under an
/// older one. A token is made from the token before it, so no address is needed.
///
/// Writers and readers are at work meanwhile: they look for a refusal under every version. One that
/// is taken away meanwhile stays away. For one use.
final class SuppressionSweep {
    /// So many refusals are read at once and written as one group, unless others write too.
    private static final int CHUNK = 512;

    private static final int SCAN_CHUNK = 4096;
    private static final int MAX_PASSES = 8;

    private final Core core;
    private final Suppressions tokens;
    private final Rotation.Watcher watcher;
    private final long all;

    SuppressionSweep(Core core, Rotation.Watcher watcher) {
        this.core = core;
        this.tokens = core.keys().suppressions();
        this.watcher = watcher;
        try (ReadSession read = core.store().read()) {
            this.all =
                    read.counts().stream()
                            .filter(table -> table.table().equals("suppression"))
                            .mapToLong(table -> table.rows())
                            .sum();
        }
    }

    /// The writer puts nothing under an older version any more, so what a scan between groups finds
    /// is all that is left; a group that was being committed when the new version came may have
    /// landed behind the first pass.
    void run() {
        for (int pass = 0; pass < MAX_PASSES; pass++) {
            sweep();
            if (!isAnyLeft()) {
                return;
            }
        }
        throw new VaultFault.Busy("refusals under the old version keep appearing");
    }

    private void sweep() {
        byte[] after = {};
        long done = 0;
        List<SuppressionRow> rows;
        do {
            watcher.at(Math.min(done, all), all);
            var pace = new Pace(core.writer());
            rows = rows(after, CHUNK);
            int moved = move(rows);
            done += rows.size();
            after = rows.isEmpty() ? after : rows.getLast().token();
            pace.rest(moved);
        } while (rows.size() == CHUNK);
        watcher.at(all, all);
    }

    private List<SuppressionRow> rows(byte[] after, int limit) {
        try (ReadSession read = core.store().read()) {
            return read.suppressionsAfter(after, limit);
        }
    }

    private boolean isDone(SuppressionRow row) {
        return row.epoch() >= tokens.epoch();
    }

    /// Each is a write of its own: the mirror hears only of those that landed.
    ///
    /// @return how many landed
    private int move(List<SuppressionRow> rows) {
        var underWay = new ArrayList<Supplier<Landing>>();
        for (SuppressionRow row : rows) {
            if (!isDone(row)) {
                var move = new RowChange.MoveSuppression(row.token(), Write.newest(tokens, row));
                underWay.add(core.writer().handOver(Write.upkeep(List.of(move))));
            }
        }
        int landed = 0;
        for (Supplier<Landing> one : underWay) {
            landed += one.get() instanceof Landing.Landed ? 1 : 0;
        }
        return landed;
    }

    private boolean isAnyLeft() {
        byte[] after = {};
        List<SuppressionRow> rows;
        do {
            watcher.at(all, all);
            byte[] from = after;
            rows = core.writer().between(() -> rows(from, SCAN_CHUNK));
            if (!rows.stream().allMatch(this::isDone)) {
                return true;
            }
            after = rows.isEmpty() ? after : rows.getLast().token();
        } while (rows.size() == SCAN_CHUNK);
        return false;
    }
}
