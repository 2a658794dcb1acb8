package custos.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;

/// An address that is taken already, while what shall answer there is still made: so a link to one
/// listener can stand on the pages of another, whatever its port.
final class ListeningSocket implements AutoCloseable {
    /// How many connections wait until somebody answers.
    private static final int BACKLOG = 512;

    private final ServerSocketChannel channel;

    private ListeningSocket(ServerSocketChannel channel) {
        this.channel = channel;
    }

    /// @throws UncheckedIOException when the address cannot be bound
    static ListeningSocket bind(String host, int port) {
        try {
            ServerSocketChannel channel = ServerSocketChannel.open();
            try {
                // A port that an ended server has just left is free.
                channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
                String bare = host.replaceAll("^\\[|\\]$", "");
                channel.bind(new InetSocketAddress(InetAddress.getByName(bare), port), BACKLOG);
                return new ListeningSocket(channel);
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            String taken = "cannot listen on " + host + ":" + port;
            throw new UncheckedIOException(taken, new IOException(taken, e));
        }
    }

    int port() {
        return channel.socket().getLocalPort();
    }

    ServerSocketChannel channel() {
        return channel;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
