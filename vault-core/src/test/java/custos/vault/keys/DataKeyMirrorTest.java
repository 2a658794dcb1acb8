package custos.vault.keys;

import static org.assertj.core.api.Assertions.assertThat;

import custos.vault.MirroredShop;
import custos.vault.Vault;
import custos.vault.core.ConsentWords;
import custos.vault.core.RotatedKey;
import custos.vault.restore.Restore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A mirror beside rotations of customers' keys.
class DataKeyMirrorTest extends MirroredShop {
    private void rotate() {
        test.vault().keys().rotate(RotatedKey.CUSTOMERS, ANNA, _ -> {});
    }

    private void assertRestores(Path copy, boolean newest) {
        test.vault().close();
        restore(
                new Restore.Wanted(
                        stick,
                        newest ? none() : Optional.of(lastWeek),
                        none(),
                        target(),
                        Optional.of(copy),
                        none(),
                        false));
        try (Vault restored = open()) {
            assertThat(name(restored, jan)).isEqualTo("Jan Novák");
            assertThat(name(restored, petr)).isEqualTo("Petr Dub");
            assertThat(ConsentWords.name(newsletterOf(restored, eva))).isEqualTo("withdrawn");
            assertSound(restored);
        }
    }

    @Test
    void the_mirror_opens_what_a_bundle_of_before_holds_and_what_came_since() {
        stops(eva);
        rotate();
        amend(petr, "phone", "+420601000979");
        awaitMirrored();
        assertRestores(copied("copy"), false);
    }

    @Test
    void a_mirror_that_begins_anew_while_keys_are_rotated_misses_nobody() {
        stops(eva);
        test.vault().keys().rotate(RotatedKey.CUSTOMERS, ANNA, _ -> test.vault().mirror().renew());
        test.later(Duration.ofHours(1));
        backUp();
        amend(petr, "phone", "+420601000979");
        awaitMirrored();
        assertRestores(copied("copy"), true);
    }

    @Test
    void so_it_does_once_the_keys_before_are_gone() {
        stops(eva);
        rotate();
        test.later(Duration.ofHours(1));
        backUp();
        test.later(Duration.ofDays(32));
        backUp();
        test.vault().keys().roll(ANNA, Duration.ofMinutes(1), _ -> {});
        amend(petr, "phone", "+420601000979");
        awaitMirrored();
        assertRestores(copied("copy"), true);
    }
}
