package custos.store;

/// One change of rows within a write. Rows that belong to the write's leaf get its number when the
/// write is staged.
public sealed interface RowChange {

    /// A new customer; [Staged.Taken] when the number is in use.
    record InsertCustomer(CustomerRow row) implements RowChange {}

    /// Replaces a customer's row; [Staged.Stale] unless it stands at `ifVersion`.
    record UpdateCustomer(CustomerRow row, long ifVersion) implements RowChange {}

    /// Deletes every row of a customer in every table but `shredded`, `suppression`, `leaf`,
    /// `internal`, `idempotency` and tombstones; [Staged.Stale] unless it stands at `ifVersion`.
    /// Rows that stay are inserted again by the changes after it.
    record DeleteCustomer(long no, long ifVersion) implements RowChange {}

    /// A customer's wrapped keys, new or replaced.
    record PutKeys(long customer, byte[] wraps) implements RowChange {}

    /// Changes nothing; [Staged.Stale] unless the customer's wrapped keys are these.
    record RequireKeys(long customer, byte[] wraps) implements RowChange {}

    /// Replaces wrapped keys only while they still are `before`; else changes nothing, and holds up
    /// nothing else in its write.
    record SwapKeys(long customer, byte[] before, byte[] after) implements RowChange {}

    record InsertRecord(RecordRow row) implements RowChange {}

    /// Replaces a record; [Staged.Stale] unless it stands at `ifVersion`.
    record UpdateRecord(RecordRow row, long ifVersion) implements RowChange {}

    /// Deletes a record; to delete what is not there is no failure, here and in every delete below.
    record DeleteRecord(long no) implements RowChange {}

    /// An opening of this write's leaf.
    record InsertOpening(long no, byte[] ct) implements RowChange {}

    /// An opening of an earlier leaf `idx`: evidence that is kept when [DeleteCustomer] took the
    /// rest, or a restored one.
    record InsertOpeningOf(long no, long idx, byte[] ct) implements RowChange {}

    /// Replaces an opening's ciphertext (a key rotation); [Staged.Stale] when it is gone.
    record ReplaceOpening(long no, byte[] ct) implements RowChange {}

    /// The internal half of this write's leaf.
    record InsertInternal(byte[] ct) implements RowChange {}

    /// One customer's row of this write's `disclosed` batch.
    record InsertDisclosed(long customer, byte[] ct) implements RowChange {}

    /// A look of an earlier leaf `idx`, restored; none for a customer who is gone or was erased,
    /// and one that stands already stays.
    record InsertDisclosedOf(long customer, long idx, byte[] ct) implements RowChange {}

    /// Replaces the ciphertext of a look (a key rotation), if it is there; so does every
    /// replacement below.
    record ReplaceDisclosed(long customer, long idx, byte[] ct) implements RowChange {}

    /// Marks a customer's class as destroyed; the higher generation stays.
    record PutShredded(ShreddedRow row) implements RowChange {}

    record PutTombstone(TombstoneRow row) implements RowChange {}

    /// Adds a suppression; one that stands already keeps its month.
    record PutSuppression(SuppressionRow row) implements RowChange {}

    record DeleteSuppression(byte[] token) implements RowChange {}

    /// Puts a suppression in the place of another; [Staged.Stale] when that is gone. One that
    /// stands there already keeps its month.
    record MoveSuppression(byte[] before, SuppressionRow after) implements RowChange {}

    record PutHold(HoldRow row) implements RowChange {}

    record DeleteHold(long record, long customer) implements RowChange {}

    /// A repeated key answers [Staged.Taken]. Belongs to this write's leaf.
    record InsertIdempotency(byte[] key, long customer, int hour, byte[] ct) implements RowChange {}

    record ReplaceIdempotency(byte[] key, byte[] ct) implements RowChange {}

    /// Forgets results older than an hour (hours since 1970).
    record DeleteIdempotencyBefore(int hour) implements RowChange {}

    /// A message to send once the group has landed.
    record InsertOutbox(long customer, byte[] ct) implements RowChange {}

    record ReplaceOutbox(long no, byte[] ct) implements RowChange {}

    record DeleteOutbox(long no) implements RowChange {}

    record InsertDownload(DownloadRow row) implements RowChange {}

    record DeleteDownload(long no) implements RowChange {}

    record PutDocument(DocumentRow row) implements RowChange {}

    record InsertDocument(DocumentRow row) implements RowChange {}

    record DeleteDocument(DocumentKind kind, byte[] id) implements RowChange {}

    /// Stores a signed checkpoint; `keepBefore` says whether the previous last one stays.
    record PutCheckpoint(int epoch, long size, byte[] note, boolean keepBefore)
            implements RowChange {}
}
