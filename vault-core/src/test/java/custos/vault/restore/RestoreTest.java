package custos.vault.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import custos.consent.ConsentState;
import custos.customer.CustomerId;
import custos.policy.FieldId;
import custos.store.ReadSession;
import custos.vault.RestoredShop;
import custos.vault.Vault;
import custos.vault.records.Records;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Kinds;
import custos.vault.rows.Refusal;
import custos.vault.rows.Totals;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A restored vault is the vault that was: the erased stay erased, the refused refused, and no
/// number or version is used twice.
class RestoreTest extends RestoredShop {
    @Test
    void everybody_is_as_in_the_bundle_and_nothing_is_found_wrong() {
        backUp();
        test.close();

        Restore.Report report = restore(wanted(Optional.of(guard()), false));

        assertThat(report)
                .extracting(
                        Restore.Report::customers,
                        Restore.Report::erased,
                        Restore.Report::lost,
                        Restore.Report::closed,
                        Restore.Report::damaged,
                        Restore.Report::newOrigin)
                .containsExactly(3L, 0L, List.of(), List.of(), List.of(), none());
        try (Vault vault = open()) {
            assertThat(name(vault, jan)).isEqualTo("Jan Novák");
            assertThat(vault.consents().mayContact(petr, NEWSLETTER, EMAIL).allowed()).isTrue();
            assertThat(newsletterOf(vault, petr)).isInstanceOf(ConsentState.Given.class);
            assertThat(vault.records().list(petr, Kinds.PURCHASE, none(), 10, ANNA).items())
                    .hasSize(1);
            assertThat(
                            vault.customers()
                                    .findExact(
                                            new FieldId("email"),
                                            "eva@example.org",
                                            "officer",
                                            none())
                                    .items())
                    .hasSize(1);
            assertSound(vault);
        }
    }

    @Test
    void who_was_erased_since_does_not_come_back() {
        test.vault().erasure().erase(jan, "erasure-request", true, ANNA);
        backUp();
        test.close();

        Restore.Report report = restore(wanted(Optional.of(guard()), false));

        assertThat(report.erased()).isEqualTo(1);
        try (Vault vault = open()) {
            assertThatThrownBy(() -> vault.consents().history(jan))
                    .isInstanceOf(Refusal.Erased.class);
            CustomerId again =
                    vault.customers().register(test.registration(test.jan()), ANNA, none()).id();
            assertThat(vault.consents().mayContact(again, NEWSLETTER, EMAIL).allowed()).isFalse();
            assertSound(vault);
        }
    }

    @Test
    void what_tax_law_keeps_of_the_erased_is_there_again() {
        test.vault().erasure().erase(petr, "erasure-request", false, ANNA);
        backUp();
        test.close();

        restore(wanted(Optional.of(guard()), false));

        try (Vault vault = open();
                ReadSession read = vault.store().read()) {
            assertThat(read.recordsBetween(1026L << 20, 1027L << 20)).isNotEmpty();
            assertThatThrownBy(() -> vault.consents().history(petr))
                    .isInstanceOf(Refusal.Erased.class);
        }
        try (Vault vault = open()) {
            assertSound(vault);
        }
    }

    @Test
    void a_refusal_since_stands_also_for_the_address_of_before() {
        amend(eva, "email", "eva@new.example.org");
        test.says(eva, "newsletter", "email", false);
        stops(petr);
        backUp();
        test.close();

        restore(wanted(Optional.of(guard()), false));

        try (Vault vault = open()) {
            assertThat(newsletterOf(vault, eva).isNo()).isTrue();
            assertThat(newsletterOf(vault, petr)).isInstanceOf(ConsentState.Withdrawn.class);
            for (CustomerId who : List.of(eva, petr)) {
                assertThat(vault.consents().mayContact(who, NEWSLETTER, EMAIL).allowed()).isFalse();
            }
            for (String email : List.of("eva@example.org", "eva@new.example.org")) {
                CustomerId other =
                        vault.customers()
                                .register(
                                        test.registration(
                                                test.fields(
                                                        Map.of(
                                                                "full_name",
                                                                "Eva Jiná",
                                                                "email",
                                                                email))),
                                        ANNA,
                                        none())
                                .id();
                assertThat(vault.consents().mayContact(other, NEWSLETTER, EMAIL).allowed())
                        .isFalse();
            }
            assertSound(vault);
        }
    }

    @Test
    void a_yes_for_an_address_that_changed_since_is_unknown() {
        amend(eva, "email", "eva@new.example.org");
        backUp();
        test.close();

        restore(wanted(Optional.of(guard()), false));

        try (Vault vault = open()) {
            assertThat(newsletterOf(vault, eva)).isEqualTo(ConsentState.unknown());
            assertSound(vault);
        }
    }

    @Test
    void a_yes_since_stands_as_it_was_said() {
        test.says(eva, "newsletter", "email", false);
        test.later(Duration.ofHours(1));
        test.says(eva, "newsletter", "email", true);
        ConsentState before = newsletterOf(test.vault(), eva);
        backUp();
        test.close();

        restore(wanted(Optional.of(guard()), false));

        try (Vault vault = open()) {
            assertThat(newsletterOf(vault, eva)).isEqualTo(before);
            assertThat(vault.consents().mayContact(eva, NEWSLETTER, EMAIL).allowed()).isTrue();
            assertSound(vault);
        }
    }

    @Test
    void a_record_deleted_since_stays_deleted_and_the_totals_follow() {
        Records.Entry purchase =
                test.vault()
                        .records()
                        .list(petr, Kinds.PURCHASE, none(), 10, ANNA)
                        .items()
                        .getFirst();
        test.vault().records().delete(petr, purchase.id(), "erasure-request", ANNA);
        backUp();
        test.close();

        restore(wanted(Optional.of(guard()), false));

        try (Vault vault = open()) {
            assertThat(vault.records().list(petr, Kinds.PURCHASE, none(), 10, ANNA).items())
                    .isEmpty();
            try (CustomerFile file = vault.core().file(1026)) {
                assertThat(Totals.of(file, vault.policies().current()).purchases()).isZero();
            }
            assertSound(vault);
        }
    }

    @Test
    void numbers_and_versions_are_not_used_again() {
        amend(petr, "full_name", "Petr Dubský");
        CustomerId zoe = test.customer(Map.of("full_name", "Zoe"));
        buys(petr, "2026-11-28", "7.00");
        long version;
        int nextRecord;
        try (CustomerFile file = test.core().file(1026)) {
            version = file.row().version();
            nextRecord = file.row().nextRecord();
        }
        backUp();
        test.close();

        Restore.Report report = restore(wanted(Optional.of(guard()), false));

        assertThat(report.lost()).containsExactly(1027L);
        try (Vault vault = open()) {
            try (CustomerFile file = vault.core().file(1026)) {
                assertThat(file.row().version()).isGreaterThan(version + 60_000);
                assertThat(file.row().nextRecord()).isEqualTo(nextRecord);
                assertThat(file.contentVersion()).isGreaterThan(65_536);
            }
            assertThat(name(vault, petr)).isEqualTo("Petr Dub");
            assertThatThrownBy(() -> vault.consents().history(zoe))
                    .isInstanceOf(Refusal.Erased.class);
            CustomerId next =
                    vault.customers()
                            .register(
                                    test.registration(test.fields(Map.of("full_name", "Nova"))),
                                    ANNA,
                                    none())
                            .id();
            assertThat(vault.core().number(next)).isEqualTo(1028);
            assertSound(vault);
        }
    }
}
