package custos.vault.lists;

import custos.customer.FieldValue;
import custos.figure.Cells;
import custos.figure.Counting;
import custos.figure.FigureBook;
import custos.figure.Places;
import custos.figure.Promoters;
import custos.json.JsonValue.Members;
import custos.json.JsonValue.Whole;
import custos.list.Opened.Noted;
import custos.policy.FieldId;
import custos.survey.Tally;
import custos.vault.core.Core;
import custos.vault.records.AnonymousAnswers;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What answers to surveys come to: those of customers, and those without a name. For one thread.
final class SurveyCount {
    private static final FieldId SCALE = new FieldId("scale");
    private static final FieldId SCORE = new FieldId("score");
    private static final FieldId RANKS = new FieldId("ranks");
    private static final FieldId WHERE_HEARD = new FieldId("where_heard");

    /// What of an answer is opened.
    static final List<FieldId> OPENED = List.of(SCALE, SCORE, RANKS, WHERE_HEARD);

    private final Counting counting;

    SurveyCount(Counting counting) {
        this.counting = counting;
    }

    /// Takes the answers of one customer.
    ///
    /// @return where she heard of the shop, as the newest of them that tells says
    Optional<String> take(Stream<Noted> answers) {
        var one = new Customer();
        answers.forEach(one::take);
        return one.heard;
    }

    /// The answers of one customer.
    private final class Customer {
        private final Set<String> ranked = new HashSet<>();
        private Optional<String> heard = Optional.empty();
        private LocalDate told = LocalDate.MIN;

        void take(Noted answer) {
            answer.text(SCALE)
                    .ifPresent(scale ->
                            answer.field(SCORE)
                                    .flatMap(FigureWalk::whole)
                                    .ifPresent(
                                            score -> counting.answer(scale, score, answer.day())));
            answer.field(RANKS).ifPresent(this::rank);
            // Of two of one day the one that was taken down later.
            if (answer.text(WHERE_HEARD).isPresent() && !answer.day().isBefore(told)) {
                heard = answer.text(WHERE_HEARD);
                told = answer.day();
            }
        }

        private void rank(FieldValue ranks) {
            if (ranks instanceof FieldValue.Json(Members places)) {
                places.values()
                        .forEach((reason, place) -> {
                            if (place instanceof Whole(long number)) {
                                counting.reason(reason, number, !ranked.add(reason));
                            }
                        });
            }
        }
    }

    /// Of surveys and scales on which five answered at least, as their own page shows them: a sum
    /// with others in it would tell those by subtracting.
    static SortedMap<String, Promoters> anonymous(Core core) {
        var anonymous = new TreeMap<String, Promoters>();
        sums(core)
                .forEach(sums ->
                        sums.scores()
                                .forEach((scale, points) ->
                                        sums.nps(scale)
                                                .ifPresent(_ ->
                                                        anonymous.merge(
                                                                scale,
                                                                Promoters.of(points),
                                                                Promoters::plus))));
        return anonymous;
    }

    private static Stream<Tally> sums(Core core) {
        return new AnonymousAnswers(core)
                .results().stream().flatMap(survey -> survey.sums().stream());
    }

    /// Those of customers that were taken, and of anonymous ones each survey's that five gave.
    FigureBook.Reasons reasons(Core core) {
        var anonymous = new TreeMap<String, Places>();
        sums(core)
                .forEach(sums ->
                        sums.ranks()
                                .forEach((reason, times) -> {
                                    Places places = Places.of(times);
                                    if (places.answers() >= Cells.FEWEST) {
                                        anonymous.merge(reason, places, Places::plus);
                                    }
                                }));
        return new FigureBook.Reasons(counting.reasons(), anonymous);
    }
}
