package custos.vault;

import custos.customer.CustomerId;
import custos.customer.FieldValue;
import custos.event.Actor;
import custos.policy.FieldId;
import custos.vault.core.RotatedKey;
import custos.vault.customers.Customers;
import custos.vault.keys.Keys;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A process that rolls its keys again and again, while it takes customers in and erases every
/// other, until it is killed: `KeysKillTarget FOLDER KEY ROUND [SECRET]`; with a secret, such as
/// `index`, it rotates that. Each line of its output is something that it was told to be durable,
/// `in ID NAME`, `out ID`, `rolled NUMBER`, or what it is about to do, `going ID`. While it rotates
/// `suppress` they refuse letters, `no ID NAME`, and every other agrees again, `yes ID NAME`.
public final class KeysKillTarget {
    private static final int THREADS = 3;
    private static final Actor OPERATOR = new Actor.Operator();
    private static final FieldId NAME = new FieldId("full_name");
    private static final FieldId EMAIL = new FieldId("email");

    private KeysKillTarget() {}

    public static void main(String[] args) throws InterruptedException {
        Vault vault = KilledProgram.vault(args, Vault.Settings.STANDARD);
        Optional<RotatedKey> rotated = args.length > 3 ? RotatedKey.of(args[3]) : Optional.empty();
        boolean saying = rotated.filter(key -> key == RotatedKey.SUPPRESS).isPresent();
        for (int t = 0; t < THREADS; t++) {
            String prefix = "Kvido " + args[2] + "-" + t + "-";
            Thread.ofPlatform().start(() -> comeAndGo(vault, prefix, saying));
        }
        Thread.ofPlatform()
                .start(() -> rotated.ifPresentOrElse(key -> rotate(vault, key), () -> roll(vault)));
        KilledProgram.awaitKill();
    }

    /// The address of a customer by her name.
    public static String email(String name) {
        return name.toLowerCase(Locale.ROOT).replace(' ', '.') + "@example.org";
    }

    private static void say(Vault vault, CustomerId id, String name, boolean again) {
        TestVault.says(vault, id, "newsletter", "email", false);
        KilledProgram.say("no " + id.value() + " " + name);
        if (again) {
            KilledProgram.say("going " + id.value());
            TestVault.says(vault, id, "newsletter", "email", true);
            KilledProgram.say("yes " + id.value() + " " + name);
        }
    }

    private static void comeAndGo(Vault vault, String prefix, boolean saying) {
        for (int i = 0; ; i++) {
            String name = prefix + i;
            Map<FieldId, FieldValue> fields =
                    Map.of(
                            NAME,
                            new FieldValue.Text(name),
                            EMAIL,
                            new FieldValue.Text(email(name)));
            CustomerId id =
                    vault.customers()
                            .register(
                                    new Customers.Registration(
                                            fields, TestVault.COUNTER, List.of()),
                                    OPERATOR,
                                    Optional.empty())
                            .id();
            KilledProgram.say("in " + id.value() + " " + name);
            if (saying) {
                say(vault, id, name, i % 2 == 1);
            } else if (i % 2 == 1) {
                KilledProgram.say("going " + id.value());
                vault.erasure().erase(id, "no-longer-needed", false, OPERATOR);
                KilledProgram.say("out " + id.value());
            }
        }
    }

    private static void roll(Vault vault) {
        while (true) {
            var outcome = vault.keys().roll(OPERATOR, Duration.ofMinutes(1), _ -> {});
            if (outcome instanceof Keys.Outcome.Rolled(int kek, _)) {
                KilledProgram.say("rolled " + kek);
            }
        }
    }

    private static void rotate(Vault vault, RotatedKey key) {
        while (true) {
            KilledProgram.say("rolled " + vault.keys().rotate(key, OPERATOR, _ -> {}).version());
        }
    }
}
