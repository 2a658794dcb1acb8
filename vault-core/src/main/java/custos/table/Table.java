package custos.table;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/// A file of rows while it is being written. For one thread.
///
/// It is whole only after [#finish]; closing it without leaves a file that shows that it broke off,
/// where its form can show that.
public interface Table extends Closeable {
    /// The names of the columns; once, before any row.
    void head(List<String> names) throws IOException;

    void row(List<? extends Cell> cells) throws IOException;

    /// Hands all rows so far to whoever receives the file.
    void flush() throws IOException;

    /// Writes the end and hands it over.
    void finish() throws IOException;
}
