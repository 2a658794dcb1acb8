package custos.cli;

import custos.crypto.CryptoFault;
import custos.json.CanonicalJson;
import custos.json.JsonValue;
import custos.store.StoreFault;
import custos.vault.Observation;
import custos.vault.Unlock;
import custos.vault.Vault;
import custos.vault.inspection.Inspection;
import custos.vault.inspection.Inspection.Finding;
import custos.vault.inspection.Inspection.Report;
import custos.vault.inspection.Inspection.Severity;
import custos.vault.inspection.Inspection.Step;
import custos.vault.rows.VaultFault;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `verify`: opens everything and says what does not agree, as it is found; 1 when something is
/// damaged. With `--ledger` it checks a ledger from outside and needs no vault.
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
            description = "A checkpoint that you kept: the ledger must begin with it.")
    private Optional<Path> since = Optional.empty();

    VerifyCommand(World world) {
        super(world);
    }

    @Override
    public Integer call() {
        if (outside.isGiven()) {
            return new LedgerVerification(world(), json).run(outside, since);
        }
        return switch (unlocked(this::opened)) {
            case Opened.Alone(Vault vault) -> {
                try (vault) {
                    yield run(vault);
                }
            }
            case Opened.Beside(Observation vault) -> {
                try (vault) {
                    yield beside(vault);
                }
            }
        };
    }

    /// A vault that this process has open, or that another one has.
    private sealed interface Opened {
        record Alone(Vault vault) implements Opened {}

        record Beside(Observation vault) implements Opened {}
    }

    private Opened opened(Unlock unlock) {
        try {
            return new Opened.Alone(open(unlock));
        } catch (VaultFault.Held | StoreFault.Held e) {
            World world = world();
            return new Opened.Beside(
                    Observation.open(
                            folder(), unlock, world.store(), world.clock(), world.random()));
        }
    }

    /// Nothing is said before it is known that the keys are still the same: what did not open with
    /// old ones is no finding.
    private int beside(Observation vault) {
        tell("another process has the vault open; looking at its files beside it");
        var lines = new ArrayList<String>();
        try {
            int ended = verify(vault.inspection(), lines::add);
            if (!vault.keysChanged()) {
                lines.forEach(this::print);
                return ended;
            }
        } catch (VaultFault | CryptoFault e) {
            if (!vault.keysChanged()) {
                throw e;
            }
        }
        tell("the vault's keys were replaced meanwhile: run it again");
        return ExitCode.NO_VAULT;
    }

    @Override
    int run(Vault vault) {
        return verify(vault.inspection(), this::print);
    }

    private int verify(Inspection inspection, Consumer<String> out) {
        Optional<byte[]> kept = since.map(LedgerVerification::read);
        Inspection.Watcher watcher = new Told(out);
        Report report =
                kept.map(text -> inspection.verify(watcher, text))
                        .orElseGet(() -> inspection.verify(watcher));
        if (json) {
            out.accept(new String(CanonicalJson.encode(json(report)), StandardCharsets.UTF_8));
        } else {
            out.accept(
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

    /// Says at once what is found, and on a terminal how far it is.
    private final class Told implements Inspection.Watcher {
        private final Consumer<String> out;

        Told(Consumer<String> out) {
            this.out = out;
        }

        @Override
        public void progress(Step step) {
            if (world().terminal().isPresent()) {
                tell(step.done() + " " + word(step.stage()));
            }
        }

        @Override
        public void found(Finding finding) {
            if (!json) {
                out.accept(line(finding));
            }
        }
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

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
