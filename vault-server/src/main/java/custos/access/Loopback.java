package custos.access;

/// Names of this very machine.
public final class Loopback {
    private Loopback() {}

    /// By its spelling alone: a name that has to be looked up may be anywhere tomorrow.
    public static boolean isNamed(String host) {
        return host.equals("localhost")
                || host.equals("::1")
                || host.equals("[::1]")
                || host.matches("127\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}");
    }
}
