package custos.request;

import static custos.request.RequestState.ACKNOWLEDGED;
import static custos.request.RequestState.CLOSED;
import static custos.request.RequestState.DECIDED;
import static custos.request.RequestState.DELIVERED;
import static custos.request.RequestState.EXTENDED;
import static custos.request.RequestState.IDENTITY_CHECK;
import static custos.request.RequestState.IN_PROGRESS;
import static custos.request.RequestState.RECEIVED;
import static custos.request.RequestState.WAITING_FOR_CUSTOMER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CourseTest {
    private static final LocalDate DAY = LocalDate.of(2026, 8, 31);
    private static final Step YES = new Step.Decide(Decision.GRANTED, List.of());

    private static Course begun() {
        return Course.begun(Right.ACCESS, Term.GDPR_CZ, DAY);
    }

    private static Course after(Course course, Step step, int day) {
        return ((Course.Outcome.Made) course.after(step, DAY.plusDays(day))).course();
    }

    @Test
    void a_request_goes_from_its_receipt_to_its_end() {
        Course course = begun();
        assertThat(course.state()).isEqualTo(RECEIVED);
        course = after(course, new Step.Acknowledge(), 0);
        course = after(course, new Step.CheckIdentity(), 1);
        course = after(course, new Step.Work(), 4);
        course = after(course, new Step.AskCustomer("Which order?"), 5);
        course = after(course, new Step.Work(), 12);
        course = after(course, new Step.Extend(DelayReason.COMPLEXITY), 13);
        course = after(course, YES, 20);
        course = after(course, new Step.Deliver(), 21);
        course = after(course, new Step.Close(), 22);

        assertThat(course.state()).isEqualTo(CLOSED);
        assertThat(course.clocks().pausedDays(DAY.plusDays(40))).isEqualTo(10);
        assertThat(course.due(DAY.plusDays(40))).isEqualTo("2026-12-10");
    }

    @ParameterizedTest
    @EnumSource(RequestState.class)
    void every_open_state_can_be_decided_and_no_other(RequestState state) {
        assertThat(state.next().contains(DECIDED)).isEqualTo(state.isOpen());
    }

    @Test
    void nothing_follows_the_end() {
        assertThat(CLOSED.next()).isEmpty();
        assertThat(DELIVERED.next()).containsExactly(CLOSED);
    }

    @Test
    void a_paused_request_goes_on_before_anything_but_a_decision() {
        assertThat(IDENTITY_CHECK.next()).containsExactlyInAnyOrder(IN_PROGRESS, DECIDED);
        assertThat(WAITING_FOR_CUSTOMER.next()).containsExactlyInAnyOrder(IN_PROGRESS, DECIDED);
    }

    @Test
    void a_step_that_is_not_allowed_is_refused() {
        assertThat(begun().after(new Step.Close(), DAY))
                .isEqualTo(new Course.Outcome.NotFromHere(RECEIVED, CLOSED));
        assertThat(after(begun(), new Step.Acknowledge(), 0).after(new Step.Acknowledge(), DAY))
                .isEqualTo(new Course.Outcome.NotFromHere(ACKNOWLEDGED, ACKNOWLEDGED));
    }

    @Test
    void an_extension_is_given_once() {
        Course course = after(begun(), new Step.Extend(DelayReason.HIGH_VOLUME), 3);
        course = after(course, new Step.AskCustomer("Which order?"), 4);
        course = after(course, new Step.Work(), 5);

        assertThat(course.after(new Step.Extend(DelayReason.COMPLEXITY), DAY.plusDays(6)))
                .isEqualTo(new Course.Outcome.ExtendedAlready());
        assertThat(course.next()).doesNotContain(EXTENDED);
        assertThat(course.due(DAY.plusDays(6))).isEqualTo("2026-12-01");
    }

    @Test
    void an_extension_is_told_within_the_first_term() {
        LocalDate last = LocalDate.of(2026, 9, 30);
        var longer = new Step.Extend(DelayReason.COMPLEXITY);

        assertThat(begun().after(longer, last)).isInstanceOf(Course.Outcome.Made.class);
        assertThat(begun().after(longer, last.plusDays(1)))
                .isEqualTo(new Course.Outcome.TooLateToExtend(last));
    }

    @Test
    void a_refusal_says_why_and_a_yes_does_not() {
        var none = new Step.Decide(Decision.REFUSED, List.of());
        var why = List.of(RefusalReason.MANIFESTLY_EXCESSIVE);

        assertThat(begun().after(none, DAY)).isEqualTo(new Course.Outcome.ReasonsDoNotFit());
        assertThat(begun().after(new Step.Decide(Decision.GRANTED, why), DAY))
                .isEqualTo(new Course.Outcome.ReasonsDoNotFit());
        assertThat(after(begun(), new Step.Decide(Decision.PARTLY, why), 2).verdict())
                .contains(new Course.Verdict(DAY.plusDays(2), Decision.PARTLY, why));
    }

    @Test
    void what_keeps_data_from_erasure_refuses_no_access() {
        var law = new Step.Decide(Decision.REFUSED, List.of(RefusalReason.LEGALLY_REQUIRED));

        assertThat(begun().after(law, DAY)).isEqualTo(new Course.Outcome.ReasonsDoNotFit());
        assertThat(Course.begun(Right.ERASURE, Term.GDPR_CZ, DAY).after(law, DAY))
                .isInstanceOf(Course.Outcome.Made.class);
    }

    @Test
    void no_clock_runs_after_the_decision() {
        Course course = after(begun(), YES, 10);
        LocalDate later = DAY.plusDays(200);

        assertThat(course.isOverdue(later)).isFalse();
        assertThat(course.clocks().runningDays(course.stopped(later))).isEqualTo(10);
        assertThat(begun().isOverdue(later)).isTrue();
        assertThat(after(begun(), YES, 31).isOverdue(later)).isTrue();
    }

    @Test
    void a_decision_ends_a_pause() {
        Course paused = after(begun(), new Step.CheckIdentity(), 2);
        var why = List.of(RefusalReason.IDENTITY_FAILURE);
        Course refused = after(paused, new Step.Decide(Decision.REFUSED, why), 9);

        assertThat(refused.pauses())
                .containsExactly(new Pause(DAY.plusDays(2), Optional.of(DAY.plusDays(9))));
    }

    @Test
    void a_state_and_its_pauses_agree() {
        assertThatThrownBy(() ->
                        new Course(
                                Right.ACCESS,
                                Term.CCPA,
                                DAY,
                                IDENTITY_CHECK,
                                List.of(),
                                Optional.empty(),
                                Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
