package custos.vault.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import custos.crypto.DataKey;
import custos.crypto.KekFile;
import custos.crypto.Keyring;
import custos.crypto.PublicIds;
import custos.crypto.RequestKeys;
import custos.crypto.SecretBytes;
import custos.customer.CustomerId;
import custos.customer.FieldValue;
import custos.event.ActType;
import custos.event.Actor;
import custos.event.Leaf;
import custos.event.Subject;
import custos.ledger.Hash;
import custos.ledger.SignedCheckpoint;
import custos.ledger.TileTree;
import custos.ledger.TreeHead;
import custos.policy.ChannelId;
import custos.policy.FieldId;
import custos.policy.KindId;
import custos.policy.Language;
import custos.policy.MethodId;
import custos.policy.PurposeId;
import custos.proof.ReceiptCheck;
import custos.proof.Verdict;
import custos.store.ReadSession;
import custos.vault.Carver;
import custos.vault.Needles;
import custos.vault.Strangers;
import custos.vault.TestVault;
import custos.vault.Vault;
import custos.vault.consents.ConsentAnswer;
import custos.vault.core.Ledger;
import custos.vault.core.Repeat;
import custos.vault.customers.Customers;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.OpenedLeaf;
import custos.vault.rows.Refusal;
import custos.vault.rows.Slots;
import custos.vault.rows.VaultKeys;
import custos.vault.writer.Disclosures;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// After an erasure nobody reads the erased: not with every key that is left, not from a byte of
/// any file that the vault keeps. And the ledger is as provable as before.
///
/// Each test first shows that the same search finds all of it before the erasure.
class ErasedForeverTest {
    private static final Actor ANNA = new Actor.Staff("anna", "staff");
    private static final KindId PURCHASE = new KindId("purchase");
    private static final KindId COMPLAINT = new KindId("complaint");
    private static final String KEY = "token/eva-1";
    private static final int NEIGHBOURS = 25;
    private static final int RECORDS = Slots.FIRST_FREE + 4;

    @TempDir Path dir;
    private final long seed = System.nanoTime();
    private final Strangers strangers = new Strangers(seed);
    private final Strangers.Stranger eva = strangers.next();
    private TestVault test;

    @BeforeEach
    void create() {
        test = TestVault.in(dir.resolve("shipped"));
    }

    @AfterEach
    void close() {
        test.close();
    }

    /// Eva in the middle of others, changed and looked at as customers are.
    private CustomerId fill(boolean withPurchase) {
        neighbours();
        CustomerId id =
                test.vault()
                        .customers()
                        .register(
                                new Customers.Registration(
                                        test.fields(eva.fields()),
                                        TestVault.COUNTER,
                                        List.of(answer(true))),
                                ANNA,
                                Optional.of(new Repeat(KEY, new byte[] {1})))
                        .id();
        neighbours();
        live(id, withPurchase);
        neighbours();
        return id;
    }

    private void neighbours() {
        for (var stranger : strangers.next(NEIGHBOURS)) {
            test.vault()
                    .customers()
                    .register(
                            test.registration(test.fields(stranger.fields())),
                            ANNA,
                            Optional.empty());
        }
    }

    private void live(CustomerId id, boolean withPurchase) {
        Vault vault = test.vault();
        if (withPurchase) {
            add(
                    id,
                    PURCHASE,
                    Map.of(
                            "order_number",
                            "O-4711",
                            "bought_on",
                            "2026-10-01",
                            "total",
                            "1234.50",
                            "currency",
                            "CZK",
                            "purchase_note",
                            "for " + eva.family()));
        }
        add(id, COMPLAINT, Map.of("complaint", eva.fullName() + " is not content"));
        vault.consents().record(id, List.of(answer(false)), TestVault.COUNTER, ANNA);
        vault.customers().openFor(id, new PurposeId("service"), ANNA);
        vault.customers().reveal(id, Set.of(new FieldId("email")), "order-problem", ANNA);
        vault.settle();
        vault.customers()
                .amend(
                        id,
                        new Customers.Amendment(
                                Map.of(
                                        new FieldId("note"),
                                        Optional.of(new FieldValue.Text("was " + eva.family()))),
                                TestVault.COUNTER,
                                OptionalLong.empty()),
                        ANNA);
    }

    private void add(CustomerId id, KindId kind, Map<String, Object> values) {
        test.vault()
                .records()
                .add(id, kind, test.fields(values), TestVault.COUNTER, ANNA, Optional.empty());
    }

    private ConsentAnswer answer(boolean yes) {
        var czech = new Language("cs");
        return new ConsentAnswer(
                new PurposeId("newsletter"),
                new ChannelId("email"),
                yes,
                new MethodId("counter"),
                Optional.of(czech),
                test.vault().policies().noticeInForce(czech),
                Optional.empty(),
                Optional.empty(),
                Optional.of("said by " + eva.family()));
    }

    private long number(CustomerId id) {
        try (var keyring =
                Keyring.load(test.folder().keyring())
                        .openWithKeyFile(SecretBytes.copyOf(test.key()))) {
            return new PublicIds(keyring.secrets()).decode(id.value(), PublicIds.Kind.CUSTOMER);
        }
    }

    private Carver.Loot loot(long no) {
        try (var carver = new Carver(test.folder(), test.key());
                var keyring =
                        Keyring.load(test.folder().keyring())
                                .openWithKeyFile(SecretBytes.copyOf(test.key()))) {
            byte[] request = new RequestKeys(keyring.secrets()).of(KEY);
            return carver.loot(no, RECORDS, List.of(request));
        }
    }

    private Map<Path, Set<String>> found() {
        return Needles.of(eva.values()).under(test.folder().data(), test.folder().keys());
    }

    @Test
    void nothing_that_was_erased_opens_with_any_key_that_is_left() {
        CustomerId id = fill(false);
        long no = number(id);
        Carver.Loot before = loot(no);
        assertThat(before.keys()).contains("1.1", "2.1", "5.1", "10.1");
        assertThat(before.fields()).contains("1.1", "1.2", "1.4", "2.40", "5.167", "10.60");
        assertThat(before.openings()).as("%s", before).isGreaterThanOrEqualTo(5);
        assertThat(before.looks()).isPositive();
        assertThat(before.rows()).isEqualTo(1);
        assertThat(String.join(" ", before.texts())).contains(eva.family(), eva.email());

        assertThat(test.vault().erasure().erase(id, "erasure-request", true, ANNA).physical())
                .isTrue();

        for (int i = 0; i < 2; i++) {
            Carver.Loot after = loot(no);
            assertThat(after.keys()).as("the file of her request alone").containsExactly("9.1");
            assertThat(after.fields())
                    .containsExactlyInAnyOrder("9.260", "9.261", "9.262", "9.263");
            assertThat(after.openings() + after.looks() + after.rows()).isZero();
            assertThat(String.join(" ", after.texts())).doesNotContain(eva.family(), eva.email());
            assertThat(found()).as("seed %d", seed).isEmpty();
            neighbours();
            test.reopen();
        }
        assertInternalsTellNothing();
        assertSound();
    }

    private void assertInternalsTellNothing() {
        try (var carver = new Carver(test.folder(), test.key())) {
            List<String> internals = carver.internals();
            assertThat(internals).hasSizeGreaterThan(3 * NEIGHBOURS);
            String all = String.join(" ", internals);
            eva.values().forEach(value -> assertThat(all.contains(value)).isFalse());
        }
    }

    @Test
    void what_tax_law_keeps_is_all_that_is_kept() {
        CustomerId id = fill(true);
        long no = number(id);
        assertThat(loot(no).keys()).contains("1.1", "3.1", "5.1", "10.1");

        test.vault().erasure().erase(id, "no-longer-needed", false, ANNA);

        Carver.Loot after = loot(no);
        assertThat(after.keys()).containsExactly("8.1");
        assertThat(after.fields())
                .containsExactlyInAnyOrder("8.240", "8.241", "8.242", "8.243", "8.244", "8.245");
        assertThat(after.openings() + after.looks() + after.rows()).isZero();
        assertThat(String.join(" ", after.texts()))
                .contains(eva.fullName())
                .doesNotContain(eva.email(), eva.phone(), eva.birthDate(), eva.note());
        assertThat(found()).as("seed %d", seed).isEmpty();
        assertSound();
    }

    @Test
    void an_erasure_while_somebody_reads_is_pending_and_then_final() throws Exception {
        CustomerId id = fill(false);
        long no = number(id);
        try (ReadSession reader = test.vault().store().read()) {
            assertThat(reader.customer(no)).isPresent();
            var certificate = test.vault().erasure().erase(id, "erasure-request", false, ANNA);
            assertThat(certificate.physical()).isFalse();
            assertThat(loot(no).keys()).as("the log still holds them").contains("1.1");
        }
        Path log = test.folder().data().resolve("vault.db-wal");
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (Files.size(log) > 0) {
            assertThat(System.nanoTime()).as("the log is emptied").isLessThan(until);
            LockSupport.parkNanos(100 * 1_000_000L);
        }
        assertThat(loot(no).keys()).containsExactly("9.1");
    }

    @Test
    void a_look_that_lands_after_the_erasure_leaves_no_row() {
        CustomerId id = fill(false);
        long no = number(id);
        try (var keys = new Opener(test)) {
            var looks = new Disclosures(keys.keys(), test.vault().core().writer(), test.clock());
            looks.note(ANNA, new PurposeId("tax"), no, evidenceKey(keys.keys(), no));
            test.vault().erasure().erase(id, "erasure-request", false, ANNA);
            looks.close();
        }
        try (ReadSession after = test.vault().store().read()) {
            assertThat(after.customer(no)).as("her request stays").isPresent();
            assertThat(after.disclosed(no)).isEmpty();
        }
        assertSound();
    }

    private DataKey evidenceKey(VaultKeys keys, long no) {
        try (ReadSession read = test.vault().store().read();
                var file = CustomerFile.read(read, keys, no).orElseThrow()) {
            return file.take(10);
        }
    }

    private void assertSound() {
        assertThat(test.vault().inspection().verify(_ -> {}).findings()).isEmpty();
    }

    @Test
    void old_leaves_verify_after_an_erasure_as_before() {
        CustomerId id = fill(true);
        Ledger ledger = test.vault().ledger();
        var key = ledger.key();
        TreeHead before = SignedCheckpoint.parse(ledger.checkpoint()).verify(key).head();
        List<byte[]> leaves = entries(before.size());
        assertThat(root(leaves)).isEqualTo(before);

        var certificate = test.vault().erasure().erase(id, "erasure-request", true, ANNA);
        test.reopen();

        TreeHead after =
                SignedCheckpoint.parse(test.vault().ledger().checkpoint()).verify(key).head();
        assertThat(after.size()).isEqualTo(before.size() + 1);
        List<byte[]> now = entries(after.size());
        assertThat(root(now)).isEqualTo(after);
        for (int i = 0; i < leaves.size(); i++) {
            assertThat(now.get(i)).isEqualTo(leaves.get(i));
            test.vault().ledger().prove(i).proof().verify(Hash.ofLeaf(leaves.get(i)), after);
        }
        assertThat(certificate.leaf()).isEqualTo(before.size());
        Leaf last = Leaf.parse(now.getLast());
        assertThat(last.acts().getFirst().type()).isEqualTo(ActType.CUSTOMER_ERASED);
        Verdict verdict =
                ReceiptCheck.check(
                        certificate.file().getBytes(StandardCharsets.UTF_8),
                        key,
                        ReceiptCheck.Words.NONE);
        assertThat(verdict).isInstanceOf(Verdict.Proven.class);
        Subject.Erased proven =
                ((Verdict.Proven) verdict).receipt().subject().erasure().orElseThrow();
        assertThat(proven.classes())
                .isEqualTo(certificate.erased().stream().map(one -> one.value()).toList());
        assertThat(proven.held()).hasSameSizeAs(certificate.held());
    }

    private List<byte[]> entries(long size) {
        var entries = new ArrayList<byte[]>();
        while (entries.size() < size) {
            test.vault().ledger().entries(entries.size(), 1000).stream()
                    .map(Ledger.Entry::bytes)
                    .forEach(entries::add);
        }
        return entries;
    }

    private static TreeHead root(List<byte[]> entries) {
        TileTree tree = TileTree.empty();
        entries.forEach(tree::append);
        return tree.head();
    }

    @Test
    void where_evidence_is_kept_consents_alone_still_open_under_a_new_key() {
        test.close();
        test = TestVault.in(dir.resolve("keeping"), TestVault.keepingEvidence());
        CustomerId id = fill(false);
        long no = number(id);
        int before = loot(no).openings();

        var certificate = test.vault().erasure().erase(id, "no-longer-needed", false, ANNA);

        assertThat(certificate.held())
                .extracting(held -> held.dataClass().value())
                .containsExactly("evidence");
        Carver.Loot after = loot(no);
        assertThat(after.keys()).containsExactly("10.2");
        assertThat(after.fields()).isEmpty();
        assertThat(before).isGreaterThan(2);
        assertThat(after.openings()).as("her yes and her no").isEqualTo(2);
        assertThat(after.looks()).isZero();
        assertThat(after.texts())
                .allSatisfy(text -> assertThat(text).contains("said by " + eva.family()));
        assertThat(found()).as("seed %d", seed).isEmpty();
        assertKeptProofs(no);
        assertSound();
        assertThatExceptionOfType(Refusal.Erased.class)
                .isThrownBy(() -> test.vault().consents().history(id));
    }

    /// What is kept proves its leaf.
    private void assertKeptProofs(long no) {
        var keys = new Opener(test);
        try (ReadSession read = test.vault().store().read();
                var file = CustomerFile.read(read, keys.keys(), no).orElseThrow()) {
            var openings = read.openingsBetween(Slots.firstRow(no), Slots.endRow(no));
            assertThat(openings).hasSize(2);
            for (var row : openings) {
                assertThat(DataKey.generationOfOpening(row.ct())).isEqualTo(2);
                var opened =
                        OpenedLeaf.of(
                                read,
                                keys.keys(),
                                row.no(),
                                file.openOpening(10, row.no(), row.ct()));
                assertThat(opened.subject().parts())
                        .extracting(Subject.Part::act)
                        .allSatisfy(act ->
                                assertThat(opened.leaf().acts().get(act).type()).isNotNull());
            }
        }
        keys.close();
    }

    /// The keys of the test's vault, opened beside it.
    private record Opener(Keyring keyring, VaultKeys keys) implements AutoCloseable {
        Opener(TestVault test) {
            this(
                    Keyring.load(test.folder().keyring())
                            .openWithKeyFile(SecretBytes.copyOf(test.key())),
                    test);
        }

        private Opener(Keyring keyring, TestVault test) {
            this(
                    keyring,
                    new VaultKeys(
                            keyring.secrets(),
                            KekFile.load(test.folder().kek(), keyring, new SecureRandom()),
                            new SecureRandom()));
        }

        @Override
        public void close() {
            keyring.close();
        }
    }
}
