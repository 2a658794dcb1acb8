package custos.cli;

import custos.policy.ChannelId;
import custos.policy.Language;
import custos.policy.Policy;
import custos.policy.Purpose;
import custos.vault.Vault;
import custos.vault.core.Policies;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `policy show`: the policy in force in short, or a notice as customers read it.
@Command(name = "show", description = "Show the policy in force, or a notice as customers read it.")
final class PolicyShowCommand extends VaultCommand {
    @Option(
            names = "--language",
            paramLabel = "CODE",
            description = "en, ms, cs or another one of the policy; en if left out.")
    private String language = "en";

    @Option(names = "--notice", description = "The whole notice, exactly as its digest is of.")
    private boolean notice;

    PolicyShowCommand(World world) {
        super(world);
    }

    @Override
    void requireFit() {
        var _ = new Language(language);
    }

    @Override
    public String meanwhile() {
        return notice ? "ask the server: GET /privacy/" + language : super.meanwhile();
    }

    @Override
    int run(Vault vault) {
        if (notice) {
            world().out().print(notice(vault.policies()));
            world().out().flush();
        } else {
            show(vault.policies());
        }
        return ExitCode.DONE;
    }

    private String notice(Policies policies) {
        return policies.noticeInForce(new Language(language))
                .flatMap(policies::notice)
                .map(Policies.Shown::text)
                .orElseThrow(() -> new UsageFault("the policy has no notice in this language"));
    }

    private void show(Policies policies) {
        Policy policy = policies.current();
        Policies.Version version = policies.versions().getLast();
        print("version\t" + policy.version() + "\tsince " + version.since());
        policy.languages()
                .forEach(one ->
                        policies.noticeInForce(one)
                                .ifPresent(digest ->
                                        print("notice\t" + one.value() + "\t" + digest.base64())));
        policy.purposes().forEach(purpose -> print(line(purpose)));
    }

    private static String line(Purpose purpose) {
        String channels =
                purpose.channels().stream().map(ChannelId::value).collect(Collectors.joining(","));
        return "purpose\t" + purpose.id().value() + "\t" + (channels.isEmpty() ? "-" : channels);
    }
}
