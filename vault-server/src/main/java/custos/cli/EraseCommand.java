package custos.cli;

import custos.customer.CustomerId;
import custos.vault.Vault;
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
        print(certificate.file());
        if (!certificate.physical()) {
            tell("the database's log is rid of it within seconds of its last reader");
        }
        return ExitCode.DONE;
    }
}
