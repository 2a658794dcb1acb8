package custos.vault.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import custos.crypto.BlindIndex;
import custos.crypto.IndexToken;
import custos.crypto.SecretName;
import custos.customer.CustomerId;
import custos.policy.FieldId;
import custos.store.CustomerRow;
import custos.store.ReadSession;
import custos.store.RecordRow;
import custos.store.RowChange;
import custos.vault.Rolling;
import custos.vault.TestVault;
import custos.vault.core.KeyWork;
import custos.vault.core.RotatedKey;
import custos.vault.customers.Customers;
import custos.vault.rows.Slots;
import custos.vault.rows.VaultFault;
import custos.vault.rows.Write;
import custos.vault.writer.Landing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// The rotation of INDEX: everybody gets new tokens beside everybody's work, is found all the
/// while, and afterwards the old version is gone.
class IndexRotationTest extends Rolling {
    private static final FieldId EMAIL = new FieldId("email");

    private CustomerId with(String email) {
        return test.vault()
                .customers()
                .register(
                        test.registration(
                                test.fields(Map.of("full_name", "Somebody", "email", email))),
                        ANNA,
                        Optional.empty())
                .id();
    }

    private List<CustomerId> found(String email) {
        return test
                .vault()
                .customers()
                .findExact(EMAIL, email, "staff", Optional.empty())
                .items()
                .stream()
                .map(Customers.Masked::id)
                .toList();
    }

    private void moves(CustomerId id, String email) {
        test.vault()
                .customers()
                .amend(
                        id,
                        new Customers.Amendment(
                                test.patch("email", email),
                                TestVault.COUNTER,
                                OptionalLong.empty()),
                        ANNA);
    }

    private KeyWork.Rotated rotate() {
        return test.vault().keys().rotate(RotatedKey.INDEX, ANNA, _ -> {});
    }

    private void assertRotatedTo(int epoch) {
        var epochs = new TreeSet<Integer>();
        try (ReadSession read = test.vault().store().read()) {
            for (CustomerRow row : read.customersFrom(0, 100_000)) {
                BlindIndex.unpack(row.tokens()).stream()
                        .map(IndexToken::epoch)
                        .forEach(epochs::add);
            }
        }
        assertThat(epochs).containsExactly(epoch);
        assertThat(test.vault().keys().secrets())
                .filteredOn(secret -> secret.name().equals(SecretName.INDEX.name()))
                .extracting(Keys.Secret::version)
                .containsExactly(epoch);
        test.inspected();
    }

    @Test
    void everybody_is_found_before_during_and_after() {
        var ids = new ArrayList<CustomerId>();
        for (int i = 0; i < 300; i++) {
            ids.add(with("kvido." + i + "@example.org"));
        }
        var moments = new ArrayList<Long>();
        test.vault()
                .keys()
                .rotate(
                        RotatedKey.INDEX,
                        ANNA,
                        now -> {
                            moments.add(now.done());
                            assertThat(found("kvido.0@example.org")).containsExactly(ids.get(0));
                            assertThat(found("kvido.299@example.org"))
                                    .containsExactly(ids.get(299));
                        });
        assertThat(moments).contains(0L, 256L, 300L);
        for (int i = 0; i < 300; i += 7) {
            assertThat(found("kvido." + i + "@example.org")).containsExactly(ids.get(i));
        }
        assertRotatedTo(2);
        assertThat(rotate().version()).isEqualTo(3);
        assertRotatedTo(3);
        test.reopen();
        assertThat(found("kvido.299@example.org")).containsExactly(ids.get(299));
    }

    @Test
    void writers_and_readers_at_work_during_rotations_notice_nothing() throws Exception {
        var ids = new ArrayList<CustomerId>();
        for (int i = 0; i < 200; i++) {
            ids.add(with("kvido." + i + "@example.org"));
        }
        var over = new AtomicBoolean();
        int versions = 1;
        try (var threads = Executors.newCachedThreadPool()) {
            var work = new ArrayList<FutureTask<Integer>>();
            for (int t = 0; t < 2; t++) {
                int thread = t;
                work.add(
                        untilOver(
                                over,
                                i -> {
                                    String email = "new." + thread + "." + i + "@example.org";
                                    CustomerId id = with(email);
                                    assertThat(found(email)).containsExactly(id);
                                }));
                work.add(
                        untilOver(
                                over,
                                i -> {
                                    CustomerId id = ids.get(100 + thread * 50 + i % 50);
                                    String email = "moved." + thread + "." + i + "@example.org";
                                    moves(id, email);
                                    assertThat(found(email)).containsExactly(id);
                                }));
            }
            work.add(
                    untilOver(
                            over,
                            i ->
                                    assertThat(found("kvido." + (50 + i % 50) + "@example.org"))
                                            .containsExactly(ids.get(50 + i % 50))));
            work.add(
                    untilOver(
                            over,
                            i -> {
                                if (i < 50) {
                                    erase(ids.get(i));
                                    assertThat(found("kvido." + i + "@example.org")).isEmpty();
                                }
                            }));
            work.forEach(threads::execute);
            for (int i = 0; i < 4; i++) {
                versions = rotate().version();
            }
            over.set(true);
            for (var one : work) {
                assertThat(one.get()).isPositive();
            }
        }
        assertThat(versions).isEqualTo(5);
        assertRotatedTo(5);
    }

    private interface Step {
        void run(int i);
    }

    private static FutureTask<Integer> untilOver(AtomicBoolean over, Step step) {
        return new FutureTask<>(() -> {
            int i = 0;
            while (!over.get()) {
                step.run(i++);
            }
            return i;
        });
    }

    @Test
    void an_older_token_that_is_about_to_land_is_refused_once_nobody_has_one() {
        CustomerId eva = with("eva@example.org");
        long no = test.core().number(eva);
        CustomerRow before = row(no);
        rotate();
        var late =
                new CustomerRow(
                        no,
                        row(no).version() + 1,
                        before.activeDay(),
                        before.nextRecord(),
                        before.nextOpening(),
                        before.head(),
                        before.tokens());
        assertThat(
                        test.core()
                                .writer()
                                .land(
                                        Write.upkeep(
                                                List.of(
                                                        new RowChange.UpdateCustomer(
                                                                late, row(no).version())))))
                .isEqualTo(new Landing.Stale());
        assertRotatedTo(2);
    }

    private CustomerRow row(long no) {
        try (ReadSession read = test.vault().store().read()) {
            return read.customer(no).orElseThrow();
        }
    }

    @Test
    void somebody_whose_address_does_not_open_keeps_the_old_version_alive() {
        CustomerId eva = with("eva@example.org");
        with("adam@example.org");
        long no = test.core().number(eva);
        RecordRow contact;
        try (ReadSession read = test.vault().store().read()) {
            contact = read.record(Slots.row(no, Slots.CONTACT)).orElseThrow();
        }
        byte[] body = contact.body().clone();
        body[body.length - 1] ^= 1;
        put(contact, body);

        assertThatExceptionOfType(VaultFault.Damaged.class)
                .isThrownBy(this::rotate)
                .withMessage(
                        "the contact record of customer "
                                + no
                                + " does not open, so the old version stays; `custos verify`"
                                + " names them");
        assertThat(test.vault().keys().unfinishedRotations()).containsExactly(RotatedKey.INDEX);
        assertThat(test.vault().keys().state()).isInstanceOf(KeyWork.BrokenOff.class);
        assertThat(found("adam@example.org")).hasSize(1);

        put(contact, contact.body());
        assertThat(rotate().version()).isEqualTo(2);
        assertThat(found("eva@example.org")).containsExactly(eva);
        assertRotatedTo(2);
    }

    private void put(RecordRow contact, byte[] body) {
        var changed =
                new RecordRow(
                        contact.no(),
                        contact.classNo(),
                        contact.kind(),
                        contact.version(),
                        contact.day(),
                        body);
        Landing.require(
                test.core()
                        .writer()
                        .land(
                                Write.upkeep(
                                        List.of(
                                                new RowChange.UpdateRecord(
                                                        changed, contact.version())))));
    }
}
