package custos.vault.rows;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import custos.customer.CustomerId;
import custos.event.Actor;
import custos.policy.ChannelId;
import custos.policy.FieldId;
import custos.policy.KindId;
import custos.policy.Language;
import custos.policy.MethodId;
import custos.policy.PurposeId;
import custos.sheet.SheetBytes;
import custos.vault.Needles;
import custos.vault.Strangers;
import custos.vault.TestVault;
import custos.vault.Vault;
import custos.vault.consents.ConsentAnswer;
import custos.vault.core.Repeat;
import custos.vault.customers.Customers;
import custos.vault.imports.ImportLines;
import custos.vault.imports.ImportWatch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// No value of any customer stands in any file, while the vault is open and at work: database, log,
/// its index, keyring, guard, temporary files, what is logged.
class PlaintextScanTest {
    private static final Actor ANNA = new Actor.Staff("anna", "staff");
    private static final int REGISTERED = 60;
    private static final int IMPORTED = 60;

    @TempDir Path dir;
    private final long seed = System.nanoTime();
    private final Strangers strangers = new Strangers(seed);
    private final List<String> values = new ArrayList<>();
    private TestVault test;

    @BeforeEach
    void create() {
        test = TestVault.in(dir.resolve("scanned"));
    }

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void no_value_stands_in_any_file_of_an_open_vault() throws IOException {
        Set<Path> before = temporaryFiles();
        var log = new ListAppender<ILoggingEvent>();
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(log);
        log.start();
        try {
            registerAndWork();
            importSheet();
        } finally {
            root.detachAppender(log);
        }

        var needles = Needles.of(values);
        assertThat(needles.count()).isGreaterThan(10_000);
        Path[] folders = {test.folder().data(), test.folder().keys()};
        assertThat(Files.size(folders[0].resolve("vault.db-wal"))).isPositive();
        assertThat(needles.under(folders)).as("seed %d", seed).isEmpty();
        for (ILoggingEvent line : List.copyOf(log.list)) {
            assertThat(needles.in(line.getFormattedMessage().getBytes(UTF_8))).isEmpty();
        }
        for (Path file : temporaryFiles()) {
            if (!before.contains(file) && !file.startsWith(dir)) {
                assertThat(needles.in(Needles.bytes(file))).as("%s", file).isEmpty();
            }
        }

        test.vault().store().truncateLog();
        assertThat(needles.under(folders)).isEmpty();
        test.reopen();
        test.vault().awaitNames();
        assertThat(needles.under(folders)).isEmpty();
        assertThat(Needles.of(List.of("shop.example.org", "Sample Shop")).under(folders))
                .as("what stands in the clear is found in the same files")
                .isNotEmpty();
    }

    @Test
    void the_same_scan_finds_every_value_in_a_plain_database() throws SQLException, IOException {
        strangers.next(REGISTERED).forEach(stranger -> values.addAll(stranger.values()));
        for (String encoding : List.of("UTF-8", "UTF-16le", "UTF-16be")) {
            Path plain = Files.createDirectory(dir.resolve(encoding));
            write(plain.resolve("plain.db"), encoding, values);
            assertThat(found(plain)).containsExactlyInAnyOrderElementsOf(new HashSet<>(values));
        }
        for (int shift = 0; shift < 3; shift++) {
            Path folder = Files.createDirectory(dir.resolve("base64-" + shift));
            String before = "xyz".substring(0, shift);
            List<String> encoded =
                    values.stream()
                            .map(value -> (before + value + "!").getBytes(UTF_8))
                            .map(Base64.getEncoder()::encodeToString)
                            .toList();
            write(folder.resolve("base64.db"), "UTF-8", encoded);
            assertThat(found(folder)).containsExactlyInAnyOrderElementsOf(new HashSet<>(values));
        }
    }

    private Set<String> found(Path folder) {
        var found = new TreeSet<String>();
        Needles.of(values)
                .under(folder)
                .values()
                .forEach(forms ->
                        forms.forEach(form -> found.add(form.substring(form.indexOf(' ') + 1))));
        return found;
    }

    private static void write(Path file, String encoding, List<String> values) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.executeUpdate("PRAGMA encoding = '" + encoding + "'");
            statement.executeUpdate("CREATE TABLE customer (value TEXT)");
            connection.setAutoCommit(false);
            try (var insert =
                    connection.prepareStatement("INSERT INTO customer (value) VALUES (?)")) {
                for (String value : values) {
                    insert.setString(1, value);
                    insert.executeUpdate();
                }
            }
            connection.commit();
        }
    }

    /// Takes people in and does with them what a shop does.
    private void registerAndWork() {
        Vault vault = test.vault();
        for (var stranger : strangers.next(REGISTERED)) {
            values.addAll(stranger.values());
            CustomerId id =
                    vault.customers()
                            .register(
                                    new Customers.Registration(
                                            test.fields(stranger.fields()),
                                            TestVault.COUNTER,
                                            List.of(yes())),
                                    ANNA,
                                    Optional.of(
                                            new Repeat("token/" + stranger.number(), new byte[1])))
                            .id();
            addRecords(id);
            vault.customers().openFor(id, new PurposeId("service"), ANNA);
            vault.customers().reveal(id, Set.of(new FieldId("email")), "order-problem", ANNA);
        }
        vault.settle();
        vault.awaitNames();
        var some = values.getFirst();
        vault.customers().findByName(some, "staff", 20, Optional.empty());
        vault.policies().versions();
    }

    private void addRecords(CustomerId id) {
        String order = "O-" + strangers.digits(9);
        String recipient = strangers.word(3) + " " + strangers.word(4);
        String note = strangers.word(5) + " " + strangers.word(5);
        String complaint = strangers.word(4) + " je " + strangers.word(6);
        values.addAll(List.of(order, recipient, note, complaint));
        add(
                id,
                "purchase",
                Map.of(
                        "bought_on",
                        "2026-10-01",
                        "total",
                        "1234.50",
                        "currency",
                        "CZK",
                        "order_number",
                        order,
                        "delivery_name",
                        recipient,
                        "purchase_note",
                        note));
        add(id, "complaint", Map.of("complaint", complaint));
        add(id, "message", Map.of("direction", "in", "message_channel", "email", "text", note));
    }

    private void add(CustomerId id, String kind, Map<String, Object> fields) {
        test.vault()
                .records()
                .add(
                        id,
                        new KindId(kind),
                        test.fields(fields),
                        TestVault.COUNTER,
                        ANNA,
                        Optional.empty());
    }

    private ConsentAnswer yes() {
        String evidence = strangers.word(5) + " řekl ano";
        values.add(evidence);
        var czech = new Language("cs");
        return new ConsentAnswer(
                new PurposeId("newsletter"),
                new ChannelId("email"),
                true,
                new MethodId("counter"),
                Optional.of(czech),
                test.vault().policies().noticeInForce(czech),
                Optional.empty(),
                Optional.empty(),
                Optional.of(evidence));
    }

    /// A sheet with a line that is refused, and its rejects outside of the vault.
    private void importSheet() {
        var csv = new StringBuilder("full_name,email,phone,company,number\n");
        for (var stranger : strangers.next(IMPORTED)) {
            csv.append(stranger.fullName()).append(',').append(stranger.email()).append(',');
            csv.append(stranger.phone()).append(',').append(stranger.company()).append(',');
            csv.append(stranger.number()).append('\n');
            values.addAll(
                    List.of(
                            stranger.given(),
                            stranger.family(),
                            stranger.fullName(),
                            stranger.email(),
                            stranger.phone(),
                            stranger.company(),
                            stranger.number()));
        }
        byte[] bytes = csv.toString().getBytes(UTF_8);
        var imports = test.vault().imports();
        var report =
                imports.run(
                        imports.job(SheetBytes.of(bytes)),
                        Optional.of(new ByteArrayOutputStream()),
                        ANNA,
                        ImportWatch.NONE);
        assertThat(report.count(ImportLines.Outcome.CREATED)).isEqualTo(IMPORTED);
    }

    /// Files in the system's folder for temporary ones, two levels deep.
    private static Set<Path> temporaryFiles() throws IOException {
        var found = new HashSet<Path>();
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        try (Stream<Path> top = Files.list(temporary)) {
            for (Path path : top.toList()) {
                if (Files.isRegularFile(path) && Files.isReadable(path)) {
                    found.add(path);
                }
            }
        }
        return found;
    }
}
