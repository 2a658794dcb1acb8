package custos.vault.lists;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import custos.customer.CustomerId;
import custos.policy.ChannelId;
import custos.policy.FieldId;
import custos.policy.PurposeId;
import custos.vault.TestVault;
import custos.vault.rows.Refusal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who is on a mailing list, and what the ledger says of it.
class ListsTest {
    private static final PurposeId NEWSLETTER = new PurposeId("newsletter");
    private static final ChannelId EMAIL = new ChannelId("email");

    @TempDir private Path folder;
    private TestVault shop;

    @BeforeEach
    void open() {
        shop = TestVault.in(folder);
    }

    @AfterEach
    void inspect() {
        shop.inspected();
        shop.close();
    }

    private CustomerId somebody(String name) {
        return shop.customer(
                Map.of(
                        "full_name",
                        name,
                        "email",
                        name + "@example.org",
                        "note",
                        "likes tea",
                        "birth_date",
                        "1980-05-17"));
    }

    private List<Lists.Row> newsletter() {
        var rows = new ArrayList<Lists.Row>();
        shop.vault().lists().stream(NEWSLETTER, EMAIL, TestVault.STAFF, rows::addAll);
        return rows;
    }

    @Test
    void only_those_who_agreed_are_on_the_list() {
        CustomerId jana = somebody("jana");
        somebody("petr");
        CustomerId gone = somebody("eva");
        shop.says(jana, "newsletter", "email", true);
        shop.says(gone, "newsletter", "email", true);
        shop.says(gone, "newsletter", "email", false);

        assertThat(newsletter()).extracting(Lists.Row::id).containsExactly(jana);
        assertThat(newsletter()).extracting(Lists.Row::why).containsExactly("permitted");
    }

    @Test
    void a_row_has_the_fields_of_the_purpose_and_no_others() {
        shop.says(somebody("jana"), "newsletter", "email", true);
        assertThat(newsletter().getFirst().fields())
                .containsKey(new FieldId("email"))
                .doesNotContainKeys(new FieldId("note"), new FieldId("birth_date"));
    }

    @Test
    void the_leaf_stands_before_the_rows_are_handed_over() {
        CustomerId jana = somebody("jana");
        shop.says(jana, "newsletter", "email", true);
        var seen = new ArrayList<String>();
        shop.vault().lists().stream(
                NEWSLETTER, EMAIL, TestVault.STAFF, _ -> seen.addAll(shop.words()));
        assertThat(seen).contains("list-exported");
        assertThat(shop.acts().getLast().purpose()).contains(NEWSLETTER);
        assertThat(shop.acts().getLast().channel()).contains(EMAIL);
    }

    @Test
    void going_onto_a_list_changes_no_version_and_she_can_see_it() {
        CustomerId jana = somebody("jana");
        shop.says(jana, "newsletter", "email", true);
        long no = shop.core().number(jana);
        long before = rowVersion(no);
        newsletter();
        assertThat(rowVersion(no)).isEqualTo(before);
        try (var read = shop.core().store().read()) {
            assertThat(read.disclosed(no)).hasSize(1);
        }
    }

    private long rowVersion(long no) {
        try (var read = shop.core().store().read()) {
            return read.customer(no).orElseThrow().version();
        }
    }

    @Test
    void an_erased_customer_is_on_no_list() {
        CustomerId jana = somebody("jana");
        shop.says(jana, "newsletter", "email", true);
        shop.vault().erasure().erase(jana, "erasure-request", false, TestVault.STAFF);
        assertThat(newsletter()).isEmpty();
        assertThat(shop.words()).doesNotContain("list-exported");
    }

    @Test
    void a_long_list_comes_in_chunks_of_one_leaf_each() {
        // At once, so that many of them share one durable group.
        try (var threads = Executors.newFixedThreadPool(32)) {
            for (int i = 0; i < 1_100; i++) {
                String name = "c" + i;
                threads.execute(() -> shop.says(somebody(name), "newsletter", "email", true));
            }
        }
        var sizes = new ArrayList<Integer>();
        long count =
                shop.vault().lists().stream(
                        NEWSLETTER, EMAIL, TestVault.STAFF, rows -> sizes.add(rows.size()));
        assertThat(count).isEqualTo(1_100);
        assertThat(sizes).containsExactly(1_000, 100);
    }

    @Test
    void a_purpose_that_is_not_followed_by_a_channel_is_refused() {
        assertThatThrownBy(() ->
                        shop.vault().lists().stream(
                                NEWSLETTER, new ChannelId("web"), TestVault.STAFF, _ -> {}))
                .isInstanceOf(Refusal.BadField.class);
    }
}
