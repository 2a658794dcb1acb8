package custos.vault.visits;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import custos.customer.CustomerId;
import custos.customer.FieldValue;
import custos.policy.FieldId;
import custos.policy.PurposeId;
import custos.policy.SourceId;
import custos.vault.TestVault;
import custos.vault.core.FieldForms;
import custos.vault.core.Repeat;
import custos.vault.records.Records;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Refusal;
import custos.vault.rows.Slots;
import custos.vault.visits.SiteVisits.Admission;
import custos.vault.visits.SiteVisits.Outcome;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Visits on the shop's website: with her consent of this very moment, or not at all.
class SiteVisitsTest {
    private static final Map<String, Object> TEA =
            Map.of(
                    "page",
                    "https://www.example.org/tea",
                    "referrer",
                    "https://search.example",
                    "seconds",
                    42,
                    "exit",
                    true);

    @TempDir private Path folder;
    private TestVault shop;
    private CustomerId jana;

    @BeforeEach
    void open() {
        shop = TestVault.in(folder);
        jana = shop.customer(Map.of("full_name", "Jana Nováková", "email", "jana@example.org"));
    }

    @AfterEach
    void inspect() {
        shop.inspected();
        shop.close();
    }

    private SiteVisits visits() {
        return shop.vault().visits();
    }

    private void agrees(boolean yes) {
        shop.says(jana, "site-analytics", "web", yes);
    }

    private String pass() {
        agrees(true);
        return ((Admission.Open) visits().admit(jana, false)).pass();
    }

    private Outcome reports(String pass, String view, boolean gpc) {
        return visits().report(pass, view(view), fields(TEA), gpc);
    }

    private static Repeat view(String id) {
        return new Repeat("visit " + id, id.substring(0, 1).getBytes(UTF_8));
    }

    private Map<FieldId, FieldValue> fields(Map<String, Object> raw) {
        return shop.forms().readAll(shop.policy(), raw, SiteVisits.VISIT);
    }

    private List<Records.Entry> kept() {
        return shop.vault()
                .records()
                .list(jana, SiteVisits.VISIT, Optional.empty(), 200, TestVault.STAFF)
                .items();
    }

    private Optional<LocalDate> lastLogIn() {
        try (CustomerFile file = shop.core().file(shop.core().number(jana))) {
            int number = shop.policy().field(new FieldId("last_login_on")).orElseThrow().number();
            return Optional.ofNullable(file.openFixed(Slots.PROFILE).get(number))
                    .map(value -> ((FieldValue.Day) value).value());
        }
    }

    private long leaves() {
        return shop.vault().ledger().newestSize();
    }

    @Test
    void what_her_browser_reports_is_kept_with_the_vaults_own_time() {
        assertThat(reports(pass(), "a1", false)).isEqualTo(Outcome.KEPT);

        assertThat(kept()).hasSize(1);
        assertThat(FieldForms.showAll(shop.policy(), kept().getFirst().fields()))
                .containsEntry("page", "https://www.example.org/tea")
                .containsEntry("seconds", 42L)
                .containsEntry("exit", true)
                .containsEntry("visited_at", "2026-11-22T10:15:30.123Z");
    }

    @Test
    void without_her_consent_there_is_no_pass_and_the_reason_is_told() {
        assertThat(visits().admit(jana, false)).isEqualTo(new Admission.Closed("not-given"));
        pass();
        agrees(false);
        assertThat(visits().admit(jana, false)).isInstanceOf(Admission.Closed.class);
    }

    @Test
    void consent_is_asked_again_with_every_report() {
        String pass = pass();
        agrees(false);
        long leaves = leaves();

        assertThat(reports(pass, "a1", false)).isEqualTo(Outcome.DROPPED);

        assertThat(leaves()).isEqualTo(leaves);
        assertThat(kept()).isEmpty();
    }

    @Test
    void a_consent_that_ran_out_ends_the_pass() {
        agrees(true);
        shop.clock().advance(Duration.ofDays(365).minusHours(2));
        String pass = ((Admission.Open) visits().admit(jana, false)).pass();

        shop.clock().advance(Duration.ofHours(3));

        assertThat(reports(pass, "a1", false)).isEqualTo(Outcome.DROPPED);
    }

    @Test
    void a_pass_ends_after_twelve_hours() {
        String pass = pass();
        shop.clock().advance(Duration.ofHours(12).minusMillis(1));
        assertThat(reports(pass, "a1", false)).isEqualTo(Outcome.KEPT);
        shop.clock().advance(Duration.ofMillis(1));
        assertThat(reports(pass, "a2", false)).isEqualTo(Outcome.DROPPED);
    }

    @Test
    void the_same_report_counts_once() {
        String pass = pass();
        assertThat(reports(pass, "a1", false)).isEqualTo(Outcome.KEPT);
        long leaves = leaves();
        shop.clock().advance(Duration.ofMinutes(5));

        assertThat(reports(pass, "a1", false)).isEqualTo(Outcome.KEPT);

        assertThat(leaves()).isEqualTo(leaves);
        assertThat(kept()).hasSize(1);
        assertThat(reports(pass, "b1", false)).isEqualTo(Outcome.KEPT);
        assertThat(kept()).hasSize(2);
    }

    @Test
    void what_is_no_pass_of_ours_is_strange() {
        String pass = pass();
        String changed = (pass.charAt(20) == 'A' ? "B" : "A");

        assertThat(reports(pass.substring(0, 20) + changed + pass.substring(21), "a1", false))
                .isEqualTo(Outcome.STRANGE);
        assertThat(reports("", "a1", false)).isEqualTo(Outcome.STRANGE);
        assertThat(reports("x".repeat(68), "a1", false)).isEqualTo(Outcome.STRANGE);
        assertThat(kept()).isEmpty();
    }

    @Test
    void two_passes_of_hers_have_nothing_in_common() {
        String one = pass();
        String other = pass();

        // Format and key version alone are the same in every pass.
        assertThat(one.substring(0, 4)).isEqualTo(other.substring(0, 4));
        assertThat(one.substring(4, 20)).isNotEqualTo(other.substring(4, 20));
    }

    @Test
    void a_report_with_the_privacy_signal_is_not_kept_and_says_nothing_in_her_name() {
        String pass = pass();
        assertThat(reports(pass, "a0", false)).isEqualTo(Outcome.KEPT);
        long leaves = leaves();

        assertThat(reports(pass, "a1", true)).isEqualTo(Outcome.DROPPED);

        assertThat(leaves()).isEqualTo(leaves);
        assertThat(kept()).hasSize(1);
        assertThat(visits().admit(jana, false)).isInstanceOf(Admission.Open.class);
    }

    @Test
    void the_signal_may_come_by_the_shops_server_and_gives_no_pass() {
        agrees(true);

        assertThat(visits().admit(jana, true)).isEqualTo(new Admission.Closed("gpc"));

        assertThat(shop.vault().consents().history(jana).history().getLast().part().method())
                .contains("gpc");
        // A yes after the signal stands, and yet her browser objects.
        agrees(true);
        assertThat(visits().admit(jana, true)).isEqualTo(new Admission.Closed("gpc"));
        assertThat(visits().admit(jana, false)).isInstanceOf(Admission.Open.class);
    }

    @Test
    void who_was_erased_is_not_reported_on_any_more() {
        String pass = pass();
        reports(pass, "a1", false);
        shop.vault().erasure().erase(jana, "erasure-request", false, TestVault.STAFF);

        assertThat(reports(pass, "a1", false)).isEqualTo(Outcome.DROPPED);
        assertThat(reports(pass, "a2", false)).isEqualTo(Outcome.DROPPED);
        assertThatThrownBy(() -> visits().admit(jana, false)).isInstanceOf(Refusal.Erased.class);
    }

    @Test
    void a_report_without_its_page_is_refused_by_name() {
        String pass = pass();

        assertThatThrownBy(() ->
                        visits().report(pass, view("a1"), fields(Map.of("seconds", 1)), false))
                .isInstanceOf(Refusal.BadField.class)
                .hasMessageContaining("required");
    }

    @Test
    void she_sees_them_on_her_page_and_takes_them_with_her() {
        reports(pass(), "a1", false);

        var behaviour =
                shop.vault().portal().holding(jana).classes().stream()
                        .filter(one -> one.dataClass().id().value().equals("behaviour"))
                        .findFirst()
                        .orElseThrow();
        assertThat(behaviour.kinds()).extracting(kind -> kind.count()).containsExactly(1);
        assertThat(behaviour.kinds().getFirst().newest().getFirst().source())
                .contains(new SourceId("website"));
        assertThat(behaviour.kept().until()).contains(LocalDate.parse("2027-05-22"));
        var out = new ByteArrayOutputStream();
        shop.vault().exports().json(jana, "access-request", TestVault.STAFF, out);
        assertThat(out.toString(UTF_8)).contains("https://www.example.org/tea");
    }

    @Test
    void who_may_not_open_them_does_not_see_them_among_her_records() {
        reports(pass(), "a1", false);
        var timeline = shop.vault().timeline();

        assertThat(timeline.of(jana, _ -> false, 10, TestVault.STAFF)).isEmpty();
        assertThat(timeline.of(jana, _ -> true, 10, TestVault.STAFF))
                .containsOnlyKeys(SiteVisits.VISIT);
        shop.vault().settle();
        assertThat(shop.acts().getLast().purpose()).contains(new PurposeId("site-analytics"));
    }

    @Test
    void a_log_in_is_noted_with_her_consent_once_a_day() {
        assertThat(visits().loggedIn(jana, TestVault.STAFF)).isFalse();
        agrees(true);
        assertThat(visits().loggedIn(jana, TestVault.STAFF)).isTrue();
        assertThat(lastLogIn()).contains(LocalDate.parse("2026-11-22"));
        long leaves = leaves();
        shop.clock().advance(Duration.ofHours(2));
        assertThat(visits().loggedIn(jana, TestVault.STAFF)).isFalse();
        assertThat(leaves()).isEqualTo(leaves);

        shop.clock().advance(Duration.ofDays(1));
        assertThat(visits().loggedIn(jana, TestVault.STAFF)).isTrue();
        assertThat(lastLogIn()).contains(LocalDate.parse("2026-11-23"));
    }
}
