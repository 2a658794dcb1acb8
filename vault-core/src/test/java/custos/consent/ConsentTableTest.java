package custos.consent;

import static custos.consent.Sayings.ADDRESS;
import static custos.consent.Sayings.BEFORE;
import static custos.consent.Sayings.FORM;
import static custos.consent.Sayings.HERSELF;
import static custos.consent.Sayings.IMPORT;
import static custos.consent.Sayings.NO;
import static custos.consent.Sayings.NOW;
import static custos.consent.Sayings.PROVEN_IMPORT;
import static custos.consent.Sayings.STAFF;
import static custos.consent.Sayings.STAFF_CONFIRMED;
import static custos.consent.Sayings.STAFF_UNCONFIRMABLE;
import static custos.consent.Sayings.YES;
import static custos.consent.Sayings.at;
import static custos.consent.Sayings.circumstances;
import static custos.consent.Sayings.days;
import static custos.consent.Sayings.ending;
import static custos.consent.Sayings.grant;
import static custos.consent.Sayings.now;
import static custos.consent.Sayings.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import custos.consent.ConsentOutcome.Changed;
import custos.consent.ConsentOutcome.Reason;
import custos.consent.ConsentOutcome.Rejected;
import custos.consent.ConsentOutcome.Unchanged;
import custos.consent.ConsentState.Given;
import custos.consent.ConsentState.Refused;
import custos.consent.ConsentState.Renewed;
import custos.consent.ConsentState.Requested;
import custos.consent.ConsentState.Withdrawn;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsentTableTest {
    /// Each cell is what a yes makes of the state / what a no makes of it. `=` leaves it as it is,
    /// `409` rejects, `*` marks for sampling. The staff columns: the policy has the method
    /// confirmed by mail, or does not ask it, or the channel has no confirmation.
    private static final String TABLE =
            """
            now         | herself              | signed form           | staff, mailed link    | staff                 | staff, no confirmation | import with proof  | import
            unknown     | given/refused        | given/refused         | requested/refused     | given/refused         | given/refused          | given/refused      | =/refused
            requested   | given/refused        | given/refused         | =/refused             | =/refused             | =/refused              | =/refused          | =/refused
            given       | renewed/withdrawn    | renewed/withdrawn     | =/withdrawn           | =/withdrawn           | =/withdrawn            | =/withdrawn        | =/withdrawn
            renewed     | renewed/withdrawn    | renewed/withdrawn     | =/withdrawn           | =/withdrawn           | =/withdrawn            | =/withdrawn        | =/withdrawn
            refused     | given/=              | given*/=              | requested/=           | requested/=           | 409/=                  | 409/=              | 409/=
            withdrawn   | given/=              | given*/=              | requested/=           | requested/=           | 409/=                  | 409/=              | 409/=
            expired     | given/withdrawn      | given/withdrawn       | requested/withdrawn   | requested/withdrawn   | requested/withdrawn    | =/withdrawn        | =/withdrawn
            invalidated | given/refused        | given/refused         | requested/refused     | requested/refused     | requested/refused      | =/refused          | =/refused
            revoked     | given/withdrawn      | given/withdrawn       | requested/withdrawn   | requested/withdrawn   | requested/withdrawn    | =/withdrawn        | =/withdrawn
            """;

    private static final Map<String, Voice> VOICES =
            Map.of(
                    "herself", HERSELF,
                    "signed form", FORM,
                    "staff, mailed link", STAFF_CONFIRMED,
                    "staff", STAFF,
                    "staff, no confirmation", STAFF_UNCONFIRMABLE,
                    "import with proof", PROVEN_IMPORT,
                    "import", IMPORT);

    static Stream<Arguments> cells() {
        List<List<String>> rows =
                TABLE.lines().map(line -> List.of(line.strip().split("\\s*\\|\\s*", -1))).toList();
        List<String> head = rows.getFirst();
        return rows.stream()
                .skip(1)
                .flatMap(row ->
                        Stream.iterate(1, column -> column + 1)
                                .limit(head.size() - 1L)
                                .flatMap(column -> {
                                    String[] cell = row.get(column).split("/", 2);
                                    return Stream.of(
                                            Arguments.of(
                                                    row.getFirst(),
                                                    head.get(column),
                                                    "yes",
                                                    cell[0]),
                                            Arguments.of(
                                                    row.getFirst(),
                                                    head.get(column),
                                                    "no",
                                                    cell[1]));
                                }));
    }

    @ParameterizedTest(name = "{0}: {1} says {2} -> {3}")
    @MethodSource("cells")
    void the_table_holds(String now, String voice, String answer, String expected) {
        ConsentState before = state(now);

        ConsentOutcome outcome =
                ConsentTable.decide(
                        before,
                        VOICES.getOrDefault(voice, IMPORT),
                        answer.equals("yes") ? YES : NO,
                        now());

        assertThat(cell(outcome)).isEqualTo(expected);
        if (outcome instanceof Changed(Requested(_, ConsentState returnsTo))) {
            assertThat(returnsTo).isEqualTo(before);
        }
    }

    private static String cell(ConsentOutcome outcome) {
        return switch (outcome) {
            case Changed(ConsentState state) ->
                    state.code()
                            + (state.grant()
                                            .filter(yes -> yes.marks().contains(Mark.SAMPLING))
                                            .isPresent()
                                    ? "*"
                                    : "");
            case Unchanged _ -> "=";
            case Rejected _ -> "409";
        };
    }

    @Test
    void the_table_has_every_state_and_every_voice() {
        assertThat(cells()).hasSize(9 * 7 * 2);
        assertThat(ConsentState.class.getPermittedSubclasses()).hasSize(9);
        assertThat(Voice.class.getPermittedSubclasses()).hasSize(4);
    }

    @Test
    void a_yes_keeps_its_words_language_method_and_address() {
        assertThat(ConsentTable.decide(ConsentState.unknown(), HERSELF, YES, now()))
                .isEqualTo(new Changed(new Given(grant(NOW))));
    }

    /// Columns five and six of the design: what two states of the same consent become.
    @ParameterizedTest(name = "{0} meets {1} -> {2}")
    @CsvSource({
        "unknown, given, unknown",
        "unknown, requested, unknown",
        "unknown, withdrawn, withdrawn",
        "unknown, refused, refused",
        "requested, given, requested",
        "requested, withdrawn, withdrawn",
        "given, renewed, given",
        "given, given, given",
        "given, withdrawn, withdrawn",
        "renewed, refused, refused",
        "refused, withdrawn, withdrawn",
        "refused, expired, refused",
        "withdrawn, given, withdrawn",
        "expired, given, expired",
        "expired, unknown, expired",
        "invalidated, renewed, invalidated",
        "revoked, requested, revoked",
        "revoked, invalidated, revoked"
    })
    void merge_and_restore_keep_the_most_restrictive(String one, String other, String kept) {
        ConsentState result = ConsentState.strictest(state(one), state(other));

        assertThat(result.code()).isEqualTo(kept);
        assertThat(ConsentState.strictest(state(other), state(one))).isEqualTo(result);
    }

    @Test
    void of_two_yeses_the_older_stands_and_of_two_noes_the_newer() {
        assertThat(ConsentState.strictest(new Given(grant(NOW)), new Renewed(grant(BEFORE))))
                .isEqualTo(new Renewed(grant(BEFORE)));
        assertThat(ConsentState.strictest(new Refused(ending(NOW)), new Refused(ending(BEFORE))))
                .isEqualTo(new Refused(ending(NOW)));
    }

    @Test
    void merge_and_restore_clear_the_mark_of_a_yes_after_a_stop() {
        var marked = new Given(grant(BEFORE, Mark.AFTER_STOP, Mark.SAMPLING));

        assertThat(ConsentState.strictest(marked, marked))
                .isEqualTo(new Given(grant(BEFORE, Mark.SAMPLING)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"refused", "withdrawn"})
    void a_form_signed_before_her_no_revives_nothing(String no) {
        assertThat(ConsentTable.decide(state(no), FORM, YES, at(BEFORE.minusSeconds(1))))
                .isEqualTo(new Rejected(Reason.OLDER_THAN_HER_NO));
        assertThat(ConsentTable.decide(state(no), STAFF, YES, at(BEFORE.minusSeconds(1))))
                .isEqualTo(new Rejected(Reason.OLDER_THAN_HER_NO));
    }

    @Test
    void a_form_over_a_request_over_a_no_is_still_sampled() {
        var asked = new Requested(grant(BEFORE), state("withdrawn"));

        assertThat(ConsentTable.decide(asked, FORM, YES, now()))
                .isEqualTo(new Changed(new Given(grant(NOW, Mark.SAMPLING))));
    }

    @Test
    void an_older_yes_does_not_replace_a_newer_one() {
        assertThat(ConsentTable.decide(new Given(grant(NOW)), FORM, YES, at(BEFORE)))
                .isEqualTo(new Unchanged(Reason.OLDER_THAN_HER_YES));
    }

    @Test
    void what_was_said_is_never_said_in_the_future() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Circumstances(
                                NOW.plusMillis(1),
                                NOW,
                                Optional.empty(),
                                "portal",
                                "shop",
                                Optional.empty(),
                                Suppressed.NO,
                                AgeCheck.OLD_ENOUGH));
    }

    @Test
    void a_request_returns_after_fourteen_days_to_where_it_came_from() {
        var asked = new Requested(grant(NOW), state("withdrawn"));

        assertThat(asked.asOf(days(14).minusMillis(1))).isEqualTo(asked);
        assertThat(asked.asOf(days(14))).isEqualTo(state("withdrawn"));
    }

    @Test
    void the_fourteen_days_begin_when_the_confirmation_is_sent() {
        var outcome = ConsentTable.decide(ConsentState.unknown(), STAFF_CONFIRMED, YES, at(BEFORE));

        assertThat(outcome)
                .isEqualTo(new Changed(new Requested(grant(NOW), ConsentState.unknown())));
    }

    @Test
    void a_request_that_has_returned_is_not_withdrawn_but_refused_anew() {
        var asked = new Requested(grant(NOW), state("withdrawn"));
        Circumstances later = at(days(20));

        assertThat(ConsentTable.decide(asked, IMPORT, NO, later))
                .isEqualTo(new Unchanged(Reason.ALREADY_SO));
        assertThat(ConsentTable.decide(asked, IMPORT, YES, later))
                .isEqualTo(new Rejected(Reason.NEVER_BY_IMPORT));
    }

    @Test
    void a_yes_runs_out_at_its_end() {
        var until =
                new Grant(
                        YES.notice(),
                        YES.language(),
                        BEFORE,
                        Optional.of(NOW),
                        "portal",
                        "shop",
                        Optional.of(ADDRESS),
                        Set.of());

        assertThat(new Given(until).asOf(NOW.minusMillis(1)).code()).isEqualTo("given");
        assertThat(new Renewed(until).asOf(NOW).code()).isEqualTo("expired");
        assertThat(ConsentTable.decide(new Given(until), STAFF, YES, now()))
                .isEqualTo(new Changed(new Requested(grant(NOW), new Given(until).asOf(NOW))));
    }

    @Test
    void a_yes_that_has_run_out_already_is_no_yes() {
        var said =
                new Circumstances(
                        BEFORE,
                        NOW,
                        Optional.of(NOW),
                        "import",
                        "file",
                        Optional.empty(),
                        Suppressed.NO,
                        AgeCheck.OLD_ENOUGH);

        for (Voice voice : List.of(HERSELF, FORM, STAFF, PROVEN_IMPORT)) {
            assertThat(ConsentTable.decide(ConsentState.unknown(), voice, YES, said))
                    .isEqualTo(new Rejected(Reason.RAN_OUT));
        }
    }

    @ParameterizedTest
    @CsvSource({"true, false", "false, true", "true, true"})
    void a_suppressed_address_needs_herself_or_her_signature(boolean here, boolean everything) {
        Circumstances said =
                circumstances(NOW, new Suppressed(here, everything), AgeCheck.OLD_ENOUGH);
        ConsentState unknown = ConsentState.unknown();

        assertThat(cell(ConsentTable.decide(unknown, HERSELF, YES, said))).isEqualTo("given");
        assertThat(cell(ConsentTable.decide(unknown, FORM, YES, said))).isEqualTo("given");
        assertThat(cell(ConsentTable.decide(unknown, STAFF, YES, said))).isEqualTo("requested");
        assertThat(ConsentTable.decide(unknown, STAFF_UNCONFIRMABLE, YES, said))
                .isEqualTo(new Rejected(Reason.ONLY_SHE_CAN));
        assertThat(ConsentTable.decide(state("expired"), STAFF_UNCONFIRMABLE, YES, said))
                .isEqualTo(new Rejected(Reason.ONLY_SHE_CAN));
        assertThat(ConsentTable.decide(unknown, PROVEN_IMPORT, YES, said))
                .isEqualTo(new Rejected(Reason.NEVER_BY_IMPORT));
    }

    @Test
    void a_yes_of_her_own_where_she_stopped_everything_is_marked() {
        Circumstances said = circumstances(NOW, new Suppressed(false, true), AgeCheck.OLD_ENOUGH);

        assertThat(ConsentTable.decide(state("withdrawn"), HERSELF, YES, said))
                .isEqualTo(new Changed(new Given(grant(NOW, Mark.AFTER_STOP))));
        assertThat(ConsentTable.decide(state("withdrawn"), FORM, YES, said))
                .isEqualTo(new Changed(new Given(grant(NOW, Mark.AFTER_STOP, Mark.SAMPLING))));
        assertThat(ConsentTable.decide(state("given"), HERSELF, YES, said))
                .isEqualTo(new Changed(new Renewed(grant(NOW, Mark.AFTER_STOP))));
    }

    @Test
    void nobody_below_the_age_says_yes_and_everybody_can_say_no() {
        Circumstances said = circumstances(NOW, Suppressed.NO, AgeCheck.TOO_YOUNG);

        for (Voice voice : VOICES.values()) {
            assertThat(ConsentTable.decide(ConsentState.unknown(), voice, YES, said))
                    .isEqualTo(new Rejected(Reason.TOO_YOUNG));
            assertThat(ConsentTable.decide(state("given"), voice, NO, said))
                    .isEqualTo(new Changed(new Withdrawn(ending(NOW))));
        }
    }

    @Test
    void an_unknown_age_bars_neither_her_nor_a_file_with_proof() {
        Circumstances said = circumstances(NOW, Suppressed.NO, AgeCheck.UNKNOWN);

        assertThat(cell(ConsentTable.decide(ConsentState.unknown(), HERSELF, YES, said)))
                .isEqualTo("given");
        assertThat(cell(ConsentTable.decide(ConsentState.unknown(), PROVEN_IMPORT, YES, said)))
                .isEqualTo("given");
    }

    @ParameterizedTest
    @EnumSource(AgeCheck.class)
    void age_is_full_years_on_the_day(AgeCheck expected) {
        var birth =
                switch (expected) {
                    case OLD_ENOUGH -> Optional.of(LocalDate.of(2011, 11, 22));
                    case TOO_YOUNG -> Optional.of(LocalDate.of(2011, 11, 23));
                    case UNKNOWN -> Optional.<LocalDate>empty();
                };
        var today = LocalDate.of(2026, 11, 22);

        assertThat(AgeCheck.of(birth, 15, today)).isEqualTo(expected);
        assertThat(AgeCheck.of(birth, 0, today)).isEqualTo(AgeCheck.OLD_ENOUGH);
    }

    @Test
    void a_request_never_returns_to_a_yes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Requested(grant(Instant.EPOCH), state("given")));
    }
}
