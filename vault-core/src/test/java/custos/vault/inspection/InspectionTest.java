package custos.vault.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import custos.crypto.CryptoFault;
import custos.customer.CustomerId;
import custos.customer.FieldValue;
import custos.event.ActType;
import custos.event.Actor;
import custos.policy.FieldId;
import custos.policy.PurposeId;
import custos.store.DocumentKind;
import custos.store.StoreFault;
import custos.vault.CustomerDeeds;
import custos.vault.Deed;
import custos.vault.LedgerDeeds;
import custos.vault.Tampering;
import custos.vault.TestVault;
import custos.vault.customers.Customers;
import custos.vault.inspection.Inspection.Finding;
import custos.vault.rows.VaultFault;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whoever changes one thing in the database is found out. Each deed is done to a copy of the same
/// untampered vault, in which nothing is found.
class InspectionTest {
    private static final Actor ANNA = TestVault.STAFF;

    @TempDir static Path shared;
    private static TestVault shop;
    private static TestVault erased;
    private static Path older;

    @TempDir Path dir;

    @BeforeAll
    static void sell_for_a_while() throws Exception {
        shop = TestVault.in(shared.resolve("shop"));
        CustomerId jan = shop.customer(person("Jan", 1));
        CustomerId eva = shop.customer(person("Eva", 2));
        CustomerId petr = shop.customer(person("Petr", 3));
        shop.says(jan, "newsletter", "email", true);
        shop.says(eva, "newsletter", "email", true);
        shop.says(petr, "newsletter", "email", true);
        shop.later(Duration.ofHours(2));
        older = shared.resolve("older.db");
        shop.vault().close();
        Files.copy(shop.folder().database(), older);
        shop.reopen();
        shop.says(petr, "newsletter", "email", false);
        amend(shop, eva, "Eva Nová");
        shop.vault().customers().reveal(jan, Set.of(new FieldId("email")), "order-problem", ANNA);
        for (CustomerId id : List.of(jan, eva)) {
            shop.vault().customers().openFor(id, new PurposeId("service"), ANNA);
        }
        shop.add(jan, "purchase", purchase(10));
        var returned = shop.add(jan, "purchase", purchase(20));
        shop.vault().records().delete(jan, returned.id(), "entered-by-mistake", ANNA);
        byte[] account = "anna".getBytes(StandardCharsets.UTF_8);
        shop.vault()
                .documents()
                .put(DocumentKind.ACCOUNT, account, account, ActType.ACCOUNT_CREATED, ANNA);
        shop.later(Duration.ofHours(2));
        while (shop.vault().ledger().newestSize() < 260) {
            shop.vault().documents().note(ActType.LOGIN_REFUSED, ANNA);
        }
        shop.inspected();
        shop.vault().close();

        erased = shop.changed(shared.resolve("erased"), _ -> {});
        erased.vault().erasure().erase(eva, "no-longer-needed", true, ANNA);
        erased.vault().erasure().erase(jan, "erasure-request", true, ANNA);
        erased.inspected();
        erased.vault().close();
    }

    private static Map<String, Object> person(String name, int n) {
        return Map.of(
                "full_name", name + " Novák",
                "email", name + "@example.org",
                "phone", "+42060100097" + n,
                "birth_date", "1980-05-17");
    }

    private static Map<String, Object> purchase(int total) {
        return Map.of("bought_on", "2026-03-01", "total", "" + total, "currency", "CZK");
    }

    private static void amend(TestVault vault, CustomerId id, String name) {
        var fields =
                Map.of(
                        new FieldId("full_name"),
                        Optional.<FieldValue>of(new FieldValue.Text(name)),
                        new FieldId("email"),
                        Optional.<FieldValue>of(new FieldValue.Text("nova@example.org")));
        vault.vault()
                .customers()
                .amend(
                        id,
                        new Customers.Amendment(fields, TestVault.COUNTER, OptionalLong.empty()),
                        ANNA);
    }

    private static Path older(TestVault original) {
        return original == erased ? shop.folder().database() : older;
    }

    private static List<Finding> findings(TestVault original, Path dir, Tampering.Hand deed) {
        try (var copy = tampered(original, dir, deed)) {
            return copy.vault().inspection().verify(_ -> {}).findings();
        }
    }

    private static TestVault tampered(TestVault original, Path dir, Tampering.Hand deed) {
        return original.changed(
                dir, folder -> Tampering.on(folder.database(), older(original), deed));
    }

    @Test
    void an_untampered_vault_has_no_finding_and_everything_in_it_is_counted() {
        try (var copy = shop.changed(dir, _ -> {})) {
            var report = copy.vault().inspection().verify(_ -> {});

            assertThat(report.findings()).isEmpty();
            assertThat(report.customers()).isEqualTo(3);
            // Contact, profile and consents each, totals and one purchase of Jan's.
            assertThat(report.records()).isEqualTo(11);
            // Three registrations, five acts of consent and amendment, a reveal, three acts on
            // purchases, two looks.
            assertThat(report.openings()).isEqualTo(14);
            assertThat(report.leaves()).isEqualTo(copy.vault().ledger().newestSize());
        }
    }

    @Test
    void progress_is_told_and_what_is_there_is_listed_without_opening_it() {
        try (var copy = shop.changed(dir, _ -> {})) {
            var said = new ArrayList<Inspection.Step>();
            copy.vault().inspection().verify(said::add);

            long leaves = copy.vault().ledger().newestSize();
            assertThat(said)
                    .containsExactly(
                            new Inspection.Step(Inspection.Stage.CUSTOMERS, 3),
                            new Inspection.Step(Inspection.Stage.LEAVES, leaves));
            assertThat(copy.vault().inspection().inspect())
                    .contains("rows of customer: 3", "ledger epoch: 0", "policy version: 1");
        }
    }

    @Test
    void a_vault_at_work_is_inspected_without_a_false_finding() throws Exception {
        try (var copy = shop.changed(dir, _ -> {})) {
            var working =
                    Thread.ofPlatform()
                            .start(() -> {
                                for (int i = 0; i < 40; i++) {
                                    CustomerId id = copy.customer(person("New", i % 10));
                                    copy.says(id, "newsletter", "email", i % 2 == 0);
                                    copy.says(id, "newsletter", "email", false);
                                    if (i % 5 == 0) {
                                        copy.vault()
                                                .erasure()
                                                .erase(id, "no-longer-needed", false, ANNA);
                                    }
                                }
                            });
            do {
                assertThat(copy.vault().inspection().verify(_ -> {}).findings()).isEmpty();
            } while (working.isAlive());
            working.join();
            copy.inspected();
        }
    }

    static Stream<Deed> deeds() {
        return Stream.of(
                        CustomerDeeds.records(),
                        CustomerDeeds.customers(),
                        CustomerDeeds.keys(),
                        LedgerDeeds.openings(),
                        LedgerDeeds.ledger(),
                        LedgerDeeds.rest())
                .flatMap(deeds -> deeds);
    }

    static Stream<Deed> erasures() {
        return LedgerDeeds.erasures();
    }

    static Stream<Deed> heads() {
        return LedgerDeeds.heads();
    }

    @ParameterizedTest
    @MethodSource("deeds")
    void whoever_changes_one_thing_is_found_out(Deed done) {
        assertThat(findings(shop, dir, done.deed()))
                .extracting(Finding::code)
                .contains(done.code());
    }

    @ParameterizedTest
    @MethodSource("erasures")
    void whoever_undoes_or_feigns_an_erasure_is_found_out(Deed done) {
        assertThat(findings(erased, dir, done.deed()))
                .extracting(Finding::code)
                .contains(done.code());
    }

    @ParameterizedTest
    @MethodSource("heads")
    void a_vault_whose_head_was_changed_does_not_even_open(Deed done) {
        assertThatThrownBy(() -> tampered(shop, dir, done.deed()))
                .isInstanceOfAny(VaultFault.Damaged.class, CryptoFault.class, StoreFault.class);
    }

    @Test
    void findings_name_numbers_and_never_a_value() {
        var found =
                findings(shop, dir, hand -> hand.flip("record", "body", Deed.slot(Deed.JAN, 1), 3));

        assertThat(found).extracting(Finding::place).contains("customer 1024, record 1");
        assertThat(found).extracting(Finding::severity).containsOnly(Inspection.Severity.DAMAGE);
    }

    @Test
    void every_code_is_explained() throws Exception {
        String page = Files.readString(Path.of("../docs/findings.md"));

        for (FindingCode code : FindingCode.values()) {
            assertThat(page).contains("| `" + code.code() + "` |");
        }
    }
}
