package custos.vault;

import custos.crypto.SecretBytes;
import custos.customer.FieldValue;
import custos.event.Actor;
import custos.policy.FieldId;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A process that takes customers in until it is killed: `KillTarget FOLDER KEY ROUND`. Each line
/// of its output, `ID LEAF NAME`, is a customer whom it was told to be durable.
final class KillTarget {
    private static final int THREADS = 6;
    private static final FieldId NAME = new FieldId("full_name");

    private KillTarget() {}

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
            Thread.ofPlatform().start(() -> registerForEver(vault, prefix, out));
        }
        var _ = new CountDownLatch(1).await(1, TimeUnit.MINUTES);
        // Nobody killed us: the test that started us is gone.
        Runtime.getRuntime().halt(1);
    }

    private static void registerForEver(Vault vault, String prefix, FileOutputStream out) {
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
            String line = recorded.id().value() + " " + recorded.leaf() + " " + name + "\n";
            say(out, line);
        }
    }

    /// One write of a whole line: what was said before the end stands in the file.
    private static void say(FileOutputStream out, String line) {
        try {
            synchronized (out) {
                out.write(line.getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
