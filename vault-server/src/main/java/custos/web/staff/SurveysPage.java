package custos.web.staff;

import custos.access.Permission;
import custos.customer.FieldValue;
import custos.event.Actor;
import custos.policy.FieldId;
import custos.policy.KindId;
import custos.policy.RecordKind;
import custos.policy.SourceId;
import custos.survey.Survey;
import custos.survey.Tally;
import custos.vault.Vault;
import custos.vault.records.AnonymousAnswers;
import custos.vault.rows.Refusal;
import custos.web.Mistakes;
import custos.web.Visit;
import custos.web.WebContext;
import custos.web.WebFault;
import custos.web.WebRoutes;
import custos.web.WebRoutes.Gate;
import custos.web.field.FieldBox;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `/surveys`: answers that nobody gave under her name. Staff take them down; what they come to is
/// shown from five on, and only in whole fives.
public final class SurveysPage {
    private static final String PATH = "/surveys";
    private static final String ANSWER = PATH + "/answer";
    private static final int MAX_USED = 10_000;
    private static final KindId KIND = new KindId("survey-answer");
    private static final Set<FieldId> NOT_ASKED = Set.of(new FieldId("answered_on"));

    private final Vault vault;
    private final AnonymousAnswers answers;
    private final SecureRandom random;
    private final LinkedHashSet<String> used = new LinkedHashSet<>();

    public SurveysPage(WebContext context) {
        this.random = context.random();
        this.vault = context.vault();
        this.answers = vault.counter().answers();
    }

    /// The results.
    public record Model(List<Result> results, boolean mayAnswer) {}

    /// What one survey has come to.
    ///
    /// @param count 0 while there are fewer than five answers
    /// @param figures one for each scale on which at least five answered
    public record Result(
            String survey,
            long count,
            List<Figure> figures,
            List<Ranked> ranks,
            Map<String, Long> heard,
            List<String> whys) {
        @Override
        public String toString() {
            return "Result[" + count + " answers]";
        }
    }

    /// @param nps rounded to a whole number
    /// @param points how often each of 0 to 10 was given
    public record Figure(String scale, long answers, long nps, List<Long> points) {}

    /// @param places how often a reason was given each place
    public record Ranked(String reason, List<Long> places) {}

    /// The form.
    ///
    /// @param once the mark by which the same answer sent twice counts once
    public record Form(
            List<FieldBox> boxes, List<ReadOut> notices, String once, Mistakes mistakes) {
        @Override
        public String toString() {
            return "Form[survey]";
        }
    }

    public void addTo(WebRoutes routes) {
        routes.get(PATH, Gate.STAFF, this::results)
                .get(ANSWER, Gate.STAFF, this::form)
                .post(ANSWER, Gate.STAFF, this::take);
    }

    private static RecordKind kind(Visit visit) {
        return visit.policyWords().policy().kind(KIND).orElseThrow(WebFault.NotHere::new);
    }

    private void results(Visit visit) throws IOException {
        boolean mayAnswer = visit.may(Permission.ADD_RECORD);
        if (!visit.may(Permission.FIGURES) && mayAnswer) {
            visit.redirect(ANSWER);
            return;
        }
        visit.allow(Permission.FIGURES);
        visit.show(
                "staff/surveys",
                new Model(
                        answers.results().stream().map(one -> result(visit, one)).toList(),
                        mayAnswer));
    }

    private static Result result(Visit visit, AnonymousAnswers.Result one) {
        Tally sums = one.sums().orElse(Tally.NONE);
        var ranks = new ArrayList<Ranked>();
        sums.ranks()
                .forEach((reason, places) -> {
                    // As with all else: what fewer than five told is not shown.
                    if (places.stream().mapToLong(Long::longValue).sum() >= Survey.TOGETHER) {
                        ranks.add(
                                new Ranked(
                                        visit.policyWords().choice("ranks", reason),
                                        places.subList(0, Math.min(places.size(), places(visit)))));
                    }
                });
        return new Result(
                one.survey(),
                sums.count(),
                sums.scores().keySet().stream()
                        .flatMap(scale -> sums.nps(scale).stream())
                        .map(nps ->
                                new Figure(
                                        visit.policyWords().choice("scale", nps.scale()),
                                        nps.answers(),
                                        Math.round(nps.nps()),
                                        sums.scores().getOrDefault(nps.scale(), List.of())))
                        .toList(),
                ranks,
                sums.heardOften(),
                sums.whys());
    }

    private static int places(Visit visit) {
        return visit.policyWords()
                .policy()
                .field(new FieldId("ranks"))
                .map(field -> field.choices().size())
                .orElse(0);
    }

    private void form(Visit visit) throws IOException {
        visit.allow(Permission.ADD_RECORD);
        var boxes = new RecordBoxes(visit, kind(visit)).without(NOT_ASKED);
        show(visit, 200, boxes.empty(), Mistakes.none());
    }

    private void show(Visit visit, int status, List<FieldBox> boxes, Mistakes mistakes)
            throws IOException {
        SourceId source = Sources.of(visit.policyWords().policy(), KIND).getFirst();
        visit.show(
                status,
                "staff/surveyAnswer",
                new Form(
                        boxes,
                        ReadOut.of(visit, source),
                        Once.of(visit.form()).orElseGet(() -> Once.fresh(random)),
                        mistakes));
    }

    private void take(Visit visit) throws IOException {
        Actor actor = visit.allow(Permission.ADD_RECORD);
        var boxes = new RecordBoxes(visit, kind(visit)).without(NOT_ASKED);
        var mistakes = Mistakes.none();
        var values = new LinkedHashMap<FieldId, FieldValue>();
        boxes.read(vault.forms(), mistakes)
                .forEach((id, value) -> value.ifPresent(known -> values.put(id, known)));
        if (mistakes.isEmpty() && takenOnce(visit, values, actor, mistakes)) {
            visit.show("staff/surveyThanks", Optional.empty());
            return;
        }
        show(visit, 422, boxes.typed(), mistakes);
    }

    /// A form that is sent twice holds one answer, which nobody could take back. What was used is
    /// remembered in memory alone, without a word of what was answered.
    private boolean takenOnce(
            Visit visit, Map<FieldId, FieldValue> values, Actor actor, Mistakes mistakes)
            throws IOException {
        Optional<String> once = Once.of(visit.form());
        synchronized (used) {
            if (once.filter(used::contains).isPresent()) {
                return true;
            }
            boolean taken = taken(visit, values, actor, mistakes);
            if (taken) {
                once.ifPresent(used::add);
                if (used.size() > MAX_USED) {
                    used.removeFirst();
                }
            }
            return taken;
        }
    }

    private boolean taken(
            Visit visit, Map<FieldId, FieldValue> values, Actor actor, Mistakes mistakes) {
        try {
            answers.take(values, actor);
            return true;
        } catch (Refusal.BadField wrong) {
            String key =
                    switch (wrong.field()) {
                        case "scale" -> "staff.surveys.scale";
                        case "score" ->
                                values.containsKey(new FieldId("score"))
                                        ? "staff.surveys.score"
                                        : "staff.surveys.nothing";
                        default -> throw wrong;
                    };
            mistakes.add(wrong.field(), visit.words().text(key));
            return false;
        } catch (Refusal.Conflict full) {
            mistakes.add("survey", visit.words().text("staff.surveys.full"));
            return false;
        }
    }
}
