package custos.store;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The rows as of one instant. Single-threaded; close it within one second.
///
/// Ranges are inclusive at `from`, exclusive at `to`, ascending. Every list has a limit, given by
/// the caller or by the shape of the data (a customer's own rows).
public interface ReadSession extends AutoCloseable {
    CommitState state();

    Optional<CustomerRow> customer(long no);

    /// Customers from a number on, for walks in chunks.
    List<CustomerRow> customersFrom(long no, int limit);

    /// The wraps of a customer's keys, as stored.
    Optional<byte[]> keys(long customer);

    /// The wraps of customers in a range.
    List<KeysRow> keysBetween(long from, long to);

    /// The wraps of the first customers from a number on, for walks in chunks.
    List<KeysRow> keysFrom(long customer, int limit);

    Optional<RecordRow> record(long no);

    /// Records by number range; a customer's own are `no << 20` up to the next customer's.
    List<RecordRow> recordsBetween(long from, long to);

    /// Records in a number range whose number within their customer is below a limit.
    List<RecordRow> recordsBetween(long from, long to, int below);

    /// How many records lie in a number range.
    int countRecords(long from, long to);

    /// Records of one kind in a number range.
    List<RecordRow> recordsOfKind(int kind, long from, long to);

    /// The first records of one kind in a number range.
    List<RecordRow> recordsOfKind(int kind, long from, long to, int limit);

    Optional<byte[]> opening(long no);

    List<OpeningRow> openingsBetween(long from, long to);

    /// Which leaves the openings of a range open.
    List<OwnerRow> ownersBetween(long from, long to);

    /// The number of the leaf which an opening opens, as `epoch << 40 | index`.
    Optional<Long> leafOf(long opening);

    /// The openings that belong to a leaf: none, one, or a batch's.
    List<Long> openingsOf(long idx);

    Optional<byte[]> leaf(long idx);

    List<LeafRow> leavesBetween(long from, long to);

    Optional<byte[]> internal(long idx);

    /// The internal halves of the leaves in a range.
    List<InternalRow> internalsBetween(long from, long to);

    /// Who opened this customer's data: sealed batch rows, oldest first.
    List<DisclosedRow> disclosed(long customer);

    /// Likewise for the customers in a range, by customer.
    List<DisclosedRow> disclosedBetween(long from, long to);

    /// How many rows of a batch leaf still stand: erasure takes each customer's away.
    int countDisclosed(long idx);

    /// The first rows of a batch leaf, by customer.
    List<DisclosedRow> disclosedOf(long idx, int limit);

    Optional<byte[]> tile(int epoch, int level, long n);

    /// How many full tiles an epoch has, on all levels.
    long countTiles(int epoch);

    Optional<byte[]> lastCheckpoint(int epoch);

    /// The stored checkpoints of an epoch, about one an hour, smallest first.
    List<byte[]> checkpoints(int epoch);

    Optional<SuppressionRow> suppression(byte[] token);

    List<SuppressionRow> suppressionsAfter(byte[] token, int limit);

    List<ShreddedRow> shredded(long customer);

    List<ShreddedRow> shreddedFrom(long customer, int limit);

    /// Likewise of the customers in a range.
    List<ShreddedRow> shreddedBetween(long from, long to);

    /// The last day on which a key was destroyed, in days since 1970-01-01.
    Optional<Integer> lastShredding();

    List<TombstoneRow> tombstonesBetween(long fromRecord, long toRecord);

    List<HoldRow> holds(long customer);

    /// Legal holds on records numbered from `fromRecord` up to, not including, `toRecord`, in
    /// order.
    List<HoldRow> holdsBetween(long fromRecord, long toRecord, int limit);

    Optional<IdempotencyRow> idempotency(byte[] key);

    /// The results of this customer's requests that may be repeated.
    List<IdempotencyRow> idempotencyOf(long customer);

    /// Messages to this customer that wait.
    List<OutboxRow> outboxOf(long customer);

    /// Messages to send with numbers above `no`, oldest first.
    List<OutboxRow> outboxAfter(long no, int limit);

    List<DownloadRow> downloadsAfter(long no, int limit);

    Optional<byte[]> document(DocumentKind kind, byte[] id);

    List<DocumentRow> documents(DocumentKind kind);

    /// Streams every customer's number and tokens, to build the index in memory. Not bound to one
    /// second: called once, before the vault answers.
    void eachToken(Consumer<TokensRow> row);

    /// Row counts by table, for inspection.
    List<TableCount> counts();

    @Override
    void close();
}
