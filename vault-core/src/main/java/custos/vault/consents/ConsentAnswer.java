package custos.vault.consents;

import custos.customer.PlainText;
import custos.policy.ChannelId;
import custos.policy.Language;
import custos.policy.MethodId;
import custos.policy.NoticeDigest;
import custos.policy.PurposeId;
import custos.vault.rows.Refusal;
import java.time.Instant;
import java.util.Optional;

/// What a customer said about one purpose and channel, as it was handed to the vault.
///
/// @param yes true for a yes; false for a no, whether a refusal or a withdrawal
/// @param language in which the words were shown; needed for a yes
/// @param notice the digest of the words shown; needed for a yes
/// @param occurredAt when it was said, when that was earlier
/// @param form the number of the signed form
/// @param evidence what proves it, at most 500 characters
public record ConsentAnswer(
        PurposeId purpose,
        ChannelId channel,
        boolean yes,
        MethodId method,
        Optional<Language> language,
        Optional<NoticeDigest> notice,
        Optional<Instant> occurredAt,
        Optional<String> form,
        Optional<String> evidence) {

    /// The longest evidence, in characters.
    public static final int MAX_EVIDENCE = 500;

    private static final int MAX_FORM = 64;
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");

    /// @throws Refusal.BadField naming `evidence`, `form` or `occurredAt`
    public ConsentAnswer {
        evidence = evidence.map(text -> plain("evidence", text, MAX_EVIDENCE));
        form = form.map(text -> plain("form", text, MAX_FORM));
        occurredAt.ifPresent(ConsentAnswer::requirePlausible);
    }

    private static String plain(String field, String text, int max) {
        try {
            return PlainText.line("this", text, 1, max);
        } catch (IllegalArgumentException e) {
            throw new Refusal.BadField(field, String.valueOf(e.getMessage()));
        }
    }

    /// Nobody alive agreed to anything before it.
    private static void requirePlausible(Instant at) {
        if (at.isBefore(EARLIEST)) {
            throw new Refusal.BadField("occurredAt", "what was said was said in 1900 or later");
        }
    }

    /// How a no came about that concerns many purposes at once.
    public record How(MethodId method, Optional<Instant> occurredAt, Optional<String> evidence) {
        public ConsentAnswer no(PurposeId purpose, ChannelId channel) {
            return new ConsentAnswer(
                    purpose,
                    channel,
                    false,
                    method,
                    Optional.empty(),
                    Optional.empty(),
                    occurredAt,
                    Optional.empty(),
                    evidence);
        }
    }

    /// Redacted: evidence may name a person.
    @Override
    public String toString() {
        return "ConsentAnswer[" + purpose + ", " + channel + "]";
    }
}
