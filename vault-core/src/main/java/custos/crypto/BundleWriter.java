package custos.crypto;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/// Writes a bundle from its first byte to its last.
///
/// The first chunk is written last, so that what a reader meets first can tell of the end; a file
/// that was not finished has a hole there and never opens. For one thread.
public final class BundleWriter implements AutoCloseable {
    private final FileChannel file;
    private final long begin;
    private final BundleChunks chunks;
    private final byte[] first = new byte[BundleChunks.PLAIN];
    private final byte[] plain = new byte[BundleChunks.PLAIN];
    private int firstLength;
    private int length;
    private long chunk = 1;

    /// @param file the caller's to close
    /// @param begin where in the file the bundle begins; nothing may stand behind
    /// @param preface as many zero bytes as [#finish] will put first
    /// @throws IOException when the header cannot be written
    public BundleWriter(
            FileChannel file, long begin, BundleHeader header, Secrets secrets, int preface)
            throws IOException {
        if (preface > BundleChunks.PLAIN) {
            throw new IllegalArgumentException("a bundle's preface has at most 65,536 bytes");
        }
        this.file = file;
        this.begin = begin;
        this.chunks = new BundleChunks(header.key(secrets));
        this.firstLength = preface;
        writeFully(ByteBuffer.wrap(header.bytes()), begin);
    }

    /// Appends bytes.
    public void write(byte[] bytes) throws IOException {
        write(bytes, bytes.length);
    }

    /// Appends the first `count` bytes.
    public void write(byte[] bytes, int count) throws IOException {
        int from = Math.min(count, first.length - firstLength);
        System.arraycopy(bytes, 0, first, firstLength, from);
        firstLength += from;
        while (from < count) {
            if (length == plain.length) {
                flush(false);
            }
            int more = Math.min(count - from, plain.length - length);
            System.arraycopy(bytes, from, plain, length, more);
            length += more;
            from += more;
        }
    }

    private void flush(boolean last) throws IOException {
        writeFully(chunks.seal(chunk, last, plain, length), at(chunk));
        chunk++;
        length = 0;
    }

    /// Puts the preface in its place and ends the bundle. Durable when this returns.
    ///
    /// @param preface exactly as long as was said
    public void finish(byte[] preface) throws IOException {
        System.arraycopy(preface, 0, first, 0, preface.length);
        boolean alone = length == 0 && chunk == 1;
        if (!alone) {
            flush(true);
        }
        writeFully(chunks.seal(0, alone, first, firstLength), at(0));
        file.force(true);
    }

    /// How long a bundle of so many bytes of plaintext is, its preface with them.
    public static long lengthOf(long plain) {
        long chunks = Math.max(1, (plain + BundleChunks.PLAIN - 1) / BundleChunks.PLAIN);
        return BundleHeader.LENGTH + plain + chunks * (BundleChunks.SEALED - BundleChunks.PLAIN);
    }

    private long at(long chunk) {
        return begin + BundleHeader.LENGTH + chunk * BundleChunks.SEALED;
    }

    private void writeFully(ByteBuffer bytes, long at) throws IOException {
        long place = at;
        while (bytes.hasRemaining()) {
            place += file.write(bytes, place);
        }
    }

    /// Wipes the key.
    @Override
    public void close() {
        chunks.close();
        Arrays.fill(first, (byte) 0);
        Arrays.fill(plain, (byte) 0);
    }
}
