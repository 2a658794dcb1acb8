package custos.vault.lists;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import custos.customer.CustomerId;
import custos.list.BadParameter;
import custos.list.BestCustomers;
import custos.list.Birthdays;
import custos.list.Everybody;
import custos.list.Favourites;
import custos.list.ListQuestion;
import custos.list.PaidLate;
import custos.list.Questions;
import custos.list.Quiet;
import custos.policy.ChannelId;
import custos.policy.FieldId;
import custos.policy.PurposeId;
import custos.table.Cell;
import custos.vault.AskedShop;
import custos.vault.TestVault;
import custos.vault.rows.CustomerFile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Month;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// To whom each question applies, and what is said of why. Today is 2026-11-22.
class ListQuestionsTest {
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

    private CustomerId somebody(String name, Map<String, ?> more, String purpose) {
        var fields = new HashMap<String, Object>(more);
        fields.put("full_name", name);
        fields.put("email", name + "@example.org");
        CustomerId id = shop.customer(fields);
        if (shop.policy().purpose(new PurposeId(purpose)).orElseThrow().needsConsent()) {
            shop.says(id, purpose, "email", true);
        }
        return id;
    }

    private CustomerId buyer(String name, String purpose, String... purchases) {
        CustomerId id = somebody(name, Map.of(), purpose);
        for (String purchase : purchases) {
            String[] part = purchase.split(" ", -1);
            var fields = new HashMap<String, Object>();
            fields.put("bought_on", part[0]);
            fields.put("total", part[1]);
            fields.put("currency", part[2]);
            if (part.length > 3) {
                fields.put("due_on", part[3]);
            }
            if (part.length > 4) {
                fields.put("paid_on", part[4]);
            }
            shop.add(id, "purchase", fields);
        }
        return id;
    }

    private List<Lists.Row> rows(ListQuestion question, String purpose) {
        return AskedShop.rows(
                shop,
                new ListRequest(
                        question, new PurposeId(purpose), Optional.of(new ChannelId("email"))));
    }

    private static Map<String, String> facts(Lists.Row row) {
        var facts = new HashMap<String, String>();
        row.facts().forEach((name, value) -> facts.put(name, value.plain()));
        return facts;
    }

    @Test
    void birthdays_are_those_of_the_month() {
        CustomerId jana = somebody("jana", Map.of("birth_date", "1980-11-30"), "birthday-greeting");
        somebody("petr", Map.of("birth_date", "1980-12-01"), "birthday-greeting");
        somebody("eva", Map.of(), "birthday-greeting");

        var rows = rows(new Birthdays(Month.NOVEMBER), "birthday-greeting");
        assertThat(rows).extracting(Lists.Row::id).containsExactly(jana);
        assertThat(rows.getFirst().reason()).isEqualTo("birthday");
        assertThat(facts(rows.getFirst())).isEqualTo(Map.of("day", "30"));
    }

    @Test
    void quiet_are_those_who_bought_and_not_since() {
        String purpose = "come-back-offer";
        CustomerId jana = buyer("jana", purpose, "2026-01-05 10 CZK", "2026-10-23 10 CZK");
        buyer("petr", purpose, "2026-10-24 10 CZK");
        buyer("eva", purpose);

        var rows = rows(new Quiet(30), purpose);
        assertThat(rows).extracting(Lists.Row::id).containsExactly(jana);
        assertThat(facts(rows.getFirst())).isEqualTo(Map.of("last_purchase", "2026-10-23"));

        shop.later(Duration.ofDays(1));
        assertThat(rows(new Quiet(30), purpose)).hasSize(2);
        assertThat(rows(new Quiet(400), purpose)).isEmpty();
    }

    @Test
    void money_given_back_does_not_end_the_quiet() {
        String purpose = "come-back-offer";
        CustomerId jana = buyer("jana", purpose, "2026-10-01 10 CZK", "2026-11-21 -10 CZK");
        var rows = rows(new Quiet(30), purpose);
        assertThat(rows).extracting(Lists.Row::id).containsExactly(jana);
        assertThat(facts(rows.getFirst())).isEqualTo(Map.of("last_purchase", "2026-10-01"));
    }

    @Test
    void the_best_are_picked_by_their_sums_in_one_currency_highest_first() {
        String purpose = "come-back-offer";
        CustomerId jana = buyer("jana", purpose, "2026-01-05 100.50 CZK", "2026-02-05 50 CZK");
        buyer("petr", purpose, "2026-01-05 9000 MYR");
        CustomerId eva = buyer("eva", purpose, "2026-01-05 999.90 CZK", "2026-01-05 1 MYR");
        buyer("ota", purpose, "2026-01-05 150 CZK");
        // She bought for more than anybody, and did not agree.
        shop.says(buyer("iva", purpose, "2026-01-05 5000 CZK"), purpose, "email", false);

        var rows = rows(new BestCustomers("CZK", 2), purpose);
        assertThat(rows).extracting(Lists.Row::id).containsExactly(eva, jana);
        assertThat(facts(rows.getFirst()))
                .isEqualTo(Map.of("sum", "999.90", "currency", "CZK", "purchases", "2"));
        assertThat(facts(rows.getLast()))
                .isEqualTo(Map.of("sum", "150.50", "currency", "CZK", "purchases", "2"));
        assertThat(rows(new BestCustomers("EUR", 2), purpose)).isEmpty();
    }

    @Test
    void paid_late_counts_what_was_paid_after_its_day_and_what_is_past_it() {
        String purpose = "payment-follow-up";
        buyer("jana", purpose, "2026-01-05 10 CZK 2026-01-20 2026-01-20");
        CustomerId petr =
                buyer(
                        "petr",
                        purpose,
                        "2026-01-05 10 CZK 2026-01-20 2026-01-25",
                        "2026-02-05 10 CZK 2026-02-20 2026-02-22",
                        "2026-03-05 10 CZK 2026-03-20 2026-03-01");
        CustomerId eva =
                buyer(
                        "eva",
                        purpose,
                        "2026-01-05 10 CZK 2026-01-20 2026-06-25",
                        "2026-11-05 10 CZK 2026-11-20");
        buyer("ota", purpose, "2026-11-05 10 CZK 2026-11-22");
        buyer("iva", purpose, "2026-11-05 10 CZK");

        var rows = rows(new PaidLate(), purpose);
        assertThat(rows).extracting(Lists.Row::id).containsExactly(petr, eva);
        assertThat(rows).extracting(Lists.Row::reason).containsExactly("paid-late", "unpaid");
        assertThat(facts(rows.getFirst()))
                .isEqualTo(
                        Map.of(
                                "late_purchases", "2",
                                "days_late", "5",
                                "due_on", "2026-01-20",
                                "paid_on", "2026-01-25"));
        assertThat(facts(rows.getLast()))
                .isEqualTo(Map.of("late_purchases", "2", "days_late", "2", "due_on", "2026-11-20"));
    }

    @Test
    void favourites_are_what_is_marked_or_rated_high() {
        String purpose = "nps-invitation";
        CustomerId jana = somebody("jana", Map.of(), purpose);
        shop.add(jana, "wish", Map.of("item", "kettle", "favourite", true));
        shop.add(jana, "wish", Map.of("item", "spoon", "rating", 2));
        CustomerId petr = somebody("petr", Map.of(), purpose);
        shop.add(petr, "wish", Map.of("item", "cup", "rating", 4));
        shop.add(petr, "wish", Map.of("item", "pot", "rating", 5));
        CustomerId eva = somebody("eva", Map.of(), purpose);
        shop.add(eva, "wish", Map.of("item", "jug", "favourite", false, "rating", 3));

        var rows = rows(new Favourites(4), purpose);
        assertThat(rows).extracting(Lists.Row::id).containsExactly(jana, petr);
        assertThat(rows).extracting(Lists.Row::reason).containsExactly("favourite", "rated");
        assertThat(facts(rows.getFirst())).isEqualTo(Map.of("items", "kettle"));
        assertThat(facts(rows.getLast()))
                .isEqualTo(Map.of("items", "cup; pot", "best_rating", "5"));
    }

    @Test
    void somebody_with_more_records_than_one_page_of_them_is_looked_at_whole() {
        CustomerId jana = buyer("jana", "payment-follow-up");
        for (int i = 0; i < 450; i++) {
            shop.add(
                    jana,
                    "purchase",
                    Map.of(
                            "bought_on", "2026-01-05",
                            "total", "1",
                            "currency", "CZK",
                            "due_on", "2026-01-06",
                            "paid_on", "2026-01-07"));
        }
        assertThat(facts(rows(new PaidLate(), "payment-follow-up").getFirst()))
                .containsEntry("late_purchases", "450");
    }

    @Test
    void the_ledger_says_which_question_it_was_and_what_was_shown() {
        CustomerId jana = AskedShop.somebody(shop, "jana");
        var list = AskedShop.LISTS.get(2);
        assertThat(AskedShop.on(shop, list)).containsExactly(jana);

        long no = shop.core().number(jana);
        try (var read = shop.core().store().read();
                CustomerFile file = shop.core().file(read, no)) {
            var look = read.disclosed(no).getLast();
            var internal =
                    shop.core().keys().internals().open(read.internal(look.idx()).orElseThrow());
            assertThat(custos.event.Internal.parse(internal.text()).request())
                    .contains("list:quiet");
            var subject =
                    custos.event.Subject.parse(
                            file.openOpening(shop.core().schema().evidenceClass(), 0, look.ct())
                                    .text());
            int totals = shop.policy().field(new FieldId("totals")).orElseThrow().number();
            assertThat(subject.parts().getFirst().fields()).contains(totals, 1, 2);
        }
    }

    @Test
    void a_count_names_nobody_and_writes_nothing() {
        for (String name : List.of("jana", "petr", "eva")) {
            AskedShop.somebody(shop, name);
        }
        int before = shop.words().size();
        for (ListRequest list : AskedShop.LISTS) {
            Lists.Counted counted = shop.vault().lists().count(list, _ -> {});
            assertThat(counted.looked()).isEqualTo(3);
            assertThat(counted.listed()).isEqualTo(3);
            assertThat(counted.reasons().values()).containsExactly(3L);
        }
        var two =
                new ListRequest(
                        new BestCustomers("CZK", 2),
                        new PurposeId("come-back-offer"),
                        Optional.of(new ChannelId("email")));
        assertThat(shop.vault().lists().count(two, _ -> {}).listed()).isEqualTo(2);
        assertThat(shop.words()).hasSize(before);
    }

    @Test
    void what_would_be_a_formula_stands_in_text_cells() {
        AskedShop.somebody(shop, "jana");
        var list = AskedShop.LISTS.getLast();
        var purpose = shop.policy().purpose(list.purpose()).orElseThrow();
        var table = new ListTable(shop.policy(), purpose, list.question());
        var row = AskedShop.rows(shop, list).getFirst();
        assertThat(table.head()).startsWith("id", "why", "reason", "items", "best_rating");
        assertThat(table.line(row)).hasSize(table.head().size());
        assertThat(table.line(row).get(3)).isEqualTo(new Cell.Text("=kettle"));
    }

    @Test
    void a_question_says_which_parameter_is_wrong() {
        assertThat(asked("quiet", Map.of())).isEqualTo(new Quiet(30));
        assertThat(asked("birthdays", Map.of())).isEqualTo(new Birthdays(Month.NOVEMBER));
        assertThat(asked("everybody", Map.of("days", "x"))).isEqualTo(new Everybody());
        wrong("quiet", Map.of("days", "0"), "days");
        wrong("quiet", Map.of("days", "3651"), "days");
        wrong("quiet", Map.of("days", "thirty"), "days");
        wrong("birthdays", Map.of("month", "13"), "month");
        wrong("best", Map.of(), "currency");
        wrong("best", Map.of("currency", "czk"), "currency");
        wrong("best", Map.of("currency", "CZK", "count", "10001"), "count");
        wrong("favourites", Map.of("rating", "6"), "rating");
        wrong("bought-after-message", Map.of("days", "366"), "days");
        wrong("heard-from", Map.of("source", "x".repeat(201)), "source");
        wrong("everything", Map.of(), "question");
    }

    private static ListQuestion asked(String code, Map<String, String> given) {
        return Questions.read(
                code, name -> Optional.ofNullable(given.get(name)), LocalDate.of(2026, 11, 22));
    }

    private static void wrong(String code, Map<String, String> given, String parameter) {
        assertThatThrownBy(() -> asked(code, given))
                .isInstanceOfSatisfying(
                        BadParameter.class, bad -> assertThat(bad.name()).isEqualTo(parameter));
    }
}
