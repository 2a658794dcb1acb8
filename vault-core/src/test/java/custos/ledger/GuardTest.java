package custos.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The guard file, whole and torn.
class GuardTest {
    private static final int SLOT = 4096;

    @TempDir private Path dir;
    private Path file;

    @BeforeEach
    void place() {
        file = dir.resolve("guard");
    }

    private static GuardSlot slot(long sequence) {
        var head = new TreeHead(sequence * 10, Hash.ofLeaf(new byte[] {(byte) sequence}));
        return new GuardSlot(sequence, 1, head, sequence, 3, "note " + sequence + " — signed\n");
    }

    private void write(int slots) {
        try (var guard = Guard.create(file)) {
            for (int sequence = 1; sequence <= slots; sequence++) {
                guard.write(slot(sequence));
            }
        }
    }

    private void damage(int at) throws IOException {
        var bytes = Files.readAllBytes(file);
        bytes[at] ^= 1;
        Files.write(file, bytes);
    }

    private static int placeOf(long sequence) {
        return sequence % 2 == 1 ? 0 : SLOT;
    }

    @Test
    void a_new_guard_has_8_KiB_no_slot_and_one_reader() throws IOException {
        try (var guard = Guard.create(file)) {
            assertThat(guard.latest()).isEmpty();
        }
        assertThat(file).hasSize(2 * SLOT);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThatThrownBy(() -> Guard.create(file)).isInstanceOf(LedgerFault.GuardFailed.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 9})
    void the_last_slot_written_counts(int slots) {
        write(slots);

        try (var guard = Guard.open(file)) {
            assertThat(guard.latest()).contains(slot(slots));
        }
        assertThat(Guard.read(file)).contains(slot(slots));
        assertThat(file).hasSize(2 * SLOT);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void damage_anywhere_in_the_newer_slot_leaves_the_older(long seed) throws IOException {
        write(5);
        damage(placeOf(5) + new Random(seed).nextInt(SLOT));

        try (var guard = Guard.open(file)) {
            assertThat(guard.latest()).contains(slot(4));
            guard.write(slot(4).next(1, slot(6).head(), 6, 3, ""));
        }
        assertThat(Guard.read(file)).map(GuardSlot::head).contains(slot(6).head());
    }

    @Test
    void damage_to_the_older_slot_changes_nothing() throws IOException {
        write(5);
        damage(placeOf(4) + 100);

        try (var guard = Guard.open(file)) {
            assertThat(guard.latest()).contains(slot(5));
            guard.write(slot(6));
        }
        assertThat(Guard.read(file)).contains(slot(6));
    }

    @Test
    void a_write_torn_at_any_sector_leaves_the_slot_before() throws IOException {
        write(5);
        var before = Files.readAllBytes(file);
        var newer = slot(6).encoded();
        for (int torn = 0; torn < SLOT; torn += 512) {
            var bytes = before.clone();
            System.arraycopy(newer, 0, bytes, placeOf(6), torn);
            Files.write(file, bytes);
            assertThat(Guard.read(file)).as("torn at %d", torn).contains(slot(5));
        }
    }

    @Test
    void damage_to_both_slots_leaves_none() throws IOException {
        write(5);
        damage(60);
        damage(SLOT + 60);

        try (var guard = Guard.open(file)) {
            assertThat(guard.latest()).isEmpty();
        }
    }

    @Test
    void an_older_slot_put_back_does_not_count() throws IOException {
        write(5);
        var bytes = Files.readAllBytes(file);
        System.arraycopy(slot(2).encoded(), 0, bytes, placeOf(2), SLOT);
        Files.write(file, bytes);

        assertThat(Guard.read(file)).contains(slot(5));
    }

    @Test
    void two_slots_of_one_sequence_are_damage() throws IOException {
        write(5);
        var bytes = Files.readAllBytes(file);
        System.arraycopy(slot(5).encoded(), 0, bytes, placeOf(4), SLOT);
        Files.write(file, bytes);

        assertThatThrownBy(() -> Guard.open(file)).isInstanceOf(LedgerFault.GuardDamaged.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8191, 8193})
    void a_file_of_another_length_is_damage(int length) throws IOException {
        Files.write(file, new byte[length]);

        assertThatThrownBy(() -> Guard.open(file)).isInstanceOf(LedgerFault.GuardDamaged.class);
        assertThatThrownBy(() -> Guard.read(file)).isInstanceOf(LedgerFault.GuardDamaged.class);
    }

    @Test
    void a_missing_guard_is_not_made_anew() {
        assertThatThrownBy(() -> Guard.open(file)).isInstanceOf(LedgerFault.GuardFailed.class);
        assertThat(file).doesNotExist();
    }

    @Test
    void no_counter_falls_and_a_size_keeps_its_root() {
        try (var guard = Guard.create(file)) {
            guard.write(slot(1));
            var last = slot(1);
            var other = Hash.ofLeaf(new byte[] {99});
            refused(guard, slot(3));
            refused(guard, slot(1));
            refused(guard, last.next(1, new TreeHead(9, other), 1, 3, ""));
            refused(guard, last.next(1, new TreeHead(10, other), 1, 3, ""));
            refused(guard, last.next(0, last.head(), 1, 3, ""));
            refused(guard, last.next(1, last.head(), 0, 3, ""));
            refused(guard, last.next(1, last.head(), 1, 2, ""));
            assertThat(guard.latest()).contains(last);

            guard.write(last.next(2, new TreeHead(1, other), 1, 3, ""));
        }
    }

    private static void refused(Guard guard, GuardSlot slot) {
        assertThatIllegalArgumentException().isThrownBy(() -> guard.write(slot));
    }

    @Test
    void a_note_fills_its_slot_and_no_more() {
        var head = TreeHead.EMPTY;
        try (var guard = Guard.create(file)) {
            guard.write(GuardSlot.first(1, head, 0, 0, "x".repeat(3990)));
        }
        assertThat(Guard.read(file).orElseThrow().note()).hasSize(3990);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GuardSlot.first(1, head, 0, 0, "x".repeat(3991)));
    }

    @Test
    void a_guard_copied_back_is_its_owners_alone_again() throws IOException {
        write(1);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        Guard.open(file).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }
}
