package custos.cli;

import custos.json.CanonicalJson;
import custos.json.JsonValue;
import custos.vault.Inspection.Finding;
import custos.vault.Inspection.Report;
import custos.vault.Inspection.Severity;
import custos.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `verify`: opens everything and says what does not agree; 1 when something is damaged. With
/// `--ledger` it checks a ledger from outside and needs no vault.
@Command(
        name = "verify",
        description = "Open and check everything, or a ledger from outside. Changes nothing.")
final class VerifyCommand extends VaultCommand {
    @Option(names = "--json", description = "Findings and counts as one JSON object.")
    private boolean json;

    @Mixin private final OutsideOptions outside = new OutsideOptions();

    @Option(
            names = "--since",
            paramLabel = "CHECKPOINT",
            description = "With --ledger: a checkpoint that you kept must be its beginning.")
    private Optional<Path> since = Optional.empty();

    VerifyCommand(World world) {
        super(world);
    }

    @Override
    public Integer call() {
        if (outside.isGiven()) {
            return new LedgerVerification(world(), json).run(outside, since);
        }
        if (since.isPresent()) {
            throw new UsageFault("--since goes with --ledger");
        }
        return super.call();
    }

    @Override
    int run(Vault vault) {
        Report report =
                vault.inspection()
                        .verify(step -> {
                            if (world().terminal().isPresent()) {
                                tell(step);
                            }
                        });
        if (json) {
            print(new String(CanonicalJson.encode(json(report)), StandardCharsets.UTF_8));
        } else {
            report.findings().forEach(finding -> print(line(finding)));
            print(
                    "%d customers, %d records, %d openings, %d leaves, %d findings"
                            .formatted(
                                    report.customers(),
                                    report.records(),
                                    report.openings(),
                                    report.leaves(),
                                    report.findings().size()));
        }
        boolean damaged =
                report.findings().stream().anyMatch(one -> one.severity() == Severity.DAMAGE);
        return damaged ? ExitCode.CHECK_FAILED : ExitCode.DONE;
    }

    private static String line(Finding finding) {
        return "%s %s %s: %s"
                .formatted(
                        word(finding.severity()),
                        finding.code(),
                        finding.place(),
                        finding.remedy());
    }

    private static JsonValue json(Report report) {
        return JsonValue.object()
                .put("customers", report.customers())
                .put("records", report.records())
                .put("openings", report.openings())
                .put("leaves", report.leaves())
                .put(
                        "findings",
                        new JsonValue.Items(
                                report.findings().stream().map(VerifyCommand::json).toList()))
                .build();
    }

    private static JsonValue json(Finding finding) {
        return JsonValue.object()
                .put("code", finding.code())
                .put("severity", word(finding.severity()))
                .put("place", finding.place())
                .put("remedy", finding.remedy())
                .build();
    }

    private static String word(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }
}
