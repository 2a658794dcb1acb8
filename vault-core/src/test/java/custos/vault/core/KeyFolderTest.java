package custos.vault.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import custos.crypto.Keyring;
import custos.crypto.SecretBytes;
import custos.crypto.SecretName;
import custos.vault.TestVault;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFolderTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir Path dir;

    @Test
    void a_changed_keyring_is_durable_at_once_and_the_former_one_stays_good() {
        TestVault test = TestVault.in(dir);
        test.close();
        Keyring opened = load(test);
        Keyring after;
        try (var folder = new KeyFolder(test.folder(), opened, RANDOM)) {
            after =
                    folder.change(keyring ->
                            keyring.withNewSecret(SecretName.LINK, RANDOM, Instant.EPOCH));

            assertThat(folder.keyring()).isSameAs(after);
            assertThat(after.counter()).isEqualTo(opened.counter() + 1);
            try (Keyring read = load(test)) {
                assertThat(read.bytes()).isEqualTo(after.bytes());
            }
            assertThat(opened.secrets().secret(SecretName.LINK, 1))
                    .isEqualTo(after.secrets().secret(SecretName.LINK, 1));
        }
        assertThatThrownBy(() -> after.secrets().secret(SecretName.LINK, 1).copy())
                .isInstanceOf(IllegalStateException.class);
    }

    private static Keyring load(TestVault test) {
        return Keyring.load(test.folder().keyring())
                .openWithKeyFile(SecretBytes.copyOf(test.key()));
    }
}
