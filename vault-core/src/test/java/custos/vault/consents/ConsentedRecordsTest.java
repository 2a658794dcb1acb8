package custos.vault.consents;

import static org.assertj.core.api.Assertions.assertThat;

import custos.customer.CustomerId;
import custos.customer.RecordId;
import custos.event.Act;
import custos.proof.ReceiptCheck;
import custos.proof.Verdict;
import custos.vault.TestVault;
import custos.vault.erasure.Holds;
import custos.vault.records.Records;
import custos.vault.visits.SiteVisits;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What stands on a consent alone goes when she takes it back.
class ConsentedRecordsTest {
    @TempDir private Path folder;
    private TestVault shop;
    private CustomerId jana;

    @BeforeEach
    void open() {
        shop = TestVault.in(folder);
        jana = shop.customer(Map.of("full_name", "Jana", "email", "jana@example.org"));
        shop.says(jana, "site-analytics", "web", true);
    }

    @AfterEach
    void inspect() {
        shop.inspected();
        shop.close();
    }

    private RecordId visits() {
        return shop.add(jana, "visit", Map.of("page", "https://www.example.org/tea")).id();
    }

    private List<Records.Entry> kept() {
        return shop.vault()
                .records()
                .list(jana, SiteVisits.VISIT, Optional.empty(), 200, TestVault.STAFF)
                .items();
    }

    private List<String> lastLeaf() {
        shop.vault().ledger().checkpoint();
        long size = shop.vault().ledger().newestSize();
        return shop.vault().ledger().entries(size - 1, 1).getFirst().leaf().acts().stream()
                .map((Act act) -> act.type().word())
                .toList();
    }

    @Test
    void a_withdrawal_takes_her_visits_in_the_same_act() {
        visits();
        visits();
        shop.add(jana, "wish", Map.of("item", "Oolong"));
        long before = shop.vault().ledger().newestSize();

        shop.says(jana, "site-analytics", "web", false);

        assertThat(shop.vault().ledger().newestSize()).isEqualTo(before + 1);
        assertThat(lastLeaf()).containsExactly("consent-withdrawn", "record-deleted");
        assertThat(kept()).isEmpty();
        assertThat(shop.vault().timeline().of(jana, _ -> true, 10, TestVault.STAFF)).hasSize(1);
    }

    @Test
    void her_page_tells_many_deletions_of_one_act_once() {
        visits();
        visits();
        shop.says(jana, "site-analytics", "web", false);

        assertThat(shop.vault().portal().holding(jana).history())
                .extracting(one -> one.act().type().word())
                .startsWith("record-deleted", "consent-withdrawn", "record-added");
    }

    @Test
    void the_receipt_of_the_withdrawal_proves_itself() {
        visits();
        shop.says(jana, "site-analytics", "web", false);
        shop.vault().ledger().checkpoint();
        long leaf = shop.vault().ledger().newestSize() - 1;

        byte[] receipt = shop.vault().receipts().own(jana, leaf).json();

        assertThat(
                        ReceiptCheck.check(
                                receipt, shop.vault().ledger().key(), ReceiptCheck.Words.NONE))
                .isInstanceOf(Verdict.Proven.class);
    }

    @Test
    void the_privacy_signal_takes_them_too() {
        visits();

        shop.vault().portal().honourPrivacySignal(jana);

        assertThat(kept()).isEmpty();
    }

    @Test
    void a_no_to_something_else_takes_nothing() {
        visits();
        shop.says(jana, "profiling", "web", true);
        shop.says(jana, "profiling", "web", false);
        shop.vault().portal().stopEverything(jana);

        assertThat(kept()).hasSize(1);
    }

    @Test
    void a_consent_that_ran_out_leaves_them_to_their_period() {
        shop.clock().advance(Duration.ofDays(364));
        visits();
        shop.clock().advance(Duration.ofDays(2));
        shop.says(jana, "profiling", "web", false);

        assertThat(kept()).hasSize(1);
    }

    @Test
    void what_a_legal_hold_keeps_stays_and_the_others_go() {
        RecordId held = visits();
        visits();
        var terms =
                new Holds.Wanted("legal-claim", LocalDate.parse("2027-05-01"), Optional.empty());
        shop.vault()
                .holds()
                .set(jana, new Holds.Which.These(List.of(held)), terms, TestVault.STAFF);

        shop.says(jana, "site-analytics", "web", false);

        assertThat(kept()).extracting(Records.Entry::id).containsExactly(held);

        sweep();
        assertThat(kept()).hasSize(1);
        shop.vault().holds().release(jana, List.of(held), "proceedings-over", TestVault.STAFF);
        sweep();
        assertThat(kept()).isEmpty();
    }

    private void sweep() {
        var core = shop.vault().core();
        new ConsentedRecords(core, core.policies().current()).sweep();
    }

    @Test
    void housekeeping_takes_nothing_that_she_still_agrees_to() {
        visits();
        long before = shop.vault().ledger().newestSize();

        sweep();

        assertThat(kept()).hasSize(1);
        assertThat(shop.vault().ledger().newestSize()).isEqualTo(before);
    }

    @Test
    void more_than_one_act_holds_go_in_the_next() {
        for (int i = 0; i <= ConsentedRecords.MOST; i++) {
            visits();
        }
        long before = shop.vault().ledger().newestSize();

        shop.says(jana, "site-analytics", "web", false);

        assertThat(kept()).isEmpty();
        assertThat(shop.vault().ledger().newestSize()).isEqualTo(before + 2);
        assertThat(lastLeaf()).containsExactly("record-deleted");
    }

    @Test
    void a_yes_after_it_begins_with_nothing() {
        visits();
        shop.says(jana, "site-analytics", "web", false);
        shop.says(jana, "site-analytics", "web", true);
        visits();

        assertThat(kept()).hasSize(1);
    }

    @Test
    void it_stays_so_when_the_vault_is_opened_anew() {
        visits();
        shop.says(jana, "site-analytics", "web", false);

        shop.reopen();

        assertThat(kept()).isEmpty();
    }
}
