package custos.api;

import custos.vault.Vault;
import java.io.IOException;

/// `/healthz`: that the server answers, and whether all names are in memory yet.
final class HealthApi {
    private final Vault vault;

    HealthApi(Vault vault) {
        this.vault = vault;
    }

    void addTo(Routes routes) {
        routes.open("/healthz", this::health);
    }

    private void health(Call call) throws IOException {
        String names = vault.namesAreReady() ? "ready" : "building";
        call.answer()
                .json(
                        200,
                        json -> {
                            json.writeStringProperty("status", "ok");
                            json.writeStringProperty("names", names);
                        });
    }
}
