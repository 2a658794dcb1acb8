package custos.cli;

import custos.access.AccessFault;
import custos.backup.BackupFault;
import custos.crypto.CryptoFault;
import custos.ledger.LedgerFault;
import custos.policy.PolicyFault;
import custos.sheet.SheetFault;
import custos.store.StoreFault;
import custos.vault.rows.Refusal;
import custos.vault.rows.VaultFault;

/// What the command line says when something fails, and the exit code it ends with.
///
/// The rules of this voice: one line on standard error, begun with `custos:`; what is wrong first,
/// then what to do; no value of a customer, no secret, no stack trace. Standard output carries what
/// was asked for and nothing else, so that it can be piped.
record Voice(int code, String line) {
    private static final String DAMAGE = "; restore a backup, nothing was changed";

    /// @param meanwhile what does the same while a server holds the vault
    static Voice of(Throwable failure, String meanwhile) {
        return switch (failure) {
            case UsageFault fault -> new Voice(ExitCode.USED_WRONGLY, words(fault));
            case VaultFault fault -> vault(fault, meanwhile);
            case CryptoFault fault -> crypto(fault);
            case StoreFault fault -> store(fault, meanwhile);
            case BackupFault fault -> backup(fault);
            case LedgerFault fault -> ledger(fault);
            case PolicyFault fault -> policy(fault);
            case AccessFault fault -> access(fault);
            case Refusal refusal -> refused(refusal);
            case SheetFault sheet -> new Voice(ExitCode.USED_WRONGLY, words(sheet));
            case IllegalArgumentException bad -> new Voice(ExitCode.USED_WRONGLY, words(bad));
            default -> bug(failure);
        };
    }

    /// The line as it is printed.
    String spoken() {
        return "custos: " + line.strip().replaceAll("\\s*\\R\\s*", "; ");
    }

    private static Voice vault(VaultFault fault, String meanwhile) {
        return switch (fault) {
            case VaultFault.Held held -> noVault(words(held) + "; " + meanwhile);
            case VaultFault.Busy busy -> noVault(words(busy) + "; try again in a moment");
            case VaultFault.Unmirrored waiting -> noVault(words(waiting));
            case VaultFault.Stopped stopped -> noVault(words(stopped) + "; run it again");
            case VaultFault.WrongFolder folder -> noVault(words(folder));
            case VaultFault.Damaged damaged -> noVault(words(damaged) + DAMAGE);
        };
    }

    private static Voice crypto(CryptoFault fault) {
        return switch (fault) {
            case CryptoFault.WrongUnlock wrong -> noVault(words(wrong));
            case CryptoFault.Damaged damaged -> noVault(words(damaged) + DAMAGE);
            case CryptoFault.CutShort cut -> noVault(words(cut) + "; take another copy of it");
            case CryptoFault.OtherVault other -> noVault(words(other));
            case CryptoFault.UnknownKey unknown -> noVault(words(unknown) + DAMAGE);
            case CryptoFault.UnknownFormat format ->
                    noVault(words(format) + "; use the version of Custos that wrote it");
            case CryptoFault.KeyWornOut worn -> noVault(words(worn));
            case CryptoFault.TokenFailed token -> noVault(words(token));
            case CryptoFault.FileFailed file -> noVault(words(file));
        };
    }

    private static Voice store(StoreFault fault, String meanwhile) {
        return switch (fault) {
            case StoreFault.Held held -> noVault(words(held) + "; " + meanwhile);
            case StoreFault.NoSpace full -> noVault(words(full) + "; nothing was changed");
            case StoreFault.Damaged damaged -> noVault(words(damaged) + DAMAGE);
            case StoreFault.OutcomeUnknown unknown ->
                    noVault(words(unknown) + "; run `custos verify`, then look before repeating");
            case StoreFault.Failed failed -> noVault(words(failed) + "; nothing was changed");
        };
    }

    private static Voice backup(BackupFault fault) {
        return switch (fault) {
            case BackupFault.NotWritten full -> new Voice(ExitCode.BACKUP_FAILED, words(full));
            case BackupFault.NotRead gone -> new Voice(ExitCode.BACKUP_FAILED, words(gone));
            case BackupFault.Newer newer -> new Voice(ExitCode.BACKUP_FAILED, words(newer));
            case BackupFault.Unfit unfit -> new Voice(ExitCode.BACKUP_FAILED, words(unfit));
            case BackupFault.Loss loss -> new Voice(ExitCode.BACKUP_FAILED, words(loss));
        };
    }

    private static Voice ledger(LedgerFault fault) {
        return switch (fault) {
            case LedgerFault.NoteRefused note -> noVault(words(note) + DAMAGE);
            case LedgerFault.OriginRefused origin -> noVault(words(origin) + DAMAGE);
            case LedgerFault.ProofRefused proof -> noVault(words(proof) + DAMAGE);
            case LedgerFault.TileDamaged tile -> noVault(words(tile) + DAMAGE);
            case LedgerFault.GuardDamaged guard -> noVault(words(guard) + DAMAGE);
            case LedgerFault.GuardFailed guard -> noVault(words(guard));
        };
    }

    private static Voice policy(PolicyFault fault) {
        return switch (fault) {
            case PolicyFault.Invalid invalid -> new Voice(ExitCode.CHECK_FAILED, words(invalid));
            case PolicyFault.Unreadable file -> new Voice(ExitCode.USED_WRONGLY, words(file));
            case PolicyFault.Damaged damaged -> noVault(words(damaged) + DAMAGE);
            case PolicyFault.NoWord missing -> new Voice(ExitCode.CHECK_FAILED, words(missing));
        };
    }

    private static Voice access(AccessFault fault) {
        return switch (fault) {
            case AccessFault.TooBusy busy -> noVault(words(busy));
            case AccessFault.NameTaken taken -> new Voice(ExitCode.USED_WRONGLY, words(taken));
            case AccessFault.NotThere none -> new Voice(ExitCode.USED_WRONGLY, words(none));
            case AccessFault.LastAdmin last -> new Voice(ExitCode.USED_WRONGLY, words(last));
            case AccessFault.Full full -> new Voice(ExitCode.USED_WRONGLY, words(full));
        };
    }

    private static Voice refused(Refusal refusal) {
        return switch (refusal) {
            case Refusal.NotFound none -> new Voice(ExitCode.USED_WRONGLY, words(none));
            case Refusal.Erased erased -> new Voice(ExitCode.USED_WRONGLY, words(erased));
            case Refusal.Stale stale -> new Voice(ExitCode.USED_WRONGLY, words(stale));
            case Refusal.BadField bad ->
                    new Voice(ExitCode.USED_WRONGLY, bad.field() + ": " + words(bad));
            case Refusal.Conflict conflict -> new Voice(ExitCode.USED_WRONGLY, words(conflict));
            case Refusal.NotPermitted no -> new Voice(ExitCode.USED_WRONGLY, words(no));
        };
    }

    /// The class alone: the message of an unforeseen exception may hold anything.
    private static Voice bug(Throwable failure) {
        return new Voice(
                ExitCode.BUG,
                "this is a fault of the program ("
                        + failure.getClass().getName()
                        + "); CUSTOS_DEBUG=1 shows where");
    }

    private static Voice noVault(String line) {
        return new Voice(ExitCode.NO_VAULT, line);
    }

    private static String words(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
