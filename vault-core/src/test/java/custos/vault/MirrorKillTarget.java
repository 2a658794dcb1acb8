package custos.vault;

import custos.customer.FieldValue;
import custos.event.Actor;
import custos.policy.FieldId;
import custos.vault.customers.Customers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// A process that takes customers in, with a mirror, until it is killed: `MirrorKillTarget FOLDER
/// KEY MIRROR`. Each line of its output is the number of a leaf whose proof it was given.
public final class MirrorKillTarget {
    private static final int THREADS = 4;
    private static final FieldId NAME = new FieldId("full_name");

    private MirrorKillTarget() {}

    public static void main(String[] args) throws InterruptedException {
        var settings = new Vault.Settings(Duration.ZERO, Optional.of(Path.of(args[2])));
        Vault vault = KilledProgram.vault(args, settings);
        vault.mirror().start();
        for (int t = 0; t < THREADS; t++) {
            Thread.ofPlatform().start(() -> proveForEver(vault));
        }
        KilledProgram.awaitKill();
    }

    private static void proveForEver(Vault vault) {
        while (true) {
            var wanted =
                    new Customers.Registration(
                            Map.of(NAME, new FieldValue.Text("Kvido")),
                            TestVault.COUNTER,
                            java.util.List.of());
            long leaf =
                    vault.customers()
                            .register(wanted, new Actor.Operator(), Optional.empty())
                            .leaf();
            long proven = vault.audit().proof(leaf).entry().index();
            KilledProgram.say(String.valueOf(proven));
        }
    }
}
