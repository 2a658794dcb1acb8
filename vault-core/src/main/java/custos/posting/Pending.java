package custos.posting;

import custos.json.CanonicalJson;
import custos.json.JsonValue;
import custos.json.JsonValue.Members;
import custos.policy.PurposeId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What is kept of a posting until its link is followed or over (ADR 0029).
public sealed interface Pending {
    /// How long a link works; then what was handed in is deleted.
    Duration WAITS = Duration.ofDays(3);

    /// When it is deleted.
    Instant until();

    /// It waits for its link.
    ///
    /// @param letter the id of the letter that has the link, the same at every try
    /// @param at when it was handed in
    record Waiting(Posting posting, String letter, Instant at) implements Pending {
        @Override
        public Instant until() {
            return at.plus(WAITS);
        }

        /// The same with fewer consents.
        public Waiting agreeingTo(List<PurposeId> purposes) {
            return new Waiting(posting.agreeingTo(purposes), letter, at);
        }
    }

    /// Its link was followed: nothing is left of what was handed in.
    record Done(PublicForm form, Instant until) implements Pending {}

    /// The bytes before they are sealed: canonical JSON.
    default byte[] encode() {
        return CanonicalJson.encode(
                switch (this) {
                    case Waiting(Posting posting, String letter, Instant at) ->
                            JsonValue.object()
                                    .put("v", 1)
                                    .put("posting", posting.toJson())
                                    .put("letter", letter)
                                    .put("at", at.toString())
                                    .build();
                    case Done(PublicForm form, Instant until) ->
                            JsonValue.object()
                                    .put("v", 1)
                                    .put("form", form.code())
                                    .put("until", until.toString())
                                    .build();
                });
    }

    /// @throws IllegalArgumentException when the bytes are none of this edition
    static Pending decode(byte[] bytes) {
        Members json = CanonicalJson.parseObject(bytes);
        if (json.whole("v") != 1) {
            throw new IllegalArgumentException("this posting's version is not known");
        }
        if (json.find("posting").isPresent()) {
            return new Waiting(
                    Posting.read(json.members("posting")),
                    json.text("letter"),
                    Instant.parse(json.text("at")));
        }
        return new Done(
                PublicForm.find(json.text("form"))
                        .orElseThrow(() -> new IllegalArgumentException("this form is not known")),
                Instant.parse(json.text("until")));
    }
}
