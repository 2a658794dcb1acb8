package custos.web.data;

import static org.assertj.core.api.Assertions.assertThat;

import custos.web.data.SourceFile.Row;
import custos.web.lists.Listed;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// Lists about purchases beside the orders of Northwind and the invoices of Chinook.
@EnabledIfSystemProperty(named = "custos.data", matches = ".+")
class OrdersDataTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final Path NORTHWIND = SourceFile.data("northwind-customers.csv");
    private static final Path CHINOOK = SourceFile.data("chinook-customers.csv");
    private static final Path ORDERS = SourceFile.data("northwind-orders.csv");
    private static final Path INVOICES = SourceFile.data("chinook-invoices.csv");

    @TempDir private Path dir;
    private FileShop shop;
    private List<Order> orders;

    /// An order or invoice as its file has it.
    private record Order(
            String customer,
            String number,
            LocalDate on,
            BigDecimal total,
            Optional<LocalDate> due,
            Optional<LocalDate> paid) {}

    @BeforeEach
    void open() {
        shop = new FileShop(dir);
        shop.bring(NORTHWIND, map -> map);
        shop.bring(CHINOOK, map -> map);
        // What was due is told by the day it had to be there, paid stands for shipped.
        shop.bring(
                ORDERS,
                map ->
                        map.replaceAll("\"RequiredDate\": \\S+", "\"RequiredDate\": due_on")
                                .replaceAll("\"ShippedDate\": \\S+", "\"ShippedDate\": paid_on")
                                .replace("consents: []", "currency: USD"));
        shop.bring(INVOICES, map -> map.replace("consents: []", "currency: EUR"));
        orders = new ArrayList<>();
        for (Row row : SourceFile.rows(ORDERS)) {
            orders.add(
                    new Order(
                            row.of("CustomerID"),
                            row.of("OrderID"),
                            day(row.of("OrderDate")).orElseThrow(),
                            new BigDecimal(row.of("Total")),
                            day(row.of("RequiredDate")),
                            day(row.of("ShippedDate"))));
        }
        for (Row row : SourceFile.rows(INVOICES)) {
            orders.add(
                    new Order(
                            row.of("CustomerId"),
                            row.of("InvoiceId"),
                            day(row.of("InvoiceDate")).orElseThrow(),
                            new BigDecimal(row.of("Total")),
                            Optional.empty(),
                            Optional.empty()));
        }
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private static Optional<LocalDate> day(String cell) {
        return cell.isBlank()
                ? Optional.empty()
                : Optional.of(LocalDate.parse(cell.substring(0, 10)));
    }

    private Map<String, List<Order>> byCustomer() {
        return orders.stream().collect(Collectors.groupingBy(Order::customer));
    }

    /// Only Chinook's customers have e-mail; one of them has no telephone.
    private static List<String> reachable(String channel) {
        var numbers = new ArrayList<String>();
        for (Row row : SourceFile.rows(CHINOOK)) {
            if (row.has(channel.equals("email") ? "Email" : "Phone")) {
                numbers.add(row.of("CustomerId"));
            }
        }
        if (channel.equals("phone")) {
            SourceFile.rows(NORTHWIND).stream()
                    .filter(row -> row.has("Phone"))
                    .map(row -> row.of("CustomerID"))
                    .forEach(numbers::add);
        }
        return numbers;
    }

    @Test
    void the_plain_list_holds_whoever_can_be_reached() {
        for (String channel : List.of("email", "phone")) {
            assertThat(shop.list("everybody", "service/" + channel))
                    .as(channel)
                    .extracting(row -> row.of("number"))
                    .containsExactlyInAnyOrderElementsOf(reachable(channel));
        }
    }

    @Test
    void the_quiet_are_those_whose_last_order_is_long_ago() {
        for (int days : new int[] {30, 365, 400, 700}) {
            var expected = new HashMap<String, String>();
            for (String number : reachable("phone")) {
                byCustomer().getOrDefault(number, List.of()).stream()
                        .map(Order::on)
                        .max(Comparator.naturalOrder())
                        .filter(last -> ChronoUnit.DAYS.between(last, TODAY) >= days)
                        .ifPresent(last -> expected.put(number, last.toString()));
            }
            Map<String, String> listed =
                    shop
                            .list(
                                    "quiet",
                                    "payment-follow-up/phone",
                                    "days",
                                    Integer.toString(days))
                            .stream()
                            .collect(
                                    Collectors.toMap(
                                            row -> row.of("number"),
                                            row -> row.of("last_purchase")));
            assertThat(listed).as("%s days", days).isEqualTo(expected);
            assertThat(expected).hasSizeBetween(90, 150);
        }
    }

    @Test
    void the_best_are_those_with_the_highest_sums_of_a_currency() {
        for (String currency : List.of("USD", "EUR")) {
            int count = currency.equals("USD") ? 15 : 59;
            var sums = new TreeMap<String, BigDecimal>();
            var counts = new TreeMap<String, Integer>();
            for (Order order : orders) {
                // Northwind's numbers are letters.
                if (currency.equals("USD") == order.customer().matches("[A-Z]+")
                        && reachable("phone").contains(order.customer())) {
                    sums.merge(order.customer(), order.total(), BigDecimal::add);
                    counts.merge(order.customer(), 1, Integer::sum);
                }
            }
            List<Row> listed =
                    shop.list(
                            "best",
                            "payment-follow-up/phone",
                            "currency",
                            currency,
                            "count",
                            Integer.toString(count));
            assertThat(listed).hasSize(Math.min(count, sums.size()));
            assertThat(listed)
                    .as("highest first")
                    .extracting(row -> new BigDecimal(row.of("sum")))
                    .usingElementComparator(Comparator.naturalOrder())
                    .containsExactlyElementsOf(
                            sums.values().stream()
                                    .sorted(Comparator.reverseOrder())
                                    .limit(count)
                                    .toList());
            for (Row row : listed) {
                String number = row.of("number");
                assertThat(new BigDecimal(row.of("sum"))).isEqualByComparingTo(sums.get(number));
                assertThat(row.of("purchases")).isEqualTo("" + counts.get(number));
                assertThat(row.of("currency")).isEqualTo(currency);
            }
        }
    }

    @Test
    void who_was_late_or_still_owes_is_told_with_the_worst_order() {
        var expected = new TreeMap<String, String>();
        byCustomer()
                .forEach((customer, all) -> {
                    List<Order> late =
                            all.stream()
                                    .filter(order -> order.due().isPresent())
                                    .filter(order -> daysLate(order) > 0)
                                    .toList();
                    late.stream()
                            .max(
                                    Comparator.comparing((Order order) -> order.paid().isEmpty())
                                            .thenComparingLong(OrdersDataTest::daysLate))
                            .ifPresent(worst ->
                                    expected.put(
                                            customer,
                                            (worst.paid().isEmpty() ? "unpaid" : "paid-late")
                                                    + " "
                                                    + late.size()
                                                    + " "
                                                    + daysLate(worst)));
                });
        assertThat(expected).hasSizeGreaterThan(30);
        var listed = new TreeMap<String, String>();
        for (Row row : shop.list("paid-late", "payment-follow-up/phone")) {
            listed.put(
                    row.of("number"),
                    row.of("reason") + " " + row.of("late_purchases") + " " + row.of("days_late"));
        }
        assertThat(listed).isEqualTo(expected);
    }

    private static long daysLate(Order order) {
        return ChronoUnit.DAYS.between(order.due().orElseThrow(), order.paid().orElse(TODAY));
    }

    /// Each third invoice follows a message; some messages came in, and some were sent the day
    /// after.
    @Test
    void who_bought_after_a_message_is_told_with_both_days() throws IOException {
        Path messages = dir.resolve("messages.csv");
        var lines = new ArrayList<String>(List.of("number,direction,sent_at"));
        int i = 0;
        for (Order order : orders) {
            if (i++ % 3 == 0) {
                int before = i % 40 - 2;
                lines.add(
                        "%s,%s,%sT09:30:00Z"
                                .formatted(
                                        order.customer(),
                                        i % 5 == 0 ? "in" : "out",
                                        order.on().minusDays(before)));
            }
        }
        Files.write(messages, lines, StandardCharsets.UTF_8);
        for (Row row : SourceFile.rows(messages)) {
            Listed.add(
                    shop.shop(),
                    shop.withNumber(row.of("number")),
                    "message",
                    Map.of(
                            "direction",
                            row.of("direction"),
                            "message_channel",
                            "phone",
                            "message_purpose",
                            "service",
                            "sent_at",
                            row.of("sent_at")));
        }
        for (int days : new int[] {0, 14}) {
            assertThat(
                            shop
                                    .list(
                                            "bought-after-message",
                                            "service/phone",
                                            "days",
                                            Integer.toString(days))
                                    .stream()
                                    .collect(
                                            Collectors.toMap(
                                                    row -> row.of("number"),
                                                    row ->
                                                            row.of("message_on")
                                                                    + " "
                                                                    + row.of("bought_on"))))
                    .as("%s days", days)
                    .isEqualTo(boughtAfter(SourceFile.rows(messages), days));
        }
    }

    private Map<String, String> boughtAfter(List<Row> messages, int days) {
        var expected = new TreeMap<String, String>();
        for (String number : reachable("phone")) {
            List<LocalDate> sent =
                    messages.stream()
                            .filter(row -> row.of("number").equals(number))
                            .filter(row -> row.of("direction").equals("out"))
                            .map(row -> day(row.of("sent_at")).orElseThrow())
                            .toList();
            for (Order order : byCustomer().getOrDefault(number, List.of())) {
                sent.stream()
                        .filter(on -> !on.isAfter(order.on()))
                        .max(Comparator.naturalOrder())
                        .filter(on -> ChronoUnit.DAYS.between(on, order.on()) <= days)
                        .ifPresent(on ->
                                expected.merge(
                                        number,
                                        on + " " + order.on(),
                                        (one, other) ->
                                                one.substring(11).compareTo(other.substring(11))
                                                                >= 0
                                                        ? one
                                                        : other));
            }
        }
        assertThat(expected).hasSizeGreaterThan(5);
        return expected;
    }
}
