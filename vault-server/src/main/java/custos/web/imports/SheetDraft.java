package custos.web.imports;

import custos.access.AccountName;
import custos.sheet.ColumnMap;
import custos.sheet.SheetBytes;
import custos.sheet.SheetGlance;
import custos.sheet.SheetReader;
import custos.sheet.SheetShape;
import custos.vault.imports.ImportBatches;
import custos.vault.imports.ImportJob;
import custos.vault.imports.Imports;
import java.util.List;
import java.util.Optional;

/// A sheet on its way in, and what is known of it so far. In memory only (ADR 0028). Safe for
/// threads.
final class SheetDraft {
    private final String id;
    private final AccountName owner;
    private final SheetBytes bytes;
    private final List<String> sheets;
    private volatile Reading reading;
    private volatile boolean in;

    /// How the sheet is read, and what its columns mean.
    ///
    /// @param like whether the map is that of an earlier import
    record Reading(SheetShape shape, SheetGlance glance, ColumnMap map, boolean like) {}

    /// @throws custos.sheet.SheetFault.NotASheet when it is none
    SheetDraft(String id, AccountName owner, byte[] file, Imports imports) {
        this.id = id;
        this.owner = owner;
        this.bytes = SheetBytes.of(file);
        this.sheets = SheetReader.sheets(bytes);
        this.reading = reading(SheetReader.detect(bytes), imports);
    }

    private Reading reading(SheetShape shape, Imports imports) {
        SheetGlance glance;
        List<String> header;
        try (SheetReader reader = SheetReader.open(bytes, shape)) {
            header = reader.header();
            glance = SheetGlance.of(reader);
        }
        ImportBatches before = imports.batches();
        Optional<ColumnMap> known = before.mapOf(header);
        return new Reading(
                shape,
                glance,
                known.orElseGet(() -> ColumnMap.suggest(header, imports.rules().fields())),
                known.isPresent());
    }

    String id() {
        return id;
    }

    String path() {
        return ImportsPage.PATH + "/sheets/" + id;
    }

    AccountName owner() {
        return owner;
    }

    SheetBytes bytes() {
        return bytes;
    }

    /// The names of a workbook's visible sheets; none of a text.
    List<String> sheets() {
        return sheets;
    }

    Reading reading() {
        return reading;
    }

    /// Reads it in another way; the map is suggested anew.
    ///
    /// @throws custos.sheet.SheetFault.NotASheet when it cannot be read so; then nothing changed
    void read(SheetShape shape, Imports imports) {
        reading = reading(shape, imports);
    }

    /// Finds the header of another sheet of a workbook.
    void readSheet(int sheet, Imports imports) {
        read(SheetReader.detect(bytes, sheet), imports);
    }

    void mean(ColumnMap map) {
        Reading before = reading;
        reading = new Reading(before.shape(), before.glance(), map, before.like());
    }

    /// Its people are in: it may make room for another's.
    void isIn() {
        in = true;
    }

    boolean makesRoom() {
        return in;
    }

    ImportJob job() {
        Reading now = reading;
        return new ImportJob(bytes, now.shape(), now.map());
    }
}
