package custos.vault;

import custos.customer.FieldValue;
import custos.event.Actor;
import custos.policy.FieldId;
import custos.store.StoreFault;
import custos.vault.customers.Customers;
import custos.vault.rows.VaultFault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// A process that takes customers in on a disk that fails now and then: `FailingDiskTarget FOLDER
/// KEY`. Each line of its output is `in ID NAME`, or why nobody was let in.
public final class FailingDiskTarget {
    private static final FieldId NAME = new FieldId("full_name");

    private FailingDiskTarget() {}

    public static void main(String[] args) {
        Vault vault = KilledProgram.vault(args, Vault.Settings.STANDARD);
        long until = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        for (int i = 0; System.nanoTime() < until; i++) {
            KilledProgram.say(takeIn(vault, "Kvido " + i));
            LockSupport.parkNanos(2_000_000L);
        }
        // Nobody killed us: the test that started us is gone.
        Runtime.getRuntime().halt(1);
    }

    private static String takeIn(Vault vault, String name) {
        try {
            Map<FieldId, FieldValue> fields = Map.of(NAME, new FieldValue.Text(name));
            var wanted = new Customers.Registration(fields, TestVault.COUNTER, List.of());
            var actor = new Actor.Operator();
            var recorded = vault.customers().register(wanted, actor, Optional.empty());
            return "in " + recorded.id().value() + " " + name;
        } catch (StoreFault.NoSpace e) {
            return "no-space " + e.getMessage();
        } catch (VaultFault.Stopped e) {
            return "stopped " + e.getMessage();
        }
    }
}
