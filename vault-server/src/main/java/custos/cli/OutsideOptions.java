package custos.cli;

import custos.ledger.LedgerFault;
import custos.ledger.VerifierKey;
import custos.proof.LedgerSource;
import custos.proof.PublishedLedger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/// Which ledger to read from outside, instead of a vault's own.
final class OutsideOptions {
    @Option(
            names = "--ledger",
            paramLabel = "URL|DIR",
            description = "A published ledger, or a folder with its files; needs no vault.")
    private String ledger = "";

    @Option(
            names = "--key",
            paramLabel = "VKEY",
            description = "The ledger's verifier key, as the shop publishes it.")
    private String key = "";

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "The first line is a token for tiles that are not public.")
    private Optional<Path> tokenFile = Optional.empty();

    /// Whether a ledger outside is meant.
    ///
    /// @throws UsageFault when something is left out or too much
    boolean isGiven() {
        if (ledger.isEmpty() && (!key.isEmpty() || tokenFile.isPresent())) {
            throw new UsageFault("--key and --token-file go with --ledger");
        }
        if (!ledger.isEmpty() && key.isEmpty()) {
            throw new UsageFault("--ledger: give the ledger's key as well, with --key");
        }
        return !ledger.isEmpty();
    }

    VerifierKey key() {
        return KeyText.parse(key);
    }

    /// Reads the ledger for a proof. Where it is not what it says, that is said instead.
    ///
    /// @return the exit code
    int read(World world, Consumer<PublishedLedger> use) {
        try {
            use.accept(PublishedLedger.open(source(), key()));
            return ExitCode.DONE;
        } catch (PublishedLedger.Unusable | LedgerFault e) {
            world.err()
                    .println("custos: " + e.getMessage() + "; `custos verify --ledger` says more");
            return ExitCode.CHECK_FAILED;
        }
    }

    LedgerSource source() {
        if (ledger.startsWith("http://") || ledger.startsWith("https://")) {
            return LedgerAddress.of(ledger, tokenFile.map(SecretFile::line).map(String::new));
        }
        Path folder = Path.of(ledger);
        if (!Files.isDirectory(folder)) {
            throw new UsageFault("--ledger: " + ledger + " is no folder, and no http address");
        }
        return new LedgerFolder(folder);
    }
}
