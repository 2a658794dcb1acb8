package custos.vault;

import custos.crypto.Keyring;
import custos.crypto.PassphraseHash;
import custos.crypto.SecretBytes;
import custos.crypto.VaultId;
import java.security.SecureRandom;
import java.time.Instant;

/// The keyring of a vault that is being made: a recovery sheet always, and the ways to unlock it
/// that were asked for.
final class FirstKeyring {
    private FirstKeyring() {}

    static Keyring make(Beginning beginning, SecretBytes sheet, Instant now, SecureRandom random) {
        Keyring keyring =
                Keyring.create(VaultId.random(random), random, now)
                        .withRecoverySheet(sheet, random);
        if (beginning.passphrase().length > 0) {
            keyring =
                    keyring.withPassphrase(
                            beginning.passphrase(),
                            beginning.hash(),
                            PassphraseHash.Cost.STANDARD,
                            random);
        }
        return beginning.keyFile().isPresent()
                ? keyring.withKeyFile(beginning.keyFile().get(), random)
                : keyring;
    }
}
