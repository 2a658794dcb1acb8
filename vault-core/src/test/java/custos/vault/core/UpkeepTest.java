package custos.vault.core;

import static org.assertj.core.api.Assertions.assertThat;

import custos.vault.TestVault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpkeepTest {
    @Test
    void what_waits_for_an_import_is_looked_after_also_after_it_failed(@TempDir Path dir)
            throws InterruptedException {
        var times = new CountDownLatch(3);
        try (TestVault shop = TestVault.in(dir)) {
            shop.vault()
                    .attend(
                            Duration.ofMillis(1),
                            () -> {
                                times.countDown();
                                throw new IllegalStateException("not now");
                            });

            assertThat(times.await(1, TimeUnit.MINUTES)).isTrue();
        }
    }
}
