package custos.consent;

import custos.consent.ConsentState.Expired;
import custos.consent.ConsentState.Given;
import custos.consent.ConsentState.Invalidated;
import custos.consent.ConsentState.Refused;
import custos.consent.ConsentState.Renewed;
import custos.consent.ConsentState.Requested;
import custos.consent.ConsentState.Revoked;
import custos.consent.ConsentState.Unknown;
import custos.consent.ConsentState.Withdrawn;
import custos.json.CanonicalJson;
import custos.json.JsonValue;
import custos.json.JsonValue.Items;
import custos.json.JsonValue.Members;
import custos.json.JsonValue.MembersBuilder;
import custos.json.JsonValue.Text;
import custos.policy.ChannelId;
import custos.policy.Language;
import custos.policy.NoticeDigest;
import custos.policy.PurposeId;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The bytes of a [ConsentBook]: canonical JSON, version 1.
///
/// ```
/// {"objections":[{"purpose":..,"since":..}],"restricted":..,"states":[
///   {"channel":..,"purpose":..,"state":"given","language":..,"marks":[..],"method":..,
///    "notice":..,"since":..,"source":..,"until":..,"address":..}, ..],"v":1}
/// ```
///
/// States ascend by purpose and channel; a request has the state it returns to as `returns`. Times
/// are RFC 3339 in UTC with milliseconds.
final class ConsentBookCodec {
    private static final long VERSION = 1;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                    .withResolverStyle(ResolverStyle.STRICT);

    private ConsentBookCodec() {}

    static byte[] encode(ConsentBook book) {
        List<JsonValue> states =
                book.states().entrySet().stream()
                        .<JsonValue>map(entry ->
                                state(entry.getValue())
                                        .put("purpose", entry.getKey().purpose().value())
                                        .put("channel", entry.getKey().channel().value())
                                        .build())
                        .toList();
        List<JsonValue> objections =
                book.objections().entrySet().stream()
                        .<JsonValue>map(entry ->
                                JsonValue.object()
                                        .put("purpose", entry.getKey().value())
                                        .put("since", time(entry.getValue()))
                                        .build())
                        .toList();
        return CanonicalJson.encode(
                JsonValue.object()
                        .put("v", VERSION)
                        .put("states", new Items(states))
                        .put("objections", new Items(objections))
                        .put("restricted", book.restrictedSince().map(ConsentBookCodec::time))
                        .build());
    }

    static ConsentBook decode(byte[] bytes) {
        Members root = CanonicalJson.parseObject(bytes);
        if (root.whole("v") != VERSION) {
            throw new IllegalArgumentException("a consent book has version 1");
        }
        var states = new TreeMap<ConsentKey, ConsentState>();
        for (JsonValue item : root.items("states")) {
            Members members = object(item);
            var key =
                    new ConsentKey(
                            new PurposeId(members.text("purpose")),
                            new ChannelId(members.text("channel")));
            states.put(key, state(members));
        }
        var objections = ConsentBook.objectionMap(Map.of());
        for (JsonValue item : root.items("objections")) {
            Members members = object(item);
            objections.put(new PurposeId(members.text("purpose")), instant(members, "since"));
        }
        var book = new ConsentBook(states, objections, optionalTime(root, "restricted"));
        // One spelling a book: a member too many, a wrong order or a double is found here.
        if (!Arrays.equals(encode(book), bytes)) {
            throw new IllegalArgumentException("a consent book is not in its one spelling");
        }
        return book;
    }

    /// The canonical text of a state, to tell two apart.
    static String text(ConsentState state) {
        return CanonicalJson.encodeText(state(state).build());
    }

    private static MembersBuilder state(ConsentState state) {
        MembersBuilder out = JsonValue.object().put("state", state.code());
        return switch (state) {
            case Unknown _ -> out;
            case Requested(Grant asked, ConsentState before) ->
                    grant(out, asked).put("returns", state(before).build());
            case Given(Grant yes) -> grant(out, yes);
            case Renewed(Grant yes) -> grant(out, yes);
            case Refused(Ending no) -> ending(out, no);
            case Withdrawn(Ending no) -> ending(out, no);
            case Revoked(Ending end) -> ending(out, end);
            case Expired(Ending end) -> ending(out, end);
            case Invalidated(Ending end) -> ending(out, end);
        };
    }

    private static ConsentState state(Members in) {
        // An unknown name is refused, not read as unknown: it may be a no of a later edition.
        return switch (in.text("state")) {
            case "unknown" -> ConsentState.unknown();
            case "requested" -> new Requested(grant(in), state(in.members("returns")));
            case "given" -> new Given(grant(in));
            case "renewed" -> new Renewed(grant(in));
            case "refused" -> new Refused(ending(in));
            case "withdrawn" -> new Withdrawn(ending(in));
            case "revoked" -> new Revoked(ending(in));
            case "expired" -> new Expired(ending(in));
            case "invalidated" -> new Invalidated(ending(in));
            default -> throw new IllegalArgumentException("there is no such consent state");
        };
    }

    private static MembersBuilder grant(MembersBuilder out, Grant grant) {
        List<String> marks = grant.marks().stream().map(Mark::code).sorted().toList();
        if (!marks.isEmpty()) {
            out.put("marks", JsonValue.texts(marks));
        }
        return out.put("notice", grant.notice().base64())
                .put("language", grant.language().value())
                .put("since", time(grant.since()))
                .put("until", grant.until().map(ConsentBookCodec::time))
                .put("method", grant.method())
                .put("source", grant.source())
                .put("address", grant.address());
    }

    private static Grant grant(Members in) {
        var marks = EnumSet.noneOf(Mark.class);
        if (in.find("marks").isPresent()) {
            in.items("marks").forEach(mark -> marks.add(Mark.of(string(mark))));
        }
        return new Grant(
                new NoticeDigest(in.text("notice")),
                new Language(in.text("language")),
                instant(in, "since"),
                optionalTime(in, "until"),
                in.text("method"),
                in.text("source"),
                in.find("address").map(ConsentBookCodec::string),
                marks);
    }

    private static MembersBuilder ending(MembersBuilder out, Ending ending) {
        return out.put("since", time(ending.since()))
                .put("method", ending.method())
                .put("source", ending.source());
    }

    private static Ending ending(Members in) {
        return new Ending(instant(in, "since"), in.text("method"), in.text("source"));
    }

    private static String time(Instant instant) {
        return TIME.format(instant.atOffset(ZoneOffset.UTC));
    }

    private static Instant instant(Members in, String name) {
        return instant(in.text(name));
    }

    private static Optional<Instant> optionalTime(Members in, String name) {
        return in.find(name).map(value -> instant(string(value)));
    }

    private static Instant instant(String text) {
        try {
            return LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("a time is RFC 3339 in UTC with milliseconds");
        }
    }

    private static Members object(JsonValue value) {
        if (value instanceof Members members) {
            return members;
        }
        throw new IllegalArgumentException("a consent book lists objects");
    }

    private static String string(JsonValue value) {
        if (value instanceof Text(String text)) {
            return text;
        }
        throw new IllegalArgumentException("a consent book has text here");
    }
}
