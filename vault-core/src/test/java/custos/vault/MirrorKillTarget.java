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
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A process that takes customers in, with a mirror, until it is killed: `MirrorKillTarget FOLDER
/// KEY MIRROR`. Each line of its output is the number of a leaf whose proof it was given.
final class MirrorKillTarget {
    private static final int THREADS = 4;
    private static final FieldId NAME = new FieldId("full_name");

    private MirrorKillTarget() {}

    public static void main(String[] args) throws InterruptedException {
        Vault vault =
                Vault.open(
                        VaultFolder.of(Path.of(args[0])),
                        new Unlock.KeyFile(SecretBytes.copyOf(HexFormat.of().parseHex(args[1]))),
                        TestVault.SQLITE,
                        new Vault.Settings(Duration.ZERO, Optional.of(Path.of(args[2]))),
                        InstantSource.system(),
                        new SecureRandom());
        vault.mirror().start();
        var out = new FileOutputStream(FileDescriptor.out);
        for (int t = 0; t < THREADS; t++) {
            Thread.ofPlatform().start(() -> proveForEver(vault, out));
        }
        var _ = new CountDownLatch(1).await(1, TimeUnit.MINUTES);
        // Nobody killed us: the test that started us is gone.
        Runtime.getRuntime().halt(1);
    }

    private static void proveForEver(Vault vault, FileOutputStream out) {
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
            try {
                synchronized (out) {
                    out.write((proven + "\n").getBytes(StandardCharsets.US_ASCII));
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
