package custos.api;

import custos.access.Decision;
import custos.access.Permission;
import custos.access.PermissionTable;
import custos.access.Principal;
import custos.customer.CustomerId;
import custos.event.Actor;
import custos.policy.PurposeId;
import custos.vault.core.Repeat;
import custos.vault.rows.Refusal;
import io.javalin.http.Context;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One request: who asks, and what it says, read strictly. For one thread.
final class Call {
    private static final Pattern ETAG = Pattern.compile("\"(0|[1-9][0-9]{0,17})\"");
    private static final Pattern REPEAT_KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private final Context http;
    private final Optional<? extends Principal> principal;
    private final RequestBody body;
    private final Answer answer;

    Call(Context http, Optional<? extends Principal> principal, int maxBodyBytes) {
        this.http = http;
        this.principal = principal;
        this.body = new RequestBody(http.req(), maxBodyBytes);
        this.answer = new Answer(http.res());
    }

    Answer answer() {
        return answer;
    }

    /// The actor in whose name this may be done.
    ///
    /// @throws Rejected with status 401 or 403, naming what is needed
    Actor allow(Permission permission) {
        return allow(permission, Optional.empty());
    }

    Actor allow(Permission permission, PurposeId purpose) {
        return allow(permission, Optional.of(purpose));
    }

    private Actor allow(Permission permission, Optional<PurposeId> purpose) {
        Principal who = principal.orElseThrow(Admission::unknown);
        return switch (PermissionTable.allows(who, permission, purpose)) {
            case Decision.Allowed(Actor actor) -> actor;
            case Decision.Refused(_, String reason) -> throw Admission.forbidden(reason);
        };
    }

    boolean may(Permission permission, PurposeId purpose) {
        return principal
                .map(who -> PermissionTable.allows(who, permission, purpose).isAllowed())
                .orElse(false);
    }

    /// A part of the path.
    ///
    /// @throws Refusal.NotFound when it is not even of the right form
    <T> T path(String name, Function<String, T> form) {
        try {
            return form.apply(http.pathParam(name));
        } catch (IllegalArgumentException e) {
            throw new Refusal.NotFound(name);
        }
    }

    CustomerId customer() {
        return path("customer", CustomerId::new);
    }

    Optional<String> query(String name) {
        return Optional.ofNullable(http.queryParam(name));
    }

    String requireQuery(String name) {
        return query(name).orElseThrow(() -> badParameter(name, "it is missing"));
    }

    /// A query parameter of a type that checks itself.
    <T> Optional<T> query(String name, Function<String, T> form) {
        return query(name).map(text -> read(name, text, form));
    }

    <T> T requireQuery(String name, Function<String, T> form) {
        return read(name, requireQuery(name), form);
    }

    private static <T> T read(String name, String text, Function<String, T> form) {
        try {
            return form.apply(text);
        } catch (IllegalArgumentException e) {
            throw badParameter(name, "it has not the form of one");
        }
    }

    /// A whole number among the query parameters.
    long number(String name, long standard, long least, long most) {
        Optional<String> text = query(name);
        if (text.isEmpty()) {
            return standard;
        }
        if (!text.get().matches("0|[1-9][0-9]{0,17}")) {
            throw badParameter(name, "it must be a whole number");
        }
        long number = Long.parseLong(text.get());
        if (number < least || number > most) {
            throw badParameter(name, "it must be " + least + " to " + most);
        }
        return number;
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(http.header(name));
    }

    /// The body as an object.
    Members body() {
        return Members.of(body.object(RequestBody.JSON));
    }

    /// The body as an object, where there may be none.
    Members maybeBody() {
        return body.isEmpty() ? Members.of(Map.<String, @Nullable Object>of()) : body();
    }

    /// The body of a PATCH.
    Members patch() {
        return Members.of(body.object(RequestBody.PATCH));
    }

    /// The version that the client saw; empty for `*`.
    ///
    /// @throws Rejected with status 428 when it does not say
    OptionalLong ifMatch() {
        String tag =
                header("If-Match")
                        .orElseThrow(() ->
                                new Rejected(
                                        Problem.of(
                                                428,
                                                "if-match-needed",
                                                "send the ETag of the version you saw as"
                                                        + " If-Match")));
        Matcher version = ETAG.matcher(tag);
        if (version.matches()) {
            return OptionalLong.of(Long.parseLong(version.group(1)));
        }
        if (tag.equals("*")) {
            return OptionalLong.empty();
        }
        throw badParameter("If-Match", "it must be one ETag as the server gave it, or *");
    }

    static String etag(long version) {
        return "\"" + version + "\"";
    }

    /// The client's Idempotency-Key, bound to who asks for what.
    Optional<Repeat> repeat() {
        return header("Idempotency-Key").map(this::repeat);
    }

    private Repeat repeat(String key) {
        if (!REPEAT_KEY.matcher(key).matches()) {
            throw badParameter("Idempotency-Key", "it must be 1 to 255 visible ASCII characters");
        }
        String who = principal.orElseThrow(Admission::unknown).actor().id();
        String what = http.req().getMethod() + " " + http.path();
        return new Repeat(who + " " + what + " " + key, body.digest());
    }

    /// The first of these media types that the client takes.
    ///
    /// @throws Rejected with status 406 when it takes none
    String accepted(String... types) {
        String accept = header("Accept").orElse("*/*").toLowerCase(Locale.ROOT);
        return Accepted.best(accept, types)
                .orElseThrow(() ->
                        new Rejected(
                                Problem.of(
                                        406,
                                        "not-acceptable",
                                        "this is there as " + String.join(" or ", types))));
    }

    static Rejected badParameter(String name, String detail) {
        return new Rejected(Problem.badParameter(name, detail));
    }
}
