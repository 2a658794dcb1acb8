package custos.sheet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// The bytes of a sheet, readable more than once: the first pass finds the encoding.
public interface SheetBytes {
    /// A new stream from the first byte on; the caller closes it.
    InputStream open() throws IOException;

    /// A sheet on disk.
    static SheetBytes of(Path file) {
        return () -> Files.newInputStream(file);
    }

    /// A sheet in memory; the array is not copied and must not change.
    static SheetBytes of(byte[] bytes) {
        return () -> new ByteArrayInputStream(bytes);
    }
}
