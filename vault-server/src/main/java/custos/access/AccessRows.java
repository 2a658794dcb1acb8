package custos.access;

import custos.event.ActType;
import custos.event.Actor;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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

    /// What the ledger records: an act, and in its internal half a code of what exactly it was. An
    /// account's or token's name stands beside it; nobody's password, display name or secret.
    record Change(ActType act, String code) {
        static final Change ACCOUNT_CLOSED = new Change(ActType.ACCOUNT_CLOSED, "closed");
        static final Change PASSWORD = changed("password");
        static final Change DISPLAY_NAME = changed("display-name");
        static final Change LANGUAGE = changed("language");
        static final Change SECOND_FACTOR_SET = changed("second-factor-set");
        static final Change SECOND_FACTOR_RESET = changed("second-factor-reset");
        static final Change SESSIONS_ENDED = changed("sessions-ended");
        static final Change TOKEN_CREATED = new Change(ActType.TOKEN_CREATED, "created");
        static final Change TOKEN_REVOKED = new Change(ActType.TOKEN_REVOKED, "revoked");
        static final Change PASSWORD_REFUSED = new Change(ActType.LOGIN_REFUSED, "password");
        static final Change CODE_REFUSED = new Change(ActType.LOGIN_REFUSED, "second-factor");
        static final Change SET_UP_REFUSED = new Change(ActType.LOGIN_REFUSED, "set-up");

        /// An account with its roles, such as `roles:staff.officer`.
        static Change created(Set<Role> roles) {
            return new Change(ActType.ACCOUNT_CREATED, "roles:" + words(roles));
        }

        /// The first account, made with the code on the server's console.
        static Change setUp(Set<Role> roles) {
            return new Change(ActType.ACCOUNT_CREATED, "set-up:" + words(roles));
        }

        /// Which roles an account has from now on.
        static Change roles(Set<Role> roles) {
            return changed("roles:" + words(roles));
        }

        private static String words(Set<Role> roles) {
            return EnumSet.copyOf(roles).stream().map(Role::word).collect(Collectors.joining("."));
        }

        private static Change changed(String code) {
            return new Change(ActType.ACCOUNT_CHANGED, code);
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

    /// Appends a leaf alone.
    ///
    /// @param account whom it concerns, when it is known
    void note(Change change, Optional<AccountName> account, Actor by);
}
