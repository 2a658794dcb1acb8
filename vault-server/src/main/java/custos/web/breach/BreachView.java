package custos.web.breach;

import custos.breach.Breach;
import custos.breach.Duty;
import custos.breach.Extent;
import custos.breach.Facts;
import custos.breach.Notice;
import custos.breach.Told;
import custos.breach.Way;
import custos.event.Actor;
import custos.policy.ClassId;
import custos.policy.Regime;
import custos.policy.RegimeId;
import custos.web.ActorText;
import custos.web.Choice;
import custos.web.Visit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/// Puts the file of a breach into a reader's words.
final class BreachView {
    private BreachView() {}

    static String path(Breach one) {
        return "/breaches/" + one.no();
    }

    static BreachModel.Row row(Visit visit, Breach one) {
        BreachModel.DutyRow worst =
                worst(duties(visit, one).stream().map(duty -> duty(visit, one, duty)).toList());
        return new BreachModel.Row(
                one.no(),
                path(one),
                visit.times().minute(one.facts().found()),
                extent(visit, one.facts().extent()),
                one.people(),
                worst.mark(),
                worst.state());
    }

    /// The duty that matters most: what is late, then what is open, then what is done.
    private static BreachModel.DutyRow worst(List<BreachModel.DutyRow> duties) {
        return Arrays.stream(Standing.values())
                .flatMap(look ->
                        duties.stream().filter(duty -> duty.mark().equals(look.mark())).limit(1))
                .findFirst()
                .orElseThrow();
    }

    /// How a duty stands, the most pressing first.
    enum Standing {
        LATE("state-failed"),
        OPEN("state-waiting"),
        DONE("state-done"),
        NOTHING("state-ended");

        private final String mark;

        Standing(String mark) {
            this.mark = mark;
        }

        String mark() {
            return mark;
        }
    }

    static BreachModel file(Visit visit, Breach one, List<Breach> versions, NoticeForm form) {
        List<Duty> duties = duties(visit, one);
        return new BreachModel(
                one.no(),
                path(one),
                one.version(),
                one.version() == versions.getFirst().version(),
                one.facts().extent().isSafe(),
                visit.query("done").orElse(""),
                facts(visit, one),
                affected(visit, one),
                duties.stream().map(duty -> duty(visit, one, duty)).toList(),
                notices(visit, one),
                one.facts().extent().isSafe() ? List.of() : BreachLetters.of(visit, one),
                versions.stream().map(version -> version(visit, version)).toList(),
                Arrays.stream(Way.values())
                        .map(way -> new Choice(way.code(), way(visit, way)))
                        .toList(),
                Typing.now(visit),
                form);
    }

    static List<Duty> duties(Visit visit, Breach one) {
        return Duty.of(
                one,
                visit.policyWords().policy().regimes().stream().map(Regime::id).toList(),
                visit.context().zone());
    }

    static List<BreachModel.Fact> facts(Visit visit, Breach one) {
        Facts facts = one.facts();
        var all = new ArrayList<BreachModel.Fact>();
        all.add(fact(visit, "found", visit.times().minute(facts.found())));
        add(visit, all, "began", facts.began().map(visit.times()::minute));
        add(visit, all, "ended", facts.ended().map(visit.times()::minute));
        all.add(fact(visit, "what", facts.what()));
        all.add(fact(visit, "extent", extent(visit, facts.extent())));
        add(
                visit,
                all,
                "categories",
                Optional.of(facts.categories()).filter(text -> !text.isEmpty()));
        all.add(fact(visit, "people", Long.toString(one.people())));
        add(visit, all, "records", number(facts.records()));
        all.add(fact(visit, "consequences", facts.consequences()));
        all.add(fact(visit, "measures", facts.measures()));
        all.add(fact(visit, "contact", facts.contact()));
        return all;
    }

    private static void add(
            Visit visit, List<BreachModel.Fact> all, String id, Optional<String> value) {
        value.ifPresent(text -> all.add(fact(visit, id, text)));
    }

    private static BreachModel.Fact fact(Visit visit, String id, String value) {
        return new BreachModel.Fact(id, visit.words().text("staff.breach." + id), value);
    }

    private static Optional<String> number(OptionalLong number) {
        return number.isPresent()
                ? Optional.of(Long.toString(number.getAsLong()))
                : Optional.empty();
    }

    static List<BreachModel.Affected> affected(Visit visit, Breach one) {
        return one.concerned().stream()
                .map(data ->
                        new BreachModel.Affected(
                                dataClass(visit, data.dataClass()),
                                data.people(),
                                data.fields().stream()
                                        .map(field -> visit.policyWords().field(field.value()))
                                        .collect(Collectors.joining(", "))))
                .toList();
    }

    static BreachModel.DutyRow duty(Visit visit, Breach one, Duty duty) {
        Optional<Notice> notice = one.notice(duty);
        Instant now = visit.context().clock().instant();
        Standing standing =
                notice.map(told -> duty.isLate(told.at()) ? Standing.LATE : Standing.DONE)
                        .orElseGet(() -> open(duty, now));
        return new BreachModel.DutyRow(
                NoticeForm.code(duty),
                regime(visit, duty.regime()),
                who(visit, duty.regime(), duty.whom()),
                when(visit, duty),
                standing.mark(),
                notice.map(told -> told(visit, told, standing))
                        .orElseGet(() -> state(visit, duty, standing, now)));
    }

    static Standing open(Duty duty, Instant now) {
        if (duty.need() == Duty.Need.NOT_NEEDED || unasked(duty)) {
            return Standing.NOTHING;
        }
        return duty.isLate(now) ? Standing.LATE : Standing.OPEN;
    }

    /// What is asked for only once those concerned were told.
    private static boolean unasked(Duty duty) {
        return duty.need() == Duty.Need.OF_MANY && duty.until().isEmpty();
    }

    private static String when(Visit visit, Duty duty) {
        String of =
                switch (duty.need()) {
                    case NOT_NEEDED -> visit.words().text("staff.breach.not-needed");
                    case OF_MANY -> visit.words().text("staff.breach.of-many");
                    case ASKED -> "";
                };
        String until =
                duty.until()
                        .map(visit.times()::minute)
                        .orElseGet(() ->
                                of.isEmpty() ? visit.words().text("staff.breach.at-once") : "");
        return of.isEmpty() || until.isEmpty() ? of + until : until + " (" + of + ")";
    }

    private static String told(Visit visit, Notice notice, Standing standing) {
        String key =
                notice.way() == Way.NOT_TOLD
                        ? "staff.breach.state.not-told"
                        : standing == Standing.LATE
                                ? "staff.breach.state.told-late"
                                : "staff.breach.state.told";
        return visit.words().text(key, "time", visit.times().minute(notice.at()));
    }

    private static String state(Visit visit, Duty duty, Standing standing, Instant now) {
        return switch (standing) {
            case LATE -> span(visit, "staff.breach.state.late", duty.until().orElseThrow(), now);
            case OPEN ->
                    duty.until()
                            .map(until -> span(visit, "staff.breach.state.left", now, until))
                            .orElseGet(() -> visit.words().text("staff.breach.state.open"));
            case DONE, NOTHING -> visit.words().text("staff.breach.state.nothing");
        };
    }

    private static String span(Visit visit, String key, Instant from, Instant to) {
        Duration span = Duration.between(from, to);
        return visit.words().text(key, Map.of("days", span.toDays(), "hours", span.toHoursPart()));
    }

    static List<BreachModel.NoticeRow> notices(Visit visit, Breach one) {
        return one.notices().stream()
                .map(notice ->
                        new BreachModel.NoticeRow(
                                regime(visit, notice.regime()),
                                who(visit, notice.regime(), notice.whom()),
                                visit.times().minute(notice.at()),
                                way(visit, notice.way()),
                                number(notice.people()).orElse(""),
                                notice.languages(),
                                notice.reason()))
                .toList();
    }

    private static BreachModel.VersionRow version(Visit visit, Breach one) {
        return new BreachModel.VersionRow(
                one.version(),
                path(one) + "?version=" + one.version(),
                visit.times().minute(one.at()),
                writer(visit, one.by()));
    }

    static String writer(Visit visit, Actor by) {
        return ActorText.of(visit, by);
    }

    static String dataClass(Visit visit, ClassId one) {
        return visit.policyWords().of("classes", one.value());
    }

    static String extent(Visit visit, Extent extent) {
        return visit.words().text("staff.breach.extent." + extent.code());
    }

    private static String way(Visit visit, Way way) {
        return visit.words().text("staff.breach.way." + way.code());
    }

    private static String regime(Visit visit, RegimeId regime) {
        return visit.policyWords().of("regimes", regime.value());
    }

    /// In California it is not the authority for complaints that is told of breaches.
    private static String who(Visit visit, RegimeId regime, Told whom) {
        return switch (whom) {
            case PERSONS -> visit.words().text("staff.breach.persons");
            case AUTHORITY ->
                    regime.value().equals("ccpa")
                            ? visit.words().text("staff.breach.attorney")
                            : authority(visit, regime);
        };
    }

    private static String authority(Visit visit, RegimeId regime) {
        return visit.policyWords().policy().regimes().stream()
                .filter(one -> one.id().equals(regime))
                .map(Regime::authority)
                .findFirst()
                .orElseGet(() -> visit.words().text("staff.breach.authority"));
    }
}
