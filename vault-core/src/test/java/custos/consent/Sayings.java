package custos.consent;

import custos.consent.Answer.No;
import custos.consent.Answer.Yes;
import custos.consent.ConsentEvent.Said;
import custos.consent.ConsentState.Expired;
import custos.consent.ConsentState.Given;
import custos.consent.ConsentState.Invalidated;
import custos.consent.ConsentState.Refused;
import custos.consent.ConsentState.Renewed;
import custos.consent.ConsentState.Requested;
import custos.consent.ConsentState.Revoked;
import custos.consent.ConsentState.Withdrawn;
import custos.consent.Voice.Assertion;
import custos.consent.Voice.Confirmation;
import custos.consent.Voice.Herself;
import custos.consent.Voice.Imported;
import custos.consent.Voice.Proof;
import custos.consent.Voice.SignedForm;
import custos.policy.ChannelId;
import custos.policy.Language;
import custos.policy.NoticeDigest;
import custos.policy.PurposeId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Things that are said in the tests, and the states that they are said on.
final class Sayings {
    static final Instant BEFORE = Instant.parse("2026-11-20T09:00:00Z");
    static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    static final String ADDRESS = "eva@example.org";
    static final ConsentKey NEWS = key("newsletter", "email");
    static final Yes YES =
            new Yes(
                    new NoticeDigest("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="),
                    new Language("cs"));
    static final No NO = new No();

    static final Voice HERSELF = new Herself();
    static final Voice FORM = new SignedForm("F-17");
    static final Voice STAFF = new Assertion(Confirmation.POSSIBLE);
    static final Voice STAFF_CONFIRMED = new Assertion(Confirmation.REQUIRED);
    static final Voice STAFF_UNCONFIRMABLE = new Assertion(Confirmation.IMPOSSIBLE);
    static final Voice IMPORT = new Imported(Proof.NONE);
    static final Voice PROVEN_IMPORT = new Imported(Proof.DATE_AND_PROOF);

    private Sayings() {}

    static ConsentKey key(String purpose, String channel) {
        return new ConsentKey(new PurposeId(purpose), new ChannelId(channel));
    }

    static Circumstances at(Instant occurred) {
        return circumstances(occurred, Suppressed.NO, AgeCheck.OLD_ENOUGH);
    }

    static Circumstances now() {
        return at(NOW);
    }

    static Circumstances circumstances(Instant occurred, Suppressed suppressed, AgeCheck age) {
        return new Circumstances(
                occurred,
                occurred.isAfter(NOW) ? occurred : NOW,
                Optional.empty(),
                "portal",
                "shop",
                Optional.of(ADDRESS),
                suppressed,
                age);
    }

    static Said said(Voice voice, Answer answer, Instant when) {
        return new Said(NEWS, voice, answer, at(when));
    }

    static Grant grant(Instant since, Mark... marks) {
        return new Grant(
                YES.notice(),
                YES.language(),
                since,
                Optional.empty(),
                "portal",
                "shop",
                Optional.of(ADDRESS),
                Set.of(marks));
    }

    static Ending ending(Instant since) {
        return new Ending(since, "portal", "shop");
    }

    /// A state of this name that began two days before now.
    static ConsentState state(String name) {
        return switch (name) {
            case "unknown" -> ConsentState.unknown();
            case "requested" -> new Requested(grant(BEFORE), ConsentState.unknown());
            case "given" -> new Given(grant(BEFORE));
            case "renewed" -> new Renewed(grant(BEFORE));
            case "refused" -> new Refused(ending(BEFORE));
            case "withdrawn" -> new Withdrawn(ending(BEFORE));
            case "revoked" -> new Revoked(ending(BEFORE));
            case "expired" -> new Expired(ending(BEFORE));
            case "invalidated" -> new Invalidated(ending(BEFORE));
            default -> throw new IllegalArgumentException("no such state in the tests");
        };
    }

    /// A book in which only the newsletter stands.
    static ConsentBook book(ConsentState state) {
        return new ConsentBook(
                new TreeMap<>(Map.of(NEWS, state)),
                new TreeMap<>(ConsentBook.EMPTY.objections()),
                Optional.empty());
    }

    static Instant days(long days) {
        return NOW.plus(Duration.ofDays(days));
    }
}
