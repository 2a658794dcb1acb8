package custos.crypto;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// Reads a bundle from its first byte to its last. Every byte it gives out is proven to be what was
/// written, at its place; that nothing is missing is proven only once the end was read. For one
/// thread.
public final class BundleReader extends InputStream {
    private final InputStream file;
    private final BundleHeader header;
    private final BundleChunks chunks;
    private final byte[] plain = new byte[BundleChunks.PLAIN];
    private final byte[] ahead = new byte[BundleChunks.SEALED];
    private int aheadLength;
    private int length;
    private int at;
    private long chunk;
    private boolean ended;

    /// Reads the header and makes sure that it can be opened with these secrets.
    ///
    /// @param file closed with this
    /// @throws CryptoFault.OtherVault when the bundle is another vault's
    /// @throws CryptoFault when it is no bundle of a known version, or damaged
    public BundleReader(InputStream file, Secrets secrets) throws IOException {
        this.file = file;
        this.header = BundleHeader.parse(file.readNBytes(BundleHeader.LENGTH));
        this.chunks = new BundleChunks(header.key(secrets));
        this.aheadLength = file.readNBytes(ahead, 0, ahead.length);
    }

    public BundleHeader header() {
        return header;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] to, int from, int wanted) throws IOException {
        if (wanted == 0) {
            return 0;
        }
        if (at == length && !next()) {
            return -1;
        }
        int some = Math.min(wanted, length - at);
        System.arraycopy(plain, at, to, from, some);
        at += some;
        return some;
    }

    /// Reads exactly as many bytes.
    ///
    /// @throws CryptoFault.Damaged when the bundle ends before
    public byte[] exactly(int wanted) throws IOException {
        byte[] bytes = readNBytes(wanted);
        if (bytes.length < wanted) {
            throw new CryptoFault.Damaged(BundleHeader.WHAT);
        }
        return bytes;
    }

    private boolean next() throws IOException {
        if (ended) {
            return false;
        }
        chunks.sealed(aheadLength).put(ahead, 0, aheadLength);
        int sealed = aheadLength;
        aheadLength = file.readNBytes(ahead, 0, ahead.length);
        boolean last = aheadLength == 0;
        length = opened(last, sealed);
        at = 0;
        chunk++;
        ended = last;
        return true;
    }

    private int opened(boolean last, int sealed) {
        try {
            return chunks.open(chunk, last, sealed, plain);
        } catch (CryptoFault.Damaged damaged) {
            if (last && sealed > 0 && chunks.continues(chunk, sealed, plain)) {
                throw new CryptoFault.CutShort(BundleHeader.WHAT);
            }
            throw damaged;
        }
    }

    /// Wipes the key and what was read.
    @Override
    public void close() throws IOException {
        chunks.close();
        Arrays.fill(plain, (byte) 0);
        file.close();
    }
}
