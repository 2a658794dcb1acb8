package custos.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;

/// One keep-alive HTTP/1.1 connection to loopback, one request at a time: as little work as
/// possible, because the load shares the server's cores. Answers must tell their length.
final class Connection implements AutoCloseable {
    private static final byte[] LENGTH = "\r\ncontent-length:".getBytes(ISO_8859_1);
    private static final int MAX_HEAD = 8_192;

    private final Socket socket;
    private final InputStream in;
    private final String tail;
    private final byte[] buffer = new byte[64 * 1024];

    Connection(int port, String token) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(30_000);
        in = socket.getInputStream();
        tail = " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + token + "\r\n";
    }

    /// Sends a request and reads its answer.
    ///
    /// @param body empty for none
    /// @return the answer's body
    /// @throws IllegalStateException when the status is not 2xx
    String send(String method, String path, String body) throws IOException {
        byte[] content = body.getBytes(UTF_8);
        String head = method + " " + path + tail;
        if (content.length > 0) {
            head += "Content-Type: application/json\r\nContent-Length: " + content.length + "\r\n";
        }
        byte[] start = (head + "\r\n").getBytes(ISO_8859_1);
        byte[] all = Arrays.copyOf(start, start.length + content.length);
        System.arraycopy(content, 0, all, start.length, content.length);
        socket.getOutputStream().write(all);
        return answer();
    }

    private String answer() throws IOException {
        int filled = 0;
        int end = -1;
        while (end < 0) {
            filled += read(filled);
            end = endOfHead(filled);
            if (end < 0 && filled > MAX_HEAD) {
                throw new IOException("an answer's head is too long");
            }
        }
        int length = contentLength(end);
        while (filled < end + length) {
            filled += read(filled);
        }
        String body = new String(buffer, end, length, UTF_8);
        if (buffer[9] != '2') {
            throw new IllegalStateException(new String(buffer, 9, 3, ISO_8859_1) + " " + body);
        }
        return body;
    }

    private int read(int at) throws IOException {
        int n = in.read(buffer, at, buffer.length - at);
        if (n <= 0) {
            throw new EOFException("the server closed a connection");
        }
        return n;
    }

    private int endOfHead(int filled) {
        for (int i = 3; i < filled; i++) {
            if (buffer[i] == '\n' && buffer[i - 1] == '\r' && buffer[i - 2] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    private int contentLength(int end) throws IOException {
        for (int i = 0; i + LENGTH.length < end; i++) {
            if (isLength(i)) {
                int length = 0;
                for (int j = i + LENGTH.length; buffer[j] != '\r'; j++) {
                    length = buffer[j] == ' ' ? length : length * 10 + (buffer[j] - '0');
                }
                return length;
            }
        }
        throw new IOException("an answer does not tell its length");
    }

    private boolean isLength(int at) {
        for (int j = 0; j < LENGTH.length; j++) {
            int letter = buffer[at + j];
            int lower = letter >= 'A' && letter <= 'Z' ? letter + 32 : letter;
            if (lower != LENGTH[j]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
