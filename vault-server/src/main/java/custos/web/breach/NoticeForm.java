package custos.web.breach;

import custos.breach.Breach;
import custos.breach.Duty;
import custos.breach.Notice;
import custos.breach.Told;
import custos.breach.Way;
import custos.web.Form;
import custos.web.Languages;
import custos.web.Mistakes;
import custos.web.Visit;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The form of who was told of a breach, as it was typed, and what is wrong with it.
///
/// @param duty the regime and whom it has told, such as `gdpr-cz:authority`
public record NoticeForm(
        String duty,
        String at,
        String way,
        String people,
        List<String> languages,
        String reason,
        Mistakes mistakes) {
    public NoticeForm {
        languages = List.copyOf(languages);
    }

    static NoticeForm blank() {
        return new NoticeForm("", "", "", "", List.of(), "", Mistakes.none());
    }

    static NoticeForm sent(Visit visit) throws IOException {
        Form form = visit.form();
        return new NoticeForm(
                form.text("duty"),
                form.text("at"),
                form.text("way"),
                form.text("told"),
                form.all("language"),
                form.text("reason"),
                Mistakes.none());
    }

    static String code(Duty duty) {
        return duty.regime().value() + ":" + duty.whom().code();
    }

    /// The notice; what is wrong with it is told by the mistakes.
    Optional<Notice> read(Visit visit, Breach one) {
        Optional<Duty> asked =
                BreachView.duties(visit, one).stream()
                        .filter(duty -> code(duty).equals(this.duty))
                        .findFirst();
        Optional<Way> how = Way.find(way);
        Optional<Instant> when =
                Typing.moment(visit, at).filter(moment -> !moment.isBefore(one.facts().found()));
        OptionalLong number = Typing.number(people);
        require(visit, "duty", asked.isPresent());
        require(visit, "at", when.isPresent());
        require(visit, "way", how.isPresent());
        require(visit, "told", people.isEmpty() || number.isPresent());
        boolean because =
                how.filter(Way.NOT_TOLD::equals).isPresent()
                        || (asked.isPresent() && when.filter(asked.get()::isLate).isPresent());
        require(visit, "reason", Typing.isText(reason, because ? 1 : 0));
        if (!mistakes.isEmpty()) {
            return Optional.empty();
        }
        boolean toPersons =
                asked.orElseThrow().whom() == Told.PERSONS && how.orElseThrow() != Way.NOT_TOLD;
        return Optional.of(
                new Notice(
                        asked.orElseThrow().regime(),
                        asked.orElseThrow().whom(),
                        when.orElseThrow(),
                        how.orElseThrow(),
                        toPersons ? number : OptionalLong.empty(),
                        toPersons ? spoken() : "",
                        reason));
    }

    private String spoken() {
        return String.join(", ", Languages.ALL.stream().filter(languages::contains).toList());
    }

    private void require(Visit visit, String field, boolean right) {
        if (!right) {
            mistakes.add(field, visit.words().text("staff.breach.wrong." + field));
        }
    }

    /// Redacted: a reason may name people.
    @Override
    public String toString() {
        return "NoticeForm[" + duty + "]";
    }
}
