package custos.vault.rows;

import custos.crypto.BlindIndex;
import custos.crypto.KeyEncryptionKeys;
import custos.crypto.SuppressionToken;
import custos.crypto.Suppressions;
import custos.crypto.Wraps;
import custos.event.Act;
import custos.event.Leaf;
import custos.store.CustomerRow;
import custos.store.RecordRow;
import custos.store.RowChange;
import custos.store.SuppressionRow;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// A write that is ready to be staged: everything is encrypted, only its place in the ledger is
/// open.
///
/// @param acts what the leaf says happened; empty for upkeep that is no event
/// @param commitment 32 bytes when there are acts
/// @param rows the rows, in order
public record Write(List<Act> acts, byte[] commitment, List<RowChange> rows) {
    public Write {
        acts = List.copyOf(acts);
        rows = List.copyOf(rows);
    }

    /// The same write with its wraps under the current key encryption key (FORMATS "KEK roll", 2).
    ///
    /// @param keks with the keys that the wraps are under now
    public Write under(KeyEncryptionKeys keks) {
        if (isUnder(keks.currentId())) {
            return this;
        }
        return new Write(
                acts,
                commitment,
                rows.stream()
                        .map(row ->
                                row instanceof RowChange.PutKeys(long customer, byte[] wraps)
                                        ? new RowChange.PutKeys(
                                                customer,
                                                keks.rewrap(Wraps.parse(wraps), customer).bytes())
                                        : row)
                        .toList());
    }

    /// The same write for the moment in which it lands: what it refuses is refused under the newest
    /// version, and a refusal that it takes away goes under whichever version it stands.
    ///
    /// Only the writer can tell: a rotation may begin after a write was prepared.
    public Write refusing(Suppressions tokens) {
        boolean none =
                rows.stream()
                        .noneMatch(row ->
                                row instanceof RowChange.PutSuppression
                                        || row instanceof RowChange.DeleteSuppression);
        return none
                ? this
                : new Write(
                        acts,
                        commitment,
                        rows.stream().flatMap(row -> refusing(tokens, row)).toList());
    }

    private static Stream<RowChange> refusing(Suppressions tokens, RowChange change) {
        return switch (change) {
            case RowChange.PutSuppression(SuppressionRow row) ->
                    Stream.of(new RowChange.PutSuppression(newest(tokens, row)));
            case RowChange.DeleteSuppression(byte[] first) ->
                    tokens.all(SuppressionToken.of(first)).stream()
                            .map(token -> new RowChange.DeleteSuppression(token.bytes()));
            default -> Stream.of(change);
        };
    }

    /// A refusal as it stands under the newest version.
    public static SuppressionRow newest(Suppressions tokens, SuppressionRow row) {
        int newest = tokens.epoch();
        SuppressionToken token =
                tokens.advanced(SuppressionToken.of(row.token()), row.epoch(), newest);
        return new SuppressionRow(token.bytes(), newest, row.month());
    }

    /// How many records it makes whose numbers nobody had before.
    public int newRecords() {
        int count = 0;
        for (RowChange row : rows) {
            if (row instanceof RowChange.InsertRecord(RecordRow one)
                    && Slots.within(one.no()) >= Slots.FIRST_FREE) {
                count++;
            }
        }
        return count;
    }

    /// The bytes of its leaf.
    public byte[] entry(Instant hour) {
        return new Leaf(hour, acts, commitment).encode();
    }

    /// Whether all keys that it writes are wrapped under this key encryption key.
    public boolean isUnder(int kek) {
        for (RowChange row : rows) {
            byte[] wraps =
                    switch (row) {
                        case RowChange.PutKeys(_, byte[] put) -> put;
                        case RowChange.SwapKeys(_, _, byte[] after) -> after;
                        default -> null;
                    };
            if (wraps != null && !Wraps.areUnder(wraps, kek)) {
                return false;
            }
        }
        return true;
    }

    /// Whether all index tokens that it writes are of this epoch or a later one.
    public boolean isIndexedSince(int epoch) {
        for (RowChange row : rows) {
            byte[] tokens =
                    switch (row) {
                        case RowChange.InsertCustomer(CustomerRow one) -> one.tokens();
                        case RowChange.UpdateCustomer(CustomerRow one, _) -> one.tokens();
                        default -> null;
                    };
            if (tokens != null && !BlindIndex.isSince(tokens, epoch)) {
                return false;
            }
        }
        return true;
    }

    /// With a leaf it changes the customer's own row and so finds out whether somebody was faster;
    /// without one it lands only while her keys are as they were seen: not once she was erased.
    public Write onlyIf(RowChange.RequireKeys asSeen) {
        if (!acts.isEmpty()) {
            return this;
        }
        List<RowChange> all = Stream.concat(Stream.of(asSeen), rows.stream()).toList();
        return new Write(acts, commitment, all);
    }

    public static Write upkeep(List<RowChange> rows) {
        return new Write(List.of(), new byte[0], rows);
    }
}
