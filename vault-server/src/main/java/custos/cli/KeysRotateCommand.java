package custos.cli;

import custos.customer.CustomerId;
import custos.vault.Vault;
import custos.vault.core.KeyWork;
import custos.vault.core.RotatedKey;
import custos.vault.keys.Keys;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `keys rotate`: puts a new version of a key in the place of the one in use.
@Command(
        name = "rotate",
        description =
                "Put a new version of a key in the place of the one in use; what older versions"
                        + " sealed still opens.",
        footer = {
            "",
            "It may be ended at any moment; the next rotation of that key goes on where it was."
        })
final class KeysRotateCommand extends VaultCommand {
    private static final int TELL_EVERY_PERCENT = 10;

    @Parameters(
            paramLabel = "KEY",
            description =
                    "Which: log, link, export, index, suppress or ledger, or customers: every"
                            + " customer's own keys.")
    private String key = "";

    @Option(
            names = "--customer",
            paramLabel = "ID",
            description = "With customers: the keys of this one alone.")
    private Optional<String> customer = Optional.empty();

    private long toldPercent;

    KeysRotateCommand(World world) {
        super(world);
    }

    @Override
    public String meanwhile() {
        return "rotate on the page /admin/keys";
    }

    @Override
    void requireFit() {
        if (RotatedKey.of(key).isEmpty()) {
            throw new UsageFault(
                    "KEY is one of "
                            + Arrays.stream(RotatedKey.values())
                                    .map(RotatedKey::word)
                                    .collect(Collectors.joining(", ")));
        }
        customer.ifPresent(CustomerId::new);
        if (customer.isPresent() && !key.equals(RotatedKey.CUSTOMERS.word())) {
            throw new UsageFault("--customer goes with customers alone");
        }
    }

    @Override
    int run(Vault vault) {
        RotatedKey which = RotatedKey.of(key).orElseThrow();
        Keys keys = vault.keys();
        KeyWork.Rotated rotated =
                customer.isPresent()
                        ? keys.rotate(new CustomerId(customer.get()), OPERATOR, this::progress)
                        : keys.rotate(which, OPERATOR, this::progress);
        print("rotated\t" + rotated.key().word() + "\t" + rotated.version());
        return ExitCode.DONE;
    }

    private void progress(KeyWork.Rotating now) {
        long percent = now.all() == 0 ? 0 : now.done() * 100 / now.all();
        if (percent >= toldPercent + TELL_EVERY_PERCENT) {
            toldPercent = percent;
            tell(now.done() + " of " + now.all());
        }
    }
}
