package custos.vault.backups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import custos.event.ActType;
import custos.event.Actor;
import custos.vault.RestoredShop;
import custos.vault.audit.ActGroup;
import custos.vault.core.VaultFolder;
import custos.vault.restore.Restore;
import custos.vault.rows.Refusal;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/// Backups that an administrator asks for while the vault is at work.
class BackupRunsTest extends RestoredShop {
    private static final Actor ADMIN = new Actor.Staff("ada", "admin");

    private BackupRuns runs() {
        return test.vault().runs().backups();
    }

    private BackupRuns.State ended() {
        while (runs().state() instanceof BackupRuns.State.Running) {
            LockSupport.parkNanos(2_000_000);
        }
        return runs().state();
    }

    @Test
    void it_is_in_the_ledger_by_whom_and_the_backup_holds_that_entry() {
        runs().goTo(stick, 30);
        long before = test.vault().ledger().newestSize();

        assertThat(runs().start(ADMIN)).isTrue();

        assertThat(ended())
                .isInstanceOfSatisfying(
                        BackupRuns.State.Made.class,
                        done -> {
                            assertThat(done.run().by()).isEqualTo(ADMIN);
                            assertThat(done.made().data()).exists();
                            assertThat(done.made().leaves()).isEqualTo(before + 1);
                        });
        assertThat(test.vault().backups().last().map(Backups.Last::leaves)).hasValue(before + 1);
        assertThat(ActGroup.of(ActType.BACKUP_BEGUN)).isEqualTo(ActGroup.EXPORTS);
        test.inspected();
        test.close();
        Path to = dir.resolve("again");
        Restore.Report report =
                restore(
                        new Restore.Wanted(
                                stick, none(), none(), VaultFolder.of(to), none(), true));
        assertThat(report.leaves()).isEqualTo(before + 1);
    }

    @Test
    void what_stands_in_its_way_is_said_and_nothing_else_happens() {
        runs().goTo(dir.resolve("not-there"), 30);
        runs().start(ADMIN);

        assertThat(ended())
                .isInstanceOfSatisfying(
                        BackupRuns.State.BrokenOff.class,
                        off -> assertThat(off.why()).contains("there is no folder"));
    }

    @Test
    void without_a_folder_nothing_is_begun() {
        long before = test.vault().ledger().newestSize();

        assertThat(runs().haveFolder()).isFalse();
        assertThatThrownBy(() -> runs().start(ADMIN)).isInstanceOf(Refusal.Conflict.class);
        assertThat(test.vault().ledger().newestSize()).isEqualTo(before);
    }

    @Test
    void a_backup_of_the_day_that_is_under_way_is_not_disturbed() {
        runs().goTo(stick, 30);
        var asked = new AtomicBoolean();
        test.vault()
                .backups()
                .make(
                        stick,
                        30,
                        _ -> {
                            if (!asked.getAndSet(true)) {
                                runs().start(ADMIN);
                            }
                            ended();
                        });

        assertThat(ended())
                .isInstanceOfSatisfying(
                        BackupRuns.State.BrokenOff.class,
                        off -> assertThat(off.why()).contains("under way already"));
    }
}
