package custos.backup;

import custos.crypto.BundleWriter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;

/// Bytes on their way into a bundle: one thread fills blocks, another one seals and writes them, so
/// that reading and writing take turns at nothing. As many blocks as there are go around; whoever
/// fills waits for a free one. For one thread that fills.
final class BundleBlocks implements AutoCloseable {
    private static final int BLOCK = 256 * 1024;
    private static final int BLOCKS = 8;

    /// What is written is sent to the disk this often: a stick that is slow would otherwise get
    /// everything at the end, and the vault's own writes would wait behind it.
    private static final long SYNC_BYTES = 32L * 1024 * 1024;

    private final FileChannel file;
    private final BundleWriter writer;
    private final ArrayBlockingQueue<Block> free = new ArrayBlockingQueue<>(BLOCKS);
    private final ArrayBlockingQueue<Block> full = new ArrayBlockingQueue<>(BLOCKS + 1);
    private final Thread thread;
    private volatile @Nullable Throwable failure;
    private Block block = new Block();
    private boolean ended;

    /// Some bytes; an empty block is the last one.
    private static final class Block {
        private final byte[] bytes = new byte[BLOCK];
        private int length;
    }

    BundleBlocks(FileChannel file, BundleWriter writer) {
        this.file = file;
        this.writer = writer;
        for (int i = 1; i < BLOCKS; i++) {
            free.add(new Block());
        }
        this.thread = Thread.ofPlatform().name("custos-bundle").daemon().start(this::run);
    }

    private void run() {
        long unsynced = 0;
        try {
            for (Block one = full.take(); one.length > 0; one = full.take()) {
                if (failure == null) {
                    unsynced = written(one, unsynced);
                }
                one.length = 0;
                free.add(one);
            }
        } catch (InterruptedException e) {
            failure = e;
        }
    }

    /// What fails is kept for the thread that fills; what comes after goes nowhere.
    private long written(Block one, long unsynced) {
        try {
            writer.write(one.bytes, one.length);
            long waiting = unsynced + one.length;
            if (waiting < SYNC_BYTES) {
                return waiting;
            }
            file.force(false);
        } catch (IOException | RuntimeException | Error e) {
            failure = e;
        }
        return 0;
    }

    /// Appends bytes.
    ///
    /// @throws IOException when writing failed, now or some blocks ago
    void write(byte[] bytes) throws IOException {
        for (int from = 0; from < bytes.length; ) {
            if (block.length == BLOCK) {
                next();
            }
            int some = Math.min(bytes.length - from, BLOCK - block.length);
            System.arraycopy(bytes, from, block.bytes, block.length, some);
            block.length += some;
            from += some;
        }
    }

    private void next() throws IOException {
        full.add(block);
        block = taken();
        requireWritten();
    }

    private Block taken() throws IOException {
        try {
            return free.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while writing", e);
        }
    }

    private void requireWritten() throws IOException {
        switch (failure) {
            case null -> {
                // All is well so far.
            }
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IOException("writing ended by itself", e);
        }
    }

    /// Returns once everything has gone through the writer.
    ///
    /// @throws IOException when writing failed
    void end() throws IOException {
        close();
        requireWritten();
    }

    /// Ends the thread that writes; what it has already gets written.
    @Override
    public void close() {
        if (ended) {
            return;
        }
        ended = true;
        if (block.length > 0) {
            full.add(block);
        }
        full.add(new Block());
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
