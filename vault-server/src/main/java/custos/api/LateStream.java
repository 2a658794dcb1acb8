package custos.api;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/// A stream that is opened by its first byte, or by [#finish]. Closing does nothing: a writer that
/// fails must not make an empty answer of it.
final class LateStream extends OutputStream {
    private final Opening opening;
    private @Nullable OutputStream out;

    LateStream(Opening opening) {
        this.opening = opening;
    }

    @FunctionalInterface
    interface Opening {
        OutputStream open() throws IOException;
    }

    private OutputStream open() throws IOException {
        OutputStream known = out;
        if (known == null) {
            known = opening.open();
            out = known;
        }
        return known;
    }

    @Override
    public void write(int one) throws IOException {
        open().write(one);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        open().write(bytes, from, length);
    }

    @Override
    public void flush() throws IOException {
        open().flush();
    }

    /// All is written, even when it was nothing. The server closes the answer itself.
    void finish() throws IOException {
        flush();
    }
}
