package custos.vault;

import custos.crypto.SecretBytes;
import custos.customer.CustomerId;
import custos.customer.FieldValue;
import custos.event.Actor;
import custos.policy.FieldId;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A process that rolls its keys again and again, while it takes customers in and erases every
/// other, until it is killed: `KeysKillTarget FOLDER KEY ROUND [SECRET]`; with a secret, such as
/// `index`, it rotates that. Each line of its output is something that it was told to be durable,
/// `in ID NAME`, `out ID`, `rolled NUMBER`, or what it is about to do, `going ID`.
final class KeysKillTarget {
    private static final int THREADS = 3;
    private static final Actor OPERATOR = new Actor.Operator();
    private static final FieldId NAME = new FieldId("full_name");
    private static final FieldId EMAIL = new FieldId("email");

    private KeysKillTarget() {}

    public static void main(String[] args) throws InterruptedException {
        Vault vault =
                Vault.open(
                        VaultFolder.of(Path.of(args[0])),
                        new Unlock.KeyFile(SecretBytes.copyOf(HexFormat.of().parseHex(args[1]))),
                        TestVault.SQLITE,
                        Vault.Settings.STANDARD,
                        InstantSource.system(),
                        new SecureRandom());
        var out = new FileOutputStream(FileDescriptor.out);
        for (int t = 0; t < THREADS; t++) {
            String prefix = "Kvido " + args[2] + "-" + t + "-";
            Thread.ofPlatform().start(() -> comeAndGo(vault, prefix, out));
        }
        Optional<RotatedKey> rotated = args.length > 3 ? RotatedKey.of(args[3]) : Optional.empty();
        Thread.ofPlatform()
                .start(() ->
                        rotated.ifPresentOrElse(
                                key -> rotate(vault, key, out), () -> roll(vault, out)));
        var _ = new CountDownLatch(1).await(1, TimeUnit.MINUTES);
        // Nobody killed us: the test that started us is gone.
        Runtime.getRuntime().halt(1);
    }

    /// The address of a customer by her name.
    static String email(String name) {
        return name.toLowerCase(Locale.ROOT).replace(' ', '.') + "@example.org";
    }

    private static void comeAndGo(Vault vault, String prefix, FileOutputStream out) {
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
            say(out, "in " + id.value() + " " + name);
            if (i % 2 == 1) {
                say(out, "going " + id.value());
                vault.erasure().erase(id, "no-longer-needed", false, OPERATOR);
                say(out, "out " + id.value());
            }
        }
    }

    private static void roll(Vault vault, FileOutputStream out) {
        while (true) {
            var outcome = vault.keys().roll(OPERATOR, Duration.ofMinutes(1), _ -> {});
            if (outcome instanceof Keys.Outcome.Rolled(int kek, _)) {
                say(out, "rolled " + kek);
            }
        }
    }

    private static void rotate(Vault vault, RotatedKey key, FileOutputStream out) {
        while (true) {
            say(out, "rolled " + vault.keys().rotate(key, OPERATOR, _ -> {}).version());
        }
    }

    /// One write of a whole line: what was said before the end stands in the file.
    private static void say(FileOutputStream out, String line) {
        try {
            synchronized (out) {
                out.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
