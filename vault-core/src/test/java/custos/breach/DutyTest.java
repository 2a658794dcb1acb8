package custos.breach;

import static org.assertj.core.api.Assertions.assertThat;

import custos.event.Actor;
import custos.policy.RegimeId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class DutyTest {
    private static final RegimeId GDPR = new RegimeId("gdpr-cz");
    private static final RegimeId PDPA = new RegimeId("pdpa-my");
    private static final RegimeId CCPA = new RegimeId("ccpa");
    private static final ZoneId PRAGUE = ZoneId.of("Europe/Prague");
    private static final Actor OLGA = new Actor.Staff("olga", "officer");
    private static final Instant FOUND = Instant.parse("2026-11-20T08:00:00Z");

    private static Breach breach(Extent extent) {
        return breach(extent, FOUND);
    }

    private static Breach breach(Extent extent, Instant found) {
        var facts =
                new Facts(
                        found,
                        Optional.empty(),
                        Optional.empty(),
                        "A laptop was stolen",
                        extent,
                        "",
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        "calls",
                        "new passwords",
                        "dpo@shop.example.org");
        return new Breach(1, 1, found, OLGA, facts, 2, List.of(), List.of());
    }

    private static Breach told(Breach breach, RegimeId regime, Told whom, Way way, String at) {
        Instant when = Instant.parse(at);
        return breach.told(
                new Notice(regime, whom, when, way, OptionalLong.empty(), "", ""), when, OLGA);
    }

    private static Optional<Instant> until(Breach breach, RegimeId regime, Told whom) {
        return duty(breach, regime, whom).until();
    }

    private static Duty duty(Breach breach, RegimeId regime, Told whom) {
        return Duty.of(breach, List.of(regime), PRAGUE).stream()
                .filter(duty -> duty.whom() == whom)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_authority_has_72_hours_also_when_the_clocks_go_back() {
        assertThat(until(breach(Extent.IN_CLEAR), GDPR, Told.AUTHORITY))
                .contains(Instant.parse("2026-11-23T08:00:00Z"));
        assertThat(
                        until(
                                breach(Extent.IN_CLEAR, Instant.parse("2026-10-24T08:00:00Z")),
                                GDPR,
                                Told.AUTHORITY))
                .contains(Instant.parse("2026-10-27T08:00:00Z"));
    }

    @Test
    void a_moment_after_the_last_is_late_and_the_last_is_not() {
        Duty duty = duty(breach(Extent.IN_CLEAR), GDPR, Told.AUTHORITY);

        assertThat(duty.isLate(Instant.parse("2026-11-23T08:00:00Z"))).isFalse();
        assertThat(duty.isLate(Instant.parse("2026-11-23T08:00:01Z"))).isTrue();
        assertThat(duty(breach(Extent.IN_CLEAR), GDPR, Told.PERSONS).isLate(Instant.MAX)).isFalse();
    }

    @Test
    void those_concerned_need_not_be_told_of_what_nobody_can_read() {
        assertThat(duty(breach(Extent.WITHOUT_KEYS), GDPR, Told.PERSONS).need())
                .isEqualTo(Duty.Need.NOT_NEEDED);
        assertThat(duty(breach(Extent.WITH_KEYS), GDPR, Told.PERSONS).need())
                .isEqualTo(Duty.Need.ASKED);
        assertThat(duty(breach(Extent.WITHOUT_KEYS), CCPA, Told.PERSONS).need())
                .isEqualTo(Duty.Need.NOT_NEEDED);
    }

    @Test
    void people_in_malaysia_have_7_days_from_the_notice_to_the_commissioner() {
        Breach breach = breach(Extent.IN_CLEAR);
        assertThat(until(breach, PDPA, Told.PERSONS))
                .contains(Instant.parse("2026-11-30T08:00:00Z"));

        Breach told = told(breach, PDPA, Told.AUTHORITY, Way.EMAIL, "2026-11-21T09:00:00Z");
        assertThat(until(told, PDPA, Told.PERSONS)).contains(Instant.parse("2026-11-28T09:00:00Z"));

        Breach not = told(breach, PDPA, Told.AUTHORITY, Way.NOT_TOLD, "2026-11-21T09:00:00Z");
        assertThat(until(not, PDPA, Told.PERSONS)).contains(Instant.parse("2026-11-30T08:00:00Z"));
    }

    @Test
    void people_in_california_have_30_days_and_its_attorney_15_after_them() {
        Breach breach = breach(Extent.IN_CLEAR);
        assertThat(until(breach, CCPA, Told.PERSONS))
                .contains(Instant.parse("2026-12-20T08:00:00Z"));
        assertThat(until(breach, CCPA, Told.AUTHORITY)).isEmpty();

        Breach told = told(breach, CCPA, Told.PERSONS, Way.POST, "2026-12-01T08:00:00Z");
        assertThat(until(told, CCPA, Told.AUTHORITY))
                .contains(Instant.parse("2026-12-16T08:00:00Z"));
    }

    @Test
    void a_regime_that_is_not_known_here_has_those_concerned_told_at_once() {
        assertThat(Duty.of(breach(Extent.IN_CLEAR), List.of(new RegimeId("lgpd-br")), PRAGUE))
                .containsExactly(
                        new Duty(
                                new RegimeId("lgpd-br"),
                                Told.PERSONS,
                                Duty.Need.ASKED,
                                Optional.empty()));
    }

    @Test
    void whoever_was_told_after_all_counts_before_that_nobody_was() {
        Breach not =
                told(
                        breach(Extent.IN_CLEAR),
                        GDPR,
                        Told.AUTHORITY,
                        Way.NOT_TOLD,
                        "2026-11-21T09:00:00Z");
        Breach again = told(not, GDPR, Told.AUTHORITY, Way.NOT_TOLD, "2026-11-22T09:00:00Z");
        Breach late = told(again, GDPR, Told.AUTHORITY, Way.EMAIL, "2026-11-29T09:00:00Z");
        Breach twice = told(late, GDPR, Told.AUTHORITY, Way.POST, "2026-11-30T09:00:00Z");

        assertThat(noticed(again)).isEqualTo(Instant.parse("2026-11-22T09:00:00Z"));
        assertThat(noticed(late)).isEqualTo(Instant.parse("2026-11-29T09:00:00Z"));
        assertThat(noticed(twice)).isEqualTo(Instant.parse("2026-11-29T09:00:00Z"));
    }

    private static Instant noticed(Breach breach) {
        return breach.notice(duty(breach, GDPR, Told.AUTHORITY)).orElseThrow().at();
    }
}
