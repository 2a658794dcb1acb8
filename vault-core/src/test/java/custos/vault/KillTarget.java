package custos.vault;

import custos.customer.FieldValue;
import custos.event.Actor;
import custos.policy.FieldId;
import custos.vault.customers.Customers;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A process that takes customers in until it is killed: `KillTarget FOLDER KEY ROUND`. Each line
/// of its output, `ID LEAF NAME`, is a customer whom it was told to be durable.
public final class KillTarget {
    private static final int THREADS = 6;
    private static final FieldId NAME = new FieldId("full_name");

    private KillTarget() {}

    public static void main(String[] args) throws InterruptedException {
        Vault vault = KilledProgram.vault(args, Vault.Settings.STANDARD);
        for (int t = 0; t < THREADS; t++) {
            String prefix = "Kvido " + args[2] + "-" + t + "-";
            Thread.ofPlatform().start(() -> registerForEver(vault, prefix));
        }
        KilledProgram.awaitKill();
    }

    private static void registerForEver(Vault vault, String prefix) {
        var actor = new Actor.Operator();
        for (int i = 0; ; i++) {
            String name = prefix + i;
            Map<FieldId, FieldValue> fields = Map.of(NAME, new FieldValue.Text(name));
            var recorded =
                    vault.customers()
                            .register(
                                    new Customers.Registration(
                                            fields, TestVault.COUNTER, List.of()),
                                    actor,
                                    Optional.empty());
            String line = recorded.id().value() + " " + recorded.leaf() + " " + name;
            KilledProgram.say(line);
        }
    }
}
