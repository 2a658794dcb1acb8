package custos.vault.keys;

import custos.crypto.SecretName;
import custos.store.ReadSession;
import custos.vault.core.Core;
import custos.vault.core.KeyFolder;
import custos.vault.core.RotatedKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Which keys there are, how old they are, and what was begun with them and not ended. Safe for
/// threads.
final class KeyInventory {
    /// A key older than this is rolled also when nobody was erased.
    private static final Duration MAX_AGE = Duration.ofDays(30);

    private final Core core;
    private final KeyFolder folder;
    private final OldKeys old;

    KeyInventory(Core core, KeyFolder folder, OldKeys old) {
        this.core = core;
        this.folder = folder;
        this.old = old;
    }

    Keys.Overview all() {
        return new Keys.Overview(KekCount.of(core), secrets(), rolled(), isUnfinished());
    }

    List<Keys.Secret> secrets() {
        var keyring = folder.keyring();
        return Arrays.stream(SecretName.values())
                .flatMap(name ->
                        keyring.secrets().versions(name).stream()
                                .map(version ->
                                        new Keys.Secret(
                                                name.name(),
                                                version,
                                                keyring.created(name, version),
                                                version == keyring.secrets().newest(name))))
                .toList();
    }

    /// When the last roll ended.
    Optional<Instant> rolled() {
        return RollNote.read(core, RollNote.KEK).flatMap(RollNote::until);
    }

    /// When the last roll ended, or else when the vault was made.
    Instant rolledOrMade() {
        return rolled().orElseGet(() ->
                folder.keyring().created(SecretName.LOG, 1).truncatedTo(ChronoUnit.SECONDS));
    }

    boolean isUnfinished() {
        return KekRoll.isUnfinished(core);
    }

    boolean isRollDue() {
        Instant since = rolledOrMade();
        try (ReadSession read = core.store().read()) {
            return isUnfinished()
                    || read.lastShredding().filter(day -> day >= Core.day(since)).isPresent()
                    || core.now().isAfter(since.plus(MAX_AGE))
                    || old.areDue();
        }
    }

    List<RotatedKey> unfinishedRotations() {
        return Arrays.stream(RotatedKey.values())
                .filter(key -> Rotation.isUnfinished(core, key))
                .toList();
    }
}
