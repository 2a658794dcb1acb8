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
                if (++parts > MAX_PARTS) {
                    throw new SheetFault.NotASheet("a workbook has at most 10000 parts");
                }
                total += unpacked(zip, entries.nextElement(), MAX_UNPACKED_BYTES - total);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new SheetFault.NotASheet("the workbook is damaged or is none");
        }
    }

    /// Only rows may be large: they are read one by one, all else is held whole.
    private static long unpacked(ZipFile zip, ZipArchiveEntry entry, long most) throws IOException {
        byte[] scratch = new byte[CHUNK];
        long size = 0;
        try (InputStream in = zip.getInputStream(entry)) {
            int read = in.readNBytes(scratch, 0, CHUNK);
            boolean rows = PartScan.isOfRows(scratch, read);
            var scan = new PartScan();
            long limit = rows ? most : Math.min(most, MAX_TEXTS_BYTES);
            while (read > 0) {
                size += read;
                if (size > limit) {
                    throw new SheetFault.NotASheet(
                            "a workbook unpacks to at most 512 MiB, its texts to 128 MiB;"
                                    + " save the sheet as CSV");
                }
                if (rows) {
                    scan.take(scratch, read);
                }
                read = in.readNBytes(scratch, 0, CHUNK);
            }
        }
        return size;
    }
}
