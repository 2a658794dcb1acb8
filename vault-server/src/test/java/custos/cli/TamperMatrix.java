package custos.cli;

import static custos.cli.TamperedVault.altered;
import static custos.cli.TamperedVault.both;
import static custos.cli.TamperedVault.flip;
import static custos.cli.TamperedVault.gone;
import static custos.cli.TamperedVault.olderFiles;
import static custos.cli.TamperedVault.olderFolders;
import static custos.cli.TamperedVault.otherFile;
import static custos.cli.TamperedVault.sql;
import static custos.cli.TamperedVault.withoutTriggers;

import custos.cli.TamperedVault.Deed;
import custos.event.ActType;
import custos.event.Actor;
import custos.vault.Vault;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What somebody may do to a vault's files, and what `verify` says of it.
final class TamperMatrix {
    private static final Pattern ROW = Pattern.compile("(\\S.*) \\| (.*)\n((?:  .*\n)+)");

    private TamperMatrix() {}

    /// One thing that somebody does.
    ///
    /// @param words what is done
    record Row(String words, Deed deed, Told told) {
        @Override
        public String toString() {
            return words;
        }
    }

    /// Things of one kind.
    record Group(String words, List<Row> rows) {}

    /// What `verify` tells.
    sealed interface Told {
        /// Damage, by the code of a finding.
        record Finding(String code) implements Told {}

        /// That the vault does not open, in these words among others.
        record Refused(String words) implements Told {}

        /// Nothing, for nothing was lost.
        record Nothing() implements Told {}

        /// Nothing by itself; with a kept checkpoint, damage of this code.
        record OnlySince(String code) implements Told {}
    }

    private static Group group(String words, List<Row> found, Row... others) {
        return new Group(words, Stream.concat(found.stream(), Stream.of(others)).toList());
    }

    /// Rows of a text: a line with what is done and the code that tells, and below it, indented,
    /// the statements.
    private static List<Row> found(String text) {
        return ROW.matcher(text).results().map(row -> found(row)).toList();
    }

    private static Row found(MatchResult row) {
        String[] statements = row.group(3).lines().toArray(String[]::new);
        return new Row(row.group(1), sql(statements), new Told.Finding(row.group(2)));
    }

    private static Row refused(String words, String sentence, Deed deed) {
        return new Row(words, deed, new Told.Refused(sentence));
    }

    static List<Group> groups() {
        return List.of(blobs(), moved(), rolledBack(), deleted(), ledger(), erased(), files());
    }

    private static Group blobs() {
        return group(
                "A bit turned",
                found(
                        """
                        in a field | record-field
                          UPDATE record SET body = flip(body, 59) WHERE no = {jan.1}
                        in the tag of a field | record-seal
                          UPDATE record SET body = flip(body, -1) WHERE no = {jan.1}
                        in a record's seal | record-seal
                          UPDATE record SET body = flip(body, 3) WHERE no = {jan.1}
                        in a customer's head | customer-head
                          UPDATE customer SET head = flip(head, 40) WHERE no = {jan}
                        in a customer's index tokens | customer-tokens
                          UPDATE customer SET tokens = flip(tokens, -1) WHERE no = {jan}
                        in a wrapped key | keys-open
                          UPDATE customer_key SET wraps = flip(wraps, 29) WHERE live = 1 AND customer \
                            = {jan}
                        in a key's commitment | keys-open
                          UPDATE customer_key SET wraps = flip(wraps, -1) WHERE live = 1 AND customer \
                            = {jan}
                        in an opening | opening-open
                          UPDATE opening SET ct = flip(ct, 30) WHERE no = {jan.1}
                        in an internal half | internal-open
                          UPDATE internal SET ct = flip(ct, 30) WHERE idx = 5
                        in a look | disclosed-open
                          UPDATE disclosed SET ct = flip(ct, 30) WHERE customer = {jan}
                        in a note of an erasure | shredded-mac
                          UPDATE shredded SET mac = flip(mac, 3) WHERE customer = {dana}
                        in a stored checkpoint | checkpoint-signature
                          UPDATE checkpoint SET note = flip(note, -5)
                        in an account | document-open
                          UPDATE document SET body = flip(body, 30) WHERE kind = 3
                        in a notice | notice-digest
                          UPDATE document SET body = flip(body, 30) WHERE kind = 2
                        in a legal hold | hold-open
                          UPDATE legal_hold SET ct = flip(ct, 30)
                        in a letter that waits to be sent | letter-open
                          UPDATE outbox SET ct = flip(ct, 30)
                        """),
                refused(
                        "in the keyring's root slot",
                        "does not open the keyring",
                        altered("shop/keyring.json", "\"key-file\",\"sealed\":\"")),
                refused(
                        "in a secret of the keyring",
                        "the keyring is damaged",
                        altered("shop/keyring.json", "\"sealed\":\"")),
                refused(
                        "in the keyring's MAC",
                        "the keyring is damaged",
                        altered("shop/keyring.json", "\"mac\":\"")),
                refused(
                        "in the key encryption key",
                        "key encryption keys is damaged",
                        altered("shop-keys/kek.json", "\"sealed\":\"")),
                refused(
                        "in both slots of the guard",
                        "the guard has no valid slot",
                        flip("shop-keys/guard", 100, 4196)));
    }

    private static Group moved() {
        return group(
                "Moved or exchanged",
                found(
                        """
                        two fields of a record exchanged | record-seal
                          UPDATE record SET body = exchange(body) WHERE no = {jan.1}
                        a record's fields in another record of the customer | record-seal
                          UPDATE record SET body = (SELECT body FROM record WHERE no = {jan.16}) WHERE \
                            no = {jan.17}
                        a record's fields at another customer | record-seal
                          UPDATE record SET body = (SELECT body FROM record WHERE no = {jan.1}) WHERE \
                            no = {eva.1}
                        a head at another customer | customer-head
                          UPDATE customer SET head = (SELECT head FROM customer WHERE no = {jan}) \
                            WHERE no = {eva}
                        tokens at another customer | customer-tokens
                          UPDATE customer SET tokens = (SELECT tokens FROM customer WHERE no = {jan}) \
                            WHERE no = {eva}
                        wrapped keys at another customer | keys-open
                          UPDATE customer_key SET wraps = (SELECT wraps FROM customer_key WHERE live = \
                            1 AND customer = {jan}) WHERE live = 1 AND customer = {petr}
                        an opening at another place of the customer | opening-open
                          UPDATE opening SET ct = (SELECT ct FROM opening WHERE no = {jan.1}) WHERE no \
                            = {jan.2}
                        an opening at another customer | opening-open
                          UPDATE opening SET ct = (SELECT ct FROM opening WHERE no = {jan.1}) WHERE no \
                            = {eva.1}
                        an internal half at another leaf | leaf-commitment
                          UPDATE internal SET ct = (SELECT ct FROM internal WHERE idx = 6) WHERE idx = \
                            5
                        """));
    }

    private static Group rolledBack() {
        return group(
                "Rolled back to another day",
                found(
                        """
                        a record | customer-head
                          UPDATE record SET (version, day, body) = (SELECT version, day, body FROM \
                            older.record WHERE no = {eva.1}) WHERE no = {eva.1}
                        a record with its customer's row | customer-rolled-back
                          UPDATE record SET (version, day, body) = (SELECT version, day, body FROM \
                            older.record WHERE no = {eva.1}) WHERE no = {eva.1}
                          REPLACE INTO customer SELECT * FROM older.customer WHERE no = {eva}
                        a refusal, with its customer's row | consent-state
                          UPDATE record SET (version, day, body) = (SELECT version, day, body FROM \
                            older.record WHERE no = {petr.3}) WHERE no = {petr.3}
                          REPLACE INTO customer SELECT * FROM older.customer WHERE no = {petr}
                        a customer with all that tells of her | leaf-unowned
                          DELETE FROM record WHERE no >> 20 = {eva}
                          INSERT INTO record SELECT * FROM older.record WHERE no >> 20 = {eva}
                          DELETE FROM opening WHERE no >> 20 = {eva}
                          INSERT INTO opening SELECT * FROM older.opening WHERE no >> 20 = {eva}
                          DELETE FROM leaf_owner WHERE opening >> 20 = {eva}
                          INSERT INTO leaf_owner SELECT * FROM older.leaf_owner WHERE opening >> 20 = \
                            {eva}
                          REPLACE INTO customer SELECT * FROM older.customer WHERE no = {eva}
                        """),
                refused(
                        "the database",
                        "the database is older than the guard remembers",
                        olderFiles("shop/vault.db")),
                refused("the data folder", "older than the guard remembers", olderFolders("shop")),
                refused(
                        "the keyring",
                        "the keyring is older than the guard remembers",
                        olderFiles("shop/keyring.json")),
                refused(
                        "the key encryption key",
                        "kek.json is older than the guard remembers",
                        olderFiles("shop-keys/kek.json")),
                refused(
                        "the key folder",
                        "kek.json is older than the keys in the database",
                        olderFolders("shop-keys")),
                new Row(
                        "the guard alone: it takes the longer ledger and signs it again",
                        olderFiles("shop-keys/guard"),
                        new Told.Nothing()),
                new Row(
                        "both folders",
                        olderFolders("shop", "shop-keys"),
                        new Told.OnlySince("since-lost")));
    }

    private static Group deleted() {
        return group(
                "Deleted",
                found(
                        """
                        a field of a record | record-seal
                          UPDATE record SET body = cut(body) WHERE no = {jan.1}
                        a record | customer-head
                          DELETE FROM record WHERE no = {jan.16}
                        a customer's row | record-orphan
                          DELETE FROM customer WHERE no = {petr}
                        a customer's keys | keys-missing
                          DELETE FROM customer_key WHERE customer = {jan}
                        a customer with every trace | customer-missing
                          DELETE FROM customer WHERE no = {petr}
                          DELETE FROM customer_key WHERE customer = {petr}
                          DELETE FROM record WHERE no >> 20 = {petr}
                          DELETE FROM opening WHERE no >> 20 = {petr}
                          DELETE FROM leaf_owner WHERE opening >> 20 = {petr}
                        an opening | opening-missing
                          DELETE FROM opening WHERE no = {jan.1}
                        an opening with its owner | leaf-unowned
                          DELETE FROM opening WHERE no = {jan.1}
                          DELETE FROM leaf_owner WHERE opening = {jan.1}
                        an internal half | internal-missing
                          DELETE FROM internal WHERE idx = 5
                        the looks of a batch, more than customers were erased | batch-rows-missing
                          DELETE FROM disclosed
                        the note that a record was deleted | tombstone-missing
                          DELETE FROM record_tombstone
                        a legal hold | hold-missing
                          DELETE FROM legal_hold
                        a notice | notice-missing
                          DELETE FROM document WHERE kind = 2
                        """),
                refused(
                        "the key encryption key",
                        "kek.json is missing",
                        gone("shop-keys/kek.json")),
                refused(
                        "the guard",
                        "the guard file could not be opened",
                        gone("shop-keys/guard")));
    }

    private static Group ledger() {
        return group(
                "The ledger rewritten",
                found(
                        """
                        a leaf | tile-mismatch
                          UPDATE leaf SET entry = flip(entry, -4) WHERE idx = 5
                        a leaf's hour | leaf-order
                          UPDATE leaf SET entry = CAST(replace(entry, '2026-11-22', '2025-11-22') AS \
                            BLOB) WHERE idx = 9
                        a leaf deleted | leaf-missing
                          DELETE FROM leaf WHERE idx = 5
                        a leaf added | leaf-extra
                          INSERT INTO leaf SELECT max(idx) + 1, entry FROM leaf
                        """),
                refused(
                        "a tile",
                        "do not give the root",
                        sql("UPDATE tile SET hashes = flip(hashes, 77) WHERE level = 0")),
                refused(
                        "a tile deleted",
                        "last leaves or tiles are missing",
                        sql("DELETE FROM tile")),
                refused(
                        "the last leaf",
                        "do not give the root",
                        sql(
                                "UPDATE leaf SET entry = flip(entry, -4) WHERE idx = (SELECT max(idx) FROM leaf)")),
                refused(
                        "its tail cut off, with size and root put right",
                        "older than the guard remembers",
                        sql(
                                "UPDATE commit_state SET (size, root) = (SELECT size, root FROM older.commit_state)",
                                "DELETE FROM leaf WHERE idx >= (SELECT size FROM commit_state)",
                                "DELETE FROM internal WHERE idx >= (SELECT size FROM commit_state)",
                                "DELETE FROM tile",
                                "DELETE FROM checkpoint")),
                refused(
                        "a trigger dropped and a leaf updated",
                        "tables or triggers were altered",
                        withoutTriggers("UPDATE leaf SET entry = flip(entry, -4) WHERE idx = 5")),
                new Row(
                        "both folders rolled back, and other entries written since",
                        both(olderFolders("shop", "shop-keys"), TamperMatrix::goOn),
                        new Told.OnlySince("since-rewritten")));
    }

    /// Writes more entries than the vault had that was put away.
    private static void goOn(TamperedVault vault) {
        new Desk(vault.room()).inVault(open -> fill(open, 300));
    }

    /// Entries that nobody needs, until there are so many.
    static Vault fill(Vault vault, int size) {
        while (vault.ledger().newestSize() < size) {
            vault.documents().note(ActType.LOGIN_REFUSED, new Actor.Staff("anna", "staff"));
        }
        return vault;
    }

    private static Group erased() {
        return group(
                "Erased data brought back, or an erasure feigned",
                found(
                        """
                        an erased customer's rows put back | customer-erased
                          INSERT INTO record SELECT * FROM older.record WHERE no >> 20 = {dana}
                          INSERT INTO opening SELECT * FROM older.opening WHERE no >> 20 = {dana}
                          INSERT INTO leaf_owner SELECT * FROM older.leaf_owner WHERE opening >> 20 = \
                            {dana}
                          REPLACE INTO customer SELECT * FROM older.customer WHERE no = {dana}
                        her rows and her keys put back | keys-shredded
                          INSERT INTO record SELECT * FROM older.record WHERE no >> 20 = {dana}
                          INSERT INTO opening SELECT * FROM older.opening WHERE no >> 20 = {dana}
                          INSERT INTO leaf_owner SELECT * FROM older.leaf_owner WHERE opening >> 20 = \
                            {dana}
                          REPLACE INTO customer SELECT * FROM older.customer WHERE no = {dana}
                          INSERT INTO customer_key (customer, live, wraps) SELECT customer, 1, wraps \
                            FROM older.customer_key WHERE live = 1 AND customer = {dana}
                        a deleted record put back | record-deleted
                          INSERT INTO record SELECT * FROM older.record WHERE no = {jan.18}
                        the note of an erasure taken away | shredded-missing
                          DELETE FROM shredded WHERE customer = {dana}
                        a note for keys that nobody destroyed | shredded-mac
                          INSERT INTO shredded VALUES ({jan}, 1, 1, 20000, zeroblob(16))
                        a note for a record that nobody deleted | tombstone-unexplained
                          INSERT INTO record_tombstone VALUES ({jan.16}, 0, 9, 20000)
                        """));
    }

    private static Group files() {
        return group(
                "Another vault's files",
                List.of(),
                refused("its database", "belong to two vaults", otherFile("shop/vault.db")),
                refused("its keyring", "does not open the keyring", otherFile("shop/keyring.json")),
                refused(
                        "its key encryption key",
                        "key encryption keys is damaged, or does not belong",
                        otherFile("shop-keys/kek.json")),
                refused(
                        "its guard",
                        "another history than the one that was signed",
                        otherFile("shop-keys/guard")));
    }
}
