package custos.vault.imports;

import custos.event.Act;
import custos.event.Internal;
import custos.event.Subject;
import custos.vault.core.Core;
import custos.vault.rows.BatchWrite;
import custos.vault.rows.CustomerDraft;
import custos.vault.rows.Readings;
import custos.vault.rows.VaultFault;
import custos.vault.rows.Write;
import custos.vault.writer.GroupWriter;
import custos.vault.writer.Landing;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Hands the new customers of an import to the writer, up to 1,000 a leaf, and prepares the next
/// while they are written. For one thread.
final class ImportLanding implements AutoCloseable {
    private final Core core;
    private final Internal internal;
    private final ImportTally tally;
    private final List<CustomerDraft> drafts = new ArrayList<>();
    private final List<Runnable> before = new ArrayList<>();
    private final List<Runnable> after = new ArrayList<>();
    private final List<Runnable> afterwards = new ArrayList<>();
    private BatchWrite batch;
    private @Nullable Waiting waiting;

    ImportLanding(Core core, Internal internal, ImportTally tally) {
        this.core = core;
        this.internal = internal;
        this.tally = tally;
        this.batch = new BatchWrite(core.keys());
    }

    /// A batch that the writer has.
    private record Waiting(
            Readings.Reading reading,
            Supplier<Landing> landing,
            List<Runnable> after,
            List<Runnable> afterwards) {}

    /// @param ready done just before the batch is written
    /// @param landed done as soon as it is durable
    void add(
            CustomerDraft draft,
            List<Act> acts,
            List<Subject.Part> parts,
            Runnable ready,
            Runnable landed) {
        if (!batch.add(draft, acts, parts)) {
            land();
            if (!batch.add(draft, acts, parts)) {
                throw new IllegalStateException("one customer's acts fill a whole leaf");
            }
        }
        drafts.add(draft);
        before.add(ready);
        after.add(landed);
    }

    /// Done once whoever was added last is in: an import that breaks off must not leave many people
    /// without what belongs to them.
    void afterwards(Runnable work) {
        afterwards.add(work);
    }

    /// Lands what waits.
    void finish() {
        if (!batch.isEmpty()) {
            land();
        }
        await();
    }

    /// Hands the batch over and goes on with the next while it is written. A rotation waits for
    /// tokens that are made while it begins, not for people who wait to fill a batch.
    private void land() {
        await();
        Readings.Reading reading = core.keys().readings().begin();
        boolean handedOver = false;
        try {
            before.forEach(Runnable::run);
            before.clear();
            Write write = batch.finish(internal, core.now());
            wipe();
            waiting =
                    new Waiting(
                            reading,
                            core.writer().handOverNew(write),
                            List.copyOf(after),
                            List.copyOf(afterwards));
            handedOver = true;
        } finally {
            if (!handedOver) {
                reading.close();
            }
        }
        after.clear();
        afterwards.clear();
        batch = new BatchWrite(core.keys());
    }

    /// Waits until the batch before is durable.
    private void await() {
        Waiting one = waiting;
        if (one == null) {
            return;
        }
        waiting = null;
        try (var _ = one.reading()) {
            switch (one.landing().get()) {
                case Landing.Landed _ -> {
                    one.after().forEach(Runnable::run);
                    tally.leaves(1);
                }
                case Landing.Broken(var bug) -> throw bug;
                case Landing.Stale _, Landing.Taken _ ->
                        throw new VaultFault.Busy(GroupWriter.ROLLING + "; import again");
            }
        }
        one.afterwards().forEach(Runnable::run);
    }

    private void wipe() {
        drafts.forEach(CustomerDraft::close);
        drafts.clear();
    }

    /// Whatever was not handed over is dropped, and its keys are wiped. What the writer has lands,
    /// and is found from then on.
    @Override
    public void close() {
        wipe();
        await();
    }
}
