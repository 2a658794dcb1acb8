package custos.vault.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import custos.crypto.CryptoFault;
import custos.customer.CustomerId;
import custos.event.Actor;
import custos.policy.FieldId;
import custos.policy.MethodId;
import custos.policy.PurposeId;
import custos.vault.RawRows;
import custos.vault.TestVault;
import custos.vault.customers.Customers;
import custos.vault.rows.Refusal;
import custos.vault.rows.VaultFault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What happened with a customer, and who looked.
class HistoryTest {
    private static final Actor ANNA = new Actor.Staff("anna", "staff");
    private static final Actor OLGA = new Actor.Staff("olga", "officer");
    private static final FieldId EMAIL = new FieldId("email");

    @TempDir Path dir;
    private TestVault test;
    private CustomerId jan;

    @BeforeEach
    void open() {
        test = TestVault.in(dir);
        test.customer(Map.of("full_name", "Eva Malá"));
        jan =
                test.vault()
                        .customers()
                        .register(test.registration(test.jan()), ANNA, Optional.empty())
                        .id();
    }

    @AfterEach
    void close() {
        test.close();
    }

    private void live() {
        var customers = test.vault().customers();
        customers.amend(
                jan,
                new Customers.Amendment(
                        test.patch("email", "jn@example.org"),
                        TestVault.COUNTER,
                        OptionalLong.empty()),
                ANNA);
        customers.reveal(jan, Set.of(EMAIL), "order-problem", OLGA);
        customers.openFor(jan, new PurposeId("service"), ANNA);
        test.vault().settle();
        customers.openContact(jan, new MethodId("phone"), ANNA);
        test.says(jan, "newsletter", "email", true);
    }

    private List<History.Entry> all(int limit) {
        var entries = new ArrayList<History.Entry>();
        Optional<String> cursor = Optional.empty();
        do {
            var page = test.vault().history().of(jan, cursor, limit);
            assertThat(page.entries()).hasSizeLessThanOrEqualTo(limit);
            entries.addAll(page.entries());
            cursor = page.next();
        } while (cursor.isPresent());
        return entries;
    }

    private static List<String> types(List<History.Entry> entries) {
        return entries.stream().map(entry -> entry.deeds().getFirst().act().type().word()).toList();
    }

    @Test
    void everything_that_concerns_a_customer_is_told_newest_first() {
        live();
        var entries = all(100);
        assertThat(types(entries))
                .containsExactly(
                        "consent-given",
                        "contact-opened",
                        "disclosed",
                        "fields-revealed",
                        "customer-amended",
                        "customer-registered");
        assertThat(entries).extracting(History.Entry::leaf).doesNotHaveDuplicates();
        assertThat(entries.get(0).actor()).isEqualTo(new Actor.Customer());
        assertThat(entries.get(0).deeds().getFirst().told().state()).contains("given");
        assertThat(entries.get(0).deeds().getFirst().act().notice()).isPresent();
        assertThat(entries.get(1).deeds().getFirst().told().method()).contains("phone");
        assertThat(entries.get(2).look()).isTrue();
        assertThat(entries.get(2).actor()).isEqualTo(ANNA);
        assertThat(entries.get(3).actor()).isEqualTo(OLGA);
        assertThat(entries.get(3).reason()).contains("order-problem");
        assertThat(entries.get(3).deeds().getFirst().fields()).containsExactly(EMAIL);
        assertThat(entries.get(4).deeds().getFirst().fields()).containsExactly(EMAIL);
        assertThat(entries.get(5).deeds().getFirst().told().source()).contains("counter-form");
        test.inspected();
    }

    @Test
    void pages_follow_each_other_without_gap_or_repetition() {
        live();
        var whole = types(all(100));
        for (int limit = 1; limit <= 4; limit++) {
            assertThat(types(all(limit))).isEqualTo(whole);
        }
        test.inspected();
    }

    @Test
    void a_page_goes_on_where_it_was_while_new_things_happen() {
        live();
        var first = test.vault().history().of(jan, Optional.empty(), 2);
        test.later(Duration.ofHours(2));
        test.says(jan, "newsletter", "email", false);
        var second = test.vault().history().of(jan, first.next(), 2);
        assertThat(types(second.entries())).containsExactly("disclosed", "fields-revealed");
        test.inspected();
    }

    @Test
    void a_cursor_or_a_limit_that_is_none_is_refused() {
        for (String cursor : List.of("", "x", "1", "1.2.3", "-1.1", "99999999999999999999.1")) {
            assertThatExceptionOfType(Refusal.BadField.class)
                    .isThrownBy(() -> test.vault().history().of(jan, Optional.of(cursor), 5))
                    .satisfies(refused -> assertThat(refused.field()).isEqualTo("cursor"));
        }
        for (int limit : new int[] {0, 101}) {
            assertThatExceptionOfType(Refusal.BadField.class)
                    .isThrownBy(() -> test.vault().history().of(jan, Optional.empty(), limit));
        }
    }

    @Test
    void an_act_laid_at_anothers_door_is_noticed() {
        live();
        test.close();
        // Anna's contact and Olga's reveal exchange the halves that say who acted.
        long revealed = 5;
        long contact = 7;
        RawRows.swap(test.folder().database(), "internal", "ct", "idx", revealed, contact);
        test.reopen();
        assertThat(catchThrowable(() -> all(100)))
                .isInstanceOfAny(CryptoFault.Damaged.class, VaultFault.Damaged.class);
    }

    @Test
    void a_look_moved_to_another_leaf_is_noticed() {
        live();
        test.close();
        RawRows.change(test.folder().database(), "UPDATE disclosed SET idx = idx + 1");
        test.reopen();
        assertThat(catchThrowable(() -> all(100)))
                .isInstanceOfAny(CryptoFault.Damaged.class, VaultFault.Damaged.class);
    }
}
