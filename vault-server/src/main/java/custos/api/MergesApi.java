package custos.api;

import custos.access.Permission;
import custos.access.PermissionTable;
import custos.customer.CustomerId;
import custos.customer.FieldValue;
import custos.customer.Mask;
import custos.customer.RecordId;
import custos.event.Actor;
import custos.policy.FieldId;
import custos.policy.Policy;
import custos.policy.PurposeId;
import custos.vault.Vault;
import custos.vault.core.FieldForms;
import custos.vault.merges.Merging;
import custos.vault.merges.Merging.Comparison;
import custos.vault.merges.Merging.Side;
import custos.vault.rows.Refusal;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// `/customers/{customer}/merges`: two customers who are one person, side by side, joined, and two
/// again; `/customers/{customer}/not-the-same/{other}`: two who are not.
final class MergesApi {
    private static final String PATH = CustomersApi.ONE + "/merges";
    private static final String APART = CustomersApi.ONE + "/not-the-same/{other}";
    private static final String TAKE = "take";

    private final Vault vault;

    MergesApi(Vault vault) {
        this.vault = vault;
    }

    void addTo(Routes routes) {
        routes.get(PATH, this::undoable)
                .post(PATH + "/preview", this::preview)
                .post(PATH, this::merge)
                .delete(PATH + "/{merge}", this::undo)
                .put(APART, call -> apart(call, true))
                .delete(APART, call -> apart(call, false));
    }

    private void undoable(Call call) throws IOException {
        call.allow(Permission.MERGE);
        CustomerId id = call.customer();
        call.answer()
                .json(
                        200,
                        json ->
                                JsonText.items(
                                        json,
                                        "items",
                                        vault.merging().undoable(id),
                                        one -> {
                                            json.writeStringProperty("merge", one.merge().value());
                                            json.writeStringProperty("gone", one.gone().value());
                                            json.writeStringProperty(
                                                    "until", one.until().toString());
                                        }));
    }

    /// Opens both for `service`, as the page does.
    private void preview(Call call) throws IOException {
        Actor actor = call.allow(Permission.MERGE);
        call.allow(Permission.OPEN, PermissionTable.SERVICE);
        CustomerId id = call.customer();
        Members body = call.body();
        CustomerId other = FieldJson.code(body, "other", CustomerId::new);
        Map<FieldId, Side> chosen = chosen(body);
        body.requireNoOthers();
        Comparison shown = vault.merging().compare(id, other, chosen, actor);
        Policy policy = vault.policies().current();
        call.answer()
                .etag(shown.staysVersion())
                .json(
                        200,
                        json -> {
                            json.writeStringProperty("stays", shown.stays().value());
                            json.writeNumberProperty("staysVersion", shown.staysVersion());
                            json.writeStringProperty("goes", shown.goes().value());
                            json.writeNumberProperty("goesVersion", shown.goesVersion());
                            JsonText.items(
                                    json,
                                    "fields",
                                    shown.rows(),
                                    row -> write(json, policy, shown, row));
                            JsonText.items(
                                    json,
                                    "consents",
                                    shown.consents(),
                                    one -> {
                                        json.writeStringProperty("purpose", one.purpose().value());
                                        json.writeStringProperty("channel", one.channel().value());
                                        json.writeStringProperty("stays", one.stays().code());
                                        json.writeStringProperty("goes", one.goes().code());
                                        json.writeStringProperty("result", one.result().code());
                                    });
                            JsonText.texts(
                                    json,
                                    "objections",
                                    shown.objections().stream().map(PurposeId::value).toList());
                            json.writeBooleanProperty("restricted", shown.restricted());
                            json.writeNumberProperty("records", shown.records());
                            json.writeBooleanProperty("doubtful", shown.doubtful());
                        });
    }

    private static void write(
            JsonGenerator json, Policy policy, Comparison shown, Merging.Row row) {
        json.writeStringProperty("field", row.field().value());
        boolean open = shown.open().contains(row.field());
        value(json, "stays", policy, row.field(), row.stays(), open);
        value(json, "goes", policy, row.field(), row.goes(), open);
        json.writeBooleanProperty("choice", row.isOpen());
        json.writeStringProperty("stands", row.stands() == Side.GOES ? "goes" : "stays");
    }

    /// What does not serve the customer stays covered; that there is a value is no secret here.
    private static void value(
            JsonGenerator json,
            String name,
            Policy policy,
            FieldId field,
            Optional<FieldValue> value,
            boolean open) {
        if (value.isEmpty()) {
            return;
        }
        json.writeName(name);
        if (open) {
            FieldJson.value(
                    json,
                    FieldForms.showAll(policy, Map.of(field, value.get())).get(field.value()));
        } else {
            json.writeString(Mask.DOTS);
        }
    }

    private static Map<FieldId, Side> chosen(Members body) {
        var chosen = new HashMap<FieldId, Side>();
        body.maybeObject(TAKE)
                .ifPresent(take ->
                        take.forEach((field, side) -> chosen.put(field(field), side(field, side))));
        return chosen;
    }

    private static FieldId field(String text) {
        try {
            return new FieldId(text);
        } catch (IllegalArgumentException e) {
            throw new Refusal.BadField(TAKE, String.valueOf(e.getMessage()));
        }
    }

    private static Side side(String field, @Nullable Object said) {
        return switch (said) {
            case String text when text.equals("stays") -> Side.STAYS;
            case String text when text.equals("goes") -> Side.GOES;
            case null, default ->
                    throw new Refusal.BadField(TAKE + "." + field, "it must be stays or goes");
        };
    }

    private void merge(Call call) throws IOException {
        Actor actor = call.allow(Permission.MERGE);
        CustomerId id = call.customer();
        OptionalLong version = call.ifMatch();
        Members body = call.body();
        CustomerId other = FieldJson.code(body, "other", CustomerId::new);
        OptionalLong otherVersion =
                body.maybeCount("otherVersion")
                        .map(count -> OptionalLong.of(count))
                        .orElse(OptionalLong.empty());
        var wanted = new Merging.Wanted(id, version, other, otherVersion, chosen(body));
        body.requireNoOthers();
        Merging.Merged done = vault.merging().merge(wanted, actor);
        call.answer()
                .etag(done.version())
                .json(
                        200,
                        json -> {
                            json.writeStringProperty("id", done.id().value());
                            json.writeNumberProperty("version", done.version());
                            json.writeStringProperty("gone", done.gone().value());
                            json.writeStringProperty("merge", done.merge().value());
                            json.writeStringProperty("until", done.until().toString());
                            json.writeNumberProperty("records", done.records());
                            json.writeNumberProperty("leaf", done.leaf());
                        });
    }

    private void undo(Call call) throws IOException {
        Actor actor = call.allow(Permission.MERGE);
        CustomerId id = call.customer();
        Merging.Undone done = vault.merging().undo(id, call.path("merge", RecordId::new), actor);
        call.answer()
                .json(
                        200,
                        json -> {
                            json.writeStringProperty("id", done.id().value());
                            json.writeStringProperty("back", done.back().value());
                            json.writeNumberProperty("leaf", done.leaf());
                        });
    }

    private void apart(Call call, boolean said) throws IOException {
        Actor actor = call.allow(Permission.MERGE);
        CustomerId id = call.customer();
        CustomerId other = call.path("other", CustomerId::new);
        if (said) {
            vault.pairs().part(id, other, actor);
        } else {
            vault.pairs().unpart(id, other, actor);
        }
        call.answer()
                .json(
                        200,
                        json -> {
                            json.writeStringProperty("customer", id.value());
                            json.writeStringProperty("other", other.value());
                            json.writeBooleanProperty("notTheSame", said);
                        });
    }
}
