package custos.vault.keys;

import static org.assertj.core.api.Assertions.assertThat;

import custos.crypto.SuppressionToken;
import custos.customer.CustomerId;
import custos.customer.EmailAddress;
import custos.customer.IndexForm;
import custos.event.Actor;
import custos.store.ReadSession;
import custos.store.RowChange;
import custos.store.SuppressionRow;
import custos.vault.Letters;
import custos.vault.Rolling;
import custos.vault.core.Core;
import custos.vault.core.KeyWork;
import custos.vault.core.RotatedKey;
import custos.vault.core.Suppressing;
import custos.vault.rows.Write;
import custos.vault.writer.Landing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// The rotation of SUPPRESS: whoever refused stays refused at every moment of it, and whoever says
/// yes again is free at every moment.
class SuppressRotationTest extends Rolling {
    private static final String PURPOSE = "newsletter";

    private CustomerId with(String email) {
        return test.customer(Map.of("full_name", "Somebody", "email", email));
    }

    private void says(CustomerId id, boolean yes) {
        test.says(id, PURPOSE, "email", yes);
    }

    private CustomerId refusing(String email) {
        CustomerId id = with(email);
        says(id, false);
        return id;
    }

    private KeyWork.Rotated rotate(Runnable meanwhile) {
        return test.vault().keys().rotate(RotatedKey.SUPPRESS, ANNA, _ -> meanwhile.run());
    }

    private KeyWork.Rotated rotate() {
        return rotate(() -> {});
    }

    private List<SuppressionRow> rows() {
        try (ReadSession read = test.vault().store().read()) {
            return read.suppressionsAfter(new byte[0], 10_000);
        }
    }

    private void assertAllUnder(int version) {
        assertThat(rows()).extracting(SuppressionRow::epoch).containsOnly(version);
        assertThat(test.vault().keys().unfinishedRotations()).isEmpty();
        test.inspected();
    }

    private boolean isRefused(String email) {
        return Refused.of(test.core(), email);
    }

    /// How an address stands, whoever has it.
    static final class Refused {
        private Refused() {}

        static boolean of(Core core, String email) {
            var policy = core.policies().current();
            Optional<IndexForm> form = Optional.of(new EmailAddress(email).indexForm());
            try (ReadSession read = core.store().read()) {
                return new Suppressing(core.keys().suppressions(), read, core.now())
                        .state(
                                policy.purpose(Letters.NEWSLETTER).orElseThrow(),
                                policy.channel(Letters.EMAIL).orElseThrow(),
                                form)
                        .any();
            }
        }
    }

    @Test
    void refusals_stay_before_during_and_after_and_none_is_left_under_an_old_version() {
        for (int i = 0; i < 600; i++) {
            stopsUnknown("kvido." + i + "@example.org");
        }
        refusing("eva@example.org");
        List<Integer> months = rows().stream().map(SuppressionRow::month).distinct().toList();
        test.later(Duration.ofDays(90));
        int[] asked = {0};

        rotate(() -> {
            asked[0]++;
            assertThat(isRefused("eva@example.org")).isTrue();
            assertThat(isRefused("kvido.0@example.org")).isTrue();
            assertThat(isRefused("kvido.599@example.org")).isTrue();
            assertThat(isRefused("adam@example.org")).isFalse();
            test.inspected();
        });

        assertThat(asked[0]).as("also in the middle").isGreaterThan(4);
        assertThat(isRefused("eva@example.org")).isTrue();
        assertThat(rows()).hasSize(601);
        assertThat(rows().stream().map(SuppressionRow::month).distinct().toList())
                .isEqualTo(months);
        assertAllUnder(2);
    }

    private void stopsUnknown(String email) {
        var core = test.core();
        try (ReadSession read = core.store().read()) {
            var suppressing = new Suppressing(core.keys().suppressions(), read, core.now());
            Landing.require(
                    core.writer()
                            .land(
                                    Write.upkeep(
                                            List.of(
                                                    suppressing.stopEverything(
                                                            core.policies()
                                                                    .current()
                                                                    .channel(Letters.EMAIL)
                                                                    .orElseThrow(),
                                                            new EmailAddress(email)
                                                                    .indexForm())))));
        }
    }

    @Test
    void a_yes_takes_a_refusal_away_at_every_moment_and_a_no_brings_one() {
        var moment = new int[1];
        var free = new ArrayList<String>();
        var barred = new ArrayList<String>();
        CustomerId[] eva = new CustomerId[8];
        for (int i = 0; i < eva.length; i++) {
            eva[i] = refusing("eva." + i + "@example.org");
        }

        rotate(() -> {
            int now = moment[0]++;
            if (now < eva.length) {
                says(eva[now], true);
                free.add("eva." + now + "@example.org");
            }
            refusing("late." + now + "@example.org");
            barred.add("late." + now + "@example.org");
            free.forEach(email -> assertThat(isRefused(email)).isFalse());
            barred.forEach(email -> assertThat(isRefused(email)).isTrue());
        });

        assertThat(moment[0]).isGreaterThan(3);
        free.forEach(email -> assertThat(isRefused(email)).isFalse());
        barred.forEach(email -> assertThat(isRefused(email)).isTrue());
        assertThat(new Letters(test).mayWrite(eva[0], Letters.NEWSLETTER)).isTrue();
        assertAllUnder(2);
    }

    @Test
    void what_was_prepared_before_lands_under_the_new_version() {
        CustomerId eva = refusing("eva@example.org");
        byte[] first = rows().getFirst().token();
        rotate();
        var adam = new SuppressionToken(4711, 4712);

        land(new RowChange.PutSuppression(new SuppressionRow(adam.bytes(), 1, 9)));
        assertThat(rows()).hasSize(2).extracting(SuppressionRow::epoch).containsOnly(2);
        land(new RowChange.PutSuppression(new SuppressionRow(first, 1, 9)));
        assertThat(rows()).hasSize(2);

        land(new RowChange.DeleteSuppression(first));
        assertThat(isRefused("eva@example.org")).isFalse();
        says(eva, false);
        land(new RowChange.DeleteSuppression(adam.bytes()));
        assertAllUnder(2);
    }

    private void land(RowChange row) {
        Landing.require(test.core().writer().land(Write.upkeep(List.of(row))));
    }

    @Test
    void a_refusal_that_was_taken_away_is_not_moved_back() {
        CustomerId eva = refusing("eva@example.org");
        var tokens = test.core().keys().suppressions();
        SuppressionRow before = rows().getFirst();
        says(eva, true);
        assertThat(
                        test.core()
                                .writer()
                                .land(
                                        Write.upkeep(
                                                List.of(
                                                        new RowChange.MoveSuppression(
                                                                before.token(),
                                                                Write.newest(tokens, before))))))
                .isEqualTo(new Landing.Stale());
        assertThat(isRefused("eva@example.org")).isFalse();
    }

    @Test
    void those_who_say_yes_and_no_during_rotations_end_as_they_said_last() throws Exception {
        var over = new AtomicBoolean();
        var ids = new ArrayList<CustomerId>();
        for (int i = 0; i < 12; i++) {
            ids.add(refusing("kvido." + i + "@example.org"));
        }
        int version = 1;
        var work = new ArrayList<FutureTask<Integer>>();
        try (var threads = Executors.newCachedThreadPool()) {
            for (int t = 0; t < 2; t++) {
                int thread = t;
                work.add(
                        new FutureTask<>(() -> {
                            int i = 0;
                            while (!over.get()) {
                                int who = thread * 4 + i % 4;
                                boolean yes = i / 4 % 2 == 0;
                                says(ids.get(who), yes);
                                assertThat(isRefused("kvido." + who + "@example.org"))
                                        .isNotEqualTo(yes);
                                i++;
                            }
                            return i;
                        }));
            }
            work.add(
                    new FutureTask<>(() -> {
                        int i = 0;
                        while (!over.get()) {
                            int who = 8 + i % 4;
                            assertThat(isRefused("kvido." + who + "@example.org")).isTrue();
                            i++;
                        }
                        return i;
                    }));
            work.forEach(threads::execute);
            for (int i = 0; i < 6; i++) {
                version = rotate().version();
            }
            over.set(true);
            for (var one : work) {
                assertThat(one.get()).isPositive();
            }
        }
        assertAllUnder(version);
    }

    @Test
    void a_refusal_by_an_erased_customer_stays_too() {
        CustomerId eva = with("eva@example.org");
        test.vault().erasure().erase(eva, "erasure-request", true, new Actor.Operator());
        boolean refused = isRefused("eva@example.org");
        rotate();
        assertThat(refused).isTrue();
        assertThat(isRefused("eva@example.org")).isTrue();
        assertAllUnder(2);
    }
}
