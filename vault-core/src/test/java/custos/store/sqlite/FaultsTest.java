package custos.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import custos.store.StoreFault;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

class FaultsTest {
    @ParameterizedTest
    @EnumSource(
            names = {
                "SQLITE_IOERR",
                "SQLITE_IOERR_FSYNC",
                "SQLITE_IOERR_WRITE",
                "SQLITE_CORRUPT",
                "SQLITE_NOMEM"
            })
    void a_commit_that_fails_so_may_have_landed(SQLiteErrorCode code) {
        assertThat(Faults.ofCommit(new SQLiteException("", code)))
                .isInstanceOf(StoreFault.OutcomeUnknown.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE_FULL", "SQLITE_READONLY", "SQLITE_BUSY", "SQLITE_CONSTRAINT"})
    void a_commit_that_fails_so_has_not_landed(SQLiteErrorCode code) {
        assertThat(Faults.ofCommit(new SQLiteException("", code)))
                .isNotInstanceOf(StoreFault.OutcomeUnknown.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE_FULL", "SQLITE_READONLY", "SQLITE_READONLY_DIRECTORY"})
    void a_disk_that_takes_no_bytes_is_told_apart(SQLiteErrorCode code) {
        assertThat(Faults.known("act", new SQLiteException("", code)))
                .isInstanceOf(StoreFault.NoSpace.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE_CORRUPT", "SQLITE_CORRUPT_INDEX", "SQLITE_NOTADB"})
    void a_damaged_file_is_told_apart(SQLiteErrorCode code) {
        assertThat(Faults.known("act", new SQLiteException("", code)))
                .isInstanceOf(StoreFault.Damaged.class);
    }
}
