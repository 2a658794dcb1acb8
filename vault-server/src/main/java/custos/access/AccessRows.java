package custos.access;

import custos.event.ActType;
import custos.event.Actor;
import java.util.List;

/// Where accounts and tokens are kept. The vault fulfils it: contents rest sealed, and each change
/// is a leaf of the ledger, in one transaction with its row.
///
/// Both calls return only when the change is durable; when that is not known they throw, and
/// nothing here counts as changed. Rows are never deleted: a name that has acted stays taken.
public interface AccessRows {

    enum Kind {
        ACCOUNT,
        TOKEN
    }

    /// What the ledger records.
    enum Change {
        ACCOUNT_CREATED(ActType.ACCOUNT_CREATED),
        ACCOUNT_CHANGED(ActType.ACCOUNT_CHANGED),
        ACCOUNT_CLOSED(ActType.ACCOUNT_CLOSED),
        TOKEN_CREATED(ActType.TOKEN_CREATED),
        TOKEN_REVOKED(ActType.TOKEN_REVOKED),
        LOGIN_REFUSED(ActType.LOGIN_REFUSED);

        private final ActType act;

        Change(ActType act) {
            this.act = act;
        }

        public ActType act() {
            return act;
        }
    }

    /// The contents of all rows of a kind, in any order; asked once, at start.
    List<byte[]> all(Kind kind);

    /// Writes a row, new or in place of the one with this id, and the leaf.
    ///
    /// @param id the account's or token's name in ASCII, 1 to 64 bytes. It may name a person, so it
    ///   rests keyed or sealed, never in the clear
    /// @param content canonical JSON, at most 16 KiB
    void put(Kind kind, byte[] id, byte[] content, Change change, Actor by);

    /// Appends a leaf alone: [Change#LOGIN_REFUSED].
    void note(Change change, Actor by);
}
