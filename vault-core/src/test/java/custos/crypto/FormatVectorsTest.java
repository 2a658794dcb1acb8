package custos.crypto;

import static custos.crypto.Sample.KEY;
import static custos.crypto.Sample.PLACE;
import static custos.crypto.Sample.RANDOM;
import static custos.crypto.Sample.RECORD;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Holds our bytes against those that `make_vectors.py`, which shares no code with us, wrote.
class FormatVectorsTest {
    private static final JsonNode VECTORS = vectors();

    private static JsonNode vectors() {
        try (var in = FormatVectorsTest.class.getResourceAsStream("vectors.json")) {
            return new JsonMapper().readTree(Objects.requireNonNull(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] vector(String name) {
        return HexFormat.of().parseHex(VECTORS.get(name).asString());
    }

    @Test
    void a_wrap_opens_to_its_data_key() {
        try (var keks = Sample.keks(Sample.VAULT, 8);
                var key = keks.unwrap(Wrap.of(vector("wrap")), KEY)) {
            assertThat(key.key().copy()).isEqualTo(Sample.filled(0xD0));
        }
    }

    @Test
    void a_body_opens_to_its_fields() {
        var body = SealedBody.parse(vector("body"));
        var opened = Sample.dataKey(KEY).openBody(body, PLACE);
        assertThat(opened)
                .containsEntry(1, new FieldPlain.Text("\u017d\u00e1kov\u00e1 \u0141ucja"))
                .containsEntry(2, new FieldPlain.Date(LocalDate.of(1984, 2, 29)))
                .containsEntry(3, new FieldPlain.Whole(-5))
                .containsEntry(4, new FieldPlain.Flag(true))
                .containsEntry(9, new FieldPlain.Decimal(new BigDecimal("-12.50")))
                .containsEntry(65535, new FieldPlain.Json("{\"town\":\"Brno\"}"))
                .hasSize(6);
        assertThat(body.generation()).hasValue(2);
        assertThat(body.schema()).isEqualTo(6);
    }

    @Test
    void a_head_is_sealed_to_the_same_bytes() {
        var rows =
                List.of(
                        new Head.Row(RECORD, 9, Sample.filled(0xAA)),
                        new Head.Row(RECORD + 1, 1, Sample.filled(0xBB)));
        assertThat(new Heads(Sample.secrets()).seal(new Head(5000, 17, 3, 2), rows))
                .isEqualTo(vector("head"));
    }

    @Test
    void an_index_token_is_the_same() {
        var token = new BlindIndex(Sample.secrets()).token(12, 1, "jana@example.org");
        assertThat(token)
                .isEqualTo(new IndexToken(12, 2, ByteBuffer.wrap(vector("index")).getLong()));
    }

    @Test
    void a_suppression_token_is_the_same_through_every_version_of_the_secret() {
        var first = new Suppressions(Sample.secrets(Sample.VAULT, 1));
        var second = new Suppressions(Sample.secrets());
        var address = first.address(2, 1, "jana@example.org");
        assertThat(first.token(address, 11).bytes()).isEqualTo(vector("suppress_v1"));
        assertThat(second.token(address, 11).bytes()).isEqualTo(vector("suppress_v2"));
        assertThat(second.advanced(first.token(address, 11), 1, 2))
                .isEqualTo(second.token(address, 11));
    }

    @Test
    void a_link_opens_to_what_it_carries() {
        var secrets = Sample.secrets();
        var address = new Suppressions(secrets).address(2, 1, "jana@example.org");
        assertThat(new Links(secrets, RANDOM).open(VECTORS.get("link").asString()))
                .isEqualTo(new Link(address, 11, 2, 5000));
    }

    @Test
    void a_visit_pass_opens_to_what_it_carries() {
        var passes = new VisitPasses(Sample.secrets(), RANDOM);
        assertThat(passes.open(VECTORS.get("visit_pass").asString()))
                .isEqualTo(new VisitPass(5000, 24, 21, 1_795_342_530_123L));
    }

    @Test
    void the_mac_of_a_shredding_is_the_same() {
        assertThat(new Shreddings(Sample.secrets()).mac(new Shreddings.Note(5000, 3, 2, 20779)))
                .isEqualTo(vector("shredded"));
    }

    @Test
    void both_halves_of_the_ledger_open() {
        var subject = Sample.dataKey(KEY).openOpening(RECORD, vector("opening"));
        var internal = new Internals(Sample.secrets(), RANDOM).open(vector("internal"));
        for (LedgerHalf half : List.of(subject, internal)) {
            assertThat(half.key()).isEqualTo(Sample.filled(1));
            assertThat(half.other()).isEqualTo(Sample.filled(2));
            assertThat(half.text()).asString(UTF_8).isEqualTo("{\"v\":1}");
        }
    }

    @Test
    void sealed_rows_open() {
        var at = RowPlace.of("account", "anna");
        assertThat(new VaultRows(Sample.secrets(), RANDOM).open(at, vector("vault_row")))
                .asString(UTF_8)
                .isEqualTo("hello");
        assertThat(Sample.dataKey(KEY).openRow(at, vector("customer_row")))
                .asString(UTF_8)
                .isEqualTo("hello");
    }

    @Test
    void public_ids_are_the_same() {
        var ids = new PublicIds(Sample.secrets());
        assertThat(ids.encode(5000, PublicIds.Kind.CUSTOMER))
                .isEqualTo(VECTORS.get("public_customer").asString());
        assertThat(ids.encode(RECORD, PublicIds.Kind.RECORD))
                .isEqualTo(VECTORS.get("public_record").asString());
    }

    @Test
    void a_keyring_and_its_key_encryption_key_open() {
        byte[] file = VECTORS.get("keyring.json").asString().getBytes(UTF_8);
        byte[] kekFile = VECTORS.get("kek.json").asString().getBytes(UTF_8);
        try (var keyring =
                        Keyring.parse(file)
                                .openWithKeyFile(SecretBytes.copyOf(Sample.filled(0x71)));
                var keks = KekFile.parse(kekFile, keyring, RANDOM)) {
            assertThat(keyring.counter()).isEqualTo(3);
            assertThat(keyring.bytes()).isEqualTo(file);
            assertThat(keyring.created(SecretName.LOG, 1))
                    .isEqualTo(Instant.parse("2026-01-31T10:00:00Z"));
            for (SecretName name : SecretName.values()) {
                assertThat(keyring.secrets().secret(name, 1))
                        .isEqualTo(Sample.secrets().secret(name, 1));
            }
            assertThat(keks.key(8).copy()).isEqualTo(Sample.filled(0xE0));
        }
    }
}
