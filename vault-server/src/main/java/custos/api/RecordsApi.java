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
import custos.policy.RecordKind;
import custos.vault.Vault;
import custos.vault.records.Records;
import custos.vault.rows.Refusal;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// `/customers/{customer}/{kind}`: every kind of record that the policy gives a path, such as
/// `purchases`. Whoever may open values for `service` reads them opened, others masked.
final class RecordsApi {
    private static final String KIND = CustomersApi.ONE + "/{kind}";
    private static final String RECORD = KIND + "/{record}";
    private static final int STANDARD_PAGE = 50;

    private final Vault vault;
    private final Records records;
    private final FieldJson fields;

    RecordsApi(Vault vault, FieldJson fields) {
        this.vault = vault;
        this.records = vault.records();
        this.fields = fields;
    }

    void addTo(Routes routes) {
        routes.post(KIND, this::add)
                .get(KIND, this::list, "limit", "cursor")
                .get(RECORD, this::read)
                .patch(RECORD, this::amend)
                .delete(RECORD, this::delete);
    }

    private RecordKind kind(Call call, Policy policy) {
        String path = call.path("kind", text -> text);
        return policy.kinds().stream()
                .filter(kind -> kind.path().equals(Optional.of(path)))
                .findFirst()
                .orElseThrow(() -> new Refusal.NotFound("kind of record in the policy"));
    }

    private static RecordId record(Call call) {
        return call.path("record", RecordId::new);
    }

    private void add(Call call) throws IOException {
        Actor actor = call.allow(Permission.ADD_RECORD);
        CustomerId customer = call.customer();
        Policy policy = vault.policies().current();
        RecordKind kind = kind(call, policy);
        Members body = call.body();
        Map<FieldId, FieldValue> values = fields.read(body, policy, kind.id());
        var source = FieldJson.source(body);
        body.requireNoOthers();
        var done = records.add(customer, kind.id(), values, source, actor, call.repeat());
        call.answer()
                .header(
                        "Location",
                        Routes.BASE
                                + CustomersApi.PATH
                                + "/"
                                + customer.value()
                                + "/"
                                + kind.path().orElseThrow()
                                + "/"
                                + done.id().value());
        recorded(call, 201, done);
    }

    private static void recorded(Call call, int status, Records.Recorded done) throws IOException {
        call.answer()
                .etag(done.version())
                .json(
                        status,
                        json -> {
                            json.writeStringProperty("id", done.id().value());
                            json.writeStringProperty("customer", done.customer().value());
                            json.writeNumberProperty("version", done.version());
                            if (done.leaf() >= 0) {
                                json.writeNumberProperty("leaf", done.leaf());
                            }
                        });
    }

    /// What stands on a consent is opened for its purpose alone.
    private static boolean mayOpen(Call call, RecordKind kind) {
        return call.may(Permission.OPEN, kind.needs().orElse(PermissionTable.SERVICE));
    }

    private void list(Call call) throws IOException {
        Actor actor = call.allow(Permission.READ_RECORDS);
        CustomerId customer = call.customer();
        Policy policy = vault.policies().current();
        RecordKind kind = kind(call, policy);
        int limit = (int) call.number("limit", STANDARD_PAGE, 1, Records.MAX_PAGE);
        boolean open = mayOpen(call, kind);
        Records.Page page = records.list(customer, kind.id(), call.query("cursor"), limit, actor);
        call.answer()
                .json(
                        200,
                        json -> {
                            JsonText.items(
                                    json,
                                    "items",
                                    page.items(),
                                    entry -> entry(json, policy, entry, actor, open));
                            JsonText.maybe(json, "next", page.next());
                        });
    }

    private void read(Call call) throws IOException {
        Actor actor = call.allow(Permission.READ_RECORDS);
        CustomerId customer = call.customer();
        Policy policy = vault.policies().current();
        RecordKind kind = kind(call, policy);
        RecordId wanted = record(call);
        boolean open = mayOpen(call, kind);
        Records.Entry found = records.read(customer, kind.id(), wanted, actor);
        call.answer()
                .etag(found.version())
                .json(200, json -> entry(json, policy, found, actor, open));
    }

    /// @throws Refusal.NotFound when the record is another customer's or of another kind
    private RecordId record(Call call, CustomerId customer, RecordKind kind) {
        RecordId record = record(call);
        if (!records.kindOf(customer, record).equals(kind.id())) {
            throw new Refusal.NotFound("record");
        }
        return record;
    }

    private static void entry(
            JsonGenerator json, Policy policy, Records.Entry entry, Actor viewer, boolean open) {
        json.writeStringProperty("id", entry.id().value());
        json.writeNumberProperty("version", entry.version());
        json.writeStringProperty("day", entry.day().toString());
        if (open) {
            FieldJson.write(json, policy, entry.fields());
        } else {
            json.writeBooleanProperty("masked", true);
            FieldJson.writeMasked(json, masked(policy, entry.fields(), viewer.role()));
        }
    }

    private static SequencedMap<FieldId, String> masked(
            Policy policy, Map<FieldId, FieldValue> values, String role) {
        var shown = new LinkedHashMap<FieldId, String>();
        values.forEach(
                (id, value) -> shown.put(id, Mask.valueOf(policy.mask(role, id).name()).of(value)));
        return shown;
    }

    private void amend(Call call) throws IOException {
        Actor actor = call.allow(Permission.ADD_RECORD);
        CustomerId customer = call.customer();
        Policy policy = vault.policies().current();
        RecordKind kind = kind(call, policy);
        RecordId record = record(call, customer, kind);
        var version = call.ifMatch();
        Members body = call.patch();
        Map<String, @Nullable Object> patch = body.object("fields");
        Map<FieldId, Optional<FieldValue>> values = fields.readPatch(patch, policy, kind.id());
        var source = FieldJson.source(body);
        body.requireNoOthers();
        recorded(call, 200, records.amend(customer, record, values, version, source, actor));
    }

    private void delete(Call call) throws IOException {
        Actor actor = call.allow(Permission.DELETE_RECORD);
        CustomerId customer = call.customer();
        RecordKind kind = kind(call, vault.policies().current());
        RecordId record = record(call, customer, kind);
        Members body = call.maybeBody();
        String reason = body.maybeText("reason").orElse("entered-by-mistake");
        body.requireNoOthers();
        long leaf = records.delete(customer, record, reason, actor);
        call.answer()
                .json(
                        200,
                        json -> {
                            json.writeStringProperty("id", record.value());
                            json.writeNumberProperty("leaf", leaf);
                        });
    }
}
