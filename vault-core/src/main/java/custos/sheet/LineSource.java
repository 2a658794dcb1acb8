package custos.sheet;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The physical lines of a text, whatever ends them (CR LF, LF or CR, also mixed), with the lines
/// that a reader gave back coming first.
final class LineSource {
    /// The most characters of a line; the rest of a longer one is skipped.
    static final int MAX_LINE = 4 << 20;

    record Line(long number, String text, boolean cut) {}

    private final Reader reader;
    private final char[] buffer = new char[1 << 16];
    private final Deque<Line> returned = new ArrayDeque<>();
    private int at;
    private int end;
    private long number;
    private boolean skipNewline;

    LineSource(Reader reader) {
        this.reader = reader;
    }

    /// The next line, or null at the end.
    @Nullable Line next() {
        Line back = returned.poll();
        try {
            return back != null ? back : read();
        } catch (IOException e) {
            throw new SheetFault.Unreadable(e);
        }
    }

    /// Gives lines back, to be read again in their order.
    void giveBack(List<Line> lines) {
        lines.reversed().forEach(returned::push);
    }

    private @Nullable Line read() throws IOException {
        var text = new StringBuilder();
        boolean cut = false;
        boolean any = false;
        while (fill()) {
            char c = buffer[at++];
            if (c == '\n' && skipNewline) {
                skipNewline = false;
                continue;
            }
            skipNewline = c == '\r';
            any = true;
            if (c == '\n' || c == '\r') {
                return new Line(++number, text.toString(), cut);
            }
            if (text.length() < MAX_LINE) {
                text.append(c);
            } else {
                cut = true;
            }
        }
        return any ? new Line(++number, text.toString(), cut) : null;
    }

    private boolean fill() throws IOException {
        if (at == end) {
            at = 0;
            end = Math.max(0, reader.read(buffer));
        }
        return at < end;
    }
}
