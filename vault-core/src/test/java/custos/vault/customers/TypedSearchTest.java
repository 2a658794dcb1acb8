package custos.vault.customers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import custos.customer.CustomerId;
import custos.policy.FieldId;
import custos.vault.TestVault;
import custos.vault.rows.Refusal;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One box, and what staff type into it.
class TypedSearchTest {
    @TempDir Path dir;
    private TestVault test;
    private CustomerId jan;

    @BeforeEach
    void open() {
        test = TestVault.in(dir);
        jan =
                test.customer(
                        Map.of(
                                "full_name", "Jan Novák",
                                "email", "jan@example.org",
                                "phone", "+420601000979",
                                "number", "A-17",
                                "reward_card", "20001234",
                                "address",
                                        Map.of(
                                                "line1", "Lomnička 939",
                                                "city", "Kšice",
                                                "postcode", "34901",
                                                "country", "CZ")));
        test.customer(Map.of("full_name", "Eva Malá", "number", "55"));
        test.vault().awaitNames();
    }

    @AfterEach
    void inspectAndClose() {
        test.inspected();
        test.close();
    }

    private Customers.Found find(String typed) {
        return test.vault().customers().search(typed, "staff");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jan@example.org",
                " JAN@example.org ",
                "601000979",
                "601 000 979",
                "601-000-979",
                "(601) 000-979",
                "+420 601 000 979",
                "00420601000979",
                "601\u00a0000\u00a0979",
                "A-17",
                "a-17",
                "20001234",
                "2000 1234",
                "2000-1234",
                "no",
                "novak",
                "NOVÁK jan",
                "kšice",
                "ksi",
                "lomn",
                "lomnicka 939",
            })
    void the_customer_is_found_by_what_people_type(String typed) {
        assertThat(find(typed).items()).extracting(Customers.Masked::id).containsExactly(jan);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "n",
                "1",
                "@",
                "jan@",
                "jan@exam",
                "@example.org",
                "601000978",
                "+",
                "()",
                "--",
                "' OR 1=1 --",
                "<script>alert(1)</script>",
                "nobody",
                "999999999999999999999999999999999",
            })
    void what_is_half_typed_or_nonsense_finds_nobody_and_is_no_mistake(String typed) {
        assertThat(find(typed).items()).isEmpty();
    }

    @Test
    void a_short_number_finds_its_customer_first() {
        assertThat(find("55").items().getFirst().fields())
                .containsEntry(new FieldId("full_name"), "Eva Malá");
    }

    @Test
    void answers_are_masked_and_at_most_twenty() {
        for (int i = 0; i < 25; i++) {
            test.customer(Map.of("full_name", "Petr Dvořák", "email", "petr@example.org"));
        }
        for (String typed : new String[] {"dvorak", "petr@example.org"}) {
            assertThat(find(typed).items()).hasSize(Customers.MAX_FOUND);
        }
        assertThat(find("601000979").items().getFirst().fields())
                .containsEntry(new FieldId("full_name"), "Jan Novák")
                .containsEntry(new FieldId("email"), "j•••@example.org")
                .containsEntry(new FieldId("phone"), "••• ••• 979")
                .containsEntry(new FieldId("address"), "Kšice")
                .containsEntry(new FieldId("number"), "•••");
    }

    @Test
    void a_role_that_sees_nothing_is_shown_nothing() {
        assertThat(test.vault().customers().search("novak", "auditor").items().getFirst().fields())
                .allSatisfy((_, shown) -> assertThat(shown).isEqualTo("•••"));
    }

    @Test
    void a_search_longer_than_its_limit_is_refused() {
        assertThatExceptionOfType(Refusal.BadField.class)
                .isThrownBy(() -> find("a".repeat(257)))
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("q"));
    }

    @Test
    void the_erased_are_found_no_more() {
        test.vault().erasure().erase(jan, "erasure-request", false, TestVault.STAFF);
        for (String typed : new String[] {"novak", "jan@example.org", "601000979", "A-17"}) {
            assertThat(find(typed).items()).isEmpty();
        }
    }
}
