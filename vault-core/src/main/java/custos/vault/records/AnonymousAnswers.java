package custos.vault.records;

import custos.customer.FieldValue;
import custos.event.ActType;
import custos.event.Actor;
import custos.json.CanonicalJson;
import custos.json.JsonValue.Members;
import custos.json.JsonValue.Whole;
import custos.policy.FieldId;
import custos.policy.KindId;
import custos.policy.Policy;
import custos.policy.RecordKind;
import custos.store.DocumentKind;
import custos.survey.Answer;
import custos.survey.Survey;
import custos.survey.Tally;
import custos.vault.core.Core;
import custos.vault.core.Documents;
import custos.vault.core.RecordRules;
import custos.vault.rows.Refusal;
import custos.vault.rows.VaultFault;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Answers to surveys without a link to who gave them (ADR 0025): a sealed document of sums for
/// each survey, and no row for an answer. That one was taken down is in the ledger; what it said is
/// not.
///
/// Safe for use by many threads.
public final class AnonymousAnswers {
    /// The most surveys that a vault keeps.
    public static final int MAX_SURVEYS = 500;

    private static final KindId KIND = new KindId("survey-answer");

    private final Core core;
    private final Documents documents;

    public AnonymousAnswers(Core core) {
        this.core = core;
        this.documents = new Documents(core);
    }

    /// What there is of a survey.
    ///
    /// @param sums of whole fives; empty while there are fewer than five
    public record Result(String survey, Optional<Tally> sums) {}

    /// Takes an answer down; durable on return.
    ///
    /// @param fields those of a survey answer; the day is not kept
    /// @throws Refusal.BadField for a field that is none of a survey answer, or none answered
    /// @throws Refusal.Conflict when there is no room for more
    public synchronized void take(Map<FieldId, FieldValue> fields, Actor actor) {
        Policy policy = core.policies().current();
        RecordKind kind = RecordRules.kind(policy, KIND);
        SortedMap<Integer, FieldValue> values = RecordRules.values(policy, kind, fields);
        RecordRules.requireComplete(policy, kind, values);
        RecordRules.requireSense(policy, values);
        Answer answer = answer(fields);
        if (answer.isEmpty()) {
            throw new Refusal.BadField("score", "an answer says something");
        }
        String name = text(fields, "survey").orElseThrow();
        Optional<Survey> known = find(name);
        if (known.isEmpty() && documents.all(DocumentKind.SURVEY).size() >= MAX_SURVEYS) {
            throw new Refusal.Conflict("full", "a vault keeps at most 500 surveys");
        }
        Survey before = known.orElseGet(() -> Survey.begun(name));
        if (before.isFull()) {
            throw new Refusal.Conflict("full", "this survey has all the answers it can have");
        }
        documents.put(
                DocumentKind.SURVEY,
                id(name),
                CanonicalJson.encode(before.with(answer).toJson()),
                ActType.SURVEY_ANSWERED,
                actor);
    }

    /// What all surveys have come to, by name. Answers under five are not shown.
    public List<Result> results() {
        return documents.all(DocumentKind.SURVEY).stream()
                .map(AnonymousAnswers::survey)
                .sorted(Comparator.comparing(Survey::name))
                .map(one ->
                        new Result(
                                one.name(),
                                Optional.of(one.sums()).filter(sums -> sums.count() > 0)))
                .toList();
    }

    private Optional<Survey> find(String name) {
        return documents.find(DocumentKind.SURVEY, id(name)).map(AnonymousAnswers::survey);
    }

    private static Survey survey(byte[] body) {
        try {
            return Survey.read(CanonicalJson.parseObject(body));
        } catch (IllegalArgumentException e) {
            throw new VaultFault.Damaged("a survey cannot be read");
        }
    }

    private static byte[] id(String name) {
        return name.getBytes(StandardCharsets.UTF_8);
    }

    private static Answer answer(Map<FieldId, FieldValue> fields) {
        var ranks = new TreeMap<String, Long>();
        if (fields.get(new FieldId("ranks")) instanceof FieldValue.Json(Members places)) {
            places.values()
                    .forEach((reason, place) -> {
                        if (place instanceof Whole(long number)) {
                            ranks.put(reason, number);
                        }
                    });
        }
        Optional<Answer.Score> score =
                fields.get(new FieldId("score")) instanceof FieldValue.Whole(long points)
                        ? text(fields, "scale")
                                .map(scale -> new Answer.Score(scale, Math.toIntExact(points)))
                        : Optional.empty();
        return new Answer(score, text(fields, "why"), text(fields, "where_heard"), ranks);
    }

    private static Optional<String> text(Map<FieldId, FieldValue> fields, String field) {
        return fields.get(new FieldId(field)) instanceof FieldValue.Text(String text)
                ? Optional.of(text)
                : Optional.empty();
    }
}
