package custos.vault.lists;

import static org.assertj.core.api.Assertions.assertThat;

import custos.customer.CustomerId;
import custos.event.Actor;
import custos.figure.ConsentCourse;
import custos.figure.FigureBook;
import custos.figure.Places;
import custos.figure.Promoters;
import custos.figure.Rewarded;
import custos.figure.Sold;
import custos.policy.FieldId;
import custos.vault.AskedShop;
import custos.vault.Flags;
import custos.vault.TestVault;
import custos.vault.customers.Customers;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Figures are what the rows that they were made of add up to. Today is 2026-11-22.
class FigureWalkTest {
    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);
    private static final YearMonth DECEMBER = YearMonth.of(2026, 12);

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

    private FigureBook figures() {
        FigureRuns runs = shop.vault().runs().figures();
        runs.make();
        long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (runs.state().progress() == FigureRuns.Progress.RUNNING) {
            assertThat(System.nanoTime()).as("the figures are made").isLessThan(until);
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(runs.state().progress()).isEqualTo(FigureRuns.Progress.IDLE);
        return runs.state().book().orElseThrow();
    }

    private CustomerId somebody(String name, Map<String, Object> more) {
        var fields = new HashMap<>(more);
        fields.put("full_name", name);
        fields.putIfAbsent("email", name + "@example.org");
        return shop.customer(fields);
    }

    private List<CustomerId> some(int count, Map<String, Object> more) {
        var ids = new ArrayList<CustomerId>();
        for (int i = 0; i < count; i++) {
            ids.add(somebody("c" + ids.size() + "-" + more.hashCode(), more));
        }
        return ids;
    }

    @Test
    void consents_are_counted_month_by_month() {
        List<CustomerId> all = some(4, Map.of());
        shop.says(all.get(0), "newsletter", "email", true);
        shop.says(all.get(1), "newsletter", "email", true);
        shop.says(all.get(2), "newsletter", "email", false);
        shop.later(Duration.ofDays(15));
        some(1, Map.of("heard_from", "a"));
        shop.says(all.get(0), "newsletter", "email", false);
        shop.says(all.get(3), "newsletter", "email", true);
        shop.says(all.get(3), "newsletter", "sms", true);
        shop.says(all.get(3), "newsletter", "sms", false);

        var months = figures().consents().get("newsletter");

        assertThat(months)
                .isEqualTo(
                        new TreeMap<>(
                                Map.of(
                                        NOVEMBER, new ConsentCourse.Month(2, 0, 2, 4),
                                        DECEMBER, new ConsentCourse.Month(2, 2, 2, 5))));
    }

    @Test
    void a_consent_that_ran_out_or_lost_its_address_no_longer_counts() {
        CustomerId jana = somebody("jana", Map.of("birth_date", "1980-05-17"));
        CustomerId petr = somebody("petr", Map.of());
        shop.says(jana, "profiling", "web", true);
        shop.says(petr, "newsletter", "email", true);
        shop.later(Duration.ofDays(31));
        shop.vault()
                .customers()
                .amend(
                        petr,
                        new Customers.Amendment(
                                shop.patch("email", "other@example.org"),
                                TestVault.SOURCE,
                                OptionalLong.empty()),
                        TestVault.STAFF);
        shop.later(Duration.ofDays(2 * 365));

        FigureBook book = figures();

        assertThat(month(book, "profiling", YearMonth.of(2028, 10)).agreed()).isEqualTo(1);
        assertThat(month(book, "profiling", YearMonth.of(2028, 11)).agreed()).isZero();
        assertThat(month(book, "newsletter", NOVEMBER).agreed()).isEqualTo(1);
        assertThat(month(book, "newsletter", DECEMBER).agreed()).isZero();
        assertThat(month(book, "newsletter", DECEMBER).withdrawn()).isZero();
    }

    private static ConsentCourse.Month month(FigureBook book, String purpose, YearMonth month) {
        var course = Objects.requireNonNull(book.consents().get(purpose));
        return Objects.requireNonNull(course.get(month));
    }

    @Test
    void an_erased_customer_is_in_no_figure() {
        List<CustomerId> all = some(6, Map.of("heard_from", "Radio"));
        all.forEach(id -> shop.says(id, "newsletter", "email", true));
        assertThat(figures().sources()).containsEntry("radio", Optional.of(6L));

        shop.vault().erasure().erase(all.getFirst(), "erasure-request", false, TestVault.STAFF);

        FigureBook book = figures();
        assertThat(book.customers()).isEqualTo(5);
        assertThat(book.sources()).containsEntry("radio", Optional.of(5L));
        assertThat(month(book, "newsletter", NOVEMBER))
                .isEqualTo(new ConsentCourse.Month(5, 0, 5, 5));
    }

    @Test
    void rare_sources_stand_together() {
        some(7, Map.of("heard_from", " The Market "));
        some(6, Map.of("heard_from", "radio"));
        some(4, Map.of("heard_from", "a neighbour"));
        some(3, Map.of("heard_from", "=walking past"));
        CustomerId objecting = some(1, Map.of("heard_from", "RADIO")).getFirst();
        Flags.objects(shop, objecting, "insight");
        CustomerId restricted = some(1, Map.of("heard_from", "Radio")).getFirst();
        Flags.isRestricted(shop, restricted);

        assertThat(figures().sources())
                .isEqualTo(
                        Map.of(
                                "the market", Optional.of(7L),
                                "radio", Optional.of(6L),
                                "other", Optional.of(7L)));
    }

    @Test
    void who_typed_other_stands_with_the_rare_ones() {
        profiled(6, Map.of("profession", "other"));
        profiled(5, Map.of("profession", "baker"));
        profiled(4, Map.of("profession", "smith"));

        assertThat(figures().profile().dimensions().get("profession"))
                .containsEntry("baker", Optional.of(5L))
                .containsEntry("other", Optional.of(10L));
    }

    @Test
    void answers_are_counted_by_scale_and_month() {
        CustomerId jana = somebody("jana", Map.of());
        for (int score : new int[] {10, 9, 6}) {
            answer(jana, "0-10", score, "2026-10-05");
        }
        answer(jana, "0-10", 8, "2026-11-05");
        answer(jana, "1-10", 1, "2026-11-06");
        CustomerId objecting = somebody("petr", Map.of());
        answer(objecting, "0-10", 10, "2026-10-05");
        Flags.objects(shop, objecting, "insight");

        assertThat(figures().promoters())
                .isEqualTo(
                        Map.of(
                                "0-10",
                                Map.of(
                                        YearMonth.of(2026, 10),
                                        new Promoters(2, 0, 1),
                                        NOVEMBER,
                                        new Promoters(0, 1, 0)),
                                "1-10",
                                Map.of(NOVEMBER, new Promoters(0, 0, 1))));
    }

    private void answer(CustomerId customer, String scale, int score, String day) {
        shop.add(
                customer,
                "survey-answer",
                Map.of("survey", "autumn", "scale", scale, "score", score, "answered_on", day));
    }

    @Test
    void a_survey_tells_where_she_heard_of_the_shop_when_her_record_does_not() {
        for (CustomerId id : some(5, Map.of("heard_from", "radio"))) {
            heard(id, "market", "2026-10-05");
        }
        for (CustomerId id : some(6, Map.of("note", "quiet"))) {
            // The newest by its day, not the one that was taken down last; she counts once.
            heard(id, " Market", "2026-10-07");
            heard(id, "poster", "2026-10-06");
            answer(id, "0-10", 9, "2026-11-01");
        }
        CustomerId objecting = somebody("petr", Map.of());
        heard(objecting, "market", "2026-10-05");
        Flags.objects(shop, objecting, "insight");

        assertThat(figures().sources())
                .isEqualTo(Map.of("market", Optional.of(6L), "radio", Optional.of(5L)));
    }

    private void heard(CustomerId customer, String where, String day) {
        shop.add(
                customer,
                "survey-answer",
                Map.of("survey", "autumn", "where_heard", where, "answered_on", day));
    }

    @Test
    void reasons_are_ranked_by_customers_and_without_a_name_apart() {
        List<CustomerId> five = some(5, Map.of());
        five.forEach(id -> rank(id, Map.of("price", 1, "quality", 2)));
        rank(five.getFirst(), Map.of("price", 4));
        for (int i = 0; i < 6; i++) {
            rank(five.get(1), Map.of("choice", 1));
            shop.vault()
                    .counter()
                    .answers()
                    .take(
                            shop.read(
                                    Map.of("survey", "autumn", "ranks", Map.of("price", 3)),
                                    FigureNeeds.SURVEY_ANSWER),
                            TestVault.STAFF);
        }

        FigureBook.Reasons reasons = figures().reasons();

        assertThat(reasons.named())
                .containsEntry("price", new Places(6, 9, 5))
                .containsEntry("quality", new Places(5, 10, 5));
        assertThat(reasons.named().get("price")).extracting(Places::mean).isEqualTo(mean("1.50"));
        assertThat(reasons.named().get("choice"))
                .as("six answers of one customer are hers alone")
                .extracting(Places::mean)
                .isEqualTo(Optional.empty());
        // Anonymous answers count in whole fives.
        assertThat(reasons.anonymous()).isEqualTo(Map.of("price", new Places(5, 15, 5)));
    }

    private static Optional<BigDecimal> mean(String value) {
        return Optional.of(new BigDecimal(value));
    }

    private void rank(CustomerId customer, Map<String, Integer> places) {
        shop.add(customer, "survey-answer", Map.of("survey", "autumn", "ranks", places));
    }

    @Test
    void rewards_and_best_sellers_add_up() {
        CustomerId jana = somebody("jana", Map.of());
        CustomerId petr = somebody("petr", Map.of());
        move(jana, 50, "2026-10-05");
        move(petr, 30, "2026-10-06");
        move(jana, -20, "2026-10-07");
        move(jana, 5, "2026-11-07");
        buy(jana, "kettle", "2", "cup", "1");
        buy(jana, "kettle", "1");
        buy(petr, "kettle", "1.5");
        for (int i = 0; i < 3; i++) {
            buy(somebody("more" + i, Map.of()), "kettle", "1");
        }

        FigureBook book = figures();

        assertThat(book.rewards())
                .isEqualTo(
                        Map.of(
                                "points",
                                Map.of(
                                        YearMonth.of(2026, 10),
                                        new Rewarded(80, 20, 2),
                                        NOVEMBER,
                                        new Rewarded(5, 0, 1))));
        assertThat(book.sold().keySet())
                .as("an article of fewer than five customers may name one of them")
                .containsExactly("kettle");
        Sold kettles = Objects.requireNonNull(book.sold().get("kettle"));
        assertThat(kettles.purchases()).isEqualTo(6);
        assertThat(kettles.customers()).isEqualTo(5);
        assertThat(kettles.quantity()).isEqualByComparingTo("7.5");
    }

    private void move(CustomerId customer, int movement, String day) {
        shop.add(
                customer,
                "reward-movement",
                Map.of("movement", movement, "unit", "points", "moved_on", day));
    }

    private void buy(CustomerId customer, String... lines) {
        var items = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < lines.length; i += 2) {
            items.add(Map.of("item", lines[i], "quantity", lines[i + 1], "unit_price", "10"));
        }
        shop.add(
                customer,
                "purchase",
                Map.of(
                        "bought_on", "2026-10-01",
                        "total", "10",
                        "currency", "CZK",
                        "lines", items));
    }

    @Test
    void a_profile_counts_those_who_agreed_and_hides_small_cells() {
        profiled(8, Map.of("gender", "female", "birth_date", "1990-01-01", "children", 2));
        profiled(6, Map.of("gender", "male", "birth_date", "1960-01-01", "profession", "Cook"));
        profiled(2, Map.of("gender", "other", "birth_date", "2000-01-01"));
        // They never agreed to be counted.
        some(20, Map.of("gender", "other", "birth_date", "1990-01-01"));

        FigureBook.Shape shape = figures().profile();

        assertThat(shape.people()).isEqualTo(16);
        // Two others would be 16 - 8 - 6: the smallest shown cell goes with them.
        assertThat(shape.dimensions().get("gender"))
                .isEqualTo(
                        Map.of(
                                "female", Optional.of(8L),
                                "male", Optional.empty(),
                                "other", Optional.empty(),
                                "unknown", Optional.of(0L)));
        assertThat(shape.dimensions().get("age")).containsEntry("35-44", Optional.of(8L));
        assertThat(shape.dimensions().get("profession"))
                .isEqualTo(Map.of("Cook", Optional.of(6L), "unknown", Optional.of(10L)));
    }

    private void profiled(int count, Map<String, Object> fields) {
        some(count, fields).forEach(id -> shop.says(id, "profiling", "web", true));
    }

    @Test
    void reveals_are_counted_by_who_asked() {
        CustomerId jana = somebody("jana", Map.of());
        var olga = new Actor.Staff("olga", "officer");
        for (int i = 0; i < 3; i++) {
            shop.vault()
                    .customers()
                    .reveal(jana, Set.of(new FieldId("email")), "customer-request", olga);
        }
        assertThat(figures().reveals()).isEqualTo(Map.of("staff:olga", Map.of(NOVEMBER, 3L)));
    }

    @Test
    void making_figures_writes_nothing_and_names_nobody() {
        AskedShop.somebody(shop, "jana");
        int before = shop.words().size();
        FigureBook book = figures();
        assertThat(shop.words()).hasSize(before);
        assertThat(book.toString()).doesNotContain("jana").doesNotContain("the market");
        assertThat(book.missing()).isEmpty();
    }
}
