package custos.vault.requests;

import custos.event.Actor;
import custos.json.JsonValue;
import custos.json.JsonValue.Items;
import custos.json.JsonValue.Members;
import custos.policy.Language;
import custos.policy.RegimeId;
import custos.request.Course;
import custos.request.DelayReason;
import custos.request.Pause;
import custos.request.RefusalReason;
import custos.request.RequestState;
import custos.request.Term;
import custos.vault.rows.VaultFault;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What a request is worked with, as it rests in the one field of its record: `{v, request, regime,
/// language, state, pauses, extension?, reasons?, words?, question?, notes, steps}`. It names the
/// record of its minimal file by its number within the customer.
///
/// @param reasons why something is refused
/// @param words what she asked for in her own words
/// @param question that she was asked last
public record RequestFile(
        int request,
        Term term,
        Language language,
        RequestState state,
        List<Pause> pauses,
        Optional<Course.Extension> extension,
        List<RefusalReason> reasons,
        Optional<String> words,
        Optional<String> question,
        List<DataRequest.Note> notes,
        List<DataRequest.Made> steps) {
    private static final int VERSION = 1;

    public RequestFile {
        pauses = List.copyOf(pauses);
        reasons = List.copyOf(reasons);
        notes = List.copyOf(notes);
        steps = List.copyOf(steps);
    }

    /// One that begins.
    static RequestFile begun(
            int request,
            Course course,
            Language language,
            Optional<String> words,
            Instant now,
            Actor by) {
        var file =
                new RequestFile(
                        request,
                        course.term(),
                        language,
                        course.state(),
                        List.of(),
                        Optional.empty(),
                        List.of(),
                        words,
                        Optional.empty(),
                        List.of(),
                        List.of());
        return file.after(course, now, by);
    }

    /// The same after a step.
    RequestFile after(Course course, Instant now, Actor by) {
        var made = new ArrayList<>(steps);
        made.add(new DataRequest.Made(now, by.role(), course.state()));
        return new RequestFile(
                request,
                term,
                language,
                course.state(),
                course.pauses(),
                course.extension(),
                course.verdict().map(Course.Verdict::reasons).orElse(List.of()),
                words,
                question,
                notes,
                made);
    }

    /// The same once she was asked something.
    RequestFile asking(String asked) {
        return new RequestFile(
                request,
                term,
                language,
                state,
                pauses,
                extension,
                reasons,
                words,
                Optional.of(asked),
                notes,
                steps);
    }

    RequestFile noted(String text, Instant now, Actor by) {
        var all = new ArrayList<>(notes);
        all.add(new DataRequest.Note(now, by.role(), text));
        return new RequestFile(
                request, term, language, state, pauses, extension, reasons, words, question, all,
                steps);
    }

    JsonValue encode() {
        var json =
                JsonValue.object()
                        .put("v", VERSION)
                        .put("request", request)
                        .put("regime", term.regime().value())
                        .put("language", language.value())
                        .put("state", state.code())
                        .put("pauses", items(pauses, RequestFile::pause))
                        .put("words", words)
                        .put("question", question)
                        .put("notes", items(notes, RequestFile::note))
                        .put("steps", items(steps, RequestFile::step));
        extension.ifPresent(one ->
                json.put(
                        "extension",
                        JsonValue.object()
                                .put("on", one.on().toString())
                                .put("reason", one.reason().code())
                                .build()));
        if (!reasons.isEmpty()) {
            json.put(
                    "reasons", JsonValue.texts(reasons.stream().map(RefusalReason::code).toList()));
        }
        return json.build();
    }

    private static <T> Items items(List<T> all, Function<T, JsonValue> json) {
        return new Items(all.stream().map(json).toList());
    }

    private static JsonValue pause(Pause pause) {
        return JsonValue.object()
                .put("from", pause.from().toString())
                .put("to", pause.to().map(LocalDate::toString))
                .build();
    }

    private static JsonValue note(DataRequest.Note note) {
        return JsonValue.object()
                .put("at", note.at().toString())
                .put("role", note.role())
                .put("text", note.text())
                .build();
    }

    private static JsonValue step(DataRequest.Made made) {
        return JsonValue.object()
                .put("at", made.at().toString())
                .put("role", made.role())
                .put("to", made.to().code())
                .build();
    }

    /// @throws VaultFault.Damaged when it is none of this edition
    public static RequestFile decode(JsonValue value) {
        try {
            Members json = object(value);
            if (json.whole("v") != VERSION) {
                throw new IllegalArgumentException("a request's file of another version");
            }
            return new RequestFile(
                    Math.toIntExact(json.whole("request")),
                    Term.of(new RegimeId(json.text("regime"))).orElseThrow(RequestFile::unknown),
                    new Language(json.text("language")),
                    state(json.text("state")),
                    list(json, "pauses", RequestFile::pause),
                    json.find("extension").map(RequestFile::extension),
                    json.find("reasons").isPresent()
                            ? json.items("reasons").stream().map(RequestFile::reason).toList()
                            : List.of(),
                    text(json, "words"),
                    text(json, "question"),
                    list(json, "notes", RequestFile::note),
                    list(json, "steps", RequestFile::step));
        } catch (IllegalArgumentException e) {
            throw new VaultFault.Damaged("a request's file cannot be read");
        }
    }

    private static Members object(JsonValue value) {
        if (value instanceof Members members) {
            return members;
        }
        throw unknown();
    }

    private static IllegalArgumentException unknown() {
        return new IllegalArgumentException("no such code, or no object");
    }

    private static <T> List<T> list(Members json, String name, Function<Members, T> read) {
        return json.items(name).stream().map(RequestFile::object).map(read).toList();
    }

    private static Optional<String> text(Members json, String name) {
        return json.find(name).map(_ -> json.text(name));
    }

    private static RequestState state(String code) {
        return RequestState.find(code).orElseThrow(RequestFile::unknown);
    }

    private static Pause pause(Members json) {
        return new Pause(
                LocalDate.parse(json.text("from")), text(json, "to").map(LocalDate::parse));
    }

    private static Course.Extension extension(JsonValue value) {
        Members json = object(value);
        return new Course.Extension(
                LocalDate.parse(json.text("on")),
                DelayReason.find(json.text("reason")).orElseThrow(RequestFile::unknown));
    }

    private static RefusalReason reason(JsonValue value) {
        if (value instanceof JsonValue.Text(String code)) {
            return RefusalReason.find(code).orElseThrow(RequestFile::unknown);
        }
        throw unknown();
    }

    private static DataRequest.Note note(Members json) {
        return new DataRequest.Note(
                Instant.parse(json.text("at")), json.text("role"), json.text("text"));
    }

    private static DataRequest.Made step(Members json) {
        return new DataRequest.Made(
                Instant.parse(json.text("at")), json.text("role"), state(json.text("to")));
    }

    /// Redacted: words and notes are about a person.
    @Override
    public String toString() {
        return "RequestFile[" + state + "]";
    }
}
