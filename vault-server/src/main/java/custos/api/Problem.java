package custos.api;

import custos.vault.rows.Refusal;
import java.util.List;
import java.util.Map;

/// What went wrong, as a client reads it: `application/problem+json` (RFC 9457). It never holds a
/// value of the request, a path or a stack trace.
///
/// @param code stable; the fragment of `type` and a member of its own
/// @param errors which parts of the request are wrong
/// @param headers of the answer besides
record Problem(
        int status, String code, String detail, List<Wrong> errors, Map<String, String> headers) {
    static final String MEDIA_TYPE = "application/problem+json";

    Problem {
        errors = List.copyOf(errors);
        headers = Map.copyOf(headers);
    }

    /// A part of the request that is wrong.
    record Wrong(String field, String detail) {}

    static Problem of(int status, String code, String detail) {
        return new Problem(status, code, detail, List.of(), Map.of());
    }

    /// A part of the request that is well formed and wrong.
    static Problem badField(String field, String detail) {
        return new Problem(
                422,
                "bad-field",
                "a part of the request is wrong: " + field,
                List.of(new Wrong(field, detail)),
                Map.of());
    }

    static Problem badField(Refusal.BadField refusal) {
        return badField(refusal.field(), String.valueOf(refusal.getMessage()));
    }

    /// A query parameter or a header that is wrong.
    static Problem badParameter(String name, String detail) {
        return new Problem(
                400,
                "bad-parameter",
                "a parameter is wrong: " + name,
                List.of(new Wrong(name, detail)),
                Map.of());
    }

    Problem withHeader(String name, String value) {
        var all = new java.util.HashMap<>(headers);
        all.put(name, value);
        return new Problem(status, code, detail, errors, all);
    }

    byte[] body() {
        return JsonText.object(json -> {
            json.writeStringProperty("type", "/docs#problem-" + code);
            json.writeStringProperty("title", title(status));
            json.writeNumberProperty("status", status);
            json.writeStringProperty("code", code);
            json.writeStringProperty("detail", detail);
            if (!errors.isEmpty()) {
                JsonText.items(
                        json,
                        "errors",
                        errors,
                        wrong -> {
                            json.writeStringProperty("field", wrong.field());
                            json.writeStringProperty("detail", wrong.detail());
                        });
            }
        });
    }

    /// What a status means here, in a few words.
    static String title(int status) {
        return switch (status) {
            case 400 -> "The request cannot be read";
            case 401 -> "A valid bearer token is needed";
            case 403 -> "Not permitted";
            case 404 -> "There is no such thing";
            case 405 -> "This cannot be done with it";
            case 406 -> "There is no such representation";
            case 409 -> "It stands against what is recorded";
            case 410 -> "The customer was erased";
            case 412 -> "It was changed meanwhile";
            case 413 -> "The request is too large";
            case 414 -> "The address is too long";
            case 415 -> "This media type is not read here";
            case 422 -> "A part of the request is wrong";
            case 428 -> "Say which version you saw";
            case 429 -> "Too many requests";
            case 431 -> "The headers are too large";
            case 503 -> "Not now";
            case 507 -> "There is no space left";
            default -> status < 500 ? "The request was refused" : "Something went wrong inside";
        };
    }
}
