package custos.backup;

import custos.crypto.CryptoFault;
import custos.store.CustomerRow;
import custos.store.DisclosedRow;
import custos.store.DocumentKind;
import custos.store.DocumentRow;
import custos.store.HoldRow;
import custos.store.InternalRow;
import custos.store.KeysRow;
import custos.store.LeafRow;
import custos.store.OpeningRow;
import custos.store.RecordRow;
import custos.store.ShreddedRow;
import custos.store.SuppressionRow;
import custos.store.TombstoneRow;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// Rows as bytes: `table u8 | length u32 | row`, the columns in the order of the schema, numbers
/// big-endian, bytes behind their length u32. The numbers of the tables never change.
final class BundleRowCodec {
    /// The table of the manifest, which is no row of the vault.
    static final int MANIFEST = 0;

    /// Bytes before a row.
    static final int PREFIX = 1 + 4;

    /// The longest row that is read, in bytes: a record's body of 1,024 fields is far below.
    static final int MAX_ROW = 64 * 1024 * 1024;

    private static final String WHAT = "the bundle";

    private BundleRowCodec() {}

    static byte[] encode(BundleRow row) {
        return switch (row) {
            case BundleRow.Keyring(byte[] json) -> row(1, json.length).put(json).array();
            case BundleRow.Kek(byte[] json) -> row(2, json.length).put(json).array();
            case BundleRow.Document(DocumentRow(DocumentKind kind, byte[] id, byte[] body)) ->
                    put(
                                    put(
                                            row(3, 4 + 8 + id.length + body.length)
                                                    .putInt(kind.number()),
                                            id),
                                    body)
                            .array();
            case BundleRow.Checkpoint(int epoch, byte[] note) ->
                    put(row(4, 4 + 4 + note.length).putInt(epoch), note).array();
            case BundleRow.Shredded(ShreddedRow one) ->
                    put(
                                    row(5, 8 + 4 + 8 + 4 + 4 + one.mac().length)
                                            .putLong(one.customer())
                                            .putInt(one.classNo())
                                            .putLong(one.uptoGeneration())
                                            .putInt(one.day()),
                                    one.mac())
                            .array();
            case BundleRow.Tombstone(TombstoneRow one) ->
                    row(6, 8 + 4 + 8 + 4)
                            .putLong(one.record())
                            .putInt(one.field())
                            .putLong(one.uptoVersion())
                            .putInt(one.day())
                            .array();
            case BundleRow.Suppression(SuppressionRow one) ->
                    put(row(7, 4 + one.token().length + 8), one.token())
                            .putInt(one.epoch())
                            .putInt(one.month())
                            .array();
            case BundleRow.Customer(CustomerRow one) -> customer(one);
            case BundleRow.Counters(long customer, long version, int record, int opening) ->
                    row(9, 8 + 8 + 4 + 4)
                            .putLong(customer)
                            .putLong(version)
                            .putInt(record)
                            .putInt(opening)
                            .array();
            case BundleRow.Keys(KeysRow one) -> numbered(10, one.customer(), one.wraps());
            case BundleRow.CustomerRecord(RecordRow one) ->
                    put(
                                    row(11, 8 + 4 + 4 + 8 + 4 + 4 + one.body().length)
                                            .putLong(one.no())
                                            .putInt(one.classNo())
                                            .putInt(one.kind())
                                            .putLong(one.version())
                                            .putInt(one.day()),
                                    one.body())
                            .array();
            case BundleRow.Opening(OpeningRow one) -> numbered(12, one.no(), one.ct());
            case BundleRow.Disclosed(DisclosedRow one) ->
                    put(
                                    row(13, 8 + 8 + 4 + one.ct().length)
                                            .putLong(one.customer())
                                            .putLong(one.idx()),
                                    one.ct())
                            .array();
            case BundleRow.Hold(HoldRow one) ->
                    put(
                                    row(14, 8 + 8 + 4 + one.ct().length)
                                            .putLong(one.record())
                                            .putLong(one.customer()),
                                    one.ct())
                            .array();
            case BundleRow.Leaf(LeafRow one) -> numbered(15, one.idx(), one.entry());
            case BundleRow.Internal(InternalRow one) -> numbered(16, one.idx(), one.ct());
            case BundleRow.Follows(byte[] base, long number) -> numbered(17, number, base);
            case BundleRow.Gone(long customer) -> row(18, 8).putLong(customer).array();
            case BundleRow.SuppressionGone(byte[] token) ->
                    row(19, token.length).put(token).array();
            case BundleRow.HoldGone(long record, long customer) ->
                    row(21, 8 + 8).putLong(record).putLong(customer).array();
            case BundleRow.DocumentGone(DocumentKind kind, byte[] id) ->
                    put(row(20, 4 + 4 + id.length).putInt(kind.number()), id).array();
        };
    }

    private static byte[] customer(CustomerRow one) {
        var out =
                row(8, 8 + 8 + 4 + 4 + 4 + 8 + one.head().length + one.tokens().length)
                        .putLong(one.no())
                        .putLong(one.version())
                        .putInt(one.activeDay())
                        .putInt(one.nextRecord())
                        .putInt(one.nextOpening());
        return put(put(out, one.head()), one.tokens()).array();
    }

    private static byte[] numbered(int table, long number, byte[] bytes) {
        return put(row(table, 8 + 4 + bytes.length).putLong(number), bytes).array();
    }

    private static ByteBuffer row(int table, int length) {
        return ByteBuffer.allocate(PREFIX + length).put((byte) table).putInt(length);
    }

    private static ByteBuffer put(ByteBuffer out, byte[] bytes) {
        return out.putInt(bytes.length).put(bytes);
    }

    /// Reads what follows the prefix.
    ///
    /// @throws CryptoFault.UnknownFormat for a table of a later version
    static BundleRow decode(int table, byte[] bytes) {
        var in = ByteBuffer.wrap(bytes);
        BundleRow row;
        try {
            row = decode(table, in);
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new CryptoFault.Damaged(WHAT);
        }
        if (in.hasRemaining()) {
            throw new CryptoFault.Damaged(WHAT);
        }
        return row;
    }

    private static BundleRow decode(int table, ByteBuffer in) {
        return switch (table) {
            case 1 -> new BundleRow.Keyring(rest(in));
            case 2 -> new BundleRow.Kek(rest(in));
            case 3 -> new BundleRow.Document(new DocumentRow(kind(in.getInt()), get(in), get(in)));
            case 4 -> new BundleRow.Checkpoint(in.getInt(), get(in));
            case 5 ->
                    new BundleRow.Shredded(
                            new ShreddedRow(
                                    in.getLong(), in.getInt(), in.getLong(), in.getInt(), get(in)));
            case 6 ->
                    new BundleRow.Tombstone(
                            new TombstoneRow(in.getLong(), in.getInt(), in.getLong(), in.getInt()));
            case 7 ->
                    new BundleRow.Suppression(
                            new SuppressionRow(get(in), in.getInt(), in.getInt()));
            case 8 ->
                    new BundleRow.Customer(
                            new CustomerRow(
                                    in.getLong(),
                                    in.getLong(),
                                    in.getInt(),
                                    in.getInt(),
                                    in.getInt(),
                                    get(in),
                                    get(in)));
            case 9 -> new BundleRow.Counters(in.getLong(), in.getLong(), in.getInt(), in.getInt());
            case 10 -> new BundleRow.Keys(new KeysRow(in.getLong(), get(in)));
            case 11 ->
                    new BundleRow.CustomerRecord(
                            new RecordRow(
                                    in.getLong(),
                                    in.getInt(),
                                    in.getInt(),
                                    in.getLong(),
                                    in.getInt(),
                                    get(in)));
            case 12 -> new BundleRow.Opening(new OpeningRow(in.getLong(), get(in)));
            case 13 ->
                    new BundleRow.Disclosed(new DisclosedRow(in.getLong(), in.getLong(), get(in)));
            case 14 -> new BundleRow.Hold(new HoldRow(in.getLong(), in.getLong(), get(in)));
            case 15 -> new BundleRow.Leaf(new LeafRow(in.getLong(), get(in)));
            case 16 -> new BundleRow.Internal(new InternalRow(in.getLong(), get(in)));
            case 17 -> {
                long number = in.getLong();
                yield new BundleRow.Follows(get(in), number);
            }
            case 18 -> new BundleRow.Gone(in.getLong());
            case 19 -> new BundleRow.SuppressionGone(rest(in));
            case 20 -> new BundleRow.DocumentGone(kind(in.getInt()), get(in));
            case 21 -> new BundleRow.HoldGone(in.getLong(), in.getLong());
            default -> throw new CryptoFault.UnknownFormat("a row of the bundle", table);
        };
    }

    private static DocumentKind kind(int number) {
        return Arrays.stream(DocumentKind.values())
                .filter(known -> known.number() == number)
                .findFirst()
                .orElseThrow(
                        () -> new CryptoFault.UnknownFormat("a document of the bundle", number));
    }

    private static byte[] get(ByteBuffer in) {
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new CryptoFault.Damaged(WHAT);
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private static byte[] rest(ByteBuffer in) {
        byte[] bytes = new byte[in.remaining()];
        in.get(bytes);
        return bytes;
    }
}
