package custos.store.sqlite;

import static custos.store.Rows.ANNA;
import static custos.store.Rows.bytes;
import static custos.store.Rows.customer;
import static custos.store.Rows.leaf;
import static custos.store.Rows.register;
import static custos.store.Rows.registration;
import static custos.store.Rows.state;
import static custos.store.Rows.upkeep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import custos.store.RowChange;
import custos.store.StoreFault;
import custos.store.VaultStore;
import custos.store.VaultStoreContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteVaultStoreTest implements VaultStoreContract {
    private static final Pattern SECRET = Pattern.compile("<[0-9a-f]{16}>");

    @TempDir Path dir;

    @Override
    public VaultStore emptyStore() {
        return SqliteVaultStore.create(file());
    }

    @Override
    public VaultStore reopened() {
        return SqliteVaultStore.open(file());
    }

    private Path file() {
        return dir.resolve("vault.db");
    }

    /// Runs SQL as a stray program would, with the triggers' pragma off.
    private void tamper(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                var statement = connection.createStatement()) {
            statement.executeUpdate("PRAGMA recursive_triggers = OFF");
            statement.executeUpdate(sql);
        }
    }

    @Test
    void a_vault_of_schema_1_is_brought_to_schema_2_when_it_is_opened() throws SQLException {
        try (var store = emptyStore()) {
            register(store, 1);
        }
        tamper("DROP INDEX disclosed_idx");
        tamper("PRAGMA user_version = 1");

        try (var store = reopened();
                var view = store.read()) {
            assertThat(view.countDisclosed(0)).isZero();
        }
        reopened().close();
    }

    @Test
    void who_only_looks_never_brings_a_vault_to_another_schema() throws SQLException {
        emptyStore().close();
        tamper("DROP INDEX disclosed_idx");
        tamper("PRAGMA user_version = 1");

        for (int twice = 0; twice < 2; twice++) {
            assertThatExceptionOfType(StoreFault.Damaged.class)
                    .isThrownBy(() -> SqliteVaultStore.look(file()))
                    .withMessage("the vault has schema 1, this program knows 2");
        }
    }

    @Test
    void who_looks_beside_somebody_reads_what_is_committed_and_writes_nothing() {
        try (var store = emptyStore()) {
            register(store, 1);
            try (var beside = SqliteVaultStore.look(file())) {
                try (var view = beside.read()) {
                    assertThat(view.customersFrom(0, 10)).hasSize(1);
                }
                register(store, 2);
                try (var view = beside.read()) {
                    assertThat(view.customersFrom(0, 10)).hasSize(2);
                }
                assertThatExceptionOfType(StoreFault.class).isThrownBy(() -> register(beside, 3));
            }
            try (var view = store.read()) {
                assertThat(view.customersFrom(0, 10)).hasSize(2);
            }
        }
    }

    @Test
    void a_vault_of_schema_2_without_its_index_was_altered() throws SQLException {
        emptyStore().close();
        tamper("DROP INDEX disclosed_idx");

        assertThatExceptionOfType(StoreFault.Damaged.class).isThrownBy(this::reopened);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE leaf SET entry = x'00' WHERE idx = 1",
                "UPDATE leaf SET idx = 9 WHERE idx = 1",
                "UPDATE OR REPLACE leaf SET idx = 0 WHERE idx = 1",
                "DELETE FROM leaf WHERE idx = 1",
                "DELETE FROM leaf",
                "INSERT INTO leaf VALUES (3, x'00')",
                "INSERT INTO leaf VALUES (-1, x'00')",
                "INSERT INTO leaf VALUES (NULL, x'00')",
                "INSERT OR REPLACE INTO leaf VALUES (1, x'00')",
                "REPLACE INTO leaf VALUES (0, x'00')",
                "INSERT INTO leaf VALUES (1, x'00') ON CONFLICT DO UPDATE SET entry = x'00'",
                "UPDATE tile SET hashes = zeroblob(8192)",
                "DELETE FROM tile",
                "INSERT OR REPLACE INTO tile VALUES (0, 0, 0, zeroblob(8192))",
                "INSERT INTO tile VALUES (0, 0, 2, zeroblob(8192))",
                "INSERT INTO tile VALUES (1, 0, 0, zeroblob(8192))",
                "INSERT INTO tile VALUES (0, 0, 1, zeroblob(8191))",
                "UPDATE commit_state SET size = 1",
                "UPDATE commit_state SET epoch = -1",
                "UPDATE commit_state SET next_customer = 1024",
                "DELETE FROM commit_state",
                "INSERT INTO commit_state VALUES (2, 0, 0, x'00', 1024)",
                "INSERT INTO checkpoint VALUES (-1, 1, x'00')",
                "DELETE FROM customer_key",
                "UPDATE customer_key SET wraps = x'00'",
            })
    void tampering_is_refused(String sql) throws SQLException {
        try (var store = emptyStore()) {
            register(store, 2);
        }
        tamper("INSERT INTO tile VALUES (0, 0, 0, zeroblob(8192))");
        assertThatThrownBy(() -> tamper(sql)).isInstanceOf(SQLException.class);
        try (var store = reopened();
                var view = store.read()) {
            assertThat(view.leavesBetween(0, Long.MAX_VALUE)).hasSize(2);
            assertThat(view.leaf(1)).contains(bytes("leaf 1"));
        }
    }

    @Test
    void foreign_newer_and_altered_files_are_refused() throws SQLException, IOException {
        assertDamaged("no vault file");
        Files.writeString(file(), "This is a letter and no database. ".repeat(100));
        assertDamaged("damaged");
        Files.delete(file());
        tamper("CREATE TABLE customer (no INTEGER)");
        assertDamaged("not a vault");
        Files.delete(file());
        emptyStore().close();
        tamper("DROP TRIGGER leaf_delete");
        assertDamaged("altered");
        Files.delete(file());
        emptyStore().close();
        tamper("PRAGMA user_version = 3");
        assertDamaged("schema 3");
    }

    private void assertDamaged(String words) {
        assertThatExceptionOfType(StoreFault.Damaged.class)
                .isThrownBy(this::reopened)
                .withMessageContaining(words);
    }

    @Test
    void a_vault_is_never_created_over_a_file() throws IOException {
        Files.writeString(file(), "mine");
        assertThatExceptionOfType(StoreFault.Failed.class).isThrownBy(this::emptyStore);
        assertThat(file()).hasContent("mine");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void only_the_owner_can_read_the_files() throws IOException {
        try (var store = emptyStore()) {
            register(store, 1);
            for (var name : List.of("vault.db", "vault.db-wal", "vault.db-shm")) {
                assertThat(
                                PosixFilePermissions.toString(
                                        Files.getPosixFilePermissions(dir.resolve(name))))
                        .as(name)
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void two_stores_on_one_file_take_turns() {
        try (var one = emptyStore();
                var two = reopened()) {
            register(one, 1);
            try (var group = one.write()) {
                assertThatExceptionOfType(StoreFault.Held.class).isThrownBy(two::write);
                group.commit(state(1), List.of());
            }
            upkeep(two, new RowChange.PutKeys(ANNA, bytes("by two")));
            try (var view = one.read()) {
                assertThat(view.keys(ANNA)).contains(bytes("by two"));
            }
        }
    }

    @Test
    void a_full_disk_fails_the_group_and_nothing_of_it_lands() throws SQLException {
        emptyStore().close();
        var vault = new VaultFile(file());
        try (var connection = vault.open(VaultFile.Use.WRITE);
                var statement = connection.createStatement()) {
            var sql = new Statements(connection, SqlFile.statements("write.sql"));
            statement.execute("PRAGMA max_page_count = 60");
            var group = new SqliteWriteSession(sql, known -> assertThat(known).isTrue());
            group.stage(leaf(0), registration(ANNA));
            var large = new RowChange.PutKeys(ANNA, new byte[1 << 20]);
            assertThatExceptionOfType(StoreFault.NoSpace.class)
                    .isThrownBy(() -> group.stage(leaf(1), List.of(large)));
            try (var next = new SqliteWriteSession(sql, known -> assertThat(known).isTrue())) {
                next.stage(leaf(0), registration(ANNA + 1));
                next.commit(state(1), List.of());
            }
        }
        try (var store = reopened();
                var view = store.read()) {
            assertThat(view.customer(ANNA)).isEmpty();
            assertThat(view.customer(ANNA + 1)).isPresent();
        }
    }

    /// Customers register out of order, gain keys, are rolled to another KEK, and are erased, many
    /// at a time and neighbours among them: whatever makes a file move its rows.
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void deleted_keys_are_in_no_file_once_the_log_is_emptied(long seed) throws IOException {
        var chance = new Random(seed);
        var live = new TreeMap<Long, byte[]>();
        try (var store = emptyStore()) {
            for (int round = 0; round < 30; round++) {
                change(store, live, arrivals(round, chance), chance);
                change(store, live, some(live, 30, chance), chance);
                erase(store, live, some(live, 40, chance));
                store.checkpointLog();
            }
            assertThat(store.truncateLog()).isTrue();
            assertThat(Files.size(dir.resolve("vault.db-wal"))).isZero();
            assertThat(secretsInFiles())
                    .containsExactlyInAnyOrderElementsOf(
                            live.values().stream().map(SqliteVaultStoreTest::secret).toList());
        }
    }

    private static List<Long> arrivals(int round, Random chance) {
        var numbers = new ArrayList<Long>();
        for (int i = 0; i < 60; i++) {
            numbers.add(ANNA + round * 60L + i);
        }
        Collections.shuffle(numbers, chance);
        return numbers;
    }

    private static List<Long> some(Map<Long, byte[]> live, int count, Random chance) {
        var numbers = new ArrayList<>(live.keySet());
        if (chance.nextBoolean()) {
            Collections.shuffle(numbers, chance);
        }
        return numbers.subList(0, Math.min(count, numbers.size()));
    }

    private static void change(
            VaultStore store, Map<Long, byte[]> live, List<Long> numbers, Random chance) {
        var changes = new ArrayList<RowChange>();
        for (long no : numbers) {
            int wraps = 1 + chance.nextInt(12);
            var after = bytes("<%016x>".formatted(chance.nextLong()) + "w".repeat(104 * wraps));
            var before = live.put(no, after);
            changes.add(
                    before == null
                            ? new RowChange.InsertCustomer(customer(no, 1))
                            : new RowChange.SwapKeys(no, before, before));
            changes.add(new RowChange.PutKeys(no, after));
        }
        upkeep(store, changes.toArray(RowChange[]::new));
    }

    private static void erase(VaultStore store, Map<Long, byte[]> live, List<Long> numbers) {
        numbers.forEach(live::remove);
        upkeep(
                store,
                numbers.stream()
                        .map(no -> new RowChange.DeleteCustomer(no, 1))
                        .toArray(RowChange[]::new));
    }

    private static String secret(byte[] wraps) {
        return new String(wraps, 0, 18, StandardCharsets.US_ASCII);
    }

    /// Every place in a file that holds keys, so that a second copy shows too.
    private List<String> secretsInFiles() throws IOException {
        var secrets = new ArrayList<String>();
        try (var files = Files.list(dir)) {
            for (var file : files.filter(f -> !f.toString().endsWith("-shm")).toList()) {
                var text = Files.readString(file, StandardCharsets.ISO_8859_1);
                SECRET.matcher(text).results().forEach(found -> secrets.add(found.group()));
            }
        }
        return secrets;
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_large_change_writes_no_temporary_file() throws IOException {
        try (var store = emptyStore();
                var group = store.write()) {
            for (int i = 0; i < 40; i++) {
                group.stage(
                        leaf(i),
                        List.of(
                                new RowChange.PutKeys(ANNA, new byte[3 << 20]),
                                new RowChange.PutKeys(ANNA + i, new byte[3 << 20])));
            }
            assertThat(openFiles()).noneMatch(name -> name.contains("etilqs"));
            assertThat(openFiles()).anyMatch(name -> name.contains("vault.db-wal"));
        }
    }

    private static List<String> openFiles() throws IOException {
        var names = new ArrayList<String>();
        try (var descriptors = Files.list(Path.of("/proc/self/fd"))) {
            for (var descriptor : descriptors.toList()) {
                if (Files.isSymbolicLink(descriptor)) {
                    names.add(Files.readSymbolicLink(descriptor).toString());
                }
            }
        }
        return names;
    }

    @Test
    void views_beyond_the_readers_wait_for_one_to_close() throws InterruptedException {
        try (var store = SqliteVaultStore.create(file(), 1)) {
            var first = store.read();
            var second = new Thread(() -> store.read().close());
            second.start();
            second.join(200);
            assertThat(second.isAlive()).isTrue();
            first.close();
            second.join(5_000);
            assertThat(second.isAlive()).isFalse();
        }
    }
}
