package custos.crypto;

import static custos.crypto.Sample.KEY;
import static custos.crypto.Sample.PLACE;
import static custos.crypto.Sample.RANDOM;
import static custos.crypto.Sample.RECORD;
import static custos.crypto.Sample.SCHEMA;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DataKeyTest {
    private static final FieldPlain NAME = new FieldPlain.Text("Jana Nov\u00e1kov\u00e1");

    private final DataKey key = Sample.dataKey(KEY);

    static Stream<FieldPlain> values() {
        return Stream.of(
                new FieldPlain.Text(""),
                NAME,
                new FieldPlain.Text("x".repeat(FieldPlain.MAX_BYTES)),
                new FieldPlain.Date(LocalDate.of(1, 1, 1)),
                new FieldPlain.Date(LocalDate.of(9999, 12, 31)),
                new FieldPlain.Whole(Long.MIN_VALUE),
                new FieldPlain.Flag(false),
                new FieldPlain.Decimal(new BigDecimal("0.00")),
                new FieldPlain.Json("[\"a\"]"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void a_value_comes_back_as_it_was(FieldPlain value) {
        assertThat(key.openField(RECORD, 1, SCHEMA, key.sealField(RECORD, 1, SCHEMA, value)))
                .isEqualTo(value);
    }

    @ParameterizedTest
    @MethodSource("values")
    void a_value_does_not_show_itself(FieldPlain value) {
        assertThat(value.toString()).endsWith("[hidden]");
    }

    @Test
    void a_ciphertext_shows_only_the_sixteen_bytes_that_the_value_falls_into() {
        assertThat(key.sealField(RECORD, 1, SCHEMA, new FieldPlain.Text("Jan")))
                .hasSameSizeAs(key.sealField(RECORD, 1, SCHEMA, new FieldPlain.Text("Jaroslava")));
    }

    @Test
    void a_value_over_one_mebibyte_is_refused() {
        var long1 = new FieldPlain.Text("x".repeat(FieldPlain.MAX_BYTES + 1));
        assertThatThrownBy(() -> key.sealField(RECORD, 1, SCHEMA, long1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void text_is_kept_in_composed_form() {
        assertThat(new FieldPlain.Text("Nova\u0301k")).isEqualTo(new FieldPlain.Text("Nov\u00e1k"));
    }

    @Test
    void half_of_a_surrogate_pair_is_refused() {
        assertThatThrownBy(() -> new FieldPlain.Text("a\ud800"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_field_opens_at_its_own_place_only() {
        byte[] sealed = key.sealField(RECORD, 1, SCHEMA, NAME);
        assertDamaged(() -> key.openField(RECORD + 1, 1, SCHEMA, sealed));
        assertDamaged(() -> key.openField(RECORD, 2, SCHEMA, sealed));
        assertDamaged(() -> key.openField(RECORD, 1, SCHEMA + 1, sealed));
        assertDamaged(
                () -> other(Sample.OTHER_VAULT, 5000, 3, 2).openField(RECORD, 1, SCHEMA, sealed));
        assertDamaged(() -> other(Sample.VAULT, 5001, 3, 2).openField(RECORD, 1, SCHEMA, sealed));
    }

    @Test
    void a_field_of_another_generation_names_the_key_that_it_wants() {
        byte[] sealed = key.sealField(RECORD, 1, SCHEMA, NAME);
        assertThatThrownBy(
                        () -> other(Sample.VAULT, 5000, 3, 1).openField(RECORD, 1, SCHEMA, sealed))
                .isInstanceOfSatisfying(
                        CryptoFault.UnknownKey.class, fault -> assertThat(fault.id()).isEqualTo(2));
    }

    @Test
    void the_generation_in_a_header_is_authenticated() {
        byte[] sealed = key.sealField(RECORD, 1, SCHEMA, NAME);
        ByteBuffer.wrap(sealed).putInt(2, 7);
        assertDamaged(() -> other(Sample.VAULT, 5000, 3, 7).openField(RECORD, 1, SCHEMA, sealed));
    }

    @Test
    void no_flipped_bit_of_a_field_opens() {
        byte[] sealed = key.sealField(RECORD, 1, SCHEMA, NAME);
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] changed = Sample.flipped(sealed, bit);
            assertThatThrownBy(() -> key.openField(RECORD, 1, SCHEMA, changed))
                    .isInstanceOf(CryptoFault.class);
        }
    }

    @Test
    void padding_that_is_not_zero_is_damage() {
        byte[] plain = FieldCodec.encode(new FieldPlain.Text("Jan"));
        plain[15] = 1;
        assertDamaged(() -> FieldCodec.decode(plain, 16));
    }

    @Test
    void padding_beyond_the_bucket_is_damage() {
        byte[] plain = FieldCodec.encode(new FieldPlain.Text("Jan"));
        assertDamaged(() -> FieldCodec.decode(Arrays.copyOf(plain, 32), 32));
    }

    @Test
    void a_body_opens_whole_or_in_part() {
        var body = key.sealBody(PLACE, SCHEMA, fields());
        assertThat(key.openBody(body, PLACE)).isEqualTo(fields());
        assertThat(key.openBody(body, PLACE, field -> field == 2)).containsOnlyKeys(2);
    }

    @Test
    void a_body_without_fields_is_sealed_too() {
        var body = key.sealBody(PLACE, SCHEMA, new TreeMap<>());
        assertThat(key.openBody(body, PLACE)).isEmpty();
        assertThat(body.generation()).isEmpty();
    }

    @Test
    void a_seal_holds_at_its_own_place_only() {
        var body = key.sealBody(PLACE, SCHEMA, fields());
        assertDamaged(() -> key.verify(body, new RecordPlace(RECORD + 1, 4, 9, 20779)));
        assertDamaged(() -> key.verify(body, new RecordPlace(RECORD, 5, 9, 20779)));
        assertDamaged(() -> key.verify(body, new RecordPlace(RECORD, 4, 8, 20779)));
        assertDamaged(() -> key.verify(body, new RecordPlace(RECORD, 4, 9, 20778)));
        assertDamaged(() -> other(Sample.OTHER_VAULT, 5000, 3, 2).verify(body, PLACE));
        assertDamaged(() -> other(Sample.VAULT, 5001, 3, 2).verify(body, PLACE));
        assertDamaged(() -> other(Sample.VAULT, 5000, 4, 2).verify(body, PLACE));
    }

    @Test
    void a_seal_covers_the_schema() {
        byte[] bytes = key.sealBody(PLACE, SCHEMA, fields()).bytes().clone();
        bytes[2]++;
        assertDamaged(() -> key.verify(SealedBody.parse(bytes), PLACE));
    }

    @Test
    void a_seal_covers_the_number_of_fields_and_each_of_them() {
        byte[] bytes = key.sealBody(PLACE, SCHEMA, fields()).bytes();
        int entry = 6 + Envelope.OVERHEAD + 16;
        byte[] shorter = Arrays.copyOf(bytes, bytes.length - entry);
        assertDamaged(() -> key.openBody(SealedBody.parse(shorter), PLACE));
        byte[] renamed = bytes.clone();
        ByteBuffer.wrap(renamed).putShort(bytes.length - entry, (short) 4);
        assertDamaged(() -> key.openBody(SealedBody.parse(renamed), PLACE, _ -> false));
        byte[] retagged = Sample.flipped(bytes, bytes.length * 8 - 1);
        assertDamaged(() -> key.openBody(SealedBody.parse(retagged), PLACE, _ -> false));
    }

    @Test
    void an_older_value_of_a_field_does_not_fit_the_newer_seal() {
        byte[] older = key.sealBody(PLACE, SCHEMA, fields()).bytes();
        byte[] newer = key.sealBody(PLACE, SCHEMA, fields()).bytes().clone();
        int entry = 6 + Envelope.OVERHEAD + 16;
        System.arraycopy(older, older.length - entry, newer, newer.length - entry, entry);
        assertDamaged(() -> key.openBody(SealedBody.parse(newer), PLACE));
    }

    @Test
    void no_flipped_bit_of_a_body_opens() {
        byte[] bytes = key.sealBody(PLACE, SCHEMA, fields()).bytes();
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] changed = Sample.flipped(bytes, bit);
            assertThatThrownBy(() -> key.openBody(SealedBody.parse(changed), PLACE))
                    .isInstanceOf(CryptoFault.class);
        }
    }

    @Test
    void fields_out_of_order_or_twice_are_damage() {
        byte[] bytes = key.sealBody(PLACE, SCHEMA, fields()).bytes().clone();
        int entry = 6 + Envelope.OVERHEAD + 16;
        ByteBuffer.wrap(bytes).putShort(bytes.length - entry, (short) 2);
        assertDamaged(() -> SealedBody.parse(bytes));
    }

    @Test
    void an_opening_opens_at_its_own_place_only() {
        var half = new LedgerHalf(Sample.filled(1), Sample.filled(2), "{}".getBytes(UTF_8));
        byte[] sealed = key.sealOpening(9, half);
        assertThat(sealed).hasSize(Envelope.OVERHEAD + 256);
        assertThat(key.openOpening(9, sealed).text()).asString(UTF_8).isEqualTo("{}");
        assertDamaged(() -> key.openOpening(10, sealed));
        assertDamaged(() -> other(Sample.OTHER_VAULT, 5000, 3, 2).openOpening(9, sealed));
        assertDamaged(() -> other(Sample.VAULT, 5001, 3, 2).openOpening(9, sealed));
        assertThatThrownBy(() -> other(Sample.VAULT, 5000, 3, 1).openOpening(9, sealed))
                .isInstanceOf(CryptoFault.UnknownKey.class);
        assertThat(DataKey.generationOfOpening(sealed)).isEqualTo(2);
    }

    @Test
    void a_customers_row_opens_at_its_own_place_only() {
        byte[] sealed = key.sealRow(RowPlace.of("outbox", 7), new byte[] {1, 2});
        assertThat(key.openRow(RowPlace.of("outbox", 7), sealed)).containsExactly(1, 2);
        assertDamaged(() -> key.openRow(RowPlace.of("outbox", 8), sealed));
        assertDamaged(() -> key.openRow(RowPlace.of("answer", 7), sealed));
        for (DataKey wrong :
                List.of(other(Sample.OTHER_VAULT, 5000, 3, 2), other(Sample.VAULT, 5001, 3, 2))) {
            assertDamaged(() -> wrong.openRow(RowPlace.of("outbox", 7), sealed));
        }
        assertThatThrownBy(() ->
                        other(Sample.VAULT, 5000, 3, 1).openRow(RowPlace.of("outbox", 7), sealed))
                .isInstanceOf(CryptoFault.UnknownKey.class);
        assertThat(DataKey.generationOfRow(sealed)).isEqualTo(2);
    }

    @Test
    void the_sub_keys_of_one_data_key_differ() {
        byte[] row = key.sealRow(RowPlace.of("outbox", 7), new byte[16]);
        row[0] = 0x01;
        assertDamaged(() -> key.openField(RECORD, 1, SCHEMA, row));
    }

    @Test
    void a_closed_key_opens_nothing() {
        byte[] sealed = key.sealField(RECORD, 1, SCHEMA, NAME);
        key.close();
        assertThatThrownBy(() -> key.openField(RECORD, 1, SCHEMA, sealed))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> key.sealRow(RowPlace.of("outbox", 7), new byte[1]))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void many_threads_share_one_key() {
        var shared = DataKey.random(KEY, RANDOM);
        boolean all =
                IntStream.range(0, 2000)
                        .parallel()
                        .allMatch(_ -> {
                            var body = shared.sealBody(PLACE, SCHEMA, fields());
                            return shared.openBody(body, PLACE).equals(fields());
                        });
        assertThat(all).isTrue();
    }

    @Test
    void nonces_are_never_the_same() {
        var seen = new ArrayList<String>();
        for (int i = 0; i < 100; i++) {
            byte[] bytes = key.sealBody(PLACE, SCHEMA, fields()).bytes();
            seen.add(Arrays.toString(Arrays.copyOfRange(bytes, 47, 59)));
            seen.add(Arrays.toString(Arrays.copyOfRange(bytes, 47 + 56, 59 + 56)));
        }
        assertThat(seen).doesNotHaveDuplicates();
    }

    private static SortedMap<Integer, FieldPlain> fields() {
        return new TreeMap<>(
                Map.of(
                        1, new FieldPlain.Text("Jana"),
                        2, new FieldPlain.Whole(7),
                        3, new FieldPlain.Flag(true)));
    }

    private static DataKey other(VaultId vault, long customer, int dataClass, int generation) {
        return Sample.dataKey(new KeyPlace(vault, customer, dataClass, generation));
    }

    static void assertDamaged(ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(CryptoFault.Damaged.class);
    }
}
