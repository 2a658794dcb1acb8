package custos.vault.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import custos.event.Actor;
import custos.vault.Deed;
import custos.vault.Tampering;
import custos.vault.TestVault;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Inspections in the background.
class VerificationTest {
    private static final Actor EVE = new Actor.Staff("eve", "auditor");

    @TempDir Path dir;

    private static Verification.State.Done done(TestVault shop) {
        Verification verification = shop.vault().runs().verification();
        while (!(verification.state() instanceof Verification.State.Done)) {
            Thread.onSpinWait();
        }
        return (Verification.State.Done) verification.state();
    }

    @Test
    void nothing_is_known_before_the_first_run() {
        try (var shop = TestVault.in(dir)) {
            assertThat(shop.vault().runs().verification().state())
                    .isEqualTo(new Verification.State.Never());
        }
    }

    @Test
    void the_result_says_who_asked_and_stays_until_the_next_run() {
        try (var shop = TestVault.in(dir)) {
            shop.customer(Map.of("full_name", "Jana", "email", "jana@example.org"));

            assertThat(shop.vault().runs().verification().start(EVE)).isTrue();

            Verification.State.Done done = done(shop);
            assertThat(done.run().by()).isEqualTo(EVE);
            assertThat(done.report().customers()).isEqualTo(1);
            assertThat(done.report().findings()).isEmpty();
            assertThat(shop.vault().runs().verification().state()).isEqualTo(done);
            assertThat(shop.vault().runs().verification().start(EVE)).isTrue();
            done(shop);
        }
    }

    @Test
    void findings_come_with_code_place_and_remedy() {
        try (var shop = TestVault.in(dir)) {
            shop.customer(Map.of("full_name", "Jana", "email", "jana@example.org"));
            shop.vault().close();
            try (var copy =
                    shop.changed(
                            dir.resolve("copy"),
                            folder ->
                                    Tampering.on(
                                            folder.database(),
                                            folder.database(),
                                            hand ->
                                                    hand.flip(
                                                            "record",
                                                            "body",
                                                            Deed.slot(Deed.JAN, 1),
                                                            3)))) {
                copy.vault().runs().verification().start(EVE);

                assertThat(done(copy).report().findings())
                        .allSatisfy(finding -> {
                            assertThat(finding.code()).isNotBlank();
                            assertThat(finding.place()).contains("1024");
                            assertThat(finding.remedy()).isNotBlank();
                        })
                        .isNotEmpty();
            }
        }
    }

    @Test
    void only_one_runs_at_a_time_and_closing_the_vault_ends_it() {
        var shop = TestVault.in(dir);
        for (int i = 0; i < 20; i++) {
            shop.customer(Map.of("full_name", "Jana", "email", "jana@example.org"));
        }
        Verification verification = shop.vault().runs().verification();

        boolean first = verification.start(EVE);
        boolean second =
                verification.state() instanceof Verification.State.Running
                        && verification.start(EVE);
        shop.close();

        assertThat(first).isTrue();
        assertThat(second).isFalse();
        assertThat(verification.state()).isNotInstanceOf(Verification.State.Running.class);
        assertThat(verification.start(EVE)).isFalse();
    }
}
