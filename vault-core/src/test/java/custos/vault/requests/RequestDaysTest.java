package custos.vault.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import custos.customer.CustomerId;
import custos.event.Actor;
import custos.policy.Language;
import custos.request.Decision;
import custos.request.Right;
import custos.request.Step;
import custos.request.Term;
import custos.vault.TestVault;
import custos.vault.rows.Refusal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The days of requests are those of the law's own time zone, whichever day it is in UTC.
class RequestDaysTest {
    private static final Actor OLGA = new Actor.Staff("olga", "officer");
    private static final Language ENGLISH = new Language("en");
    private static final LocalDate THAT_DAY = LocalDate.of(2026, 11, 24);

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

    private void at(String time) {
        shop.later(Duration.between(shop.clock().instant(), Instant.parse(time)));
    }

    private CustomerId in(String country) {
        return shop.customer(
                Map.of(
                        "full_name",
                        "Ida",
                        "address",
                        Map.of("line1", "1 Main Street", "country", country)));
    }

    private DataRequest asks(CustomerId who, Right right) {
        var id = shop.vault().requests().ask(who, right, Optional.empty(), ENGLISH).id();
        return shop.vault().requests().read(id, OLGA);
    }

    private Requests.Wanted entered(Term term, LocalDate received) {
        return new Requests.Wanted(
                Right.ACCESS, term, received, TestVault.COUNTER, Optional.empty(), ENGLISH);
    }

    @Test
    void a_request_of_the_evening_in_california_is_of_that_evening() {
        CustomerId ida = in("US");
        at("2026-11-25T07:30:00Z");

        DataRequest request = asks(ida, Right.ACCESS);

        assertThat(request.received()).isEqualTo(THAT_DAY);
        assertThat(request.work().orElseThrow().course().due(THAT_DAY)).isEqualTo("2027-01-08");
    }

    @Test
    void in_malaysia_and_czechia_a_new_day_has_begun_before_it_has_in_utc() {
        CustomerId ida = in("MY");
        CustomerId jan = in("CZ");
        at("2026-11-23T16:30:00Z");
        assertThat(asks(ida, Right.ACCESS).received()).isEqualTo(THAT_DAY);
        assertThat(asks(jan, Right.ACCESS).received()).isEqualTo(THAT_DAY.minusDays(1));

        at("2026-11-23T23:00:00Z");
        assertThat(asks(jan, Right.ACCESS).received()).isEqualTo(THAT_DAY);
    }

    @Test
    void no_request_comes_on_a_day_that_has_not_begun_there() {
        CustomerId ida = in("US");
        at("2026-11-25T07:30:00Z");
        var tomorrow = entered(Term.CCPA, THAT_DAY.plusDays(1));

        assertThatThrownBy(() -> shop.vault().requests().enter(ida, tomorrow, OLGA))
                .isInstanceOf(Refusal.BadField.class);
        shop.vault().requests().enter(ida, entered(Term.PDPA_MY, THAT_DAY.plusDays(1)), OLGA);
    }

    @Test
    void steps_are_of_the_day_there_and_nothing_is_late_before_it_is_there() {
        CustomerId ida = in("US");
        at("2026-11-25T07:30:00Z");
        DataRequest request = asks(ida, Right.ACCESS);

        at("2027-01-09T07:59:00Z");
        assertThat(shop.vault().requests().due()).isEqualTo(new Requests.Due(1, 0, 1));
        at("2027-01-09T08:00:00Z");
        assertThat(shop.vault().requests().due()).isEqualTo(new Requests.Due(1, 1, 0));

        at("2027-01-10T07:59:00Z");
        shop.vault()
                .requests()
                .step(
                        request.id(),
                        OptionalLong.empty(),
                        new Step.Decide(Decision.GRANTED, List.of()),
                        Optional.empty(),
                        OLGA);
        assertThat(shop.vault().requests().read(request.id(), OLGA).decided().orElseThrow().on())
                .isEqualTo("2027-01-09");
    }

    @Test
    void an_erasure_decides_on_the_day_there_and_never_before_it_was_asked_for() {
        CustomerId ida = in("MY");
        at("2026-11-23T16:30:00Z");
        DataRequest request = asks(ida, Right.ERASURE);

        shop.vault().erasure().erase(ida, "erasure-request", false, OLGA);

        assertThat(shop.vault().requests().closed())
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.id()).isEqualTo(request.id());
                    assertThat(one.received()).isEqualTo(THAT_DAY);
                    assertThat(one.decided().orElseThrow().on()).isEqualTo(THAT_DAY);
                });
    }
}
