package custos.vault.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import custos.customer.CustomerId;
import custos.customer.RecordId;
import custos.event.ActType;
import custos.event.Actor;
import custos.policy.ClassId;
import custos.policy.Language;
import custos.request.Decision;
import custos.request.DelayReason;
import custos.request.RefusalReason;
import custos.request.RequestState;
import custos.request.Right;
import custos.request.Step;
import custos.request.Term;
import custos.vault.TestVault;
import custos.vault.audit.History;
import custos.vault.erasure.Holds;
import custos.vault.letters.Letter;
import custos.vault.letters.Matter;
import custos.vault.letters.Outbox;
import custos.vault.rows.Refusal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A customer asks by right, and has an answer in time.
class RequestsTest {
    private static final Actor OLGA = new Actor.Staff("olga", "officer");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final Language CZECH = new Language("cs");
    private static final OptionalLong ANY = OptionalLong.empty();

    @TempDir private Path folder;
    private TestVault shop;
    private CustomerId jana;

    @BeforeEach
    void open() {
        shop = TestVault.in(folder);
        jana =
                shop.customer(
                        Map.of(
                                "full_name", "Jana",
                                "email", "jana@example.org",
                                "language", "cs"));
    }

    @AfterEach
    void inspect() {
        shop.inspected();
        shop.close();
    }

    private Requests requests() {
        return shop.vault().requests();
    }

    private RecordId entered(Right right) {
        return entered(jana, right, TODAY);
    }

    private RecordId entered(CustomerId customer, Right right, LocalDate received) {
        var wanted =
                new Requests.Wanted(
                        right,
                        Term.GDPR_CZ,
                        received,
                        TestVault.COUNTER,
                        Optional.of("Everything since May"),
                        CZECH);
        return requests().enter(customer, wanted, OLGA).id();
    }

    private Requests.Changed step(RecordId request, Step step) {
        return requests().step(request, ANY, step, Optional.empty(), OLGA);
    }

    private DataRequest read(RecordId request) {
        return requests().read(request, OLGA);
    }

    private List<Letter> letters() {
        return shop.vault().outbox().after(0, 100).letters().stream()
                .map(Outbox.Waiting::letter)
                .toList();
    }

    private void days(int days) {
        shop.later(Duration.ofDays(days));
    }

    @Test
    void a_request_is_entered_with_its_deadline() {
        DataRequest request = read(entered(Right.ACCESS));

        assertThat(request.customer()).isEqualTo(jana);
        assertThat(request.received()).isEqualTo(TODAY);
        assertThat(request.work().orElseThrow().course().due(TODAY)).isEqualTo("2026-12-22");
        assertThat(request.work().orElseThrow().words()).contains("Everything since May");
        assertThat(request.decided()).isEmpty();
    }

    @Test
    void every_step_is_in_the_ledger_and_in_her_history() {
        RecordId request = entered(Right.ACCESS);
        step(request, new Step.Acknowledge());
        step(request, new Step.CheckIdentity());
        step(request, new Step.Work());
        step(request, new Step.Extend(DelayReason.COMPLEXITY));
        step(request, new Step.Decide(Decision.GRANTED, List.of()));
        step(request, new Step.Deliver());
        step(request, new Step.Close());

        var hers = shop.vault().history().of(jana, Optional.empty(), 100).entries();

        assertThat(hers)
                .flatExtracting(History.Entry::deeds)
                .filteredOn(deed -> Requests.isOfRequest(deed.act().type()))
                .extracting(deed -> deed.told().state().orElseThrow())
                .containsExactly(
                        "closed",
                        "delivered",
                        "decided",
                        "extended",
                        "in-progress",
                        "identity-check",
                        "acknowledged",
                        "received");
        assertThat(shop.words())
                .contains("request-received", "request-extended", "request-decided");
        assertThat(read(request).work().orElseThrow().steps()).hasSize(8);
    }

    @Test
    void both_clocks_run_in_turn() {
        RecordId request = entered(Right.ACCESS);
        days(2);
        step(request, new Step.CheckIdentity());
        days(5);
        step(request, new Step.Work());
        days(1);

        var course = read(request).work().orElseThrow().course();
        LocalDate today = TODAY.plusDays(8);
        assertThat(course.clocks().pausedDays(today)).isEqualTo(5);
        assertThat(course.clocks().runningDays(today)).isEqualTo(3);
        assertThat(course.due(today)).isEqualTo("2026-12-28");
    }

    @Test
    void she_is_told_in_her_language_that_it_came_takes_longer_and_is_decided() {
        RecordId request = entered(Right.ERASURE);

        assertThat(step(request, new Step.Acknowledge()).letter()).isTrue();
        assertThat(step(request, new Step.Extend(DelayReason.HIGH_VOLUME)).letter()).isTrue();
        assertThat(step(request, new Step.CheckIdentity()).letter()).isTrue();
        assertThat(step(request, new Step.Work()).letter()).isFalse();
        assertThat(step(request, new Step.AskCustomer("Which order?")).letter()).isTrue();
        assertThat(read(request).work().orElseThrow().question()).contains("Which order?");
        var why = List.of(RefusalReason.LEGALLY_REQUIRED);
        assertThat(step(request, new Step.Decide(Decision.PARTLY, why)).letter()).isTrue();

        assertThat(letters()).extracting(Letter::language).containsOnly(CZECH);
        assertThat(letters())
                .extracting(Letter::matter)
                .containsExactly(
                        new Matter.RequestCame(Right.ERASURE, TODAY, LocalDate.of(2026, 12, 22)),
                        new Matter.RequestExtended(
                                Right.ERASURE,
                                TODAY,
                                DelayReason.HIGH_VOLUME,
                                LocalDate.of(2027, 2, 22)),
                        new Matter.RequestIdentity(Right.ERASURE, TODAY),
                        new Matter.RequestQuestion(Right.ERASURE, TODAY, "Which order?"),
                        new Matter.RequestDecided(Right.ERASURE, TODAY, Decision.PARTLY, why));
    }

    @Test
    void somebody_without_an_e_mail_address_gets_no_letter() {
        CustomerId eva = shop.customer(Map.of("full_name", "Eva"));

        assertThat(step(entered(eva, Right.ACCESS, TODAY), new Step.Acknowledge()).letter())
                .isFalse();
    }

    @Test
    void a_step_that_is_not_allowed_changes_nothing() {
        RecordId request = entered(Right.ACCESS);

        assertConflict(() -> step(request, new Step.Close()), "state");
        step(request, new Step.Extend(DelayReason.COMPLEXITY));
        assertConflict(() -> step(request, new Step.Extend(DelayReason.COMPLEXITY)), "extended");
        assertThatThrownBy(() -> step(request, new Step.Decide(Decision.REFUSED, List.of())))
                .isInstanceOf(Refusal.BadField.class);
        assertThat(read(request).state()).contains(RequestState.EXTENDED);
    }

    @Test
    void an_extension_comes_too_late_after_the_first_term() {
        RecordId request = entered(Right.ACCESS);
        days(31);

        assertConflict(() -> step(request, new Step.Extend(DelayReason.COMPLEXITY)), "late");
    }

    private static void assertConflict(Runnable act, String code) {
        assertThatThrownBy(act::run)
                .isInstanceOfSatisfying(
                        Refusal.Conflict.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }

    @Test
    void a_legal_hold_on_either_record_stops_every_step() {
        RecordId request = entered(Right.ACCESS);
        for (String dataClass : List.of("requests", "communications")) {
            var held =
                    shop.vault()
                            .holds()
                            .set(
                                    jana,
                                    new Holds.Which.WholeClass(new ClassId(dataClass)),
                                    new Holds.Wanted(
                                            "legal-claim", TODAY.plusYears(1), Optional.empty()),
                                    OLGA);

            assertConflict(() -> step(request, new Step.Acknowledge()), "held");
            assertConflict(() -> requests().note(request, ANY, "again", OLGA), "held");
            shop.vault().holds().release(jana, held.records(), "claim-settled", OLGA);
        }
        assertThat(step(request, new Step.Acknowledge()).state())
                .isEqualTo(RequestState.ACKNOWLEDGED);
    }

    @Test
    void of_two_officers_at_once_the_second_looks_again() {
        RecordId request = entered(Right.ACCESS);
        var seen = OptionalLong.of(read(request).work().orElseThrow().version());
        step(request, new Step.Acknowledge());

        assertThatThrownBy(() ->
                        requests().step(request, seen, new Step.Work(), Optional.empty(), OLGA))
                .isInstanceOf(Refusal.Stale.class);
    }

    @Test
    void notes_are_kept_without_a_name_and_are_few() {
        RecordId request = entered(Right.ACCESS);
        for (int i = 0; i < Requests.MAX_NOTES; i++) {
            requests().note(request, ANY, "She called", OLGA);
        }

        assertThat(read(request).work().orElseThrow().notes())
                .hasSize(Requests.MAX_NOTES)
                .allSatisfy(note -> assertThat(note.role()).isEqualTo("officer"));
        assertConflict(() -> requests().note(request, ANY, "again", OLGA), "notes");
        assertThatThrownBy(() -> requests().note(request, ANY, " ", OLGA))
                .isInstanceOf(Refusal.BadField.class);
    }

    @Test
    void a_request_came_today_or_within_a_year() {
        for (LocalDate day : List.of(TODAY.plusDays(1), TODAY.minusYears(1).minusDays(1))) {
            assertThatThrownBy(() -> entered(jana, Right.ACCESS, day))
                    .isInstanceOfSatisfying(
                            Refusal.BadField.class,
                            bad -> assertThat(bad.field()).isEqualTo("received"));
        }
    }

    @Test
    void she_asks_herself_under_the_law_of_her_country_and_not_without_end() {
        CustomerId siti =
                shop.customer(
                        Map.of(
                                "full_name",
                                "Siti",
                                "address",
                                Map.of("city", "Ipoh", "country", "MY")));

        var asked =
                requests()
                        .ask(siti, Right.RECTIFICATION, Optional.of("My name"), new Language("ms"));

        assertThat(read(asked.id()).work().orElseThrow().course().term()).isEqualTo(Term.PDPA_MY);
        assertThat(read(asked.id()).work().orElseThrow().steps().getFirst().role())
                .isEqualTo("customer");
        for (int i = 1; i < Requests.MAX_OPEN; i++) {
            requests().ask(siti, Right.ACCESS, Optional.empty(), new Language("ms"));
        }
        assertConflict(
                () -> requests().ask(siti, Right.ACCESS, Optional.empty(), new Language("ms")),
                "requests");
    }

    @Test
    void the_queue_has_the_nearest_deadline_first_and_counts_what_hurries() {
        RecordId later = entered(jana, Right.ACCESS, TODAY.minusDays(10));
        RecordId late = entered(jana, Right.OBJECTION, TODAY.minusDays(40));
        RecordId soon = entered(jana, Right.ACCESS, TODAY.minusDays(28));
        RecordId decided = entered(jana, Right.ACCESS, TODAY.minusDays(29));
        step(decided, new Step.Decide(Decision.GRANTED, List.of()));
        RecordId closed = entered(jana, Right.ACCESS, TODAY.minusDays(30));
        step(closed, new Step.Decide(Decision.GRANTED, List.of()));
        step(closed, new Step.Close());

        assertThat(requests().open())
                .extracting(DataRequest::id)
                .containsExactly(late, soon, later, decided);
        assertThat(requests().closed()).extracting(DataRequest::id).containsExactly(closed);
        assertThat(requests().due()).isEqualTo(new Requests.Due(3, 1, 1));
        assertThat(requests().of(jana)).hasSize(5);
    }

    @Test
    void requests_survive_a_restart() {
        RecordId request = entered(Right.ACCESS);
        shop.reopen();

        assertThat(requests().open()).extracting(DataRequest::id).containsExactly(request);
    }

    @Test
    void opening_a_request_is_a_look_that_she_sees() {
        read(entered(Right.ACCESS));
        shop.vault().settle();

        assertThat(shop.vault().history().of(jana, Optional.empty(), 10).entries().getFirst())
                .satisfies(entry -> {
                    assertThat(entry.look()).isTrue();
                    assertThat(entry.actor()).isEqualTo(OLGA);
                });
    }

    @Test
    void her_words_are_in_no_message_and_have_a_limit() {
        var wanted =
                new Requests.Wanted(
                        Right.ACCESS,
                        Term.GDPR_CZ,
                        TODAY,
                        TestVault.COUNTER,
                        Optional.of("x".repeat(Requests.MAX_TEXT + 1)),
                        CZECH);

        assertThatThrownBy(() -> requests().enter(jana, wanted, OLGA))
                .isInstanceOf(Refusal.BadField.class)
                .hasMessageContaining("2000");
        assertThat(wanted.toString()).doesNotContain("xx");
        assertThat(shop.acts()).extracting(act -> act.type()).doesNotContain(ActType.DISCLOSED);
    }
}
