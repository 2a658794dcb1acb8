package custos.table;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;

/// A form in which a table goes out.
public enum TableForm {
    CSV("csv", "text/csv; charset=utf-8"),
    XLSX("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private final String code;
    private final String mediaType;

    TableForm(String code, String mediaType) {
        this.code = code;
        this.mediaType = mediaType;
    }

    /// The name, which is also the end of a file's name.
    public String code() {
        return code;
    }

    public String mediaType() {
        return mediaType;
    }

    public static Optional<TableForm> find(String code) {
        return Arrays.stream(values()).filter(form -> form.code.equals(code)).findFirst();
    }

    /// Begins a table.
    ///
    /// @param out is flushed and never closed: it is the caller's
    public Table begin(OutputStream out) throws IOException {
        return switch (this) {
            case CSV -> new CsvTable(out);
            case XLSX -> new XlsxTable(out);
        };
    }
}
