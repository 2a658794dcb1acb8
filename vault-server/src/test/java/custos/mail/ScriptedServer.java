package custos.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.icegreen.greenmail.util.DummySSLServerSocketFactory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// A mail server that answers commands as it is told and takes everything else: for answers that a
/// well-behaved server gives only on a bad day. It can go over to TLS (RFC 3207).
final class ScriptedServer implements AutoCloseable {
    private final ServerSocket socket;
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicBoolean underTls = new AtomicBoolean();
    private final AtomicInteger connections = new AtomicInteger();
    private final Thread thread;

    ScriptedServer() throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        thread = Thread.ofVirtual().start(this::serve);
    }

    /// @param command such as `RCPT`, or `DATA` for the end of a message
    ScriptedServer answering(String command, String answer) {
        answers.put(command, answer);
        return this;
    }

    ScriptedServer answeringAsUsual() {
        answers.clear();
        return this;
    }

    int port() {
        return socket.getLocalPort();
    }

    /// How many messages were taken.
    int taken() {
        return taken.get();
    }

    int connections() {
        return connections.get();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                connections.incrementAndGet();
                talk(client);
            } catch (IOException e) {
                // The test closed the server, or the client left.
            }
        }
    }

    /// Whether a message was taken under TLS.
    boolean tookUnderTls() {
        return underTls.get();
    }

    private void talk(Socket client) throws IOException {
        say(client.getOutputStream(), "220 here");
        talk(client, false);
    }

    private void talk(Socket client, boolean secured) throws IOException {
        var in = new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII));
        OutputStream out = client.getOutputStream();
        String line = in.readLine();
        while (line != null) {
            String command = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
            if (command.equals("DATA")) {
                say(out, "354 go on");
                while (!".".equals(in.readLine())) {
                    // The message itself is looked at elsewhere.
                }
                String answer = answers.getOrDefault("DATA", "250 taken");
                if (answer.startsWith("2")) {
                    taken.incrementAndGet();
                    underTls.set(secured);
                }
                say(out, answer);
            } else if (command.equals("STARTTLS") && !answers.containsKey("STARTTLS")) {
                say(out, "220 go on");
                talk(secured(client), true);
                return;
            } else if (command.equals("EHLO") && !answers.containsKey("EHLO")) {
                say(out, secured ? "250 fine" : "250-fine\r\n250 STARTTLS");
            } else {
                say(out, answers.getOrDefault(command, "250 fine"));
            }
            if (command.equals("QUIT")) {
                return;
            }
            line = in.readLine();
        }
    }

    /// The certificate is GreenMail's own: nobody vouches for it.
    private static Socket secured(Socket client) throws IOException {
        try {
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            char[] password = "changeit".toCharArray();
            keys.init(new DummySSLServerSocketFactory().getKeyStore(), password);
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            var secured =
                    (SSLSocket)
                            context.getSocketFactory()
                                    .createSocket(client, "localhost", client.getPort(), true);
            secured.setUseClientMode(false);
            secured.startHandshake();
            return secured;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(US_ASCII));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        thread.interrupt();
    }
}
