package custos.api;

import custos.access.Permission;
import custos.customer.CustomerId;
import custos.event.Actor;
import custos.policy.ClassId;
import custos.vault.Vault;
import custos.vault.backups.Mirror;
import custos.vault.erasure.Erasure;
import java.io.IOException;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/// `DELETE /customers/{customer}`: erases, and says what was destroyed, what must stay and why.
final class ErasureApi {
    private final Erasure erasure;
    private final Mirror mirror;

    ErasureApi(Vault vault) {
        this.erasure = vault.erasure();
        this.mirror = vault.mirror();
    }

    void addTo(Routes routes) {
        routes.delete(CustomersApi.ONE, this::erase);
    }

    private void erase(Call call) throws IOException {
        Actor actor = call.allow(Permission.ERASE);
        CustomerId id = call.customer();
        Members body = call.maybeBody();
        String reason = body.maybeText("reason").orElse("erasure-request");
        boolean suppress = body.maybeFlag("suppress").orElse(false);
        body.requireNoOthers();
        Erasure.Certificate done = erasure.erase(id, reason, suppress, actor);
        Optional<Boolean> mirrored = mirror.holds(done.leaf());
        call.answer()
                .json(
                        200,
                        json -> {
                            certificate(json, done);
                            JsonText.mirrored(json, mirrored);
                        });
    }

    private static void certificate(JsonGenerator json, Erasure.Certificate done) {
        json.writeStringProperty("customer", done.id().value());
        json.writeStringProperty("on", done.on().toString());
        json.writeNumberProperty("leaf", done.leaf());
        JsonText.texts(json, "erased", done.erased().stream().map(ClassId::value).toList());
        JsonText.items(
                json,
                "held",
                done.held(),
                held -> {
                    json.writeStringProperty("class", held.dataClass().value());
                    json.writeStringProperty("ground", held.ground());
                    json.writeStringProperty("until", held.until().toString());
                });
        json.writeStringProperty("physical", done.physical() ? "done" : "pending");
        json.writeName("certificate");
        json.writeRawValue(done.file());
    }
}
