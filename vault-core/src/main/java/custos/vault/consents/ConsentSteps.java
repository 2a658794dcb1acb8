package custos.vault.consents;

import custos.consent.ConsentBook;
import custos.consent.ConsentKey;
import custos.crypto.CryptoFault;
import custos.event.Act;
import custos.event.ActType;
import custos.event.Subject;
import custos.figure.ConsentCourse;
import custos.figure.ConsentCourse.Said;
import custos.figure.ConsentCourse.Step;
import custos.policy.Policy;
import custos.policy.Purpose;
import custos.store.ReadSession;
import custos.vault.core.ConsentWords;
import custos.vault.core.Core;
import custos.vault.core.CustomerLeaves;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.OpenedBatch;
import custos.vault.rows.OpenedLeaf;
import custos.vault.rows.VaultFault;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One customer's consents as steps in time, from what the ledger tells of her. A yes that ran out
/// ends without an act, and so does one whose address changed; both are ended here as her book has
/// it. For one thread.
public final class ConsentSteps {
    private final Core core;
    private final Policy policy;
    private final OpenedBatch.Recent batches = new OpenedBatch.Recent();

    public ConsentSteps(Core core, Policy policy) {
        this.core = core;
        this.policy = policy;
    }

    /// @param acts in the order in which they were recorded
    /// @param amended when her details last changed
    private record Told(
            Instant since, Map<ConsentKey, List<Step>> acts, Optional<Instant> amended) {}

    /// Adds her to a course. Whose history does not open is left out: `verify` reports it.
    public void addTo(
            ConsentCourse course,
            ReadSession read,
            CustomerFile file,
            ConsentBook book,
            Instant now) {
        try {
            told(read, file)
                    .ifPresent(told -> {
                        var steps = new ArrayList<Step>();
                        told.acts()
                                .forEach((key, acts) ->
                                        steps.addAll(ended(key, acts, told, book, now)));
                        course.take(told.since(), steps);
                    });
        } catch (CryptoFault | VaultFault.Damaged damaged) {
            // Not shown as anything else than what can be proven.
        }
    }

    private Optional<Told> told(ReadSession read, CustomerFile file) {
        var acts = new LinkedHashMap<ConsentKey, List<Step>>();
        Optional<Instant> since = Optional.empty();
        Optional<Instant> amended = Optional.empty();
        int evidence = core.schema().evidenceClass();
        for (CustomerLeaves.Place place : new CustomerLeaves(core, read, file).changes()) {
            OpenedLeaf opened =
                    OpenedLeaf.at(
                            read,
                            place.idx(),
                            file.openOpening(evidence, place.opening(), place.ct()),
                            batch -> batches.at(read, core.keys(), batch));
            Instant recorded = opened.subject().recorded();
            since = since.or(() -> Optional.of(recorded));
            for (Subject.Part part : opened.subject().parts()) {
                Act act = opened.leaf().acts().get(part.act());
                if (act.type() == ActType.CUSTOMER_AMENDED) {
                    amended = Optional.of(recorded);
                }
                step(act, part.occurred().orElse(recorded))
                        .ifPresent(step ->
                                acts.computeIfAbsent(
                                                new ConsentKey(step.purpose(), step.channel()),
                                                _ -> new ArrayList<>())
                                        .add(step));
            }
        }
        Optional<Instant> last = amended;
        return since.map(first -> new Told(first, acts, last));
    }

    private static Optional<Step> step(Act act, Instant at) {
        if (!ConsentWords.ACTS.contains(act.type())
                || act.purpose().isEmpty()
                || act.channel().isEmpty()) {
            return Optional.empty();
        }
        Said said =
                switch (act.type()) {
                    case CONSENT_GIVEN, CONSENT_RENEWED -> Said.YES;
                    case CONSENT_WITHDRAWN -> Said.WITHDRAWN;
                    default -> Said.NO;
                };
        return Optional.of(new Step(act.purpose().get(), act.channel().get(), said, at));
    }

    private List<Step> ended(
            ConsentKey key, List<Step> acts, Told told, ConsentBook book, Instant now) {
        var steps = new ArrayList<Step>();
        Optional<Period> validity = policy.purpose(key.purpose()).flatMap(Purpose::validity);
        for (int i = 0; i < acts.size(); i++) {
            Step step = acts.get(i);
            steps.add(step);
            Instant next = i + 1 < acts.size() ? acts.get(i + 1).at() : now;
            if (step.said() == Said.YES) {
                validity.map(period -> step.at().atZone(ZoneOffset.UTC).plus(period).toInstant())
                        .filter(end -> end.isBefore(next))
                        .ifPresent(end -> steps.add(end(key, end)));
            }
        }
        boolean yes = steps.getLast().said() == Said.YES;
        if (yes && book.state(key, now).grant().isEmpty()) {
            Instant since = steps.getLast().at();
            steps.add(end(key, told.amended().filter(since::isBefore).orElse(now)));
        }
        return steps;
    }

    private static Step end(ConsentKey key, Instant at) {
        return new Step(key.purpose(), key.channel(), Said.NO, at);
    }
}
