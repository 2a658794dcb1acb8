package custos.vault.erasure;

import custos.store.CustomerRow;
import custos.store.ReadSession;
import custos.vault.core.Core;
import custos.vault.rows.VaultFault;
import custos.vault.rows.Write;
import custos.vault.writer.Landing;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/// Changes what is left of an erased customer: prepares, lands, and prepares again when another
/// write was faster.
final class RemnantChange {
    private static final int MAX_TRIES = 10;

    private RemnantChange() {}

    /// @param change the write that it takes, or none
    /// @return where it landed; empty when nothing was to be done
    static OptionalLong land(Core core, long no, Function<Remnant, Optional<Write>> change) {
        for (int i = 0; i < MAX_TRIES; i++) {
            // The wraps that are put back must not be overtaken by the end of a roll.
            try (var _ = core.keys().readings().begin()) {
                Optional<Write> write = prepare(core, no, change);
                if (write.isEmpty()) {
                    return OptionalLong.empty();
                }
                switch (core.writer().land(write.get())) {
                    case Landing.Landed(long idx) -> {
                        return OptionalLong.of(idx);
                    }
                    case Landing.Broken(var bug) -> throw bug;
                    case Landing.Stale _, Landing.Taken _ -> {
                        // Somebody was faster: look again.
                    }
                }
            }
        }
        throw new VaultFault.Busy("too many changes of one customer at once");
    }

    private static Optional<Write> prepare(
            Core core, long no, Function<Remnant, Optional<Write>> change) {
        try (ReadSession read = core.store().read()) {
            Optional<CustomerRow> row = read.customer(no);
            return row.isEmpty()
                    ? Optional.empty()
                    : change.apply(new Remnant(core, read, row.get()));
        }
    }
}
