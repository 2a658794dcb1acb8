package custos.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import custos.vault.core.VaultFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/// Where a demonstration lies: the vault, its keys, the key file that opens it and the log-ins, all
/// in one folder. A real vault never lies so: whoever copies the folder has everything.
record DemoFolder(Path root) {
    private static final String VAULT = "vault";
    private static final String KEYS = "keys";
    private static final String MAIL = "mail";
    private static final String UNLOCK = "unlock.key";
    private static final String ACCESS = "access.txt";

    VaultFolder vault() {
        return new VaultFolder(root.resolve(VAULT), root.resolve(KEYS));
    }

    /// Where its letters land: nothing is sent anywhere.
    Path mail() {
        return root.resolve(MAIL);
    }

    Path unlock() {
        return root.resolve(UNLOCK);
    }

    /// Whether a demonstration stands here, made to its end.
    boolean isWhole() {
        return Files.isRegularFile(root.resolve(ACCESS), LinkOption.NOFOLLOW_LINKS);
    }

    /// Whether anything of one stands here.
    boolean isBegun() {
        return Files.exists(root.resolve(VAULT)) || Files.exists(unlock());
    }

    /// Written last: it says that all before it is there.
    void finish(List<String> access) {
        SecretFile.write(root.resolve(ACCESS), (String.join("\n", access) + "\n").getBytes(UTF_8));
    }

    List<String> access() {
        return SecretFile.text(root.resolve(ACCESS)).lines().toList();
    }

    void prepare() {
        try {
            Files.createDirectories(root);
        } catch (IOException e) {
            throw new UsageFault(root + " cannot be made");
        }
    }

    /// Deletes what a demonstration puts here, and nothing else.
    void clear() {
        try {
            for (String name : List.of(ACCESS, UNLOCK)) {
                Files.deleteIfExists(root.resolve(name));
            }
            for (String name : List.of(VAULT, KEYS, MAIL)) {
                if (Files.isDirectory(root.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
                    delete(root.resolve(name));
                }
            }
        } catch (IOException e) {
            throw new UsageFault("the demonstration in " + root + " cannot be deleted");
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var inside = Files.walk(folder)) {
            for (Path one : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        }
    }
}
