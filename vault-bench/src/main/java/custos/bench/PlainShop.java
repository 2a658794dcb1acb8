package custos.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.sqlite.SQLiteConfig;

/// The baseline: customers in plain text in one SQLite table, with the vault's pragmas, batch size,
/// durability and housekeeping.
final class PlainShop implements Shop {
    static final int BATCH = 1_000;

    /// How often the log is moved into the file, as in the vault.
    private static final int LOG_EVERY_SECONDS = 2;

    private static final String[] PRAGMAS = {
        "journal_mode = wal",
        "synchronous = 2",
        "secure_delete = 1",
        "temp_store = 2",
        "recursive_triggers = 1",
        "foreign_keys = 0",
        "wal_autocheckpoint = 0",
        "mmap_size = 0",
        "cell_size_check = 1",
        "trusted_schema = 0",
        "busy_timeout = 5000"
    };
    private static final String COLUMNS =
            "full_name, email, phone, address, number, company, language, heard_from, note,"
                    + " birth_date, gender, profession";
    static final String INSERT =
            "INSERT INTO customer ("
                    + COLUMNS
                    + ", folded_name)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    static final String OPEN = "SELECT " + COLUMNS + " FROM customer WHERE id = ?";
    static final String BY_EMAIL = "SELECT " + COLUMNS + " FROM customer WHERE email = ?";
    static final String BY_NAME =
            "SELECT "
                    + COLUMNS
                    + " FROM customer WHERE folded_name >= ? AND folded_name < ?"
                    + " ORDER BY folded_name LIMIT 20";
    static final String ERASE = "DELETE FROM customer WHERE id = ?";

    private final Path file;
    private final Connection writing;
    private final Connection reading;
    private final Connection log;
    private final PreparedStatement insert;
    private final PreparedStatement erase;
    private final PreparedStatement open;
    private final PreparedStatement byEmail;
    private final PreparedStatement byName;
    private final GroupCommit<Person> group = new GroupCommit<>(BATCH, this::insertAll);
    private final ScheduledExecutorService upkeep =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("plain-upkeep").daemon().factory());

    private PlainShop(Path file) throws SQLException {
        this.file = file;
        this.writing = connect(64 * 1024);
        try (var statement = writing.createStatement()) {
            statement.executeUpdate(schema());
        }
        writing.setAutoCommit(false);
        this.reading = connect(16 * 1024);
        this.log = connect(2 * 1024);
        this.insert = writing.prepareStatement(INSERT);
        this.erase = writing.prepareStatement(ERASE);
        this.open = reading.prepareStatement(OPEN);
        this.byEmail = reading.prepareStatement(BY_EMAIL);
        this.byName = reading.prepareStatement(BY_NAME);
        var _ =
                upkeep.scheduleWithFixedDelay(
                        () -> checkpoint("PASSIVE"),
                        LOG_EVERY_SECONDS,
                        LOG_EVERY_SECONDS,
                        TimeUnit.SECONDS);
    }

    /// A new and empty one.
    static PlainShop create(Path file) {
        try {
            return new PlainShop(file);
        } catch (SQLException e) {
            throw new IllegalStateException("the baseline cannot be created", e);
        }
    }

    static String schema() {
        try (InputStream in = PlainShop.class.getResourceAsStream("plain.sql")) {
            if (in == null) {
                throw new IllegalStateException("plain.sql is not in the jar");
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> pragmas() {
        return List.of(PRAGMAS);
    }

    private Connection connect(int cacheKibibytes) throws SQLException {
        var config = new SQLiteConfig();
        config.setGetGeneratedKeys(false);
        Connection connection =
                DriverManager.getConnection("jdbc:sqlite:" + file, config.toProperties());
        try (var statement = connection.createStatement()) {
            for (String pragma : PRAGMAS) {
                statement.execute("PRAGMA " + pragma);
            }
            statement.execute("PRAGMA cache_size = -" + cacheKibibytes);
        }
        return connection;
    }

    @Override
    public void takeIn(Path sheet) {
        try (CsvReader<CsvRecord> rows = CsvReader.builder().ofCsvRecord(sheet)) {
            int n = -1;
            for (CsvRecord row : rows) {
                if (++n > 0) {
                    insert(person(row));
                    if (n % BATCH == 0) {
                        writing.commit();
                    }
                }
            }
            writing.commit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Person person(CsvRecord row) {
        return new Person(
                row.getField(1),
                row.getField(2),
                row.getField(3),
                new Person.Address(
                        row.getField(6), row.getField(7), row.getField(8), row.getField(9)),
                row.getField(0),
                row.getField(5),
                row.getField(12),
                row.getField(10),
                row.getField(11),
                LocalDate.parse(row.getField(4)),
                row.getField(13),
                row.getField(14));
    }

    private void insert(Person person) throws SQLException {
        String folded = Population.fold(person.fullName());
        insert.setString(1, person.fullName());
        insert.setString(2, person.email());
        insert.setString(3, person.phone());
        insert.setString(4, person.address().line());
        insert.setString(5, person.number());
        insert.setString(6, person.company());
        insert.setString(7, person.language());
        insert.setString(8, person.heardFrom());
        insert.setString(9, person.note());
        insert.setString(10, person.birthDate().toString());
        insert.setString(11, person.gender());
        insert.setString(12, person.profession());
        insert.setString(13, folded.substring(folded.lastIndexOf(' ') + 1) + " " + folded);
        insert.executeUpdate();
    }

    private void insertAll(List<Person> people) {
        try {
            for (Person person : people) {
                insert(person);
            }
            writing.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void register(Person person) {
        group.land(person);
    }

    @Override
    public void prepare(int[] customers) {
        // The table's key is the customer's place plus one.
    }

    @Override
    public int open(int customer) {
        try {
            open.setInt(1, customer + 1);
            return values(open);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public int findByEmail(String email) {
        try {
            byEmail.setString(1, email);
            return values(byEmail) / 12;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public int findByName(String prefix) {
        try {
            byName.setString(1, prefix);
            byName.setString(2, prefix + Character.MAX_VALUE);
            return values(byName) / 12;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int values(PreparedStatement query) throws SQLException {
        int values = 0;
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                for (int column = 1; column <= 12; column++) {
                    values += rows.getString(column) == null ? 0 : 1;
                }
            }
        }
        return values;
    }

    @Override
    public void erase(int customer) {
        try {
            erase.setInt(1, customer + 1);
            erase.executeUpdate();
            writing.commit();
            checkpoint("TRUNCATE");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void settle() {
        // Nothing follows a read.
    }

    private synchronized void checkpoint(String how) {
        try (var statement = log.createStatement()) {
            statement.execute("PRAGMA wal_checkpoint(" + how + ")");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public long bytesOnDisk() {
        checkpoint("TRUNCATE");
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        group.close();
        upkeep.shutdownNow();
        try {
            reading.close();
            log.close();
            writing.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
