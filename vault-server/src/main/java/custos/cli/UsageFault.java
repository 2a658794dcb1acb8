package custos.cli;

/// A command used wrongly. The message is one line that names the option or the file, and never
/// quotes a secret.
final class UsageFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    UsageFault(String message) {
        super(message, null, false, false);
    }
}
