package custos.cli;

import custos.access.Accounts;
import custos.access.Tokens;
import custos.vault.Vault;

/// Puts an open vault on the network. What answers there is not the command line's to know.
public interface Listener {

    /// Where to listen.
    ///
    /// @param host a name or address of loopback, or any address when behind a proxy
    /// @param port 0 to 65535; 0 takes any free one
    record Place(String host, int port, boolean behindProxy) {}

    /// Answering. Closing lets running requests end.
    interface Answering extends AutoCloseable {
        /// The port that is listened on.
        int port();

        @Override
        void close();
    }

    /// Starts to listen; returns once it answers.
    ///
    /// @throws java.io.UncheckedIOException when the address cannot be bound
    Answering listen(Vault vault, Tokens tokens, Accounts accounts, Place place);
}
