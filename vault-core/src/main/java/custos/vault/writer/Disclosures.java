package custos.vault.writer;

import custos.crypto.DataKey;
import custos.event.Act;
import custos.event.ActType;
import custos.event.Actor;
import custos.event.Commitment;
import custos.event.Internal;
import custos.event.Subject;
import custos.policy.PurposeId;
import custos.policy.RecordKind;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.LookBatch;
import custos.vault.rows.VaultKeys;
import custos.vault.rows.Write;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gathers who opened whose data for which purpose, and writes it down within a second as batch
/// leaves of at most 1,000 rows.
///
/// The same look by the same person within an hour is one row. A crash may lose the last second of
/// looks; reveals and exports never pass through here.
public final class Disclosures implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Disclosures.class);

    /// The most looks that wait; past it the reader waits for the writer.
    private static final int MAX_WAITING = 100_000;

    /// What records are looked at for, unless their kind says otherwise.
    private static final PurposeId SERVICE = new PurposeId("service");

    private final VaultKeys keys;
    private final GroupWriter writer;
    private final InstantSource clock;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("custos-disclosures").daemon().factory());
    private final ScheduledFuture<?> flushing;
    private final Map<Viewer, Set<Long>> seen = new HashMap<>();
    private List<Look> waiting = new ArrayList<>();
    private long seenHour;

    public Disclosures(VaultKeys keys, GroupWriter writer, InstantSource clock) {
        this.keys = keys;
        this.writer = writer;
        this.clock = clock;
        this.flushing =
                timer.scheduleWithFixedDelay(this::flushQuietly, 500, 500, TimeUnit.MILLISECONDS);
    }

    private record Viewer(Actor actor, PurposeId purpose) {}

    private record Look(Viewer viewer, long customer, DataKey evidence) {}

    /// Notes that a customer's fields were opened for a purpose.
    ///
    /// @param evidence taken over: wiped once the row is sealed
    public void note(Actor actor, PurposeId purpose, long customer, DataKey evidence) {
        var viewer = new Viewer(actor, purpose);
        boolean full;
        synchronized (this) {
            startHour();
            if (!seen.computeIfAbsent(viewer, _ -> new HashSet<>()).add(customer)) {
                evidence.close();
                return;
            }
            waiting.add(new Look(viewer, customer, evidence));
            full = waiting.size() >= MAX_WAITING;
        }
        if (full) {
            flush();
        }
    }

    /// Notes a look at records, each for the purpose that its kind serves.
    public void noteRecords(
            Actor actor, Iterable<RecordKind> kinds, CustomerFile file, int evidence) {
        for (RecordKind kind : kinds) {
            PurposeId purpose = kind.serves().or(kind::needs).orElse(SERVICE);
            if (!noted(actor, purpose, file.no())) {
                note(actor, purpose, file.no(), file.take(evidence));
            }
        }
    }

    /// Whether this look was noted within the hour already, so that no key need be opened for it.
    public synchronized boolean noted(Actor actor, PurposeId purpose, long customer) {
        startHour();
        Set<Long> customers = seen.get(new Viewer(actor, purpose));
        return customers != null && customers.contains(customer);
    }

    /// Forgets looks that wait of a customer who was erased.
    public synchronized void forget(long customer) {
        waiting.removeIf(look -> {
            boolean hers = look.customer() == customer;
            if (hers) {
                look.evidence().close();
            }
            return hers;
        });
    }

    private void startHour() {
        long hour = clock.instant().getEpochSecond() / 3600;
        if (hour != seenHour) {
            seen.clear();
            seenHour = hour;
        }
    }

    private void flushQuietly() {
        try {
            flush();
        } catch (RuntimeException e) {
            LOG.error("looks could not be written to the ledger: {}", e.getClass().getSimpleName());
        }
    }

    /// Writes down all that waits; durable on return.
    public void flush() {
        List<Look> looks;
        synchronized (this) {
            looks = waiting;
            waiting = new ArrayList<>();
        }
        var byViewer = new LinkedHashMap<Viewer, List<Look>>();
        looks.forEach(
                look -> byViewer.computeIfAbsent(look.viewer(), _ -> new ArrayList<>()).add(look));
        byViewer.forEach(this::writeInBatches);
    }

    private void writeInBatches(Viewer viewer, List<Look> looks) {
        for (int from = 0; from < looks.size(); from += Commitment.MAX_BATCH) {
            List<Look> batch =
                    looks.subList(from, Math.min(looks.size(), from + Commitment.MAX_BATCH));
            writer.land(write(viewer, batch));
            batch.forEach(look -> look.evidence().close());
        }
    }

    private Write write(Viewer viewer, List<Look> looks) {
        var batch = new LookBatch(keys, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        looks.forEach(look -> batch.add(look.customer(), Subject.Part.about(0), look.evidence()));
        return batch.finish(
                List.of(Act.of(ActType.DISCLOSED, viewer.purpose())),
                Internal.by(viewer.actor()),
                List.of());
    }

    /// Writes what waits, then stops.
    @Override
    public void close() {
        flushing.cancel(false);
        timer.shutdown();
        flushQuietly();
    }
}
