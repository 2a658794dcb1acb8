package custos.vault.backups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import custos.backup.BackupFault;
import custos.customer.CustomerId;
import custos.store.DocumentKind;
import custos.store.RowChange;
import custos.vault.MirroredShop;
import custos.vault.Vault;
import custos.vault.audit.Checkpoints;
import custos.vault.core.Documents;
import custos.vault.records.Records;
import custos.vault.restore.Restore;
import custos.vault.rows.Kinds;
import custos.vault.rows.Refusal;
import custos.vault.rows.VaultFault;
import custos.vault.rows.Write;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// With a mirror the vault that was lost a moment ago comes back: the erased stay erased, the noes
/// stand, and the ledger goes on as if nothing had been, because nothing signed had left before.
class MirrorTest extends MirroredShop {
    @Test
    void who_was_erased_a_moment_before_the_disk_was_lost_stays_erased() {
        test.vault().erasure().erase(jan, "erasure-request", true, ANNA);
        awaitMirrored();
        Path copy = copied("lost");
        test.close();

        Restore.Report report = restoreFrom(copy);

        assertThat(report.mirrored()).isTrue();
        assertThat(report.newOrigin()).isEmpty();
        assertThat(report.erased()).isEqualTo(1);
        try (Vault vault = open()) {
            vault.mirror().forget();
            assertThatThrownBy(() -> vault.consents().history(jan))
                    .isInstanceOf(Refusal.Erased.class);
            CustomerId again =
                    vault.customers().register(test.registration(test.jan()), ANNA, none()).id();
            assertThat(vault.consents().mayContact(again, NEWSLETTER, EMAIL).allowed()).isFalse();
            assertSound(vault);
        }
    }

    @Test
    void a_no_stands_also_for_an_address_that_changed_in_between() {
        amend(eva, "email", "eva@new.example.org");
        test.says(eva, "newsletter", "email", false);
        test.says(petr, "newsletter", "email", false);
        test.says(petr, "newsletter", "email", true);
        awaitMirrored();
        Path copy = copied("lost");
        test.close();

        restoreFrom(copy);

        try (Vault vault = open()) {
            vault.mirror().forget();
            assertThat(newsletterOf(vault, eva).isNo()).isTrue();
            assertThat(vault.consents().mayContact(petr, NEWSLETTER, EMAIL).allowed()).isTrue();
            for (String email : List.of("eva@example.org", "eva@new.example.org")) {
                var other = test.fields(Map.of("full_name", "Eva Jiná", "email", email));
                CustomerId id =
                        vault.customers().register(test.registration(other), ANNA, none()).id();
                assertThat(vault.consents().mayContact(id, NEWSLETTER, EMAIL).allowed()).isFalse();
            }
            assertSound(vault);
        }
    }

    @Test
    void a_checkpoint_that_somebody_kept_still_fits_and_numbers_are_not_used_again() {
        CustomerId zoe = test.customer(Map.of("full_name", "Zoe"));
        long number = test.core().number(zoe);
        String kept = test.vault().ledger().checkpoint();
        test.says(eva, "newsletter", "email", false);
        awaitMirrored();
        Path copy = copied("lost");
        test.close();

        Restore.Report report = restoreFrom(copy);

        assertThat(report.lost()).containsExactly(number);
        try (Vault vault = open()) {
            vault.mirror().forget();
            assertThat(vault.checkpoints().compare(kept))
                    .isInstanceOf(Checkpoints.Comparison.Older.class);
            var nova = test.fields(Map.of("full_name", "Nova"));
            CustomerId next =
                    vault.customers().register(test.registration(nova), ANNA, none()).id();
            assertThat(vault.core().number(next)).isGreaterThan(number + 60_000);
            assertSound(vault);
        }
    }

    @Test
    void nothing_signed_leaves_before_the_mirror_holds_it_and_work_goes_on() throws IOException {
        String before = test.vault().ledger().checkpoint();
        Path away = Files.move(mirror, dir.resolve("away"));

        CustomerId zoe = test.customer(Map.of("full_name", "Zoe"));
        test.says(eva, "newsletter", "email", false);
        long last = test.vault().ledger().newestSize() - 1;
        await(() -> test.vault().mirror().status() instanceof Mirror.Status.Behind);

        assertThat(test.vault().mirror().holds(last)).hasValue(false);
        assertThat(test.vault().ledger().checkpoint()).isEqualTo(before);
        assertThat(test.vault().checkpoints().newest().text()).isEqualTo(before);
        assertThatThrownBy(() -> test.vault().audit().proof(last))
                .isInstanceOf(VaultFault.Unmirrored.class)
                .hasMessageContaining("wait for it");
        assertThatThrownBy(() -> test.vault().receipts().own(eva, last))
                .isInstanceOf(VaultFault.Unmirrored.class);
        var certificate = test.vault().erasure().erase(zoe, "erasure-request", false, ANNA);
        assertThat(certificate.file()).doesNotContain("\"proof\"");

        Files.move(away, mirror);
        await(() -> test.vault().mirror().status() instanceof Mirror.Status.Current);
        awaitMirrored();
        assertThat(test.vault().audit().proof(last).entry().index()).isEqualTo(last);
        assertThat(test.vault().ledger().size()).isEqualTo(test.vault().ledger().newestSize());
        assertThat(lastIdx(mirror)).isEqualTo(test.vault().ledger().newestSize());
    }

    @Test
    void a_folder_that_was_emptied_gets_everything_anew() throws IOException {
        test.says(eva, "newsletter", "email", false);
        awaitMirrored();
        Files.delete(only(".bundle"));
        Files.delete(only(".changes"));

        test.says(petr, "newsletter", "email", false);
        await(() -> test.vault().mirror().holds(test.vault().ledger().newestSize() - 1).get());

        assertThat(lastIdx(mirror)).isEqualTo(test.vault().ledger().newestSize());
    }

    @Test
    void a_full_disk_is_said_and_nothing_is_missing_when_there_is_room_again() throws IOException {
        String base = only(".bundle").toString();
        Path changes = Path.of(base.substring(0, base.length() - 6) + "changes");
        Files.createSymbolicLink(changes, Path.of("/dev/full"));

        test.says(eva, "newsletter", "email", false);
        test.says(petr, "newsletter", "email", false);
        await(() -> test.vault().mirror().status() instanceof Mirror.Status.Behind);
        assertThat(test.vault().mirror().status())
                .isInstanceOfSatisfying(
                        Mirror.Status.Behind.class,
                        behind -> assertThat(behind.why()).contains("No space left on device"));

        Files.delete(changes);
        await(() -> test.vault().mirror().status() instanceof Mirror.Status.Current);
        awaitMirrored();
        assertThat(only(".bundle")).hasToString(base);
        assertThat(lastIdx(mirror)).isEqualTo(test.vault().ledger().newestSize());
    }

    @Test
    void a_last_part_that_was_torn_off_is_no_part_and_a_damaged_one_before_it_is_damage()
            throws IOException {
        test.says(eva, "newsletter", "email", false);
        awaitMirrored();
        long before = lastIdx(mirror);
        long whole = Files.size(only(".changes"));
        test.says(petr, "newsletter", "email", false);
        awaitMirrored();
        long all = Files.size(only(".changes"));
        assertThat(lastIdx(mirror)).isGreaterThan(before);

        for (long cut : List.of(1L, 16L, 100L, all - whole - 3)) {
            Path copy = copied("torn-" + cut);
            Path torn = copy.resolve(only(".changes").getFileName());
            try (var channel = FileChannel.open(torn, StandardOpenOption.WRITE)) {
                channel.truncate(all - cut);
            }
            assertThat(lastIdx(copy)).as("cut by " + cut).isEqualTo(before);
        }
        Path zeros = copied("zeros");
        overwrite(zeros.resolve(only(".changes").getFileName()), all - 20, 20);
        assertThat(lastIdx(zeros)).isEqualTo(before);

        Path damaged = copied("damaged");
        overwrite(damaged.resolve(only(".changes").getFileName()), 100, 20);
        assertThatThrownBy(() -> rows(damaged)).isInstanceOf(BackupFault.Unfit.class);
        test.close();
        assertThat(restoreFrom(zeros).leaves()).isEqualTo(before);
    }

    private static void overwrite(Path file, long at, int length) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(length), at);
        }
    }

    @Test
    void parts_of_another_base_are_refused() throws IOException {
        test.says(eva, "newsletter", "email", false);
        awaitMirrored();
        Path old = copied("old");
        Path changes = only(".changes");
        test.later(Duration.ofDays(2));
        test.says(petr, "newsletter", "email", false);
        await(() -> !Files.exists(changes));
        awaitMirrored();
        Path mixed = copied("mixed");
        String base = only(".bundle").getFileName().toString();
        Files.copy(
                old.resolve(changes.getFileName()),
                mixed.resolve(base.replace(".bundle", ".changes")),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(() -> rows(mixed))
                .isInstanceOf(BackupFault.Unfit.class)
                .hasMessageContaining("does not go with its key bundle");
    }

    @Test
    void it_begins_anew_each_day_and_keeps_the_newest_alone() {
        Path first = only(".bundle");
        test.says(eva, "newsletter", "email", false);
        awaitMirrored();
        test.later(Duration.ofDays(2));
        test.says(petr, "newsletter", "email", false);

        await(() -> !Files.exists(first));
        awaitMirrored();

        assertThat(only(".bundle")).isNotEqualTo(first);
        assertThat(lastIdx(mirror)).isEqualTo(test.vault().ledger().newestSize());
    }

    @Test
    void what_follows_a_base_leads_to_what_a_base_made_now_would_hold() {
        amend(eva, "email", "eva@new.example.org");
        test.says(eva, "newsletter", "email", false);
        test.says(eva, "newsletter", "email", true);
        stops(petr);
        buys(petr, "2026-11-28", "7.00");
        CustomerId zoe = test.customer(Map.of("full_name", "Zoe", "email", "zoe@example.org"));
        test.says(zoe, "newsletter", "email", true);
        Records.Entry purchase =
                test.vault()
                        .records()
                        .list(petr, Kinds.PURCHASE, none(), 10, ANNA)
                        .items()
                        .getFirst();
        test.vault().records().delete(petr, purchase.id(), "erasure-request", ANNA);
        test.vault().erasure().erase(petr, "erasure-request", true, ANNA);
        test.vault().erasure().erase(zoe, "erasure-request", false, ANNA);
        byte[] id = {1, 2};
        var documents = new Documents(test.core());
        var note = documents.sealed(DocumentKind.IMPORT_MAP, id, new byte[] {3});
        test.core().writer().land(Write.upkeep(List.of(new RowChange.PutDocument(note))));
        var gone = new RowChange.DeleteDocument(DocumentKind.IMPORT_MAP, id);
        test.core().writer().land(Write.upkeep(List.of(gone)));
        awaitMirrored();
        KeyRows followed = trail(mirror, KeyRows::read);
        Path first = only(".bundle");
        test.vault().mirror().renew();
        await(() -> !Files.exists(first));
        awaitMirrored();
        KeyRows anew = trail(mirror, KeyRows::read);

        assertThat(told(followed)).isEqualTo(told(anew));
        assertThat(followed.manifest().end().size()).isEqualTo(anew.manifest().end().size());
    }

    /// All that a restore takes from key rows, in an order of its own.
    private static Map<String, Set<String>> told(KeyRows rows) {
        var told = new TreeMap<String, Set<String>>();
        told.put("suppressions", texts(rows.suppressions(), one -> hex(one.token())));
        told.put("documents", texts(rows.documents(), one -> one.kind() + hex(one.id())));
        told.put("shredded", texts(rows.shredded, one -> one.customer() + "/" + one.classNo()));
        told.put("tombstones", texts(rows.tombstones, one -> one.record() + "/" + one.field()));
        told.put(
                "customers",
                texts(
                        rows.customers().values(),
                        one ->
                                one.counters
                                        + hex(one.wraps.bytes())
                                        + one.remains.map(row -> hex(row.head()))
                                        + texts(one.records, row -> row.no() + hex(row.body()))
                                        + texts(one.openings, row -> row.no() + hex(row.ct()))));
        for (long no : rows.customers().keySet()) {
            told.put(
                    "openings of " + no,
                    texts(rows.openingsOf(no), row -> row.no() + hex(row.ct())));
        }
        return told;
    }

    private static <T> Set<String> texts(java.util.Collection<T> rows, Function<T, String> text) {
        return rows.stream().map(text).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String hex(byte[] bytes) {
        return java.util.HexFormat.of().formatHex(bytes);
    }

    @Test
    void what_the_law_keeps_of_somebody_erased_since_the_base_is_there_again() {
        test.vault().erasure().erase(petr, "erasure-request", false, ANNA);
        awaitMirrored();
        Path copy = copied("lost");
        test.close();

        restoreFrom(copy);

        try (Vault vault = open()) {
            try (var read = vault.store().read()) {
                assertThat(read.recordsBetween(1026L << 20, 1027L << 20)).isNotEmpty();
            }
            assertSound(vault);
        }
    }

    @Test
    void a_vault_remembers_its_mirror_and_holds_back_without_it() {
        String before = test.vault().ledger().checkpoint();

        test.reopen();

        assertThat(test.vault().mirror().status()).isInstanceOf(Mirror.Status.Missing.class);
        assertThatThrownBy(() -> test.vault().ledger().checkpoint())
                .isInstanceOf(VaultFault.Unmirrored.class)
                .hasMessageContaining("--mirror none");
        test.says(eva, "newsletter", "email", false);
        test.inspected();

        test.vault().mirror().forget();
        assertThat(test.vault().ledger().checkpoint()).isNotEqualTo(before);
        test.reopen();
        assertThat(test.vault().mirror().status()).isInstanceOf(Mirror.Status.None.class);
        assertThat(test.vault().mirror().holds(0)).isEmpty();
    }

    @Test
    void a_mirror_behind_a_newer_backup_is_not_taken() throws IOException {
        Path behind = copied("behind");
        test.says(eva, "newsletter", "email", false);
        test.later(Duration.ofDays(1));
        test.vault().backups().make(stick, 30);
        test.close();

        assertThatThrownBy(() -> restoreFrom(behind)).isInstanceOf(BackupFault.Loss.class);
    }

    @Test
    void a_data_bundle_that_was_begun_before_the_base_fits_the_mirror_too() {
        test.later(Duration.ofDays(1));
        Path today = test.vault().backups().make(stick, 30).data();
        test.says(eva, "newsletter", "email", false);
        awaitMirrored();
        Path copy = copied("lost");
        test.close();

        Restore.Report report =
                restore(
                        new Restore.Wanted(
                                stick,
                                none(),
                                none(),
                                target(),
                                java.util.Optional.of(copy),
                                none(),
                                false));

        assertThat(report.data()).isEqualTo(today);
        assertThat(report.mirrored()).isTrue();
    }
}
