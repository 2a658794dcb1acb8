package custos.cli;

/// How a command ends. The numbers are part of the command line's promise and never change.
final class ExitCode {
    /// What was asked for was done.
    static final int DONE = 0;

    /// What was checked is not right.
    static final int CHECK_FAILED = 1;

    /// The command was used wrongly, or what it was asked for is refused.
    static final int USED_WRONGLY = 2;

    /// The vault cannot be opened: wrong passphrase, damaged, or held by a running server.
    static final int NO_VAULT = 3;

    /// A backup could not be written, or its parts do not make a vault. What was there before is.
    static final int BACKUP_FAILED = 4;

    /// A fault of the program itself (EX_SOFTWARE of sysexits.h).
    static final int BUG = 70;

    private ExitCode() {}
}
