package custos.store.sqlite;

import custos.store.CommitState;
import custos.store.CustomerRow;
import custos.store.DisclosedRow;
import custos.store.DocumentKind;
import custos.store.DocumentRow;
import custos.store.DownloadRow;
import custos.store.HoldRow;
import custos.store.IdempotencyRow;
import custos.store.InternalRow;
import custos.store.KeysRow;
import custos.store.LeafRow;
import custos.store.OpeningRow;
import custos.store.OutboxRow;
import custos.store.OwnerRow;
import custos.store.ReadSession;
import custos.store.RecordRow;
import custos.store.ShreddedRow;
import custos.store.SuppressionRow;
import custos.store.TableCount;
import custos.store.TokensRow;
import custos.store.TombstoneRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// One read transaction on a borrowed connection.
final class SqliteReadSession implements ReadSession {
    private final Statements sql;
    private final Ending ending;
    private final CommitState state;
    private boolean open = true;

    /// Told once, when the session is over.
    interface Ending {
        void ended(Statements sql, boolean sound);
    }

    SqliteReadSession(Statements sql, Ending ending) {
        this.sql = sql;
        this.ending = ending;
        try {
            sql.run("begin");
            state = sql.first("state", SqliteReadSession::state).orElseThrow();
        } catch (SQLException e) {
            ending.ended(sql, false);
            throw Faults.known("opening a view", e);
        }
    }

    @Override
    public CommitState state() {
        var _ = reading();
        return state;
    }

    @Override
    public Optional<CustomerRow> customer(long no) {
        return first("customer", SqliteReadSession::customer, no);
    }

    @Override
    public List<CustomerRow> customersFrom(long no, int limit) {
        return list("customers_from", SqliteReadSession::customer, no, limit);
    }

    @Override
    public Optional<byte[]> keys(long customer) {
        return first("keys", SqliteReadSession::bytes, customer);
    }

    @Override
    public List<KeysRow> keysBetween(long from, long to) {
        return list("keys_between", r -> new KeysRow(r.getLong(1), r.getBytes(2)), from, to);
    }

    @Override
    public List<KeysRow> keysFrom(long customer, int limit) {
        return list("keys_from", r -> new KeysRow(r.getLong(1), r.getBytes(2)), customer, limit);
    }

    @Override
    public Optional<RecordRow> record(long no) {
        return first("record", SqliteReadSession::record, no);
    }

    @Override
    public List<RecordRow> recordsBetween(long from, long to) {
        return list("records_between", SqliteReadSession::record, from, to);
    }

    @Override
    public List<RecordRow> recordsBetween(long from, long to, int below) {
        return list("records_between_below", SqliteReadSession::record, from, to, below);
    }

    @Override
    public int countRecords(long from, long to) {
        return first("count_records", r -> r.getInt(1), from, to).orElse(0);
    }

    @Override
    public List<RecordRow> recordsOfKind(int kind, long from, long to) {
        return list("records_of_kind", SqliteReadSession::record, kind, from, to);
    }

    @Override
    public List<RecordRow> recordsOfKind(int kind, long from, long to, int limit) {
        return list("records_of_kind_first", SqliteReadSession::record, kind, from, to, limit);
    }

    @Override
    public Optional<byte[]> opening(long no) {
        return first("opening", SqliteReadSession::bytes, no);
    }

    @Override
    public List<OpeningRow> openingsBetween(long from, long to) {
        return list("openings_between", r -> new OpeningRow(r.getLong(1), r.getBytes(2)), from, to);
    }

    @Override
    public List<OwnerRow> ownersBetween(long from, long to) {
        return list("owners_between", r -> new OwnerRow(r.getLong(1), r.getLong(2)), from, to);
    }

    @Override
    public Optional<Long> leafOf(long opening) {
        return first("leaf_of", r -> r.getLong(1), opening);
    }

    @Override
    public List<Long> openingsOf(long idx) {
        return list("openings_of", r -> r.getLong(1), idx);
    }

    @Override
    public Optional<byte[]> leaf(long idx) {
        return first("leaf", SqliteReadSession::bytes, idx);
    }

    @Override
    public List<LeafRow> leavesBetween(long from, long to) {
        return list("leaves_between", r -> new LeafRow(r.getLong(1), r.getBytes(2)), from, to);
    }

    @Override
    public Optional<byte[]> internal(long idx) {
        return first("internal", SqliteReadSession::bytes, idx);
    }

    @Override
    public List<InternalRow> internalsBetween(long from, long to) {
        return list(
                "internals_between", r -> new InternalRow(r.getLong(1), r.getBytes(2)), from, to);
    }

    @Override
    public List<DisclosedRow> disclosed(long customer) {
        return list("disclosed", SqliteReadSession::disclosed, customer);
    }

    @Override
    public List<DisclosedRow> disclosedBetween(long from, long to) {
        return list("disclosed_between", SqliteReadSession::disclosed, from, to);
    }

    @Override
    public int countDisclosed(long idx) {
        return first("count_disclosed", r -> r.getInt(1), idx).orElse(0);
    }

    @Override
    public List<DisclosedRow> disclosedOf(long idx, int limit) {
        return list("disclosed_of", SqliteReadSession::disclosed, idx, limit);
    }

    @Override
    public Optional<byte[]> tile(int epoch, int level, long n) {
        return first("tile", SqliteReadSession::bytes, epoch, level, n);
    }

    @Override
    public long countTiles(int epoch) {
        return first("count_tiles", r -> r.getLong(1), epoch).orElse(0L);
    }

    @Override
    public Optional<byte[]> lastCheckpoint(int epoch) {
        return first("last_checkpoint", SqliteReadSession::bytes, epoch);
    }

    @Override
    public List<byte[]> checkpoints(int epoch) {
        return list("checkpoints", SqliteReadSession::bytes, epoch);
    }

    @Override
    public Optional<SuppressionRow> suppression(byte[] token) {
        return first("suppression", SqliteReadSession::suppressionRow, (Object) token);
    }

    private static SuppressionRow suppressionRow(ResultSet row) throws SQLException {
        return new SuppressionRow(row.getBytes(1), row.getInt(2), row.getInt(3));
    }

    @Override
    public List<SuppressionRow> suppressionsAfter(byte[] token, int limit) {
        return list("suppressions_after", SqliteReadSession::suppressionRow, token, limit);
    }

    @Override
    public List<ShreddedRow> shredded(long customer) {
        return list("shredded", SqliteReadSession::shredded, customer);
    }

    @Override
    public List<ShreddedRow> shreddedFrom(long customer, int limit) {
        return list("shredded_from", SqliteReadSession::shredded, customer, limit);
    }

    @Override
    public List<ShreddedRow> shreddedBetween(long from, long to) {
        return list("shredded_between", SqliteReadSession::shredded, from, to);
    }

    @Override
    public Optional<Integer> lastShredding() {
        return first("last_shredding", r -> r.getInt(1));
    }

    @Override
    public List<TombstoneRow> tombstonesBetween(long fromRecord, long toRecord) {
        return list(
                "tombstones_between",
                r -> new TombstoneRow(r.getLong(1), r.getInt(2), r.getLong(3), r.getInt(4)),
                fromRecord,
                toRecord);
    }

    @Override
    public List<HoldRow> holds(long customer) {
        return list("holds", SqliteReadSession::hold, customer);
    }

    @Override
    public List<HoldRow> holdsBetween(long fromRecord, long toRecord, int limit) {
        return list("holds_between", SqliteReadSession::hold, fromRecord, toRecord, limit);
    }

    private static HoldRow hold(ResultSet row) throws SQLException {
        return new HoldRow(row.getLong(1), row.getLong(2), row.getBytes(3));
    }

    @Override
    public Optional<IdempotencyRow> idempotency(byte[] key) {
        return first("idempotency", SqliteReadSession::idempotencyRow, (Object) key);
    }

    @Override
    public List<IdempotencyRow> idempotencyOf(long customer) {
        return list("idempotency_of", SqliteReadSession::idempotencyRow, customer);
    }

    private static IdempotencyRow idempotencyRow(ResultSet r) throws SQLException {
        return new IdempotencyRow(
                r.getBytes(1), r.getLong(2), r.getInt(3), r.getLong(4), r.getBytes(5));
    }

    @Override
    public List<OutboxRow> outboxAfter(long no, int limit) {
        return list("outbox_after", SqliteReadSession::outboxRow, no, limit);
    }

    @Override
    public List<OutboxRow> outboxOf(long customer) {
        return list("outbox_of", SqliteReadSession::outboxRow, customer);
    }

    private static OutboxRow outboxRow(ResultSet r) throws SQLException {
        return new OutboxRow(r.getLong(1), r.getLong(2), r.getBytes(3));
    }

    @Override
    public List<DownloadRow> downloadsAfter(long no, int limit) {
        return list(
                "downloads_after",
                r -> new DownloadRow(r.getLong(1), r.getLong(2), r.getBytes(3), r.getLong(4)),
                no,
                limit);
    }

    @Override
    public Optional<byte[]> document(DocumentKind kind, byte[] id) {
        return first("document", SqliteReadSession::bytes, kind.number(), id);
    }

    @Override
    public List<DocumentRow> documents(DocumentKind kind) {
        return list(
                "documents",
                r -> new DocumentRow(kind, r.getBytes(2), r.getBytes(3)),
                kind.number());
    }

    @Override
    public void eachToken(Consumer<TokensRow> row) {
        try {
            reading().each("tokens", r -> new TokensRow(r.getLong(1), r.getBytes(2)), row);
        } catch (SQLException e) {
            throw Faults.known("reading tokens", e);
        }
    }

    @Override
    public List<TableCount> counts() {
        return list("counts", r -> new TableCount(r.getString(1), r.getLong(2)));
    }

    private <T> List<T> list(String name, Statements.Row<T> row, Object... values) {
        try {
            return reading().list(name, row, values);
        } catch (SQLException e) {
            throw Faults.known("reading " + name, e);
        }
    }

    private <T> Optional<T> first(String name, Statements.Row<T> row, Object... values) {
        try {
            return reading().first(name, row, values);
        } catch (SQLException e) {
            throw Faults.known("reading " + name, e);
        }
    }

    private Statements reading() {
        if (!open) {
            throw new IllegalStateException("the view is closed");
        }
        return sql;
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            boolean sound = false;
            try {
                sql.run("end");
                sound = true;
            } catch (SQLException e) {
                throw Faults.known("closing a view", e);
            } finally {
                ending.ended(sql, sound);
            }
        }
    }

    private static byte[] bytes(ResultSet row) throws SQLException {
        return row.getBytes(1);
    }

    private static CommitState state(ResultSet row) throws SQLException {
        return new CommitState(row.getInt(1), row.getLong(2), row.getBytes(3), row.getLong(4));
    }

    private static CustomerRow customer(ResultSet row) throws SQLException {
        return new CustomerRow(
                row.getLong(1),
                row.getLong(2),
                row.getInt(3),
                row.getInt(4),
                row.getInt(5),
                row.getBytes(6),
                row.getBytes(7));
    }

    private static RecordRow record(ResultSet row) throws SQLException {
        return new RecordRow(
                row.getLong(1),
                row.getInt(2),
                row.getInt(3),
                row.getLong(4),
                row.getInt(5),
                row.getBytes(6));
    }

    private static DisclosedRow disclosed(ResultSet row) throws SQLException {
        return new DisclosedRow(row.getLong(1), row.getLong(2), row.getBytes(3));
    }

    private static ShreddedRow shredded(ResultSet row) throws SQLException {
        return new ShreddedRow(
                row.getLong(1), row.getInt(2), row.getLong(3), row.getInt(4), row.getBytes(5));
    }
}
