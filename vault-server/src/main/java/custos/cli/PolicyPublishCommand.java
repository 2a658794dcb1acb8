package custos.cli;

import custos.policy.Language;
import custos.policy.PolicyFiles;
import custos.vault.Vault;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `policy publish`: puts a policy into force and prints the digests of its notices.
@Command(
        name = "publish",
        description = "Put a policy into force. Prints language and digest of each notice.")
final class PolicyPublishCommand extends VaultCommand {
    @Parameters(paramLabel = "DIR", description = "The folder with policy.yaml and its words.")
    private Path folder = Path.of("");

    PolicyPublishCommand(World world) {
        super(world);
    }

    @Override
    void requireFit() {
        PolicyFolder.sound(Optional.of(folder));
    }

    @Override
    int run(Vault vault) {
        PolicyFiles files = PolicyFolder.files(Optional.of(folder));
        var notices = vault.policies().publish(files, OPERATOR).notices();
        notices.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.comparing(Language::value)))
                .forEach(one -> print(one.getKey().value() + "\t" + one.getValue().base64()));
        return ExitCode.DONE;
    }
}
