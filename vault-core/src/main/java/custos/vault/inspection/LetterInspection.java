package custos.vault.inspection;

import custos.crypto.CryptoFault;
import custos.store.OutboxRow;
import custos.store.ReadSession;
import custos.vault.letters.Outbox;
import custos.vault.rows.CustomerFile;
import java.util.List;

/// Opens every letter that waits for a living customer. For one thread and one use.
final class LetterInspection {
    private static final int CHUNK = 500;

    private final Inspected vault;
    private final Findings findings;

    LetterInspection(Inspected vault, Findings findings) {
        this.vault = vault;
        this.findings = findings;
    }

    void check() {
        long after = 0;
        List<OutboxRow> rows;
        do {
            try (ReadSession read = vault.store().read()) {
                rows = read.outboxAfter(after, CHUNK);
                for (OutboxRow row : rows) {
                    after = row.no();
                    if (!opens(read, row)) {
                        findings.add(FindingCode.LETTER_OPEN, "letter " + row.no());
                    }
                }
            }
        } while (rows.size() == CHUNK);
    }

    private boolean opens(ReadSession read, OutboxRow row) {
        if (vault.policies().isErased(read.shredded(row.customer()))) {
            return true;
        }
        try {
            if (row.customer() == Outbox.NOBODY) {
                return !Outbox.code(vault.keys(), row).isEmpty();
            }
            var found = CustomerFile.read(read, vault.keys(), row.customer());
            if (found.isPresent()) {
                try (CustomerFile file = found.get()) {
                    Outbox.open(file, row, vault.policies().contactClass());
                }
            }
            return true;
        } catch (CryptoFault | IllegalArgumentException e) {
            return false;
        }
    }
}
