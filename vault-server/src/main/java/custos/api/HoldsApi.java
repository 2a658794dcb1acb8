package custos.api;

import custos.access.Permission;
import custos.customer.CustomerId;
import custos.customer.RecordId;
import custos.event.Actor;
import custos.policy.ClassId;
import custos.vault.Vault;
import custos.vault.erasure.Holds;
import custos.vault.rows.Refusal;
import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;

/// `/customers/{customer}/holds` and `/holds`: the records that must not be destroyed for now.
final class HoldsApi {
    private static final String OF_ONE = CustomersApi.ONE + "/holds";
    private static final int STANDARD_PAGE = 50;

    private final Holds holds;

    HoldsApi(Vault vault) {
        this.holds = vault.holds();
    }

    void addTo(Routes routes) {
        routes.get("/holds", this::all, "limit", "cursor")
                .get(OF_ONE, this::ofOne, "limit", "cursor")
                .post(OF_ONE, this::set)
                .delete(OF_ONE + "/{record}", this::release);
    }

    private void all(Call call) throws IOException {
        call.allow(Permission.HOLDS);
        page(call, holds.all(cursor(call), limit(call)));
    }

    private void ofOne(Call call) throws IOException {
        call.allow(Permission.HOLDS);
        page(call, holds.of(call.customer(), cursor(call), limit(call)));
    }

    private static Optional<RecordId> cursor(Call call) {
        return call.query("cursor", RecordId::new);
    }

    private static int limit(Call call) {
        return (int) call.number("limit", STANDARD_PAGE, 1, Holds.MAX_PAGE);
    }

    private static void page(Call call, Holds.Page page) throws IOException {
        call.answer()
                .json(
                        200,
                        json -> {
                            JsonText.items(json, "items", page.items(), one -> write(json, one));
                            JsonText.items(
                                    json,
                                    "damaged",
                                    page.damaged(),
                                    one -> {
                                        json.writeStringProperty(
                                                "customer", one.customer().value());
                                        json.writeStringProperty("record", one.record().value());
                                    });
                            JsonText.maybe(json, "next", page.next().map(RecordId::value));
                        });
    }

    private static void write(JsonGenerator json, Holds.Hold hold) {
        json.writeStringProperty("customer", hold.customer().value());
        json.writeStringProperty("record", hold.record().value());
        json.writeStringProperty("kind", hold.kind().value());
        json.writeStringProperty("class", hold.dataClass().value());
        json.writeStringProperty("day", hold.day().toString());
        json.writeStringProperty("ground", hold.ground());
        json.writeStringProperty("until", hold.until().toString());
        json.writeStringProperty("by", hold.by().id());
        json.writeStringProperty("at", hold.at().toString());
        JsonText.maybe(json, "note", hold.note());
        json.writeBooleanProperty("erased", hold.erased());
        json.writeBooleanProperty("overdue", hold.overdue());
    }

    private void set(Call call) throws IOException {
        Actor actor = call.allow(Permission.HOLDS);
        CustomerId id = call.customer();
        Members body = call.body();
        Holds.Which which = which(body);
        var wanted =
                new Holds.Wanted(
                        body.text("ground"),
                        read("until", body.text("until"), HoldsApi::day),
                        body.maybeText("note"));
        body.requireNoOthers();
        Holds.Placed placed = holds.set(id, which, wanted, actor);
        call.answer()
                .json(
                        201,
                        json -> {
                            json.writeStringProperty("customer", placed.customer().value());
                            texts(json, "records", placed.records());
                            json.writeNumberProperty("leaf", placed.leaf());
                        });
    }

    private static Holds.Which which(Members body) {
        if (body.has("records") == body.has("class")) {
            throw new Refusal.BadField("records", "name either records or a class");
        }
        return body.has("class")
                ? new Holds.Which.WholeClass(read("class", body.text("class"), ClassId::new))
                : new Holds.Which.These(
                        body.texts("records").stream()
                                .map(text -> read("records", text, RecordId::new))
                                .toList());
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("a day is written YYYY-MM-DD");
        }
    }

    private static <T> T read(String name, String text, Function<String, T> form) {
        try {
            return form.apply(text);
        } catch (IllegalArgumentException e) {
            throw new Refusal.BadField(name, String.valueOf(e.getMessage()));
        }
    }

    private void release(Call call) throws IOException {
        Actor actor = call.allow(Permission.HOLDS);
        CustomerId id = call.customer();
        RecordId record = call.path("record", RecordId::new);
        Members body = call.body();
        String reason = body.text("reason");
        body.requireNoOthers();
        Holds.Released done = holds.release(id, List.of(record), reason, actor);
        call.answer().json(200, json -> released(json, done));
    }

    private static void released(JsonGenerator json, Holds.Released done) {
        json.writeStringProperty("customer", done.customer().value());
        json.writeStringProperty("on", done.on().toString());
        json.writeNumberProperty("leaf", done.leaf());
        texts(json, "released", done.records());
        texts(json, "destroyed", done.destroyed());
        json.writeStringProperty("physical", done.physical() ? "done" : "pending");
    }

    private static void texts(JsonGenerator json, String name, List<RecordId> records) {
        JsonText.texts(json, name, records.stream().map(RecordId::value).toList());
    }
}
