package custos.vault.imports;

import static java.nio.charset.StandardCharsets.US_ASCII;

import custos.event.Act;
import custos.event.ActType;
import custos.event.Actor;
import custos.event.Internal;
import custos.sheet.ColumnMap;
import custos.sheet.SheetBytes;
import custos.sheet.SheetFault;
import custos.sheet.SheetReader;
import custos.store.DocumentKind;
import custos.store.RowChange;
import custos.vault.core.Core;
import custos.vault.core.Documents;
import custos.vault.core.KeyProgress;
import custos.vault.rows.Events;
import custos.vault.rows.Refusal;
import custos.vault.rows.Write;
import java.io.IOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The imports of a vault: what came of each, and the map it went by, for the next sheet of the
/// same kind. Safe for threads.
public final class ImportBatches {
    /// The most imports that a vault tells apart.
    public static final int MAX_BATCHES = 10_000;

    private final Core core;
    private final Documents documents;

    ImportBatches(Core core) {
        this.core = core;
        this.documents = new Documents(core);
    }

    /// All of them, newest first.
    public List<ImportBatch> all() {
        return documents.all(DocumentKind.IMPORT_BATCH).stream()
                .map(ImportBatchCodec::decode)
                .sorted(Comparator.comparingInt(ImportBatch::no).reversed())
                .toList();
    }

    /// @throws Refusal.NotFound when there never was such an import
    public ImportBatch find(int no) {
        return documents
                .find(DocumentKind.IMPORT_BATCH, id(no))
                .map(ImportBatchCodec::decode)
                .orElseThrow(() -> new Refusal.NotFound("import"));
    }

    /// The newest import of a file with these very bytes that stands.
    public Optional<ImportBatch> ofFile(SheetBytes sheet) {
        String digest = digest(sheet);
        return all().stream()
                .filter(batch -> batch.undone().isEmpty() && batch.file().equals(digest))
                .findFirst();
    }

    /// The map that a sheet with these columns went by last, if there was one.
    public Optional<ColumnMap> mapOf(List<String> header) {
        return all().stream()
                .filter(batch -> batch.header().equals(header))
                .findFirst()
                .map(batch -> ColumnMap.parse(batch.map()).spelledAs(header));
    }

    /// Writes down that an import begins; durable on return.
    ImportBatch begin(ImportJob job, Actor by) {
        String digest = digest(job.sheet());
        List<String> header;
        try (SheetReader reader = SheetReader.open(job.sheet(), job.shape())) {
            header = reader.header();
        }
        synchronized (documents) {
            int no = all().stream().mapToInt(ImportBatch::no).max().orElse(0) + 1;
            if (no > MAX_BATCHES) {
                throw new Refusal.Conflict("imports", "a vault keeps at most 10000 imports");
            }
            var batch =
                    new ImportBatch(
                            no,
                            by,
                            core.now(),
                            KeyProgress.end(core),
                            OptionalLong.empty(),
                            digest,
                            job.map().toYaml(),
                            header,
                            Optional.empty(),
                            Optional.empty());
            land(batch, ActType.IMPORT_BEGUN, by);
            return batch;
        }
    }

    /// Writes down what came of an import. The import's own entries say what it did: this is for
    /// whoever looks at it, and no entry of its own.
    void end(ImportBatch batch, Imports.Report report) {
        var end =
                new ImportBatch.End(
                        core.now(), report.cancelled(), report.rows(), report.outcomes());
        RowChange row = row(batch.ended(end, KeyProgress.end(core)));
        core.writer().land(Write.upkeep(List.of(row)));
    }

    /// Writes down that an import was taken back; durable on return.
    void undone(ImportBatch batch, Actor by) {
        land(batch.undone(core.now()), ActType.IMPORT_UNDONE, by);
    }

    private void land(ImportBatch batch, ActType act, Actor by) {
        Internal why = Internal.by(by).about(Optional.of(batch.mark()));
        core.writer()
                .land(Events.ofVault(core.keys(), List.of(Act.of(act)), why, List.of(row(batch))));
    }

    private RowChange row(ImportBatch batch) {
        return new RowChange.PutDocument(
                documents.sealed(
                        DocumentKind.IMPORT_BATCH, id(batch.no()), ImportBatchCodec.encode(batch)));
    }

    private static byte[] id(int no) {
        return Integer.toString(no).getBytes(US_ASCII);
    }

    private static String digest(SheetBytes sheet) {
        try (var in = new DigestInputStream(sheet.open(), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (IOException e) {
            throw new SheetFault.Unreadable(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
