package custos.vault.merges;

import static org.assertj.core.api.Assertions.assertThat;

import custos.customer.CustomerId;
import custos.policy.FieldId;
import custos.vault.TestVault;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who may be the same person is pointed out, masked; her family is not.
class DuplicatesTest {
    private static final Map<String, String> HOME =
            Map.of("line1", "Lipová 7", "city", "Brno", "postcode", "60200", "country", "CZ");

    @TempDir private Path dir;
    private TestVault shop;
    private CustomerId hana;

    @BeforeEach
    void open() {
        shop = TestVault.in(dir);
        hana =
                shop.customer(
                        Map.of(
                                "full_name", "Hana Nováková",
                                "email", "hana@example.org",
                                "phone", "+420601000979",
                                "birth_date", "1980-05-17",
                                "address", HOME));
        shop.customer(Map.of("full_name", "Petr Novák", "phone", "+420601000979", "address", HOME));
        shop.vault().awaitNames();
    }

    @AfterEach
    void sound() {
        shop.inspected();
        shop.close();
    }

    private List<CustomerId> like(Map<String, Object> typed) {
        return shop.vault().duplicates().like(shop.fields(typed), "staff").stream()
                .map(one -> one.customer().id())
                .toList();
    }

    @Test
    void a_slip_in_the_name_at_the_same_address_is_pointed_out() {
        assertThat(like(Map.of("full_name", "Hanna Novakova", "address", HOME)))
                .containsExactly(hana);
    }

    @Test
    void names_and_days_turned_round_are_pointed_out() {
        assertThat(like(Map.of("full_name", "Nováková Hana", "birth_date", "1980-05-17")))
                .containsExactly(hana);
    }

    @Test
    void the_same_telephone_is_pointed_out_and_says_what_agrees() {
        var found =
                shop.vault()
                        .duplicates()
                        .like(
                                shop.fields(
                                        Map.of("full_name", "H. Nováková", "phone", "601000979")),
                                "staff");
        assertThat(found).extracting(one -> one.customer().id()).contains(hana);
        assertThat(found.getFirst().agreeing()).contains(new FieldId("phone"));
        assertThat(found.getFirst().customer().fields().get(new FieldId("email")))
                .isEqualTo("h•••@example.org");
    }

    @Test
    void somebody_else_under_the_same_roof_is_not() {
        var eva = new HashMap<String, Object>();
        eva.put("full_name", "Eva Nováková");
        eva.put("address", HOME);
        eva.put("birth_date", "2005-01-02");
        assertThat(like(eva)).isEmpty();
        assertThat(like(Map.of("full_name", "Hana Nováková"))).isEmpty();
    }

    @Test
    void a_customer_is_never_pointed_out_as_herself_nor_is_who_was_merged_away() {
        assertThat(shop.vault().duplicates().of(hana, "officer")).isEmpty();
        CustomerId twin = shop.customer(Map.of("full_name", "Hana Novaková", "address", HOME));
        assertThat(shop.vault().duplicates().of(hana, "officer"))
                .extracting(one -> one.customer().id())
                .containsExactly(twin);
        shop.vault()
                .merging()
                .merge(
                        new Merging.Wanted(
                                hana,
                                java.util.OptionalLong.empty(),
                                twin,
                                java.util.OptionalLong.empty(),
                                Map.of()),
                        TestVault.STAFF);
        assertThat(shop.vault().duplicates().of(hana, "officer")).isEmpty();
    }
}
