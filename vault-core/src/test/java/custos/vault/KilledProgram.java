package custos.vault;

import custos.crypto.SecretBytes;
import custos.vault.core.VaultFolder;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// What programs have in common that [KilledProcess] runs: `PROGRAM FOLDER KEY ...`.
public final class KilledProgram {
    private static final FileOutputStream OUT = new FileOutputStream(FileDescriptor.out);

    private KilledProgram() {}

    /// Opens the vault in the folder `args[0]` by the key file's bytes `args[1]`, in hex.
    public static Vault vault(String[] args, Vault.Settings settings) {
        return Vault.open(
                VaultFolder.of(Path.of(args[0])),
                new Unlock.KeyFile(SecretBytes.copyOf(HexFormat.of().parseHex(args[1]))),
                TestVault.SQLITE,
                settings,
                InstantSource.system(),
                new SecureRandom());
    }

    /// One write of a whole line: what was said before the end stands in the file.
    public static void say(String line) {
        try {
            synchronized (OUT) {
                OUT.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Waits to be killed. When nobody does, the test that started this is gone.
    public static void awaitKill() throws InterruptedException {
        var _ = new CountDownLatch(1).await(1, TimeUnit.MINUTES);
        Runtime.getRuntime().halt(1);
    }
}
