package custos.crypto;

import static custos.crypto.DataKeyTest.assertDamaged;
import static custos.crypto.Sample.RANDOM;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class KeyedTokensTest {
    private final Secrets secrets = Sample.secrets();
    private final Secrets elsewhere = Sample.secrets(Sample.OTHER_VAULT, 2);

    @Test
    void an_index_token_depends_on_field_normaliser_epoch_and_value() {
        var index = new BlindIndex(secrets);
        var older = new BlindIndex(Sample.secrets(Sample.VAULT, 1));
        assertThat(
                        List.of(
                                index.token(1, 1, "a").token(),
                                index.token(2, 1, "a").token(),
                                index.token(1, 2, "a").token(),
                                index.token(1, 1, "b").token(),
                                older.token(1, 1, "a").token()))
                .doesNotHaveDuplicates();
        assertThat(index.tokens(1, 1, "a"))
                .containsExactly(older.token(1, 1, "a"), index.token(1, 1, "a"));
    }

    @Test
    void packed_tokens_come_back_ascending() {
        var tokens =
                List.of(
                        new IndexToken(2, 1, 5),
                        new IndexToken(1, 2, -1),
                        new IndexToken(1, 2, 1),
                        new IndexToken(1, 2, 1));
        byte[] packed = BlindIndex.pack(tokens);
        assertThat(BlindIndex.unpack(packed))
                .containsExactly(
                        new IndexToken(1, 2, 1), new IndexToken(1, 2, -1), new IndexToken(2, 1, 5));
        assertDamaged(() -> BlindIndex.unpack(Arrays.copyOf(packed, packed.length - 1)));
        packed[1] = 9;
        assertDamaged(() -> BlindIndex.unpack(packed));
    }

    @Test
    void a_suppression_token_depends_on_channel_normaliser_address_and_scope() {
        var suppressions = new Suppressions(secrets);
        assertThat(
                        List.of(
                                suppressions.token(suppressions.address(1, 1, "a"), 1),
                                suppressions.token(suppressions.address(2, 1, "a"), 1),
                                suppressions.token(suppressions.address(1, 2, "a"), 1),
                                suppressions.token(suppressions.address(1, 1, "b"), 1),
                                suppressions.token(suppressions.address(1, 1, "a"), 0)))
                .doesNotHaveDuplicates();
    }

    @Test
    void a_stored_suppression_token_follows_the_secret_without_the_address() {
        var first = new Suppressions(Sample.secrets(Sample.VAULT, 1));
        var third = new Suppressions(Sample.secrets(Sample.VAULT, 3));
        var address = first.address(1, 1, "a");
        assertThat(third.advanced(first.token(address, 4), 1, 3))
                .isEqualTo(third.token(address, 4));
        assertThat(third.token(address, 4)).isNotEqualTo(first.token(address, 4));
    }

    @Test
    void a_refusal_has_a_token_under_every_version() {
        var third = new Suppressions(Sample.secrets(Sample.VAULT, 3));
        var address = third.address(1, 1, "a");
        var first = third.first(address, 4);
        assertThat(third.all(first))
                .containsExactly(third.token(address, 4), third.advanced(first, 1, 2), first)
                .doesNotHaveDuplicates();
    }

    @Test
    void the_mac_of_a_shredding_covers_every_column() {
        var shreddings = new Shreddings(secrets);
        byte[] mac = shreddings.mac(new Shreddings.Note(5000, 3, 2, 9));
        shreddings.verify(new Shreddings.Note(5000, 3, 2, 9), mac);
        for (var other :
                List.of(
                        new Shreddings.Note(5001, 3, 2, 9),
                        new Shreddings.Note(5000, 4, 2, 9),
                        new Shreddings.Note(5000, 3, 3, 9),
                        new Shreddings.Note(5000, 3, 2, 8))) {
            assertDamaged(() -> shreddings.verify(other, mac));
        }
        assertDamaged(
                () -> new Shreddings(elsewhere).verify(new Shreddings.Note(5000, 3, 2, 9), mac));
    }

    @Test
    void a_link_works_in_its_own_vault_and_after_rotation() {
        var older = Sample.secrets(Sample.VAULT, 1);
        var address = new Suppressions(older).address(1, 1, "a");
        var link = new Link(address, 0, 1, 5000);
        String text = new Links(older, RANDOM).seal(link);
        assertThat(text).hasSize(Links.TEXT_LENGTH).matches("[A-Za-z0-9_-]+");
        assertThat(new Links(secrets, RANDOM).open(text)).isEqualTo(link);
        assertDamaged(() -> new Links(elsewhere, RANDOM).open(text));
    }

    @Test
    void no_flipped_bit_of_a_link_opens() {
        var links = new Links(secrets, RANDOM);
        var address = new Suppressions(secrets).address(1, 1, "a");
        byte[] sealed = Base64.getUrlDecoder().decode(links.seal(new Link(address, 1, 1, 1)));
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            String changed = Base64.getUrlEncoder().encodeToString(Sample.flipped(sealed, bit));
            assertThatThrownBy(() -> links.open(changed)).isInstanceOf(CryptoFault.class);
        }
    }

    @Test
    void a_link_of_another_shape_is_refused() {
        var links = new Links(secrets, RANDOM);
        for (String text : List.of("", "a".repeat(99), "=".repeat(100), "\u00e1".repeat(100))) {
            assertThatThrownBy(() -> links.open(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void an_internal_entry_opens_in_its_own_vault_and_after_rotation() {
        var half = new LedgerHalf(Sample.filled(1), Sample.filled(2), new byte[500]);
        byte[] sealed = new Internals(Sample.secrets(Sample.VAULT, 1), RANDOM).seal(half);
        assertThat(sealed).hasSize(Envelope.OVERHEAD + 768);
        assertThat(new Internals(secrets, RANDOM).open(sealed).text()).hasSize(500);
        assertDamaged(() -> new Internals(elsewhere, RANDOM).open(sealed));
        sealed[5] = 2;
        assertDamaged(() -> new Internals(secrets, RANDOM).open(sealed));
    }

    @Test
    void a_sealed_row_opens_at_its_own_place_and_after_rotation() {
        var older = new VaultRows(Sample.secrets(Sample.VAULT, 1), RANDOM);
        byte[] sealed = older.seal(RowPlace.of("account", "anna"), "x".getBytes(UTF_8));
        var rows = new VaultRows(secrets, RANDOM);
        assertThat(rows.open(RowPlace.of("account", "anna"), sealed)).asString().isEqualTo("x");
        assertThat(VaultRows.logVersion(sealed)).isEqualTo(1);
        assertDamaged(() -> rows.open(RowPlace.of("account", "anne"), sealed));
        assertDamaged(() -> rows.open(RowPlace.of("accoun", "tanna"), sealed));
        assertDamaged(() ->
                new VaultRows(elsewhere, RANDOM).open(RowPlace.of("account", "anna"), sealed));
        sealed[5] = 2;
        assertDamaged(() -> rows.open(RowPlace.of("account", "anna"), sealed));
        sealed[5] = 3;
        assertThatThrownBy(() -> rows.open(RowPlace.of("account", "anna"), sealed))
                .isInstanceOf(CryptoFault.UnknownKey.class);
    }

    @Test
    void a_public_id_is_read_as_it_was_written_and_in_no_other_way() {
        var ids = new PublicIds(secrets);
        String id = ids.encode(5000, PublicIds.Kind.CUSTOMER);
        assertThat(id).matches("[a-z2-7]{26}");
        assertThat(ids.decode(id, PublicIds.Kind.CUSTOMER)).isEqualTo(5000);
        char last = id.charAt(25);
        for (String other :
                List.of(
                        id.toUpperCase(Locale.ROOT),
                        id + "=",
                        id.substring(1),
                        id.substring(0, 25) + (char) (last + 1),
                        " " + id.substring(1),
                        (id.charAt(0) == 'a' ? "b" : "a") + id.substring(1))) {
            assertThatThrownBy(() -> ids.decode(other, PublicIds.Kind.CUSTOMER))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void a_public_id_of_another_kind_is_refused() {
        var ids = new PublicIds(secrets);
        String id = ids.encode(5000, PublicIds.Kind.RECORD);
        assertThatThrownBy(() -> ids.decode(id, PublicIds.Kind.CUSTOMER))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
