package custos.vault.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import custos.crypto.KekFile;
import custos.crypto.Keyring;
import custos.crypto.SecretBytes;
import custos.customer.CustomerId;
import custos.store.ReadSession;
import custos.store.RowChange;
import custos.vault.Carver;
import custos.vault.Rolling;
import custos.vault.core.KeyWork;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Refusal;
import custos.vault.rows.Slots;
import custos.vault.rows.VaultKeys;
import custos.vault.rows.Write;
import custos.vault.writer.Landing;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A roll beside everybody's work: nobody notices it, and nothing old comes back.
class KeysAtWorkTest extends Rolling {
    @Test
    void writers_and_readers_at_work_during_rolls_notice_nothing() throws Exception {
        var ids = registerMany(400);
        var over = new AtomicBoolean();
        try (var threads = Executors.newCachedThreadPool()) {
            var work = new ArrayList<FutureTask<Integer>>();
            for (int t = 0; t < 4; t++) {
                int thread = t;
                work.add(inThread(() -> untilOver(over, i -> register("New " + thread + i))));
                work.add(
                        inThread(() ->
                                untilOver(over, i -> amend(ids.get(200 + thread * 40 + i % 40)))));
            }
            work.add(inThread(() -> untilOver(over, i -> nameOf(ids.get(100 + i % 100)))));
            work.add(
                    inThread(() ->
                            untilOver(
                                    over,
                                    i -> {
                                        if (i < 100) {
                                            erase(ids.get(i));
                                        }
                                    })));
            work.forEach(threads::execute);
            for (int i = 0; i < 8; i++) {
                assertThat(roll()).isInstanceOf(Keys.Outcome.Rolled.class);
            }
            over.set(true);
            for (var one : work) {
                assertThat(one.get()).isPositive();
            }
        }
        assertRolledTo(9);
        assertThat(rolls()).isEqualTo(8);
    }

    private interface Step {
        void run(int i);
    }

    private static int untilOver(AtomicBoolean over, Step step) {
        int i = 0;
        while (!over.get()) {
            step.run(i++);
        }
        return i;
    }

    private static <T> FutureTask<T> inThread(Callable<T> work) {
        return new FutureTask<>(work);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6})
    void whoever_is_erased_during_a_roll_stays_erased(int step) {
        registerMany(600);
        CustomerId eva = register("Eva");
        long no = test.core().number(eva);
        var once = new AtomicBoolean();

        test.vault()
                .keys()
                .roll(
                        ANNA,
                        A_MINUTE,
                        now -> {
                            if (now.step() == step && once.compareAndSet(false, true)) {
                                erase(eva);
                            }
                        });

        assertRolledTo(2);
        try (ReadSession read = test.vault().store().read()) {
            assertThat(read.keys(no)).isEmpty();
        }
        try (var carver = new Carver(test.folder(), test.key())) {
            assertThat(carver.loot(no, Slots.FIRST_FREE, List.of()).texts()).isEmpty();
        }
        assertThatExceptionOfType(Refusal.Erased.class).isThrownBy(() -> nameOf(eva));
    }

    @Test
    void no_wrap_under_the_old_key_lands_once_there_is_a_new_one() {
        CustomerId eva = register("Eva");
        long no = test.core().number(eva);
        byte[] old;
        try (ReadSession read = test.vault().store().read()) {
            old = read.keys(no).orElseThrow();
        }
        var write = Write.upkeep(List.of(new RowChange.PutKeys(no, old)));
        assertThat(write.isUnder(1)).isTrue();
        var once = new AtomicBoolean();
        var landings = new ArrayList<Landing>();

        test.vault()
                .keys()
                .roll(
                        ANNA,
                        A_MINUTE,
                        now -> {
                            if (now.step() == 3 && once.compareAndSet(false, true)) {
                                landings.add(overtaken(write));
                                landings.add(test.core().writer().land(write));
                            }
                        });

        assertThat(landings.getFirst()).isEqualTo(new Landing.Stale());
        assertThat(landings.getLast())
                .as("handed over anew it is wrapped anew")
                .isInstanceOf(Landing.Landed.class);
        assertRolledTo(2);
    }

    /// Handed over while the old key wraps, staged when the new one does.
    private Landing overtaken(Write write) {
        VaultKeys keys = test.core().keys();
        var both = keys.keks();
        var old = test.core().writer();
        var landing = new ArrayList<java.util.function.Supplier<Landing>>();
        old.between(() -> {
            keys.keks(onlyOld(both));
            landing.add(old.handOver(write));
            keys.keks(both);
            return both;
        });
        return landing.getFirst().get();
    }

    private custos.crypto.KeyEncryptionKeys onlyOld(custos.crypto.KeyEncryptionKeys both) {
        try (Keyring keyring =
                Keyring.load(test.folder().keyring())
                        .openWithKeyFile(SecretBytes.copyOf(test.key()))) {
            var members =
                    custos.json.CanonicalJson.parseObject(
                            KekFile.bytes(both, keyring, new SecureRandom()));
            var first = members.items("keks").getFirst();
            byte[] alone =
                    custos.json.CanonicalJson.encode(
                            custos.json.JsonValue.object()
                                    .put("v", 1)
                                    .put("vault", members.text("vault"))
                                    .put("keks", new custos.json.JsonValue.Items(List.of(first)))
                                    .build());
            return KekFile.parse(alone, keyring, new SecureRandom());
        }
    }

    @Test
    void a_reader_that_holds_the_log_keeps_the_old_key_until_it_goes() {
        registerMany(10);
        try (ReadSession reader = test.vault().store().read()) {
            assertThat(test.vault().keys().roll(ANNA, NOT_AT_ALL, _ -> {}))
                    .isEqualTo(new Keys.Outcome.Pending(2));
            assertThat(keksOnDisk()).containsExactly(1, 2);
            assertThat(keksOfWraps()).containsExactly(2);
            assertThat(test.vault().keys().isUnfinished()).isTrue();
            assertThat(test.vault().keys().state()).isInstanceOf(KeyWork.BrokenOff.class);
            assertThat(rolls()).isZero();

            assertThat(test.vault().keys().start(ANNA)).isTrue();
            assertThat(test.vault().keys().start(ANNA)).as("one at a time").isFalse();
            await(() -> test.vault().keys().state() instanceof KeyWork.Running run && run.held());
            assertThat(keksOnDisk()).containsExactly(1, 2);
            assertThat(reader.state().size()).isPositive();
        }
        await(() -> test.vault().keys().state() instanceof KeyWork.Done);
        assertRolledTo(2);
        assertThat(rolls()).isEqualTo(1);
    }

    @Test
    void whoever_read_an_old_wrap_may_still_open_it_before_the_old_key_goes() throws Exception {
        CustomerId eva = register("Eva");
        try (CustomerFile file = test.core().file(test.core().number(eva))) {
            assertThat(test.vault().keys().start(ANNA)).isTrue();
            await(() ->
                    test.vault().keys().state() instanceof KeyWork.Running run
                            && run.step() == KekRoll.Step.AWAITING_READERS.number());
            assertThat(keksOnDisk()).containsExactly(1, 2);
            assertThat(file.openFixed(Slots.CONTACT)).isNotEmpty();
        }
        await(() -> test.vault().keys().state() instanceof KeyWork.Done);
        assertRolledTo(2);
    }
}
