package custos.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import custos.access.AccessDocuments;
import custos.access.Scope;
import custos.access.TokenName;
import custos.access.Tokens;
import custos.api.ApiContext;
import custos.api.HttpApi;
import custos.server.HttpServer;
import custos.server.HttpSettings;
import custos.vault.Vault;
import custos.vault.core.VaultFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// A process that serves a vault as `./custos serve` does, without its limit of requests a minute.
/// Says port and token once names are in memory; `collect` on its input collects garbage.
final class VaultServer {
    private VaultServer() {}

    /// @param words the vault's folder, the key's file and a name for the token
    public static void main(String[] words) throws IOException {
        var nobody = new Population(0, 0);
        var folder = VaultFolder.of(Path.of(words[0]));
        try (VaultShop shop = VaultShop.open(folder, Path.of(words[1]), nobody)) {
            Tokens tokens = tokens(shop.vault());
            var context = new ApiContext(shop.vault(), tokens, InstantSource.system());
            try (HttpServer server = HttpServer.start(HttpSettings.local(0), api(context)::addTo)) {
                shop.vault().awaitNames();
                System.out.println(server.port() + " " + token(tokens, words[2]));
                obey();
            }
        }
    }

    private static void obey() throws IOException {
        var in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        while (in.readLine() != null) {
            System.gc();
            System.out.println("collected");
        }
    }

    private static HttpApi api(ApiContext context) {
        return new HttpApi(
                context, new HttpApi.Limits(0, HttpApi.Limits.STANDARD_BODY_BYTES, false));
    }

    private static Tokens tokens(Vault vault) {
        return new Tokens(
                new AccessDocuments(vault.documents()), InstantSource.system(), new SecureRandom());
    }

    private static String token(Tokens tokens, String name) {
        var scopes = Scope.parseAll(List.of("all"));
        return tokens.create(new TokenName(name), scopes, Optional.empty(), VaultShop.WHO)
                .bearer()
                .text();
    }
}
