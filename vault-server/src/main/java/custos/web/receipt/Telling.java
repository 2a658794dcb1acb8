package custos.web.receipt;

import custos.event.Act;
import custos.event.Subject;
import custos.ledger.Checkpoint;
import custos.proof.Receipt;
import custos.proof.Verdict;
import custos.proof.Why;
import custos.web.HeldGround;
import custos.web.PolicyWords;
import custos.web.Times;
import custos.web.Visit;
import custos.words.Phrases;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A verdict in the reader's language. Codes of another shop's policy stay codes.
final class Telling {
    private final Phrases words;
    private final PolicyWords policy;
    private final Times times;

    Telling(Visit visit) {
        this.words = visit.words();
        this.policy = visit.policyWords();
        this.times = visit.times();
    }

    Told told(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Proven(Receipt receipt, Checkpoint log, var shown) ->
                    told("success", kind(receipt, "proven"), receipt, Optional.of(log), shown);
            case Verdict.Unpublished(Receipt receipt) ->
                    told(
                            "warning",
                            "receipt.verdict.unpublished",
                            receipt,
                            Optional.empty(),
                            List.of());
            case Verdict.Refused(String member, Why why) ->
                    new Told(
                            "error",
                            words.text("receipt.verdict.refused"),
                            words.text("receipt.why." + why.code(), "member", member),
                            List.of(),
                            List.of(),
                            List.of(),
                            "");
        };
    }

    private static String kind(Receipt receipt, String verdict) {
        return switch (receipt.kind()) {
            case CONSENT -> "receipt.verdict." + verdict;
            case ERASURE -> "receipt.verdict." + verdict + "-erasure";
        };
    }

    private Told told(
            String kind,
            String title,
            Receipt receipt,
            Optional<Checkpoint> log,
            List<Verdict.Shown> shown) {
        var facts = new ArrayList<Told.Fact>();
        var hour = receipt.leaf().hour();
        fact(
                facts,
                "hour",
                words.text(
                        "receipt.hours",
                        Map.of(
                                "from", times.minute(hour),
                                "to", times.clock(hour.plus(1, ChronoUnit.HOURS)))));
        Subject subject = receipt.subject();
        fact(facts, "recorded", times.minute(subject.recorded()));
        subject.parts().forEach(part -> facts(facts, part));
        subject.erasure().ifPresent(done -> erased(facts, done));
        fact(facts, "entry", Long.toString(receipt.index()));
        log.ifPresent(signed -> {
            fact(facts, "ledger", signed.origin());
            fact(facts, "size", Long.toString(signed.head().size()));
        });
        return new Told(
                kind,
                words.text(title),
                words.text(title + "-text"),
                subject.parts().stream()
                        .map(part -> act(receipt.leaf().acts().get(part.act())))
                        .toList(),
                facts.stream().distinct().toList(),
                shown,
                receipt.subjectText());
    }

    private void facts(List<Told.Fact> facts, Subject.Part part) {
        part.occurred().ifPresent(at -> fact(facts, "occurred", times.minute(at)));
        part.address().ifPresent(address -> fact(facts, "address", address));
        part.method().ifPresent(code -> fact(facts, "method", policy.of("methods", code)));
        part.source().ifPresent(code -> fact(facts, "source", policy.of("sources", code)));
        part.form().ifPresent(number -> fact(facts, "form", number));
        part.language().ifPresent(code -> fact(facts, "language", language(code)));
    }

    private void erased(List<Told.Fact> facts, Subject.Erased done) {
        fact(
                facts,
                "erased",
                String.join(
                        ", ",
                        done.classes().stream().map(one -> policy.of("classes", one)).toList()));
        for (Subject.Held held : done.held()) {
            fact(
                    facts,
                    "held",
                    words.text(
                            "receipt.held",
                            Map.of(
                                    "class", policy.of("classes", held.dataClass()),
                                    "ground", HeldGround.of(words, policy, held.ground()),
                                    "until", times.day(held.until()))));
        }
    }

    private void fact(List<Told.Fact> facts, String name, String value) {
        facts.add(new Told.Fact(words.text("receipt.fact." + name), value));
    }

    private String language(String code) {
        String key = "common.language." + code;
        return words.has(key) ? words.text(key) : code;
    }

    private String act(Act act) {
        var text = new StringBuilder(words.text("common.act." + act.type().word()));
        act.purpose()
                .ifPresent(purpose -> text.append(" · ").append(policy.purpose(purpose.value())));
        act.channel()
                .ifPresent(channel -> text.append(" · ").append(policy.channel(channel.value())));
        return text.toString();
    }
}
