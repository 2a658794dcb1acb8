package custos.vault;

import static custos.vault.Deed.EVA;
import static custos.vault.Deed.JAN;
import static custos.vault.Deed.PETR;
import static custos.vault.Deed.slot;

import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.stream.Stream;

/// What can be done to a customer's row, records and keys.
public final class CustomerDeeds {
    private static final int CONTACT = 1;
    private static final int CONSENTS = 3;
    private static final int FIRST_FIELD = 35;
    private static final int FIRST_CIPHERTEXT = FIRST_FIELD + 6 + 18;

    private CustomerDeeds() {}

    public static Stream<Deed> records() {
        String jan = slot(JAN, CONTACT);
        return Stream.of(
                new Deed(
                        "a byte of a field",
                        "record-field",
                        hand -> hand.flip("record", "body", jan, FIRST_CIPHERTEXT)),
                new Deed(
                        "a byte of a field's tag",
                        "record-seal",
                        hand -> hand.flip("record", "body", jan, -1)),
                new Deed(
                        "a byte of a seal",
                        "record-seal",
                        hand -> hand.flip("record", "body", jan, 3)),
                new Deed(
                        "a record's format",
                        "record-malformed",
                        hand -> hand.flip("record", "body", jan, 0)),
                new Deed(
                        "the schema of a record",
                        "record-kind",
                        hand -> hand.flip("record", "body", jan, 1)),
                new Deed(
                        "the generation that a field names",
                        "record-key",
                        hand -> hand.flip("record", "body", jan, 35 + 6 + 5)),
                new Deed(
                        "a record's version",
                        "record-seal",
                        hand -> hand.run("UPDATE record SET version = version + 1 WHERE " + jan)),
                new Deed(
                        "a record's day",
                        "record-seal",
                        hand -> hand.run("UPDATE record SET day = day + 1 WHERE " + jan)),
                new Deed(
                        "a record's kind",
                        "record-kind",
                        hand -> hand.run("UPDATE record SET kind = 2 WHERE " + jan)),
                new Deed(
                        "a record's class",
                        "record-seal",
                        hand ->
                                hand.run(
                                        "UPDATE record SET class = (SELECT class FROM record WHERE "
                                                + slot(JAN, CONSENTS)
                                                + ") WHERE "
                                                + jan)),
                new Deed(
                        "a record moved to another customer",
                        "record-seal",
                        hand -> hand.swap("record", "body", jan, slot(EVA, CONTACT))),
                new Deed(
                        "a record moved within its customer",
                        "record-seal",
                        hand -> hand.run("UPDATE record SET no = no + 4 WHERE " + jan)),
                new Deed("two fields exchanged", "record-seal", hand -> swapFields(hand, jan)),
                new Deed("a field deleted", "record-seal", hand -> deleteField(hand, jan)),
                new Deed(
                        "a record deleted",
                        "customer-head",
                        hand -> hand.run("DELETE FROM record WHERE " + slot(JAN, 2))),
                new Deed(
                        "a record added",
                        "customer-head",
                        hand ->
                                hand.run(
                                        "INSERT INTO record SELECT no + 2, class, kind, version,"
                                                + " day, body FROM record WHERE "
                                                + slot(JAN, 4))),
                new Deed(
                        "a record rolled back to its older row",
                        "customer-head",
                        hand -> {
                            hand.bringBack("record", slot(EVA, CONTACT));
                        }),
                new Deed(
                        "a deleted record back",
                        "record-deleted",
                        hand ->
                                hand.run(
                                        "INSERT INTO record SELECT t.record, class, kind, 1,"
                                                + " r.day, body FROM record r, record_tombstone t"
                                                + " WHERE "
                                                + "no = "
                                                + (JAN << 20 | 16))),
                new Deed(
                        "a tombstone for what was never deleted",
                        "tombstone-unexplained",
                        hand ->
                                hand.run(
                                        "INSERT INTO record_tombstone VALUES (?, 0, 9, 20000)",
                                        JAN << 20 | 16)),
                new Deed(
                        "a tombstone taken away",
                        "tombstone-missing",
                        hand -> hand.run("DELETE FROM record_tombstone")));
    }

    public static Stream<Deed> customers() {
        return Stream.of(
                new Deed(
                        "a byte of a head",
                        "customer-head",
                        hand -> hand.flip("customer", "head", "no = " + JAN, 40)),
                new Deed(
                        "the sum in a head",
                        "customer-head",
                        hand -> hand.flip("customer", "head", "no = " + JAN, 5)),
                new Deed(
                        "the head of another customer",
                        "customer-head",
                        hand -> hand.swap("customer", "head", "no = " + JAN, "no = " + EVA)),
                new Deed(
                        "a customer's version",
                        "customer-head",
                        hand ->
                                hand.run(
                                        "UPDATE customer SET version = version + 1 WHERE no = ?",
                                        JAN)),
                new Deed(
                        "a token",
                        "customer-tokens",
                        hand -> hand.flip("customer", "tokens", "no = " + JAN, -1)),
                new Deed(
                        "the tokens of another customer",
                        "customer-tokens",
                        hand -> hand.swap("customer", "tokens", "no = " + JAN, "no = " + EVA)),
                new Deed(
                        "no tokens",
                        "customer-tokens",
                        hand -> hand.run("UPDATE customer SET tokens = x'' WHERE no = ?", JAN)),
                new Deed(
                        "a record number that would be used twice",
                        "customer-counter",
                        hand -> hand.run("UPDATE customer SET next_record = 16 WHERE no = ?", JAN)),
                new Deed(
                        "an opening number that would be used twice",
                        "customer-counter",
                        hand -> hand.run("UPDATE customer SET next_opening = 2 WHERE no = ?", JAN)),
                new Deed(
                        "a customer's row rolled back",
                        "customer-counter",
                        hand -> {
                            hand.bringBack("customer", "no = " + EVA);
                        }),
                new Deed(
                        "consents rolled back with their head",
                        "consent-state",
                        hand -> {
                            hand.bringBack("customer", "no = " + PETR);
                            hand.bringBack("record", slot(PETR, CONSENTS));
                        }),
                new Deed(
                        "fields rolled back with their head",
                        "customer-rolled-back",
                        hand -> {
                            hand.bringBack("customer", "no = " + EVA);
                            hand.bringBack("record", slot(EVA, CONTACT));
                        }),
                new Deed(
                        "a customer rolled back with all that tells of it",
                        "leaf-unowned",
                        hand -> hand.bringBack(EVA)),
                new Deed(
                        "a customer's row deleted",
                        "record-orphan",
                        hand -> hand.run("DELETE FROM customer WHERE no = ?", PETR)),
                new Deed(
                        "a customer deleted with every trace",
                        "customer-missing",
                        hand -> hand.wipe(PETR)),
                new Deed(
                        "customer numbers that would be used twice",
                        "customer-counter",
                        hand -> hand.run("UPDATE commit_state SET next_customer = 1025")));
    }

    public static Stream<Deed> keys() {
        String jan = "live = 1 AND customer = " + JAN;
        return Stream.of(
                new Deed(
                        "a byte of a wrapped key",
                        "keys-open",
                        hand -> hand.flip("customer_key", "wraps", jan, 3 + 6 + 20)),
                new Deed(
                        "a key's commitment",
                        "keys-open",
                        hand -> hand.flip("customer_key", "wraps", jan, -1)),
                new Deed(
                        "the format of the keys",
                        "keys-malformed",
                        hand -> hand.flip("customer_key", "wraps", jan, 0)),
                new Deed(
                        "the keys of another customer",
                        "keys-open",
                        hand ->
                                hand.swap(
                                        "customer_key",
                                        "wraps",
                                        jan,
                                        "live = 1 AND customer = " + EVA)),
                new Deed(
                        "the keys deleted",
                        "keys-missing",
                        hand -> hand.run("DELETE FROM customer_key WHERE customer = ?", JAN)),
                new Deed(
                        "keys of nobody",
                        "keys-orphan",
                        hand ->
                                hand.run(
                                        "INSERT INTO customer_key (customer, live, wraps) SELECT"
                                                + " 5000, 1, wraps FROM customer_key WHERE "
                                                + jan)),
                new Deed(
                        "a forged note of destroyed keys",
                        "shredded-mac",
                        hand ->
                                hand.run(
                                        "INSERT INTO shredded VALUES (?, 1, 1, 20000,"
                                                + " zeroblob(16))",
                                        JAN)),
                new Deed(
                        "a note of destroyed keys that no erasure explains",
                        "shredded-unexplained",
                        hand ->
                                hand.run(
                                        "INSERT INTO shredded VALUES (?, 1, 1, 20000,"
                                                + " zeroblob(16))",
                                        JAN)));
    }

    private static void swapFields(Tampering hand, String where) throws SQLException {
        byte[] body = hand.bytes("SELECT body FROM record WHERE " + where);
        int first = 35;
        int firstEnd = end(body, first);
        int secondEnd = end(body, firstEnd);
        byte[] swapped = body.clone();
        // Each number keeps its place and gets the other's ciphertext.
        int secondLength = secondEnd - firstEnd - 2;
        System.arraycopy(body, firstEnd + 2, swapped, first + 2, secondLength);
        int at = first + 2 + secondLength;
        System.arraycopy(body, firstEnd, swapped, at, 2);
        System.arraycopy(body, first + 2, swapped, at + 2, firstEnd - first - 2);
        hand.run("UPDATE record SET body = ? WHERE " + where, swapped);
    }

    private static void deleteField(Tampering hand, String where) throws SQLException {
        byte[] body = hand.bytes("SELECT body FROM record WHERE " + where);
        int end = end(body, 35);
        byte[] shorter = Arrays.copyOf(body, body.length - (end - 35));
        System.arraycopy(body, end, shorter, 35, body.length - end);
        hand.run("UPDATE record SET body = ? WHERE " + where, shorter);
    }

    private static int end(byte[] body, int at) {
        return at + 6 + ByteBuffer.wrap(body).getInt(at + 2);
    }
}
