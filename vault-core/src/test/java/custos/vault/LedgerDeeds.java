package custos.vault;

import static custos.vault.Deed.EVA;
import static custos.vault.Deed.JAN;
import static custos.vault.Deed.PETR;
import static custos.vault.Deed.slot;

import java.sql.SQLException;
import java.util.stream.Stream;

/// What can be done to openings, leaves, tiles, checkpoints, documents and notes of erasure.
public final class LedgerDeeds {
    private LedgerDeeds() {}

    public static Stream<Deed> openings() {
        String first = slot(JAN, 1);
        String owner = first.replace("no", "opening");
        return Stream.of(
                new Deed(
                        "a byte of an opening",
                        "opening-open",
                        hand -> hand.flip("opening", "ct", first, 30)),
                new Deed(
                        "the generation of an opening",
                        "opening-open",
                        hand -> hand.flip("opening", "ct", first, 5)),
                new Deed(
                        "an opening at another place",
                        "opening-open",
                        hand -> hand.swap("opening", "ct", first, slot(JAN, 2))),
                new Deed(
                        "an opening of another customer",
                        "opening-open",
                        hand -> hand.swap("opening", "ct", first, slot(EVA, 1))),
                new Deed(
                        "an opening deleted",
                        "opening-missing",
                        hand -> hand.run("DELETE FROM opening WHERE " + first)),
                new Deed(
                        "an opening deleted with its owner",
                        "leaf-unowned",
                        hand -> {
                            hand.run("DELETE FROM opening WHERE " + first);
                            hand.run("DELETE FROM leaf_owner WHERE " + owner);
                        }),
                new Deed(
                        "an opening that opens nothing any more",
                        "owner-orphan",
                        hand -> hand.run("DELETE FROM opening WHERE " + first)),
                new Deed(
                        "an owner deleted",
                        "owner-wrong",
                        hand -> hand.run("DELETE FROM leaf_owner WHERE " + owner)),
                new Deed(
                        "the owner of another leaf",
                        "owner-wrong",
                        hand -> hand.run("UPDATE leaf_owner SET idx = idx + 1 WHERE " + owner)),
                new Deed(
                        "a byte of a look",
                        "disclosed-open",
                        hand -> hand.flip("disclosed", "ct", "customer = " + JAN, 30)),
                new Deed(
                        "the look of another customer",
                        "disclosed-open",
                        hand ->
                                hand.swap(
                                        "disclosed",
                                        "ct",
                                        "customer = " + JAN,
                                        "customer = " + EVA)),
                new Deed(
                        "a look in another leaf",
                        "owner-wrong",
                        hand ->
                                hand.run(
                                        "UPDATE disclosed SET idx = idx + 1 WHERE customer = ?",
                                        JAN)),
                new Deed(
                        "a look deleted",
                        "batch-rows-missing",
                        hand -> hand.run("DELETE FROM disclosed WHERE customer = ?", JAN)),
                new Deed(
                        "a look at nobody",
                        "disclosed-orphan",
                        hand ->
                                hand.run(
                                        "UPDATE disclosed SET customer = 5000 WHERE customer = ?",
                                        JAN)));
    }

    public static Stream<Deed> ledger() {
        return Stream.of(
                new Deed(
                        "a leaf",
                        "tile-mismatch",
                        hand -> hand.flip("leaf", "entry", "idx = 5", -4)),
                new Deed(
                        "a leaf in the place of another",
                        "leaf-commitment",
                        hand ->
                                hand.run(
                                        "UPDATE leaf SET entry = (SELECT entry FROM leaf WHERE idx"
                                                + " = 6) WHERE idx = 5")),
                new Deed(
                        "a leaf's name for what happened",
                        "leaf-malformed",
                        hand ->
                                hand.run(
                                        "UPDATE leaf SET entry = CAST(replace(entry,"
                                                + " 'customer-registered', 'customer-vanished') AS"
                                                + " BLOB) WHERE idx = 2")),
                new Deed(
                        "a leaf's hour",
                        "leaf-order",
                        hand ->
                                hand.run(
                                        "UPDATE leaf SET entry = CAST(replace(entry, '2026-11-22',"
                                                + " '2025-11-22') AS BLOB) WHERE idx = 9")),
                new Deed(
                        "a leaf deleted",
                        "leaf-missing",
                        hand -> hand.run("DELETE FROM leaf WHERE idx = 5")),
                new Deed(
                        "a leaf more than there are",
                        "leaf-extra",
                        hand -> hand.run("INSERT INTO leaf SELECT max(idx) + 1, entry FROM leaf")),
                new Deed(
                        "a byte of an internal half",
                        "internal-open",
                        hand -> hand.flip("internal", "ct", "idx = 5", 30)),
                new Deed(
                        "an internal half deleted",
                        "internal-missing",
                        hand -> hand.run("DELETE FROM internal WHERE idx = 5")),
                new Deed(
                        "two internal halves exchanged",
                        "leaf-commitment",
                        hand -> hand.swap("internal", "ct", "idx = 5", "idx = 6")),
                new Deed(
                        "an internal half without a leaf",
                        "internal-orphan",
                        hand ->
                                hand.run(
                                        "INSERT INTO internal SELECT 5000, ct FROM internal WHERE"
                                                + " idx = 5")),
                new Deed(
                        "a tile more than there are",
                        "tile-extra",
                        hand -> hand.run("INSERT INTO tile SELECT epoch, 0, 1, hashes FROM tile")),
                new Deed(
                        "a byte of a checkpoint",
                        "checkpoint-signature",
                        hand -> hand.flip("checkpoint", "note", "epoch = 0", -5)),
                new Deed(
                        "a checkpoint's root",
                        "checkpoint-signature",
                        hand -> hand.flip("checkpoint", "note", "epoch = 0", 100)));
    }

    public static Stream<Deed> rest() {
        return Stream.of(
                new Deed(
                        "the words of a notice",
                        "notice-digest",
                        hand ->
                                hand.run(
                                        "UPDATE document SET body = CAST(replace(body, 'e', 'a') AS"
                                                + " BLOB) WHERE kind = 2")),
                new Deed(
                        "a notice deleted",
                        "notice-missing",
                        hand -> hand.run("DELETE FROM document WHERE kind = 2")),
                new Deed(
                        "a byte of an account",
                        "document-open",
                        hand -> hand.flip("document", "body", "kind = 3", 30)),
                new Deed(
                        "a refusal forgotten",
                        "suppression-missing",
                        hand -> hand.run("DELETE FROM suppression")),
                new Deed(
                        "a refusal under a key to come",
                        "suppression-epoch",
                        hand -> hand.run("UPDATE suppression SET epoch = 9")));
    }

    /// What can be done to a vault in which Eva and Jan were erased since the older copy.
    public static Stream<Deed> erasures() {
        return Stream.of(
                new Deed(
                        "an erased customer back with keys",
                        "keys-shredded",
                        hand -> backWithKeys(hand)),
                new Deed(
                        "an erased customer's records back",
                        "record-shredded",
                        hand -> backWithKeys(hand)),
                new Deed(
                        "an erased customer's openings back",
                        "opening-shredded",
                        hand -> backWithKeys(hand)),
                new Deed(
                        "an erased customer's row back",
                        "customer-erased",
                        hand -> hand.bringBack(EVA)),
                new Deed(
                        "the note of an erasure taken away",
                        "shredded-missing",
                        hand -> hand.run("DELETE FROM shredded WHERE customer = ?", EVA)),
                new Deed(
                        "a byte of the note of an erasure",
                        "shredded-mac",
                        hand -> hand.flip("shredded", "mac", "customer = " + EVA, 3)),
                new Deed(
                        "a customer made to look erased like others",
                        "leaf-unowned",
                        hand -> hand.wipe(PETR)));
    }

    private static void backWithKeys(Tampering hand) throws SQLException {
        hand.bringBack(EVA);
        hand.bringBack("customer_key", "customer = " + EVA);
    }

    /// What a vault notices before it opens.
    public static Stream<Deed> heads() {
        return Stream.of(
                new Deed("the last leaf", "", hand -> hand.flip("leaf", "entry", "idx = 259", -4)),
                new Deed(
                        "the last leaf deleted",
                        "",
                        hand -> hand.run("DELETE FROM leaf WHERE idx = 259")),
                new Deed("a tile", "", hand -> hand.flip("tile", "hashes", "level = 0", 77)),
                new Deed("a tile deleted", "", hand -> hand.run("DELETE FROM tile")),
                new Deed("the root", "", hand -> hand.flip("commit_state", "root", "one = 1", 3)),
                new Deed(
                        "the size",
                        "",
                        hand -> hand.run("UPDATE commit_state SET size = size - 1")),
                new Deed("the origin", "", hand -> hand.flip("document", "body", "kind = 6", -1)),
                new Deed(
                        "the origin deleted",
                        "",
                        hand -> hand.run("DELETE FROM document WHERE kind = 6")));
    }
}
