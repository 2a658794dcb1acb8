package custos.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import custos.crypto.BundleHeader;
import custos.crypto.BundleHeader.Kind;
import custos.crypto.BundleWriter;
import custos.crypto.Keyring;
import custos.crypto.VaultId;
import custos.store.CommitState;
import custos.store.LeafRow;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A bundle's bytes pass from the thread that reads the vault to the one that writes the file.
class BundleBlocksTest {
    private static final VaultId VAULT = VaultId.parse("000102030405060708090a0b0c0d0e0f");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");

    @TempDir Path dir;

    private static byte[] pattern(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i * 7 + length);
        }
        return bytes;
    }

    /// More than all blocks together hold, short rows and rows longer than a block in turn.
    private static List<byte[]> rows() {
        var rows = new ArrayList<byte[]>();
        for (int i = 0; i < 60; i++) {
            rows.add(pattern(i * 997));
            rows.add(pattern(i % 20 == 0 ? 700_000 : 11));
        }
        return rows;
    }

    @Test
    void rows_of_any_length_come_back_in_their_order() {
        var folder = new BackupFolder(dir, VAULT);
        Path file = folder.file(Kind.DATA, NOW);
        try (var keyring = Keyring.create(VAULT, RANDOM, NOW)) {
            try (BundleOutput out = folder.begin(Kind.DATA, keyring.secrets(), RANDOM)) {
                long idx = 0;
                for (byte[] row : rows()) {
                    out.write(new BundleRow.Leaf(new LeafRow(idx++, row)));
                }
                var end = new CommitState(0, idx, new byte[32], 1024);
                out.finish(new Manifest(NOW, 0, 0, end, 0, 0, 0, out.rows()), file);
            }
            var read = new ArrayList<byte[]>();
            try (BundleInput in = BundleInput.open(file, Kind.DATA, keyring.secrets())) {
                for (var row = in.next(); row.isPresent(); row = in.next()) {
                    read.add(((BundleRow.Leaf) row.get()).row().entry());
                }
            }
            assertThat(read).containsExactlyElementsOf(rows());
        }
    }

    @Test
    void what_fails_on_the_other_thread_is_said_to_the_one_that_fills() throws IOException {
        FileChannel file =
                FileChannel.open(
                        dir.resolve("part"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try (var keyring = Keyring.create(VAULT, RANDOM, NOW)) {
            var header = BundleHeader.create(Kind.DATA, keyring.secrets(), RANDOM);
            try (var writer = new BundleWriter(file, 0, header, keyring.secrets(), 0);
                    var blocks = new BundleBlocks(file, writer)) {
                file.close();
                assertThatThrownBy(
                                () -> {
                                    // Far more than there are blocks: it does not wait for ever.
                                    for (byte[] row : rows()) {
                                        blocks.write(row);
                                        blocks.write(row);
                                        blocks.write(row);
                                    }
                                })
                        .isInstanceOf(ClosedChannelException.class);
                assertThatThrownBy(blocks::end).isInstanceOf(ClosedChannelException.class);
            }
        }
    }

    @Test
    void a_bundle_that_is_given_up_leaves_no_file_and_no_thread() throws IOException {
        var folder = new BackupFolder(dir, VAULT);
        try (var keyring = Keyring.create(VAULT, RANDOM, NOW)) {
            try (BundleOutput out = folder.begin(Kind.DATA, keyring.secrets(), RANDOM)) {
                rows().forEach(row -> out.write(new BundleRow.Leaf(new LeafRow(1, row))));
            }
        }
        try (var files = Files.list(dir)) {
            assertThat(files).isEmpty();
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("custos-bundle"));
    }
}
