package custos.consent;

import static custos.consent.Sayings.ADDRESS;
import static custos.consent.Sayings.BEFORE;
import static custos.consent.Sayings.NEWS;
import static custos.consent.Sayings.NOW;
import static custos.consent.Sayings.book;
import static custos.consent.Sayings.state;
import static org.assertj.core.api.Assertions.assertThat;

import custos.consent.ConsentEvent.Objected;
import custos.consent.ConsentEvent.Restricted;
import custos.consent.ConsentState.Given;
import custos.consent.ConsentState.Requested;
import custos.policy.PurposeId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The last column of the table of consents, for a merge: every pair of states.
class MergedConsentsTest {
    /// From the strictest.
    private static final List<String> ORDER =
            List.of(
                    "withdrawn",
                    "refused",
                    "revoked",
                    "invalidated",
                    "expired",
                    "unknown",
                    "requested",
                    "given",
                    "renewed");

    private static final String ELSEWHERE = "other@example.org";

    static Stream<List<String>> pairs() {
        return ORDER.stream().flatMap(one -> ORDER.stream().map(other -> List.of(one, other)));
    }

    private static ConsentState merged(ConsentState one, ConsentState other, String kept) {
        return MergedConsents.of(book(one), book(other), _ -> Optional.of(kept), NOW)
                .state(NEWS, NOW);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void of_two_states_the_stricter_stands(List<String> pair) {
        ConsentState one = state(pair.getFirst());
        ConsentState other = state(pair.getLast());
        int stricter = Math.min(ORDER.indexOf(pair.getFirst()), ORDER.indexOf(pair.getLast()));

        String result = merged(one, other, ADDRESS).code();

        boolean twoYeses = stricter >= ORDER.indexOf("given");
        assertThat(List.of(ORDER.get(stricter), twoYeses ? "renewed" : ORDER.get(stricter)))
                .contains(result);
        assertThat(merged(other, one, ADDRESS)).isEqualTo(merged(one, other, ADDRESS));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void nothing_is_permitted_that_one_of_them_forbids(List<String> pair) {
        for (String kept : List.of(ADDRESS, ELSEWHERE)) {
            ConsentState result = merged(state(pair.getFirst()), state(pair.getLast()), kept);
            boolean both =
                    pair.stream().allMatch(name -> name.equals("given") || name.equals("renewed"));
            assertThat(result.grant().isPresent()).isEqualTo(both && kept.equals(ADDRESS));
        }
    }

    @ParameterizedTest
    @CsvSource({"given,given", "renewed,given", "given,unknown", "requested,given"})
    void for_an_address_that_does_not_stay_nothing_was_agreed(String one, String other) {
        assertThat(merged(state(one), state(other), ELSEWHERE)).isEqualTo(ConsentState.unknown());
    }

    @Test
    void of_two_yeses_the_one_for_the_address_that_stays_stands() {
        ConsentState here = new Given(Sayings.grant(BEFORE));
        ConsentState elsewhere =
                new Given(Sayings.grant(BEFORE.minusSeconds(1)).movedTo(Optional.of(ELSEWHERE)));
        assertThat(merged(here, elsewhere, ADDRESS)).isEqualTo(here);
        assertThat(merged(elsewhere, here, ADDRESS)).isEqualTo(here);
        assertThat(merged(elsewhere, here, ELSEWHERE)).isEqualTo(elsewhere);
    }

    @Test
    void a_no_under_a_question_is_not_forgotten_beside_somebody_who_was_never_asked() {
        var no = new ConsentState.Withdrawn(new Ending(NOW, "counter", "counter-form"));
        var asked = new ConsentState.Requested(Sayings.grant(BEFORE), no);
        assertThat(ConsentState.strictest(asked, ConsentState.unknown())).isEqualTo(no);
        assertThat(ConsentState.strictest(ConsentState.unknown(), asked)).isEqualTo(no);
    }

    @Test
    void a_question_that_was_mailed_elsewhere_returns_to_what_was_before() {
        ConsentState no = state("refused");
        ConsentState asked = new Requested(Sayings.grant(BEFORE), no);
        assertThat(merged(asked, state("given"), ELSEWHERE)).isEqualTo(no);
        assertThat(merged(asked, state("given"), ADDRESS)).isEqualTo(asked);
    }

    @Test
    void a_merge_and_its_way_back_clear_what_passes_a_stop() {
        Grant yes = Sayings.grant(BEFORE);
        var passing =
                new Given(
                        new Grant(
                                yes.notice(),
                                yes.language(),
                                yes.since(),
                                yes.until(),
                                yes.method(),
                                yes.source(),
                                yes.address(),
                                Set.of(Mark.AFTER_STOP)));
        assertThat(merged(passing, passing, ADDRESS)).isEqualTo(new Given(yes));
        assertThat(MergedConsents.restored(book(passing))).isEqualTo(book(new Given(yes)));
    }

    @Test
    void objections_and_restrictions_of_either_stand() {
        var purpose = new PurposeId("insight");
        ConsentBook one = ConsentBook.EMPTY.after(new Objected(purpose, BEFORE));
        ConsentBook other = ConsentBook.EMPTY.after(new Restricted(BEFORE));
        for (ConsentBook merged :
                List.of(
                        MergedConsents.of(one, other, _ -> Optional.of(ADDRESS), NOW),
                        MergedConsents.of(other, one, _ -> Optional.of(ADDRESS), NOW))) {
            assertThat(merged.objections()).containsOnlyKeys(purpose);
            assertThat(merged.restrictedSince()).contains(BEFORE);
        }
    }
}
