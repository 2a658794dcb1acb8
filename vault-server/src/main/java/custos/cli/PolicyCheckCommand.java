package custos.cli;

import custos.policy.Policy;
import custos.policy.PolicyFault;
import custos.policy.PolicyLoader;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `policy check`: reads a policy and its words and prints what is wrong, by file and line. Needs
/// no vault.
@Command(name = "check", description = "Check a policy's files; each problem is `file:line: what`.")
final class PolicyCheckCommand implements Callable<Integer>, Meanwhile {
    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            description = "The folder with policy.yaml; the shipped policy if left out.")
    private Optional<Path> folder = Optional.empty();

    private final World world;

    PolicyCheckCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        try {
            Policy policy = PolicyLoader.load(PolicyFolder.files(folder));
            world.out()
                    .println(
                            "version %d: %d fields, %d purposes, %d languages; no problem"
                                    .formatted(
                                            policy.version(),
                                            policy.fields().size(),
                                            policy.purposes().size(),
                                            policy.languages().size()));
            return ExitCode.DONE;
        } catch (PolicyFault.Invalid invalid) {
            invalid.problems().forEach(world.out()::println);
            int count = invalid.problems().size();
            world.err()
                    .println(
                            "custos: the policy is refused for "
                                    + (count == 1 ? "1 problem" : count + " problems"));
            return ExitCode.CHECK_FAILED;
        }
    }
}
