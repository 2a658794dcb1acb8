package custos.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every parser refuses damage with its own exception, and what it accepts has one spelling.
class ParserFuzzTest {
    private static final int ROUNDS = 4000;
    private static final String NAME = "fuzz.example/log";

    private final NoteSigner signer = NoteSigner.of(NAME, new byte[32]);
    private final Batch batch = Batch.of(Entries.numbered(11));
    private final SignedCheckpoint checkpoint =
            new Checkpoint(NAME, batch.head(), List.of("extension")).sign(signer);

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void verifier_keys(long seed) {
        texts(seed, signer.key().toString(), text -> VerifierKey.parse(text).toString());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void notes_and_checkpoints(long seed) {
        texts(seed, checkpoint.text(), text -> SignedNote.parse(text).encoded());
        texts(seed, checkpoint.text(), text -> SignedCheckpoint.parse(text).text());
        texts(seed, checkpoint.note().text(), text -> Checkpoint.parse(text).body());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void offline_proofs(long seed) {
        var plain = TlogProof.of(batch.inclusion(7), checkpoint);
        var extra = Optional.of(new TlogProof.Extra("AAEC"));
        var proof = new TlogProof(extra, plain.index(), plain.path(), plain.checkpoint());
        texts(seed, proof.encoded(), text -> TlogProof.parse(text).encoded());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void no_altered_proof_verifies_for_another_statement(long seed) {
        var text = TlogProof.of(batch.inclusion(7), checkpoint).encoded();
        var entry = Entries.numbered(11).get(7);
        texts(
                seed,
                text,
                altered -> {
                    try {
                        var proven = TlogProof.parse(altered).verify(entry, signer.key());
                        assertThat(proven.head()).isEqualTo(batch.head());
                    } catch (LedgerFault _) {
                        return altered;
                    }
                    return altered;
                });
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void tile_paths(long seed) {
        texts(seed, "tile/entries/x001/x234/067.p/112", text -> TilePath.parse(text).path());
        texts(seed, "tile/11/x001/067", text -> TilePath.parse(text).path());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void bundles_and_tiles(long seed) {
        var bundle = EntryBundle.encode(Entries.numbered(11));
        bytes(seed, bundle, altered -> EntryBundle.encode(EntryBundle.parse(altered, 11)));
        bytes(seed, new byte[320], altered -> HashTile.of(altered).bytes());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void guard_slots(long seed) {
        var slot = GuardSlot.first(1, batch.head(), 2, 3, checkpoint.text()).encoded();
        var random = new Random(seed);
        for (int i = 0; i < ROUNDS; i++) {
            var altered = Arrays.copyOf(mutated(random, slot), slot.length);
            assertThat(GuardSlot.decode(altered).isPresent())
                    .isEqualTo(Arrays.equals(altered, slot));
        }
    }

    private static void texts(long seed, String valid, UnaryOperator<String> readAndWrite) {
        var latin = StandardCharsets.UTF_8;
        assertThat(readAndWrite.apply(valid)).isEqualTo(valid);
        bytes(
                seed,
                valid.getBytes(latin),
                altered -> readAndWrite.apply(new String(altered, latin)).getBytes(latin));
    }

    private static void bytes(long seed, byte[] valid, Function<byte[], byte[]> readAndWrite) {
        var random = new Random(seed);
        for (int i = 0; i < ROUNDS; i++) {
            var altered = mutated(random, valid);
            // As text, bytes that are no UTF-8 are replaced on the way in.
            try {
                var again = readAndWrite.apply(altered);
                if (isUtf8(altered)) {
                    assertThat(again).isEqualTo(altered);
                }
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageNotContaining("null");
            }
        }
    }

    private static boolean isUtf8(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.UTF_8);
        return Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes);
    }

    private static byte[] mutated(Random random, byte[] valid) {
        var bytes = valid.clone();
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                case 2 -> bytes[at] = (byte) "\n +/=x0.".charAt(random.nextInt(8));
                case 3 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
                default -> bytes = doubled(bytes, at, random.nextInt(bytes.length));
            }
        }
        return bytes;
    }

    private static byte[] doubled(byte[] bytes, int at, int length) {
        int end = Math.min(bytes.length, at + length);
        var longer = Arrays.copyOf(bytes, bytes.length + end - at);
        System.arraycopy(bytes, at, longer, end, bytes.length - at);
        return longer;
    }
}
