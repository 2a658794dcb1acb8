package custos.crypto;

import static custos.crypto.Sample.RANDOM;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// FORMATS "Bundle": what was written comes back, and nothing else does.
class BundleTest {
    private static final int CHUNK = 65_536;
    private static final int SEALED = CHUNK + 16;
    private static final Secrets SECRETS = Sample.secrets();

    @TempDir Path dir;

    private static byte[] pattern(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i % 251);
        }
        return bytes;
    }

    private static BundleHeader header(BundleHeader.Kind kind, int fill) {
        return new BundleHeader(kind, 2, Sample.VAULT, Sample.filled(fill));
    }

    private static BundleHeader fresh() {
        return BundleHeader.create(BundleHeader.Kind.DATA, SECRETS, RANDOM);
    }

    /// The preface is the plaintext's first ten bytes, or all of a shorter one.
    private byte[] written(BundleHeader header, byte[] plain) throws IOException {
        int preface = Math.min(10, plain.length);
        Path file = dir.resolve("bundle");
        try (var channel =
                        FileChannel.open(
                                file,
                                StandardOpenOption.CREATE,
                                StandardOpenOption.TRUNCATE_EXISTING,
                                StandardOpenOption.WRITE);
                var writer = new BundleWriter(channel, 0, header, SECRETS, preface)) {
            for (int at = preface; at < plain.length; at += 7001) {
                writer.write(Arrays.copyOfRange(plain, at, Math.min(at + 7001, plain.length)));
            }
            writer.finish(Arrays.copyOf(plain, preface));
        }
        return Files.readAllBytes(file);
    }

    private static byte[] read(byte[] bundle) throws IOException {
        try (var reader = new BundleReader(new ByteArrayInputStream(bundle), SECRETS)) {
            return reader.readAllBytes();
        }
    }

    private static JsonNode vectors() throws IOException {
        try (var in = BundleTest.class.getResourceAsStream("vectors.json")) {
            return new JsonMapper().readTree(Objects.requireNonNull(in));
        }
    }

    @Test
    void the_vectors_of_another_hand_are_written_and_read() throws Exception {
        byte[] plain = "first the manifest, then rows".getBytes(UTF_8);
        byte[] bundle = HexFormat.of().parseHex(vectors().get("bundle").asString());

        assertThat(written(header(BundleHeader.Kind.DATA, 5), plain)).isEqualTo(bundle);
        assertThat(read(bundle)).isEqualTo(plain);

        byte[] big = written(header(BundleHeader.Kind.KEYS, 6), pattern(2 * CHUNK + 1000));
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(big)))
                .isEqualTo(vectors().get("bundle_long_sha256").asString());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 11, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 5})
    void every_length_comes_back(int length) throws IOException {
        byte[] plain = pattern(length);

        assertThat(read(written(fresh(), plain))).isEqualTo(plain);
    }

    @Test
    void two_bundles_share_no_key() throws IOException {
        byte[] plain = pattern(100);
        byte[] first = written(fresh(), plain);
        byte[] second = written(fresh(), plain);

        assertThat(Arrays.copyOfRange(first, BundleHeader.LENGTH, first.length))
                .isNotEqualTo(Arrays.copyOfRange(second, BundleHeader.LENGTH, second.length));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void a_bundle_cut_between_two_chunks_is_cut_short(int chunks) throws IOException {
        byte[] whole = written(fresh(), pattern(3 * CHUNK + 5));
        byte[] cut = Arrays.copyOf(whole, BundleHeader.LENGTH + chunks * SEALED);

        assertThatThrownBy(() -> read(cut))
                .isInstanceOf(CryptoFault.CutShort.class)
                .hasMessage("the bundle ends too early: it was cut short");
    }

    @Test
    void a_bundle_cut_anywhere_else_is_damaged() throws IOException {
        byte[] whole = written(fresh(), pattern(2 * CHUNK + 5));

        for (int length : new int[] {0, 3, 57, 58, 59, 74, SEALED, 2 * SEALED, whole.length - 1}) {
            assertThatThrownBy(() -> read(Arrays.copyOf(whole, length)))
                    .isInstanceOf(CryptoFault.Damaged.class);
        }
        assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length + 1)))
                .isInstanceOf(CryptoFault.Damaged.class);
    }

    @Test
    void chunks_that_changed_places_are_damaged() throws IOException {
        byte[] whole = written(fresh(), pattern(3 * CHUNK + 5));
        byte[] swapped = whole.clone();
        int first = BundleHeader.LENGTH;
        System.arraycopy(whole, first + SEALED, swapped, first, SEALED);
        System.arraycopy(whole, first, swapped, first + SEALED, SEALED);

        assertThatThrownBy(() -> read(swapped)).isInstanceOf(CryptoFault.Damaged.class);
    }

    @Test
    void a_chunk_of_another_bundle_is_damaged() throws IOException {
        byte[] one = written(fresh(), pattern(CHUNK + 5));
        byte[] other = written(fresh(), pattern(CHUNK + 5));
        System.arraycopy(other, BundleHeader.LENGTH, one, BundleHeader.LENGTH, SEALED);

        assertThatThrownBy(() -> read(one)).isInstanceOf(CryptoFault.Damaged.class);
    }

    @Test
    void every_bit_of_the_header_counts() throws IOException {
        byte[] whole = written(fresh(), pattern(20));

        for (int bit = 0; bit < BundleHeader.LENGTH * 8; bit++) {
            byte[] changed = Sample.flipped(whole, bit);
            assertThatThrownBy(() -> read(changed)).isInstanceOf(CryptoFault.class);
        }
    }

    @Test
    void another_vaults_bundle_and_one_of_a_later_version_say_so() throws IOException {
        byte[] whole = written(fresh(), pattern(20));
        var strangers = Sample.secrets(Sample.OTHER_VAULT, 2);
        byte[] later = whole.clone();
        later[4] = 2;
        byte[] kind = whole.clone();
        kind[5] = 9;
        byte[] key = whole.clone();
        key[9] = 3;

        assertThatThrownBy(() -> new BundleReader(new ByteArrayInputStream(whole), strangers))
                .isInstanceOf(CryptoFault.OtherVault.class)
                .hasMessage("the bundle belongs to another vault");
        assertThatThrownBy(() -> read(later)).isInstanceOf(CryptoFault.UnknownFormat.class);
        assertThatThrownBy(() -> read(kind)).isInstanceOf(CryptoFault.UnknownFormat.class);
        assertThatThrownBy(() -> read(key)).isInstanceOf(CryptoFault.UnknownKey.class);
    }

    @Test
    void a_bundle_that_was_never_finished_does_not_open() throws IOException {
        Path file = dir.resolve("unfinished");
        var header = fresh();
        try (var channel =
                        FileChannel.open(
                                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var writer = new BundleWriter(channel, 0, header, SECRETS, 10)) {
            writer.write(pattern(3 * CHUNK));
        }

        assertThatThrownBy(() -> read(Files.readAllBytes(file)))
                .isInstanceOf(CryptoFault.Damaged.class);
    }
}
