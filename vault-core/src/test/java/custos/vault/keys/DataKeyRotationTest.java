package custos.vault.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import custos.crypto.DataKey;
import custos.crypto.SealedBody;
import custos.crypto.Wraps;
import custos.customer.CustomerId;
import custos.event.Act;
import custos.event.ActType;
import custos.event.Internal;
import custos.policy.PurposeId;
import custos.store.CustomerRow;
import custos.store.ReadSession;
import custos.store.RecordRow;
import custos.store.RowChange;
import custos.vault.Letters;
import custos.vault.Rolling;
import custos.vault.consents.Confirmations;
import custos.vault.core.Core;
import custos.vault.core.KeyWork;
import custos.vault.core.Repeat;
import custos.vault.core.RotatedKey;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Parts;
import custos.vault.rows.Refusal;
import custos.vault.rows.Slots;
import custos.vault.rows.VaultFault;
import custos.vault.rows.Write;
import custos.vault.writer.Landing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// The rotation of customers' keys: everything of hers is sealed anew, beside everybody's work, and
/// opens at every moment.
class DataKeyRotationTest extends Rolling {
    private KeyWork.Rotated rotate() {
        return test.vault().keys().rotate(RotatedKey.CUSTOMERS, ANNA, _ -> {});
    }

    private CustomerId jan() {
        CustomerId jan =
                test.vault()
                        .customers()
                        .register(
                                test.registration(test.jan()),
                                ANNA,
                                Optional.of(new Repeat("till-7", new byte[] {1, 2, 3})))
                        .id();
        new Letters(test).formSays(jan, Letters.NEWSLETTER);
        buys(jan);
        test.vault().customers().openFor(jan, new PurposeId("service"), ANNA);
        test.vault().settle();
        return jan;
    }

    private void buys(CustomerId who) {
        test.add(
                who,
                "purchase",
                Map.of("bought_on", "2026-11-20", "total", "120.50", "currency", "CZK"));
    }

    private long no(CustomerId id) {
        return test.core().number(id);
    }

    /// The generations under which anything of hers is sealed, by table.
    private Map<String, Set<Integer>> generations(long no) {
        var found = new TreeMap<String, Set<Integer>>();
        try (ReadSession read = test.vault().store().read()) {
            for (RecordRow row : read.recordsBetween(Slots.firstRow(no), Slots.endRow(no))) {
                SealedBody.parse(row.body())
                        .generation()
                        .ifPresent(one -> put(found, "record", one));
            }
            read.openingsBetween(Slots.firstRow(no), Slots.endRow(no))
                    .forEach(row -> put(found, "opening", DataKey.generationOfOpening(row.ct())));
            read.disclosed(no)
                    .forEach(row -> put(found, "look", DataKey.generationOfOpening(row.ct())));
            read.outboxOf(no)
                    .forEach(row -> put(found, "letter", DataKey.generationOfRow(row.ct())));
            read.idempotencyOf(no)
                    .forEach(row -> put(found, "repeat", DataKey.generationOfRow(row.ct())));
        }
        return found;
    }

    private static void put(Map<String, Set<Integer>> found, String table, int generation) {
        found.computeIfAbsent(table, _ -> new HashSet<>()).add(generation);
    }

    private Set<Integer> wraps(long no) {
        var found = new HashSet<Integer>();
        try (ReadSession read = test.vault().store().read()) {
            Wraps.parse(read.keys(no).orElseThrow())
                    .entries()
                    .forEach(entry -> found.add(entry.generation()));
        }
        return found;
    }

    private void assertAllUnder(CustomerId id, int generation) {
        assertThat(generations(no(id)).values()).allMatch(Set.of(generation)::equals);
    }

    @Test
    void everything_of_hers_is_sealed_anew_and_opens() {
        CustomerId jan = jan();
        assertThat(generations(no(jan)))
                .containsOnlyKeys("record", "opening", "look", "letter", "repeat");
        long content = contentVersion(jan);
        var tokens = row(jan).tokens();
        String letter = new Letters(test).confirmation();

        assertThat(rotate().version()).isEqualTo(1);

        assertAllUnder(jan, 2);
        assertThat(wraps(no(jan))).containsExactlyInAnyOrder(1, 2);
        assertThat(nameOf(jan)).isEqualTo("Jan Novák");
        assertThat(contentVersion(jan)).isEqualTo(content);
        assertThat(row(jan).tokens()).isEqualTo(tokens);
        assertThat(new Letters(test).confirmation()).isEqualTo(letter);
        assertThat(
                        test.vault()
                                .customers()
                                .register(
                                        test.registration(test.jan()),
                                        ANNA,
                                        Optional.of(new Repeat("till-7", new byte[] {1, 2, 3})))
                                .id())
                .isEqualTo(jan);
        assertThat(test.vault().confirmations().confirm(letter))
                .isInstanceOf(Confirmations.Outcome.Confirmed.class);
        assertThat(rolls()).isEqualTo(1);
        assertThat(test.vault().keys().unfinishedRotations()).isEmpty();
        test.inspected();
        test.reopen();
        assertThat(rotate().version()).isEqualTo(2);
        assertAllUnder(jan, 3);
        test.inspected();
    }

    private long contentVersion(CustomerId id) {
        try (CustomerFile file = test.core().file(no(id))) {
            return file.contentVersion();
        }
    }

    private CustomerRow row(CustomerId id) {
        try (ReadSession read = test.vault().store().read()) {
            return read.customer(no(id)).orElseThrow();
        }
    }

    @Test
    void one_customer_alone() {
        CustomerId jan = jan();
        CustomerId eva = register("Eva");
        assertThat(test.vault().keys().rotate(eva, ANNA, _ -> {}).version()).isEqualTo(1);
        assertAllUnder(eva, 2);
        assertAllUnder(jan, 1);
        assertThat(wraps(no(jan))).containsExactly(1);
        erase(eva);
        assertThatExceptionOfType(Refusal.Erased.class)
                .isThrownBy(() -> test.vault().keys().rotate(eva, ANNA, _ -> {}));
        assertThat(rolls()).isEqualTo(1);
        test.inspected();
    }

    @Test
    void a_customer_with_many_records_lies_under_two_generations_in_between() {
        CustomerId jan = jan();
        for (int i = 0; i < 130; i++) {
            buys(jan);
        }
        long no = no(jan);
        Resealing.Step step = Resealing.next(test.core(), no, Resealing.Aim.NEW_KEYS).orElseThrow();
        assertThat(step.resealed()).isEqualTo(256);
        assertThat(step.more()).isTrue();
        Landing.require(test.core().writer().land(step.write()));

        assertThat(generations(no).values()).anyMatch(Set.of(1, 2)::equals);
        test.inspected();
        assertThat(nameOf(jan)).isEqualTo("Jan Novák");
        buys(jan);
        amend(jan);
        assertThat(test.core().writer().land(step.write())).isEqualTo(new Landing.Stale());

        rotate();
        assertAllUnder(jan, 3);
        test.inspected();
    }

    @Test
    void a_record_without_fields_names_no_generation_and_opens_all_the_same() {
        CustomerId jan = jan();
        long no = no(jan);
        test.core()
                .change(
                        no,
                        OptionalLong.empty(),
                        changing -> {
                            RecordRow profile = changing.file().fixed(Slots.PROFILE).orElseThrow();
                            changing.draft().replace(profile, profile.day(), new TreeMap<>());
                            var part = Parts.fields(List.of());
                            return new Core.Prepared<>(
                                    changing.draft()
                                            .finish(
                                                    List.of(Act.of(ActType.CUSTOMER_AMENDED)),
                                                    List.of(part),
                                                    Internal.by(ANNA),
                                                    changing.now()),
                                    idx -> idx);
                        });
        test.inspected();
        rotate();
        RecordRow profile;
        try (ReadSession read = test.vault().store().read();
                CustomerFile file = test.core().file(read, no)) {
            profile = file.fixed(Slots.PROFILE).orElseThrow();
            assertThat(file.open(profile)).isEmpty();
            assertThat(file.sealing(profile).place().generation()).isEqualTo(2);
        }
        test.inspected();
    }

    @Test
    void erasure_takes_the_keys_of_every_generation() {
        CustomerId jan = jan();
        long no = no(jan);
        rotate();
        test.vault().erasure().erase(jan, "no-longer-needed", false, ANNA);
        try (ReadSession read = test.vault().store().read()) {
            var left = read.keys(no).map(Wraps::parse).orElse(Wraps.empty()).entries();
            Set<Integer> shredded = new HashSet<>();
            read.shredded(no).forEach(row -> shredded.add(row.classNo()));
            assertThat(left).noneMatch(entry -> shredded.contains(entry.dataClass()));
            assertThat(read.shredded(no)).anyMatch(row -> row.uptoGeneration() == 2);
        }
        test.inspected();
        rotate();
        test.inspected();
    }

    /// Thrown where a process would have died.
    private static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    @Test
    void a_rotation_that_died_at_any_moment_is_finished_by_the_next() {
        List<CustomerId> ids = registerMany(70);
        for (int moment = 1; ; moment++) {
            int left = moment;
            int[] asked = {0};
            try {
                test.vault()
                        .keys()
                        .rotate(
                                RotatedKey.CUSTOMERS,
                                ANNA,
                                _ -> {
                                    if (++asked[0] == left) {
                                        throw new Crash();
                                    }
                                });
                assertThat(moment).isGreaterThan(3);
                break;
            } catch (Crash e) {
                assertThat(test.vault().keys().unfinishedRotations())
                        .containsExactly(RotatedKey.CUSTOMERS);
            }
            test.reopen();
            assertThat(nameOf(ids.getLast())).isEqualTo("Zdeněk 69");
            test.vault().keys().finish();
            await(() -> test.vault().keys().state() instanceof KeyWork.Rotated);
            assertThat(rolls()).isEqualTo(moment);
            assertThat(wraps(no(ids.getFirst()))).hasSizeGreaterThan(1);
            test.inspected();
        }
    }

    @Test
    void everybody_goes_on_working_during_rotations() throws Exception {
        List<CustomerId> ids = registerMany(30);
        var over = new AtomicBoolean();
        var work = new ArrayList<FutureTask<Integer>>();
        try (var threads = Executors.newCachedThreadPool()) {
            work.add(untilOver(over, i -> buys(ids.get(i % 10))));
            work.add(untilOver(over, i -> amend(ids.get(10 + i % 10))));
            work.add(
                    untilOver(
                            over,
                            i -> assertThat(nameOf(ids.get(i % 20))).endsWith("k " + i % 20)));
            work.add(
                    untilOver(
                            over,
                            i -> {
                                if (i < 10) {
                                    erase(ids.get(20 + i));
                                }
                                register("New " + i);
                            }));
            work.forEach(threads::execute);
            for (int i = 0; i < 3; i++) {
                rotate();
            }
            over.set(true);
            for (var one : work) {
                assertThat(one.get()).isPositive();
            }
        }
        test.vault().settle(); // looks of the last second follow with the next rotation
        rotate();
        assertAllUnder(ids.get(0), 5);
        assertAllUnder(ids.get(10), 5);
        test.inspected();
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
    void what_does_not_open_stays_as_it_is_and_hinders_nobody_else() {
        CustomerId jan = jan();
        CustomerId eva = register("Eva");
        RecordRow contact;
        try (ReadSession read = test.vault().store().read()) {
            contact = read.record(Slots.row(no(jan), Slots.CONTACT)).orElseThrow();
        }
        byte[] body = contact.body().clone();
        body[body.length - 1] ^= 1;
        put(contact, body);

        assertThatExceptionOfType(VaultFault.Damaged.class)
                .isThrownBy(this::rotate)
                .withMessage(
                        "rotated, but something of customer "
                                + no(jan)
                                + " does not open, so it stays under the keys before;"
                                + " `custos verify` names it");
        assertAllUnder(eva, 2);
        assertThat(test.vault().keys().unfinishedRotations()).isEmpty();
        assertThat(test.vault().keys().rotate(eva, ANNA, _ -> {}).version()).isEqualTo(2);
        assertAllUnder(eva, 3);
        put(contact, contact.body());
        rotate();
        assertAllUnder(eva, 4);
        assertThat(generations(no(jan)).get("record")).hasSize(1);
        test.inspected();
    }

    @Test
    void what_was_begun_of_one_customer_is_finished_of_her_alone() {
        CustomerId jan = jan();
        CustomerId eva = register("Eva");
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() ->
                        test.vault()
                                .keys()
                                .rotate(
                                        jan,
                                        ANNA,
                                        _ -> {
                                            throw new IllegalStateException("as if it was killed");
                                        }));
        assertThat(test.vault().keys().unfinishedRotations()).containsExactly(RotatedKey.CUSTOMERS);

        test.reopen();
        test.vault().keys().finish();
        await(() -> test.vault().keys().state() instanceof KeyWork.Rotated);

        assertThat(test.vault().keys().unfinishedRotations()).isEmpty();
        assertAllUnder(jan, 2);
        assertAllUnder(eva, 1);
        test.inspected();
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
        var update = new RowChange.UpdateRecord(changed, contact.version());
        Landing.require(test.core().writer().land(Write.upkeep(List.of(update))));
    }
}
