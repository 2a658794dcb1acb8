package custos.vault.customers;

import custos.crypto.BlindIndex;
import custos.crypto.CryptoFault;
import custos.crypto.Wraps;
import custos.customer.FieldValue;
import custos.policy.Policy;
import custos.search.NameSearch;
import custos.store.CustomerRow;
import custos.store.KeysRow;
import custos.store.ReadSession;
import custos.store.RecordRow;
import custos.vault.core.Core;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Slots;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads all names into memory once after opening, while the vault already answers. Customers in
/// chunks, each from one short view.
public final class NameFiller implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NameFiller.class);
    private static final int CHUNK = 500;

    private final Core core;
    private final NameSearch names;
    private final Thread thread;
    private volatile boolean closing;

    public NameFiller(Core core, NameSearch names) {
        this.core = core;
        this.names = names;
        this.thread = Thread.ofPlatform().name("custos-names").daemon().start(this::run);
    }

    private void run() {
        try {
            long next = 0;
            while (!closing && next >= 0) {
                next = chunk(next);
            }
            if (!closing) {
                names.built();
            }
        } catch (RuntimeException e) {
            LOG.error("names could not be read into memory: {}", e.getMessage());
        }
    }

    /// @return where the next chunk begins, -1 after the last
    private long chunk(long from) {
        try (var _ = core.keys().readings().begin()) {
            return fill(from);
        }
    }

    private long fill(long from) {
        List<CustomerRow> rows;
        Map<Long, Wraps> wraps = new HashMap<>();
        Map<Long, RecordRow> contacts = new HashMap<>();
        try (ReadSession read = core.store().read()) {
            rows = read.customersFrom(from, CHUNK);
            if (rows.isEmpty()) {
                return -1;
            }
            long last = rows.getLast().no() + 1;
            for (KeysRow keys : read.keysBetween(rows.getFirst().no(), last)) {
                wraps.put(keys.customer(), Wraps.parse(keys.wraps()));
            }
            for (CustomerRow row : rows) {
                read.record(Slots.row(row.no(), Slots.CONTACT))
                        // A legal hold may keep the contact record of somebody erased.
                        .filter(_ -> !core.policies().isErased(read.shredded(row.no())))
                        .filter(_ -> !isMerged(read, row))
                        .ifPresent(record -> contacts.put(row.no(), record));
            }
        }
        rows.forEach(row -> fill(row, wraps.get(row.no()), contacts.get(row.no())));
        return rows.getLast().no() + 1;
    }

    /// Who was merged into another carries no token.
    private static boolean isMerged(ReadSession read, CustomerRow row) {
        return BlindIndex.unpack(row.tokens()).isEmpty()
                && read.record(Slots.row(row.no(), Slots.MERGED))
                        .filter(CustomerFile::marks)
                        .isPresent();
    }

    private void fill(
            CustomerRow row,
            @org.jspecify.annotations.Nullable Wraps wraps,
            @org.jspecify.annotations.Nullable RecordRow contact) {
        if (wraps == null || contact == null) {
            return;
        }
        Policy policy = core.policies().current();
        try (CustomerFile file =
                CustomerFile.of(
                        core.keys(),
                        row,
                        wraps,
                        List.of(contact),
                        core.keys().readings().begin())) {
            SortedMap<Integer, FieldValue> values = file.open(contact);
            Finder.Names found = Finder.namesOf(policy, values);
            names.fill(row.no(), found.names(), found.towns(), found.streets());
        } catch (CryptoFault e) {
            LOG.error("a customer's contact record does not open; `verify` names it");
        }
    }

    public void await() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing = true;
        await();
    }
}
