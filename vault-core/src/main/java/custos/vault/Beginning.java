package custos.vault;

import custos.crypto.PassphraseHash;
import custos.crypto.SecretBytes;
import custos.policy.PolicyFiles;
import java.util.Optional;

/// What a new vault begins with.
///
/// @param host the name that the ledger's origin begins with, such as `shop.example.org`
/// @param passphrase opens the vault from then on
/// @param policy put into force as its first version
public record Beginning(
        String host,
        char[] passphrase,
        Optional<SecretBytes> keyFile,
        PassphraseHash hash,
        PolicyFiles policy) {
    @Override
    public String toString() {
        return "Beginning[" + host + "]";
    }
}
