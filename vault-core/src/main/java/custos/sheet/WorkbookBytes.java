package custos.sheet;

import java.io.IOException;
import java.io.InputStream;
import java.util.Enumeration;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/// The bytes of a workbook, once it is sure that unpacking them costs what a workbook may cost: a
/// small archive can unpack to more than any memory holds.
final class WorkbookBytes {
    static final int MAX_BYTES = 64 << 20;
    static final long MAX_UNPACKED_BYTES = 512L << 20;
    static final long MAX_TEXTS_BYTES = 128L << 20;
    private static final int MAX_PARTS = 10_000;
    private static final int CHUNK = 1 << 16;
    private static final String TEXTS = "sharedStrings.xml";

    private WorkbookBytes() {}

    /// @throws SheetFault.NotASheet past a limit, or when it is no archive
    static byte[] read(SheetBytes bytes) {
        byte[] archive;
        try (InputStream in = bytes.open()) {
            archive = in.readNBytes(MAX_BYTES + 1);
        } catch (IOException e) {
            throw new SheetFault.Unreadable(e);
        }
        if (archive.length > MAX_BYTES) {
            throw new SheetFault.NotASheet("a workbook has at most 64 MiB; save the sheet as CSV");
        }
        requireBounded(archive);
        return archive;
    }

    /// Looks at the parts by the archive's directory, as whoever reads the workbook will.
    private static void requireBounded(byte[] archive) {
        try (ZipFile zip =
                ZipFile.builder()
                        .setSeekableByteChannel(new SeekableInMemoryByteChannel(archive))
                        .get()) {
            long total = 0;
            int parts = 0;
            Enumeration<ZipArchiveEntry> entries = zip.getEntries();
            while (entries.hasMoreElements()) {
                ZipArchiveEntry entry = entries.nextElement();
                if (++parts > MAX_PARTS) {
                    throw new SheetFault.NotASheet("a workbook has at most 10000 parts");
                }
                boolean texts = entry.getName().endsWith(TEXTS);
                long left = MAX_UNPACKED_BYTES - total;
                total += unpacked(zip, entry, texts ? Math.min(left, MAX_TEXTS_BYTES) : left);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new SheetFault.NotASheet("the workbook is damaged or is none");
        }
    }

    private static long unpacked(ZipFile zip, ZipArchiveEntry entry, long most) throws IOException {
        byte[] scratch = new byte[CHUNK];
        long size = 0;
        try (InputStream in = zip.getInputStream(entry)) {
            for (int read = in.read(scratch); read >= 0; read = in.read(scratch)) {
                size += read;
                if (size > most) {
                    throw new SheetFault.NotASheet(
                            "a workbook unpacks to at most 512 MiB, its texts to 128 MiB;"
                                    + " save the sheet as CSV");
                }
            }
        }
        return size;
    }
}
