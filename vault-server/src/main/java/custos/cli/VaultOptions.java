package custos.cli;

import custos.crypto.KeyToken;
import custos.crypto.SecretBytes;
import custos.vault.Unlock;
import custos.vault.Vault;
import custos.vault.core.VaultFolder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Option;

/// The options that every command on a vault takes: where it lies and what opens it. What is not
/// given is looked for in the environment, then in the configuration file; a passphrase is asked
/// for when somebody is at a terminal.
final class VaultOptions {
    private static final List<Setting> UNLOCKS =
            List.of(
                    Setting.PASSPHRASE_FILE,
                    Setting.KEY_FILE,
                    Setting.RECOVERY_SHEET,
                    Setting.PKCS11_MODULE);

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The vault's data folder (CUSTOS_DATA).")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--keys",
            paramLabel = "DIR",
            description =
                    "The vault's key folder (CUSTOS_KEYS); DIR-keys beside the data if left out.")
    private Optional<Path> keys = Optional.empty();

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "The passphrase is the first line of FILE (CUSTOS_PASSPHRASE_FILE).")
    private Optional<Path> passphraseFile = Optional.empty();

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description = "The 32 bytes of FILE open the vault (CUSTOS_KEY_FILE).")
    private Optional<Path> keyFile = Optional.empty();

    @Option(
            names = "--recovery-sheet",
            paramLabel = "FILE",
            description = "The recovery sheet stands in FILE (CUSTOS_RECOVERY_SHEET).")
    private Optional<Path> recoverySheet = Optional.empty();

    @Option(
            names = "--pkcs11-module",
            paramLabel = "FILE",
            description =
                    "A token opens the vault; FILE is its maker's library (CUSTOS_PKCS11_MODULE).")
    private Optional<Path> pkcs11Module = Optional.empty();

    @Option(
            names = "--pkcs11-token",
            paramLabel = "LABEL",
            description = "The token's label (CUSTOS_PKCS11_TOKEN).")
    private Optional<String> pkcs11Token = Optional.empty();

    @Option(
            names = "--pin-file",
            paramLabel = "FILE",
            description =
                    "The token's PIN is the first line of FILE (CUSTOS_PIN_FILE); asked for if left"
                            + " out.")
    private Optional<Path> pinFile = Optional.empty();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings, one a line, `name: value` (CUSTOS_CONFIG).")
    private Optional<Path> config = Optional.empty();

    Settings settings(World world) {
        return Settings.of(world, config);
    }

    VaultFolder folder(World world) {
        Settings settings = settings(world);
        Path folder =
                data.or(() -> settings.path(Setting.DATA))
                        .orElseThrow(() ->
                                new UsageFault("which vault? Give --data DIR, or set CUSTOS_DATA"));
        return keys.or(() -> settings.path(Setting.KEYS))
                .map(beside -> new VaultFolder(folder, beside))
                .orElseGet(() -> VaultFolder.of(folder));
    }

    /// Opens the vault; the caller closes it.
    Vault open(World world, Vault.Settings how) {
        return unlocked(world, unlock -> open(world, unlock, how));
    }

    /// The same with what opens it at hand.
    Vault open(World world, Unlock unlock, Vault.Settings how) {
        return Vault.open(folder(world), unlock, world.store(), how, world.clock(), world.random());
    }

    /// The one way to open the vault that was given, if any was.
    Optional<Way> way(World world) {
        var given = UNLOCKS.stream().filter(one -> option(one).isPresent()).toList();
        Settings settings = settings(world);
        var chosen = given.isEmpty() ? settings.chosen(UNLOCKS) : given;
        if (chosen.size() > 1) {
            throw new UsageFault(
                    "give one of --passphrase-file, --key-file, --recovery-sheet and"
                            + " --pkcs11-module, not several");
        }
        boolean byToken = chosen.contains(Setting.PKCS11_MODULE);
        if (!byToken && (pkcs11Token.isPresent() || pinFile.isPresent())) {
            throw new UsageFault("--pkcs11-token and --pin-file go with --pkcs11-module");
        }
        return chosen.stream()
                .findFirst()
                .map(one -> new Way(one, option(one).or(() -> settings.path(one)).orElseThrow()));
    }

    /// A way to open a vault.
    ///
    /// @param kind one of passphrase file, key file, recovery sheet, PKCS#11 module
    record Way(Setting kind, Path file) {}

    private Optional<Path> option(Setting unlock) {
        var given =
                Map.of(
                        Setting.PASSPHRASE_FILE, passphraseFile,
                        Setting.KEY_FILE, keyFile,
                        Setting.RECOVERY_SHEET, recoverySheet,
                        Setting.PKCS11_MODULE, pkcs11Module);
        return given.getOrDefault(unlock, Optional.empty());
    }

    /// Hands out what opens the vault and wipes it afterwards.
    <T> T unlocked(World world, Function<Unlock, T> use) {
        Optional<Way> way = way(world);
        if (way.isPresent() && way.get().kind() == Setting.KEY_FILE) {
            try (SecretBytes key = SecretFile.key(way.get().file())) {
                return use.apply(new Unlock.KeyFile(key));
            }
        }
        if (way.isPresent() && way.get().kind() == Setting.RECOVERY_SHEET) {
            return use.apply(new Unlock.Sheet(SecretFile.text(way.get().file())));
        }
        if (way.isPresent() && way.get().kind() == Setting.PKCS11_MODULE) {
            try (KeyToken token = token(world, way.get().file()).open(world)) {
                return use.apply(new Unlock.Token(token));
            }
        }
        char[] words = way.map(one -> SecretFile.line(one.file())).orElseGet(() -> ask(world));
        try {
            return use.apply(new Unlock.Passphrase(words, world.passphraseHash()));
        } finally {
            Arrays.fill(words, '\0');
        }
    }

    private TokenChoice token(World world, Path module) {
        Settings settings = settings(world);
        String label =
                pkcs11Token
                        .or(() -> settings.find(Setting.PKCS11_TOKEN))
                        .orElseThrow(() -> new UsageFault("which token? Give --pkcs11-token"));
        return new TokenChoice(module, label, pinFile.or(() -> settings.path(Setting.PIN_FILE)));
    }

    private static char[] ask(World world) {
        char[] words =
                world.terminal()
                        .orElseThrow(() ->
                                new UsageFault(
                                        "what opens the vault? Give --passphrase-file, --key-file,"
                                                + " --recovery-sheet or --pkcs11-module"))
                        .secret("Passphrase: ");
        if (words.length == 0) {
            throw new UsageFault("no passphrase was typed");
        }
        return words;
    }
}
