package custos.vault.letters;

import custos.crypto.CryptoFault;
import custos.crypto.DataKey;
import custos.crypto.RowPlace;
import custos.posting.Pending;
import custos.posting.Posting;
import custos.store.OutboxRow;
import custos.store.ReadSession;
import custos.store.RowChange;
import custos.vault.core.Core;
import custos.vault.core.PendingForms;
import custos.vault.rows.CustomerDraft;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Refusal;
import custos.vault.rows.VaultFault;
import custos.vault.rows.VaultKeys;
import custos.vault.rows.Write;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// Letters that wait to be sent. A letter is written with the event that it tells of, in one
/// transaction: both are there or neither. It is sealed under its customer's contact key and dies
/// with her; one about a posting dies with that. A letter that tells of no event can come in just
/// after her erasure; nobody can open it, and it is forgotten when it is found.
public final class Outbox {
    /// The customer of letters to addresses that may be nobody's.
    public static final long NOBODY = 0;

    public static final RowPlace PLACE = RowPlace.of("letter", new byte[0]);
    private static final int ID_BYTES = 16;
    private static final int CHUNK = 1000;

    private final Core core;

    public Outbox(Core core) {
        this.core = core;
    }

    /// A letter that asks for the confirmation of a posting belongs to nobody: its row holds the
    /// link's code alone, and all else is made of what waits. So it goes when that goes.
    public static RowChange posted(Core core, String code) {
        byte[] ct = core.keys().rows().seal(PLACE, code.getBytes(StandardCharsets.US_ASCII));
        return new RowChange.InsertOutbox(NOBODY, ct);
    }

    /// The code in a row that belongs to nobody.
    ///
    /// @throws CryptoFault when it does not open at its place
    public static String code(VaultKeys keys, OutboxRow row) {
        return new String(keys.rows().open(PLACE, row.ct()), StandardCharsets.US_ASCII);
    }

    /// A letter in the outbox.
    ///
    /// @param no rises from letter to letter
    /// @param id 32 hex digits of chance, the same at every try
    /// @param at when it was written
    public record Waiting(long no, String id, Instant at, Letter letter) {}

    /// The row that puts a letter beside a customer's change; add it by [CustomerDraft#also].
    public static RowChange row(Core core, CustomerDraft draft, Instant now, Letter letter) {
        byte[] chance = new byte[ID_BYTES];
        core.keys().random().nextBytes(chance);
        var dated = new LetterCodec.Dated(HexFormat.of().formatHex(chance), now, letter);
        DataKey key = draft.key(core.policies().contactClass());
        return new RowChange.InsertOutbox(
                draft.no(), key.sealRow(PLACE, LetterCodec.encode(dated)));
    }

    /// Some of the letters that wait.
    ///
    /// @param unreadable the numbers of letters that do not open: damage, which stays where it is
    /// @param upTo the number to go on after; the one that was given when there are no more
    public record Some(List<Waiting> letters, List<Long> unreadable, long upTo) {
        public Some {
            letters = List.copyOf(letters);
            unreadable = List.copyOf(unreadable);
        }
    }

    /// Letters with numbers above `no`, oldest first. Those of customers who are no longer there
    /// are forgotten.
    ///
    /// @param limit how many rows to look at, 1 to 1,000
    public Some after(long no, int limit) {
        var found = new ArrayList<Waiting>();
        var unreadable = new ArrayList<Long>();
        var orphans = new ArrayList<RowChange>();
        long upTo = no;
        try (ReadSession read = core.store().read()) {
            for (OutboxRow row : read.outboxAfter(no, limit)) {
                upTo = row.no();
                try {
                    found.add(row.customer() == NOBODY ? posted(read, row) : open(read, row));
                } catch (Refusal.NotFound | Refusal.Erased e) {
                    orphans.add(new RowChange.DeleteOutbox(row.no()));
                } catch (CryptoFault | VaultFault.Damaged | IllegalArgumentException e) {
                    unreadable.add(row.no());
                }
            }
        }
        if (!orphans.isEmpty()) {
            core.writer().land(Write.upkeep(orphans));
        }
        return new Some(found, unreadable, upTo);
    }

    private Waiting open(ReadSession read, OutboxRow row) {
        try (CustomerFile file = core.file(read, row.customer())) {
            return open(file, row, core.policies().contactClass());
        }
    }

    private Waiting posted(ReadSession read, OutboxRow row) {
        String code = code(core.keys(), row);
        if (PendingForms.find(core, read, PendingForms.kept(core, code)).orElse(null)
                instanceof Pending.Waiting waiting) {
            Posting posting = waiting.posting();
            var matter = new Matter.ConfirmPosting(posting.form(), code, waiting.until());
            var letter = new Letter(posting.email(), posting.language(), matter);
            return new Waiting(row.no(), waiting.letter(), waiting.at(), letter);
        }
        throw new Refusal.NotFound("posting");
    }

    /// The letter in a row of this customer's.
    ///
    /// @throws CryptoFault when it does not open at its place
    public static Waiting open(CustomerFile file, OutboxRow row, int contactClass) {
        byte[] ct = row.ct();
        byte[] opened = file.key(contactClass, DataKey.generationOfRow(ct)).openRow(PLACE, ct);
        var dated = LetterCodec.decode(opened);
        return new Waiting(row.no(), dated.id(), dated.at(), dated.letter());
    }

    /// Forgets a letter that was sent, or that is given up; to forget one twice is no failure.
    public void forget(long no) {
        core.writer().land(Write.upkeep(List.of(new RowChange.DeleteOutbox(no))));
    }

    /// How many letters wait.
    public long waiting() {
        try (ReadSession read = core.store().read()) {
            long count = 0;
            long after = 0;
            List<OutboxRow> rows;
            do {
                rows = read.outboxAfter(after, CHUNK);
                count += rows.size();
                after = rows.isEmpty() ? after : rows.getLast().no();
            } while (rows.size() == CHUNK);
            return count;
        }
    }
}
