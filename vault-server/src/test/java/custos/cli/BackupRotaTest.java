package custos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import custos.vault.Vault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupRotaTest {
    @TempDir private Path room;
    private final AtomicReference<Instant> now = new AtomicReference<>(Desk.NOW);
    private Desk desk;
    private Path stick;

    @BeforeEach
    void sit_down() throws IOException {
        desk = new Desk(room).withVault();
        stick = Files.createDirectory(room.resolve("stick"));
    }

    private BackupRota rota(Vault vault, Path folder) {
        return new BackupRota(vault, new BackupRota.Wanted(folder, 30), now::get);
    }

    private long bundles() {
        try (var files = Files.list(stick)) {
            return files.filter(file -> file.toString().endsWith("-data.bundle")).count();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void a_backup_is_made_at_once_and_then_not_before_a_day_is_over() {
        desk.inVault(vault -> {
            try (BackupRota rota = rota(vault, stick)) {
                rota.look();
                rota.look();
                assertThat(bundles()).isEqualTo(1);

                now.set(Desk.NOW.plus(Duration.ofHours(23)));
                rota.look();
                assertThat(bundles()).isEqualTo(1);
                assertThat(vault.backups().last()).isPresent();
            }
            return 0;
        });
    }

    @Test
    void a_stick_that_is_not_plugged_in_ends_nothing() {
        desk.inVault(vault -> {
            try (BackupRota rota = rota(vault, room.resolve("not-there"))) {
                rota.look();
                assertThat(vault.backups().last()).isEmpty();
            }
            return 0;
        });
    }
}
