package custos.crypto;

import static custos.crypto.Sample.KEY;
import static custos.crypto.Sample.RANDOM;
import static org.assertj.core.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever bytes come in, the answer is a fault of ours or a refused argument, never another.
class ParserFuzzTest {
    private final DataKey key = Sample.dataKey(KEY);
    private final Secrets secrets = Sample.secrets();
    private final Keyring keyring =
            Keyring.create(Sample.VAULT, RANDOM, Instant.EPOCH)
                    .withKeyFile(SecretBytes.random(RANDOM), RANDOM);

    private final List<Consumer<byte[]>> parsers =
            List.of(
                    bytes -> key.openBody(SealedBody.parse(bytes), Sample.PLACE),
                    bytes -> key.openField(1, 1, 1, bytes),
                    bytes -> key.openOpening(1, bytes),
                    bytes -> key.openRow(RowPlace.of("a", 1), bytes),
                    bytes -> FieldCodec.decode(bytes, bytes.length),
                    bytes -> LedgerHalf.decode(bytes, "a half"),
                    bytes -> Wraps.parse(bytes),
                    bytes -> Sample.keks(Sample.VAULT, 1).unwrap(Wrap.of(bytes), KEY),
                    bytes -> BlindIndex.unpack(bytes),
                    bytes -> new Heads(secrets).verify(bytes, new Head(1, 1, 1, 1)),
                    bytes -> new Internals(secrets, RANDOM).open(bytes),
                    bytes -> new VaultRows(secrets, RANDOM).open(RowPlace.of("a", 1), bytes),
                    bytes -> new Links(secrets, RANDOM).open(text(bytes)),
                    bytes -> new VisitPasses(secrets, RANDOM).open(text(bytes)),
                    bytes -> new PublicIds(secrets).decode(text(bytes), PublicIds.Kind.RECORD),
                    bytes -> RecoverySheet.parse(text(bytes)),
                    bytes -> Keyring.parse(bytes),
                    bytes -> KekFile.parse(bytes, keyring, RANDOM),
                    bytes -> VaultId.parse(text(bytes)));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void random_bytes_are_refused_in_words_of_ours(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 3000; i++) {
            byte[] bytes = new byte[random.nextInt(i % 10 == 0 ? 2000 : 120)];
            random.nextBytes(bytes);
            startPlausibly(random, bytes);
            parsers.forEach(parser -> refuses(parser, bytes, seed));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6})
    void true_bytes_cut_and_changed_are_refused_in_words_of_ours(long seed) {
        var random = new Random(seed);
        var fields =
                new java.util.TreeMap<Integer, FieldPlain>(Map.of(1, new FieldPlain.Text("Jana")));
        var wrap = KeyEncryptionKeys.create(Sample.VAULT, RANDOM).wrap(key);
        List<byte[]> seeds =
                List.of(
                        key.sealBody(Sample.PLACE, 1, fields).bytes(),
                        Wraps.empty().with(1, 1, wrap).with(2, 1, wrap).bytes(),
                        keyring.bytes(),
                        FieldCodec.encode(new FieldPlain.Text("Jana")),
                        KekFile.bytes(
                                KeyEncryptionKeys.create(Sample.VAULT, RANDOM), keyring, RANDOM));
        for (int i = 0; i < 2000; i++) {
            byte[] origin = seeds.get(random.nextInt(seeds.size()));
            byte[] bytes = Arrays.copyOf(origin, origin.length - random.nextInt(3));
            for (int flips = random.nextInt(4); flips >= 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            parsers.forEach(parser -> refuses(parser, bytes, seed));
        }
    }

    private static void startPlausibly(Random random, byte[] bytes) {
        if (bytes.length > 3 && random.nextBoolean()) {
            bytes[0] = (byte) (random.nextBoolean() ? 1 : 0x20 + random.nextInt(5));
            bytes[1] = (byte) random.nextInt(2);
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static void refuses(Consumer<byte[]> parser, byte[] bytes, long seed) {
        try {
            parser.accept(bytes);
        } catch (CryptoFault | IllegalArgumentException expected) {
            return;
        } catch (RuntimeException e) {
            fail("seed %d gave %s".formatted(seed, e), e);
        }
    }
}
