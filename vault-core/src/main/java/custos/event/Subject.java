package custos.event;

import custos.json.CanonicalJson;
import custos.json.JsonValue;
import custos.json.JsonValue.Items;
import custos.json.JsonValue.Members;
import custos.json.JsonValue.MembersBuilder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The half of an opening that concerns the customer, and that a receipt shows.
///
/// @param customer the customer's number, 0 for none
/// @param parts one for each act it speaks of; the first one's members stand at the top
/// @param recorded when the vault wrote it down
/// @param place its place in a batch, when the leaf has many rows
/// @param erasure what an erasure destroyed and what it had to leave
public record Subject(
        long customer,
        List<Part> parts,
        Instant recorded,
        Optional<BatchPlace> place,
        Optional<Erased> erasure) {

    public Subject {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a subject speaks of at least one act");
        }
    }

    /// One that is about no erasure.
    public Subject(long customer, List<Part> parts, Instant recorded, Optional<BatchPlace> place) {
        this(customer, parts, recorded, place, Optional.empty());
    }

    /// What an erasure did, by the names of the policy's classes.
    ///
    /// @param classes those that were destroyed
    public record Erased(List<String> classes, List<Held> held) {
        public Erased {
            classes = List.copyOf(classes);
            held = List.copyOf(held);
        }

        private JsonValue json() {
            return JsonValue.object()
                    .put("classes", JsonValue.texts(classes))
                    .put("held", new Items(held.stream().map(Held::json).toList()))
                    .build();
        }

        private static Erased read(Members json) {
            return new Erased(
                    json.items("classes").stream().map(Json::text).toList(),
                    json.items("held").stream().map(Held::read).toList());
        }
    }

    /// A class of which an erasure had to leave something, why and until when.
    ///
    /// @param ground a code of the policy, or `legal-hold:` and the code of a hold's ground
    public record Held(String dataClass, String ground, LocalDate until) {
        private static final String LEGAL_HOLD = "legal-hold:";

        /// The ground as it stands here for records that a legal hold is on.
        public static String byHold(String code) {
            return LEGAL_HOLD + code;
        }

        /// The ground of the legal hold, when only what it is on stayed of the class.
        public static Optional<String> holdGround(String ground) {
            return ground.startsWith(LEGAL_HOLD)
                    ? Optional.of(ground.substring(LEGAL_HOLD.length()))
                    : Optional.empty();
        }

        private JsonValue json() {
            return JsonValue.object()
                    .put("class", dataClass)
                    .put("ground", ground)
                    .put("until", until.toString())
                    .build();
        }

        private static Held read(JsonValue json) {
            if (!(json instanceof Members held)) {
                throw new IllegalArgumentException("'held' must hold objects");
            }
            return new Held(
                    held.text("class"), held.text("ground"), LocalDate.parse(held.text("until")));
        }
    }

    /// The i-th of n rows of a batch leaf, from 0.
    public record BatchPlace(int i, int n) {
        public BatchPlace {
            if (i < 0 || i >= n || n > Commitment.MAX_BATCH) {
                throw new IllegalArgumentException(
                        "a batch has 1 to " + Commitment.MAX_BATCH + " rows");
            }
        }
    }

    /// What is known of one act.
    ///
    /// @param act its index in the leaf
    /// @param address the normal form of the channel's address, where a consent needs it
    /// @param fields the numbers of the fields that changed or were shown
    /// @param occurred when it happened, when that was earlier than it was recorded
    public record Part(
            int act,
            Optional<String> address,
            List<Integer> fields,
            OptionalLong record,
            OptionalLong version,
            Optional<String> method,
            Optional<String> source,
            Optional<String> state,
            Optional<String> language,
            Optional<Instant> occurred,
            Optional<String> form,
            Optional<String> evidence) {

        public Part {
            fields = List.copyOf(fields);
        }

        public static Part about(int act) {
            return new Part(
                    act,
                    Optional.empty(),
                    List.of(),
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }

        /// The same of another act.
        public Part movedTo(int otherAct) {
            return new Part(
                    otherAct, address, fields, record, version, method, source, state, language,
                    occurred, form, evidence);
        }

        /// Redacted: an address or a piece of evidence is personal data.
        @Override
        public String toString() {
            return "Part[act " + act + "]";
        }

        void write(MembersBuilder json) {
            json.put("act", act).put("address", address);
            if (!fields.isEmpty()) {
                json.put("fields", Json.wholes(fields));
            }
            record.ifPresent(number -> json.put("record", number));
            version.ifPresent(number -> json.put("version", number));
            json.put("method", method)
                    .put("source", source)
                    .put("state", state)
                    .put("language", language)
                    .put("occurred", occurred.map(Json::time))
                    .put("form", form)
                    .put("evidence", evidence);
        }

        static Part read(Members json) {
            return new Part(
                    Math.toIntExact(json.whole("act")),
                    Json.text(json, "address"),
                    Json.ints(json, "fields"),
                    Json.whole(json, "record"),
                    Json.whole(json, "version"),
                    Json.text(json, "method"),
                    Json.text(json, "source"),
                    Json.text(json, "state"),
                    Json.text(json, "language"),
                    Json.time(json, "occurred"),
                    Json.text(json, "form"),
                    Json.text(json, "evidence"));
        }
    }

    /// The canonical bytes that the commitment binds.
    public byte[] encode() {
        var json = JsonValue.object().put("v", 1).put("customer", customer);
        parts.getFirst().write(json);
        if (parts.size() > 1) {
            json.put("more", new Items(parts.stream().skip(1).map(Subject::partJson).toList()));
        }
        place.ifPresent(at -> json.put("i", at.i()).put("n", at.n()));
        erasure.ifPresent(done -> json.put("erasure", done.json()));
        return CanonicalJson.encode(json.put("recorded", Json.time(recorded)).build());
    }

    /// Reads a subject; unknown members are ignored, as later versions may add some.
    public static Subject parse(byte[] bytes) {
        Members json = CanonicalJson.parseObject(bytes);
        if (json.whole("v") != 1) {
            throw new IllegalArgumentException("this subject's version is not known");
        }
        var parts = new ArrayList<Part>();
        parts.add(Part.read(json));
        for (JsonValue more : Json.items(json, "more")) {
            if (!(more instanceof Members part)) {
                throw new IllegalArgumentException("'more' must hold objects");
            }
            parts.add(Part.read(part));
        }
        Optional<BatchPlace> place =
                json.find("n").isPresent()
                        ? Optional.of(
                                new BatchPlace(
                                        Math.toIntExact(json.whole("i")),
                                        Math.toIntExact(json.whole("n"))))
                        : Optional.empty();
        Optional<Erased> erasure =
                json.find("erasure").isPresent()
                        ? Optional.of(Erased.read(json.members("erasure")))
                        : Optional.empty();
        return new Subject(
                json.whole("customer"),
                parts,
                Instant.parse(json.text("recorded")),
                place,
                erasure);
    }

    private static JsonValue partJson(Part part) {
        var json = JsonValue.object();
        part.write(json);
        return json.build();
    }
}
