package custos.cli;

import custos.customer.CustomerId;
import custos.json.CanonicalJson;
import custos.json.JsonValue;
import custos.vault.Erasure;
import custos.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `erase`: erases a customer and prints the certificate, which stands nowhere else.
@Command(
        name = "erase",
        description = "Erase a customer for good. Prints the certificate as JSON: keep it.")
final class EraseCommand extends VaultCommand {
    @Parameters(paramLabel = "ID", description = "The customer's id.")
    private String id = "";

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "CODE",
            description = "Why, a code of the policy, such as erasure-request.")
    private String reason = "";

    @Option(
            names = "--suppress",
            description = "She asked never to be written to again: her addresses stay refused.")
    private boolean suppress;

    EraseCommand(World world) {
        super(world);
    }

    @Override
    public String meanwhile() {
        return "ask the server: DELETE /api/v1/customers/{id}";
    }

    @Override
    void requireFit() {
        var _ = new CustomerId(id);
    }

    @Override
    int run(Vault vault) {
        var certificate = vault.erasure().erase(new CustomerId(id), reason, suppress, OPERATOR);
        print(new String(CanonicalJson.encode(json(certificate)), StandardCharsets.UTF_8));
        return ExitCode.DONE;
    }

    private static JsonValue json(Erasure.Certificate certificate) {
        return JsonValue.object()
                .put("customer", certificate.id().value())
                .put("leaf", certificate.leaf())
                .put("on", certificate.on().toString())
                .put(
                        "erased",
                        items(
                                certificate.erased().stream()
                                        .<JsonValue>map(one -> new JsonValue.Text(one.value()))
                                        .toList()))
                .put("held", items(certificate.held().stream().map(EraseCommand::held).toList()))
                .put("database_log", certificate.physical() ? "erased" : "pending")
                .put("subject", certificate.subject())
                .put("k1", certificate.k1())
                .put("c2", certificate.c2())
                .build();
    }

    private static JsonValue held(Erasure.Held held) {
        return JsonValue.object()
                .put("class", held.dataClass().value())
                .put("ground", held.ground())
                .put("until", held.until().toString())
                .build();
    }

    private static JsonValue items(List<JsonValue> values) {
        return new JsonValue.Items(values);
    }
}
