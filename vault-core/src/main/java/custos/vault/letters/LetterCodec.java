package custos.vault.letters;

import custos.customer.EmailAddress;
import custos.json.CanonicalJson;
import custos.json.JsonValue;
import custos.json.JsonValue.Members;
import custos.json.JsonValue.MembersBuilder;
import custos.policy.ChannelId;
import custos.policy.Language;
import custos.policy.PurposeId;
import custos.request.Decision;
import custos.request.DelayReason;
import custos.request.RefusalReason;
import custos.request.Right;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// The bytes of a letter before they are sealed: canonical JSON with a version and a kind (ADR
/// 0008).
final class LetterCodec {
    private static final int VERSION = 1;

    private LetterCodec() {}

    /// A letter with what tells it from every other.
    record Dated(String id, Instant at, Letter letter) {}

    static byte[] encode(Dated dated) {
        var json =
                JsonValue.object()
                        .put("v", VERSION)
                        .put("id", dated.id())
                        .put("at", dated.at().toString())
                        .put("to", dated.letter().to().value())
                        .put("language", dated.letter().language().value());
        put(dated.letter().matter(), json);
        return CanonicalJson.encode(json.build());
    }

    private static void put(Matter matter, MembersBuilder json) {
        switch (matter) {
            case Matter.ConfirmConsent(var purpose, var channel, var link, var until) ->
                    about("confirm-consent", purpose, channel, json)
                            .put("link", link)
                            .put("until", until.toString());
            case Matter.Subscribed(var purpose, var channel, var link) ->
                    about("subscribed", purpose, channel, json).put("link", link);
            case Matter.ConfirmPosting _ ->
                    throw new IllegalArgumentException(
                            "this letter is made of what waits and is not kept");
            case Matter.PortalLink(var link, var code, var until) ->
                    json.put("kind", "portal-link")
                            .put("link", link)
                            .put("code", code)
                            .put("until", until.toString());
            case Matter.ConfirmEmail(var link, var until) ->
                    json.put("kind", "confirm-email")
                            .put("link", link)
                            .put("until", until.toString());
            case Matter.AddressChanged(var at) ->
                    json.put("kind", "address-changed").put("changed", at.toString());
            case Matter.DetailsChanged(var at) ->
                    json.put("kind", "details-changed").put("changed", at.toString());
            case Matter.CodeHandedOver(var at) ->
                    json.put("kind", "code-handed-over").put("handed", at.toString());
            case Matter.RequestCame(var right, var received, var due) ->
                    request("request-came", right, received, json).put("due", due.toString());
            case Matter.RequestExtended(var right, var received, var reason, var due) ->
                    request("request-extended", right, received, json)
                            .put("reason", reason.code())
                            .put("due", due.toString());
            case Matter.RequestIdentity(var right, var received) ->
                    request("request-identity", right, received, json);
            case Matter.RequestQuestion(var right, var received, var question) ->
                    request("request-question", right, received, json).put("question", question);
            case Matter.RequestDecided(var right, var received, var decision, var reasons) ->
                    request("request-decided", right, received, json)
                            .put("decision", decision.code())
                            .put(
                                    "reasons",
                                    JsonValue.texts(
                                            reasons.stream().map(RefusalReason::code).toList()));
        }
    }

    private static MembersBuilder about(
            String kind, PurposeId purpose, ChannelId channel, MembersBuilder json) {
        return json.put("kind", kind)
                .put("purpose", purpose.value())
                .put("channel", channel.value());
    }

    private static MembersBuilder request(
            String kind, Right right, LocalDate received, MembersBuilder json) {
        return json.put("kind", kind)
                .put("right", right.code())
                .put("received", received.toString());
    }

    /// @throws IllegalArgumentException when the bytes are no letter of this edition
    static Dated decode(byte[] bytes) {
        Members json = CanonicalJson.parseObject(bytes);
        if (json.whole("v") != VERSION) {
            throw new IllegalArgumentException("this letter's version is not known");
        }
        var letter =
                new Letter(
                        new EmailAddress(json.text("to")),
                        new Language(json.text("language")),
                        matter(json));
        return new Dated(json.text("id"), time(json, "at"), letter);
    }

    private static Matter matter(Members json) {
        return switch (json.text("kind")) {
            case "confirm-consent" ->
                    new Matter.ConfirmConsent(
                            purpose(json), channel(json), json.text("link"), time(json, "until"));
            case "subscribed" ->
                    new Matter.Subscribed(purpose(json), channel(json), json.text("link"));
            case "portal-link" ->
                    new Matter.PortalLink(
                            json.text("link"), json.text("code"), time(json, "until"));
            case "confirm-email" -> new Matter.ConfirmEmail(json.text("link"), time(json, "until"));
            case "address-changed" -> new Matter.AddressChanged(time(json, "changed"));
            case "details-changed" -> new Matter.DetailsChanged(time(json, "changed"));
            case "code-handed-over" -> new Matter.CodeHandedOver(time(json, "handed"));
            case "request-came" ->
                    new Matter.RequestCame(right(json), day(json, "received"), day(json, "due"));
            case "request-extended" ->
                    new Matter.RequestExtended(
                            right(json),
                            day(json, "received"),
                            known(DelayReason.find(json.text("reason"))),
                            day(json, "due"));
            case "request-identity" ->
                    new Matter.RequestIdentity(right(json), day(json, "received"));
            case "request-question" ->
                    new Matter.RequestQuestion(
                            right(json), day(json, "received"), json.text("question"));
            case "request-decided" ->
                    new Matter.RequestDecided(
                            right(json),
                            day(json, "received"),
                            known(Decision.find(json.text("decision"))),
                            json.items("reasons").stream().map(LetterCodec::reason).toList());
            default -> throw new IllegalArgumentException("this kind of letter is not known");
        };
    }

    private static Right right(Members json) {
        return known(Right.find(json.text("right")));
    }

    private static RefusalReason reason(JsonValue value) {
        return known(
                value instanceof JsonValue.Text(String code)
                        ? RefusalReason.find(code)
                        : Optional.empty());
    }

    private static <T> T known(Optional<T> found) {
        return found.orElseThrow(
                () -> new IllegalArgumentException("a code of this letter is not known"));
    }

    private static LocalDate day(Members json, String name) {
        try {
            return LocalDate.parse(json.text(name));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("'" + name + "' must be a day", e);
        }
    }

    private static PurposeId purpose(Members json) {
        return new PurposeId(json.text("purpose"));
    }

    private static ChannelId channel(Members json) {
        return new ChannelId(json.text("channel"));
    }

    private static Instant time(Members json, String name) {
        try {
            return Instant.parse(json.text(name));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("'" + name + "' must be a time", e);
        }
    }
}
