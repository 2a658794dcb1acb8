package custos.vault.backups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import custos.backup.BundleRow;
import custos.customer.CustomerId;
import custos.store.CommitState;
import custos.store.DocumentKind;
import custos.store.DocumentRow;
import custos.vault.MirroredShop;
import custos.vault.Vault;
import custos.vault.rows.VaultFault;
import custos.vault.writer.CustomerNumbers;
import custos.vault.writer.MirrorQueue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// A restore from a mirror skips the numbers that may have been given out unseen: never may the
/// vault give out more of them than that.
class MirrorLeapTest extends MirroredShop {
    private static final CommitState STATE = new CommitState(0, 7, new byte[32], 2000);

    /// As if an import had taken numbers in memory.
    private void take(long count) {
        for (long i = 0; i < count; i++) {
            test.vault().mirror().numbers().getAsLong();
        }
    }

    private CustomerId zoe() {
        return test.customer(Map.of("full_name", "Zoe"));
    }

    private void refusesCustomers() {
        assertThatThrownBy(this::zoe)
                .isInstanceOf(VaultFault.Unmirrored.class)
                .hasMessageContaining("65,536");
    }

    @Test
    void an_import_while_the_mirror_is_away_ends_before_numbers_that_a_restore_would_give_again()
            throws IOException {
        take(5_000);
        zoe();
        awaitMirrored();
        Path lost = copied("lost");
        long held = test.vault().mirror().numbers().peek();
        Path away = Files.move(mirror, dir.resolve("away"));
        test.says(eva, "newsletter", "email", false);
        await(() -> test.vault().mirror().status() instanceof Mirror.Status.Behind);

        take(CustomerNumbers.LEAP - 1);
        CustomerId last = zoe();
        long number = test.core().number(last);
        assertThat(number).isEqualTo(held + CustomerNumbers.LEAP - 1);
        refusesCustomers();
        test.says(eva, "newsletter", "email", true);

        // Another start does not make it forget.
        test.mirrorTo(mirror);
        await(() -> test.vault().mirror().status() instanceof Mirror.Status.Behind);
        refusesCustomers();

        Files.move(away, mirror);
        await(() -> test.vault().mirror().status() instanceof Mirror.Status.Current);
        assertThat(test.core().number(zoe())).isGreaterThan(number);
        test.close();

        restoreFrom(lost);
        try (Vault vault = open()) {
            vault.mirror().forget();
            var fields = test.registration(test.fields(Map.of("full_name", "Nova")));
            CustomerId nova = vault.customers().register(fields, ANNA, none()).id();
            assertThat(vault.core().number(nova)).isGreaterThan(number);
        }
    }

    @Test
    void records_are_not_taken_without_end_either_while_the_mirror_lacks_them() throws Exception {
        var queue = new MirrorQueue(true);
        queue.mark();
        queue.took(List.of(new BundleRow.Gone(1)), 29_999, STATE, test.vault().head().newest());
        queue.requireRoomFor(1);
        queue.took(List.of(new BundleRow.Gone(2)), 1, STATE, test.vault().head().newest());

        queue.requireRoomFor(0);
        assertThatThrownBy(() -> queue.requireRoomFor(1))
                .isInstanceOf(VaultFault.Unmirrored.class)
                .hasMessageContaining("30,000");

        MirrorQueue.Batch batch = queue.next(0);
        queue.took(List.of(new BundleRow.Gone(3)), 5, STATE, test.vault().head().newest());
        queue.stop();
        assertThatThrownBy(() -> queue.requireRoomFor(1)).isInstanceOf(VaultFault.class);
        queue.done(Objects.requireNonNull(batch));
        queue.requireRoomFor(1);
    }

    @Test
    void a_queue_is_given_up_for_its_bytes_too() {
        var queue = new MirrorQueue(true);
        queue.mark();
        for (int i = 0; i < 33; i++) {
            assertThat(queue.isFollowing()).as("after %d MiB", i).isTrue();
            byte[] policy = new byte[1024 * 1024];
            var row = new DocumentRow(DocumentKind.POLICY, new byte[] {1}, policy);
            queue.took(
                    List.of(new BundleRow.Document(row)), 0, STATE, test.vault().head().newest());
            if (i == 20) {
                // What was stored counts no more.
                queue.done(new MirrorQueue.Taken(10, 0));
            }
        }
        for (int i = 0; i < 10; i++) {
            var row = new DocumentRow(DocumentKind.POLICY, new byte[] {1}, new byte[1024 * 1024]);
            queue.took(
                    List.of(new BundleRow.Document(row)), 0, STATE, test.vault().head().newest());
        }
        assertThat(queue.isFollowing()).isFalse();
    }

    @Test
    void a_number_waits_for_a_mirror_that_is_being_written() {
        var numbers = new CustomerNumbers(70_000);
        numbers.follow(2_000, () -> numbers.held(10_000));
        numbers.expectSoon(true);
        assertThat(numbers.getAsLong()).isEqualTo(70_000);
        numbers.follow(2_000, () -> {});
        numbers.expectSoon(false);
        assertThatThrownBy(numbers::getAsLong).isInstanceOf(VaultFault.Unmirrored.class);
        numbers.free();
        assertThat(numbers.getAsLong()).isEqualTo(70_001);
    }
}
