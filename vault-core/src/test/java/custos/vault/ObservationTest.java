package custos.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import custos.customer.CustomerId;
import custos.event.Actor;
import custos.vault.core.RotatedKey;
import custos.vault.core.VaultFolder;
import custos.vault.inspection.Inspection;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Slots;
import custos.vault.rows.VaultFault;
import custos.vault.rows.Write;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A vault is looked over beside the one that has it open, and neither hinders the other.
class ObservationTest {
    private static final Actor ANNA = new Actor.Staff("anna", "admin");

    @TempDir private Path dir;
    private TestVault shop;
    private CustomerId jana;

    @BeforeEach
    void open() {
        shop = TestVault.in(dir);
        jana = shop.customer(Map.of("full_name", "Jana", "email", "jana@example.org"));
        shop.says(jana, "newsletter", "email", true);
        shop.customer(Map.of("full_name", "Petr", "email", "petr@example.org"));
    }

    @AfterEach
    void inspect() {
        shop.close();
    }

    private Observation beside() {
        return Observation.open(
                shop.folder(), shop.unlock(), TestVault.SQLITE, shop.clock(), new SecureRandom());
    }

    @Test
    void everything_is_looked_at_while_the_vault_is_open() {
        byte[] kept = shop.vault().ledger().checkpoint().getBytes(StandardCharsets.UTF_8);
        try (Observation beside = beside()) {
            Inspection.Report report = beside.inspection().verify(_ -> {}, kept);

            assertThat(report.findings()).isEmpty();
            assertThat(report).isEqualTo(shop.vault().inspection().verify(_ -> {}, kept));
            assertThat(report.customers()).isEqualTo(2);
            assertThat(beside.keysChanged()).isFalse();
        }
        assertThat(shop.vault().store().truncateLog()).as("no view is left open").isTrue();
        shop.inspected();
    }

    @Test
    void what_goes_on_meanwhile_is_no_finding() throws InterruptedException {
        var enough = new AtomicBoolean();
        Thread staff =
                Thread.ofPlatform()
                        .start(() -> {
                            for (int i = 0; !enough.get(); i++) {
                                CustomerId id =
                                        shop.customer(
                                                Map.of(
                                                        "full_name",
                                                        "Eva",
                                                        "email",
                                                        "eva" + i + "@example.org"));
                                shop.says(jana, "newsletter", "email", i % 2 == 0);
                                if (i % 3 == 0) {
                                    shop.vault()
                                            .erasure()
                                            .erase(id, "no-longer-needed", false, ANNA);
                                }
                            }
                        });
        try (Observation beside = beside()) {
            for (int run = 0; run < 5; run++) {
                assertThat(beside.inspection().verify(_ -> {}).findings()).isEmpty();
            }
        } finally {
            enough.set(true);
            staff.join();
        }
        shop.inspected();
    }

    @Test
    void it_finds_what_the_vault_itself_would_find() {
        long record;
        try (CustomerFile file = shop.core().file(shop.core().number(jana))) {
            record = Slots.firstRow(file.no()) + 1;
        }
        shop.core()
                .writer()
                .land(Write.upkeep(List.of(new custos.store.RowChange.DeleteRecord(record))));

        try (Observation beside = beside()) {
            assertThat(beside.inspection().verify(_ -> {}).findings())
                    .isNotEmpty()
                    .isEqualTo(shop.vault().inspection().verify(_ -> {}).findings());
        }
    }

    @Test
    void it_notices_that_keys_were_replaced_meanwhile() {
        try (Observation beside = beside()) {
            assertThat(beside.keysChanged()).isFalse();
            shop.vault().keys().rotate(RotatedKey.LOG, ANNA, _ -> {});
            assertThat(beside.keysChanged()).isTrue();
        }
        try (Observation beside = beside()) {
            shop.vault().keys().roll(ANNA, Duration.ofMinutes(1), _ -> {});
            assertThat(beside.keysChanged()).isTrue();
        }
        shop.inspected();
    }

    @Test
    void a_folder_without_a_vault_is_refused() {
        VaultFolder nothing = VaultFolder.of(dir.resolve("nothing"));
        assertThatExceptionOfType(VaultFault.WrongFolder.class)
                .isThrownBy(() ->
                        Observation.open(
                                nothing,
                                shop.unlock(),
                                TestVault.SQLITE,
                                shop.clock(),
                                new SecureRandom()));
    }
}
