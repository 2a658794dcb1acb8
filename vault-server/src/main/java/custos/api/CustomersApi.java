package custos.api;

import custos.access.Permission;
import custos.customer.CustomerId;
import custos.event.Actor;
import custos.policy.FieldId;
import custos.policy.KindId;
import custos.policy.Policy;
import custos.policy.PurposeId;
import custos.vault.Vault;
import custos.vault.customers.Customers;
import custos.vault.rows.Refusal;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// `/customers`: take in, find, read masked or for a purpose, reveal, amend.
final class CustomersApi {
    static final String PATH = "/customers";
    static final String ONE = PATH + "/{customer}";

    /// The kinds whose fields are a customer's own.
    private static final KindId[] OWN = {new KindId("contact"), new KindId("profile")};

    private static final List<String> EXACT = List.of("email", "phone", "number");
    private static final int STANDARD_PAGE = 20;
    private static final int MAX_PAGE = 100;

    private final Vault vault;
    private final Customers customers;
    private final FieldJson fields;
    private final ConsentJson consents;

    CustomersApi(Vault vault, FieldJson fields, CitedNotice cited) {
        this.vault = vault;
        this.customers = vault.customers();
        this.fields = fields;
        this.consents = new ConsentJson(cited);
    }

    void addTo(Routes routes) {
        routes.get(ONE, this::read, "purpose")
                .post(PATH, this::register)
                .post(PATH + "/search", this::search)
                .patch(ONE, this::amend)
                .post(ONE + "/reveal", this::reveal);
    }

    private Policy policy() {
        return vault.policies().current();
    }

    private void register(Call call) throws IOException {
        Actor actor = call.allow(Permission.REGISTER);
        Members body = call.body();
        List<Members> said = body.objects("consents");
        if (!said.isEmpty()) {
            call.allow(Permission.RECORD_CONSENT);
        }
        var wanted =
                new Customers.Registration(
                        fields.read(body, policy(), OWN),
                        FieldJson.code(body, "source", custos.policy.SourceId::new),
                        said.stream().map(consents::read).toList());
        body.requireNoOthers();
        recorded(call, 201, customers.register(wanted, actor, call.repeat()));
    }

    private static void recorded(Call call, int status, Customers.Recorded done)
            throws IOException {
        Answer answer = call.answer().etag(done.version());
        if (status == 201) {
            answer.header("Location", Routes.BASE + PATH + "/" + done.id().value());
        }
        answer.json(
                status,
                json -> {
                    json.writeStringProperty("id", done.id().value());
                    json.writeNumberProperty("version", done.version());
                    if (done.leaf() >= 0) {
                        json.writeNumberProperty("leaf", done.leaf());
                    }
                });
    }

    private void read(Call call) throws IOException {
        CustomerId id = call.customer();
        Optional<PurposeId> purpose = call.query("purpose", PurposeId::new);
        if (purpose.isPresent()) {
            Actor actor = call.allow(Permission.OPEN, purpose.get());
            opened(call, customers.openFor(id, purpose.get(), actor), Optional.of(purpose.get()));
        } else {
            Actor actor = call.allow(Permission.READ_MASKED);
            Customers.Masked seen = customers.masked(id, actor.role());
            call.answer().etag(seen.version()).json(200, json -> masked(json, seen));
        }
    }

    private void opened(Call call, Customers.Opened opened, Optional<PurposeId> purpose)
            throws IOException {
        Policy policy = policy();
        call.answer()
                .etag(opened.version())
                .json(
                        200,
                        json -> {
                            json.writeStringProperty("id", opened.id().value());
                            json.writeNumberProperty("version", opened.version());
                            JsonText.maybe(json, "purpose", purpose.map(PurposeId::value));
                            FieldJson.write(json, policy, opened.fields());
                        });
    }

    static void masked(JsonGenerator json, Customers.Masked seen) {
        json.writeStringProperty("id", seen.id().value());
        json.writeNumberProperty("version", seen.version());
        json.writeStringProperty("activeOn", seen.activeOn().toString());
        json.writeBooleanProperty("masked", true);
        FieldJson.writeMasked(json, seen.fields());
    }

    private void reveal(Call call) throws IOException {
        Actor actor = call.allow(Permission.REVEAL);
        CustomerId id = call.customer();
        Members body = call.body();
        Set<FieldId> wanted = FieldJson.ids(body, "fields");
        String reason = body.text("reason");
        body.requireNoOthers();
        opened(call, customers.reveal(id, wanted, reason, actor), Optional.empty());
    }

    private void amend(Call call) throws IOException {
        Actor actor = call.allow(Permission.AMEND);
        CustomerId id = call.customer();
        var version = call.ifMatch();
        Members body = call.patch();
        Map<String, @Nullable Object> patch = body.object("fields");
        var amendment =
                new Customers.Amendment(
                        fields.readPatch(patch, policy(), OWN), FieldJson.source(body), version);
        body.requireNoOthers();
        recorded(call, 200, customers.amend(id, amendment, actor));
    }

    private void search(Call call) throws IOException {
        String role = call.allow(Permission.SEARCH).role();
        Members body = call.body();
        int limit = body.maybeCount("limit").orElse(STANDARD_PAGE);
        Optional<String> cursor = body.maybeText("cursor");
        Optional<String> words = body.maybeText("q");
        List<String> exact =
                EXACT.stream().filter(name -> body.maybeText(name).isPresent()).toList();
        body.requireNoOthers();
        if (exact.size() + (words.isPresent() ? 1 : 0) != 1) {
            throw new Refusal.BadField("q", "ask by exactly one of email, phone, number and q");
        }
        if (limit < 1 || limit > MAX_PAGE) {
            throw new Refusal.BadField("limit", "it must be 1 to " + MAX_PAGE);
        }
        found(
                call,
                words.isPresent()
                        ? customers.findByName(words.get(), role, limit, cursor)
                        : customers.findExact(
                                new FieldId(exact.getFirst()),
                                body.text(exact.getFirst()),
                                role,
                                cursor));
    }

    private static void found(Call call, Customers.Found found) throws IOException {
        call.answer()
                .json(
                        200,
                        json -> {
                            JsonText.items(
                                    json, "items", found.items(), seen -> masked(json, seen));
                            JsonText.maybe(json, "next", found.next());
                            json.writeBooleanProperty("building", found.building());
                        });
    }
}
