package custos.api;

import custos.policy.ChannelId;
import custos.policy.Language;
import custos.policy.MethodId;
import custos.policy.NoticeDigest;
import custos.policy.PurposeId;
import custos.vault.consents.ConsentAnswer;
import custos.vault.rows.Refusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/// What a customer said, as JSON.
final class ConsentJson {
    private static final String GIVEN = "given";

    private final CitedNotice cited;

    ConsentJson(CitedNotice cited) {
        this.cited = cited;
    }

    /// An answer that names its purpose and channel.
    ConsentAnswer read(Members said) {
        return read(
                said,
                FieldJson.code(said, "purpose", PurposeId::new),
                FieldJson.code(said, "channel", ChannelId::new),
                true);
    }

    /// An answer about the purpose and channel of the path.
    ///
    /// @param whole whether the object holds nothing else
    ConsentAnswer read(Members said, PurposeId purpose, ChannelId channel, boolean whole) {
        boolean yes = isYes(said);
        MethodId method = FieldJson.code(said, "method", MethodId::new);
        Optional<Language> language =
                said.maybeText("language")
                        .map(text -> FieldJson.code(said, "language", text, Language::new));
        Optional<NoticeDigest> notice = cited.read(said, language);
        if (yes && (language.isEmpty() || notice.isEmpty())) {
            throw said.missing(language.isEmpty() ? "language" : "notice");
        }
        var answer = answer(said, purpose, channel, yes, method, language, notice);
        if (whole) {
            said.requireNoOthers();
        }
        return answer;
    }

    private static ConsentAnswer answer(
            Members said,
            PurposeId purpose,
            ChannelId channel,
            boolean yes,
            MethodId method,
            Optional<Language> language,
            Optional<NoticeDigest> notice) {
        try {
            return new ConsentAnswer(
                    purpose,
                    channel,
                    yes,
                    method,
                    language,
                    notice,
                    occurred(said),
                    form(said),
                    evidence(said));
        } catch (Refusal.BadField e) {
            boolean placed = e.field().startsWith(said.place(""));
            throw placed && !said.place("").isEmpty()
                    ? e
                    : new Refusal.BadField(said.place(e.field()), String.valueOf(e.getMessage()));
        }
    }

    /// How a no to everything came about.
    static ConsentAnswer.How how(Members said) {
        String method = said.maybeText("method").orElse("api");
        return new ConsentAnswer.How(
                FieldJson.code(said, "method", method, MethodId::new),
                occurred(said),
                evidence(said));
    }

    private static boolean isYes(Members said) {
        return switch (said.text("state")) {
            case GIVEN -> true;
            case "refused", "withdrawn" -> false;
            default ->
                    throw new Refusal.BadField(
                            said.place("state"), "it must be given, refused or withdrawn");
        };
    }

    private static Optional<Instant> occurred(Members said) {
        return said.maybeText("occurredAt").map(text -> instant(said, text));
    }

    private static Instant instant(Members said, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new Refusal.BadField(
                    said.place("occurredAt"),
                    "a point in time is written 2026-01-31T10:00:00Z (RFC 3339)");
        }
    }

    private static Optional<String> form(Members said) {
        Optional<String> form = said.maybeText("form");
        if (form.isPresent() && !form.get().matches("[A-Za-z0-9/.-]{1,64}")) {
            throw new Refusal.BadField(
                    said.place("form"), "a form number is 1 to 64 of letters, digits, /, . and -");
        }
        return form;
    }

    private static Optional<String> evidence(Members said) {
        Optional<String> evidence = said.maybeText("evidence");
        if (evidence.isPresent() && evidence.get().length() > ConsentAnswer.MAX_EVIDENCE) {
            throw new Refusal.BadField(
                    said.place("evidence"),
                    "evidence is at most " + ConsentAnswer.MAX_EVIDENCE + " characters");
        }
        return evidence;
    }
}
