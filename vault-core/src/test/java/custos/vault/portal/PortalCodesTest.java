package custos.vault.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import custos.customer.CustomerId;
import custos.customer.EmailAddress;
import custos.policy.Language;
import custos.store.DocumentKind;
import custos.store.ReadSession;
import custos.vault.TestVault;
import custos.vault.letters.Letter;
import custos.vault.letters.Matter;
import custos.vault.letters.Outbox;
import custos.vault.portal.PortalCodes.Entry;
import custos.vault.rows.Refusal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The way onto one's own page.
class PortalCodesTest {
    private static final Language ENGLISH = new Language("en");
    private static final EmailAddress JANA = new EmailAddress("jana@example.org");
    private static final EmailAddress SHARED = new EmailAddress("family@example.org");
    private static final Entry REFUSED = new Entry.Refused();

    @TempDir private Path folder;
    private TestVault shop;
    private CustomerId jana;
    private PortalCodes codes;

    @BeforeEach
    void open() {
        shop = TestVault.in(folder);
        jana = shop.customer(Map.of("full_name", "Jana", "email", "jana@example.org"));
        codes = shop.vault().portalCodes();
    }

    @AfterEach
    void inspect() {
        shop.inspected();
        shop.close();
    }

    private Matter.PortalLink mailed(EmailAddress address, String ticket) {
        long before =
                shop.vault().outbox().after(0, 1000).letters().stream()
                        .mapToLong(Outbox.Waiting::no)
                        .max()
                        .orElse(0);
        codes.mail(address, ENGLISH, ticket);
        var letter = shop.vault().outbox().after(before, 10).letters().getFirst().letter();
        assertThat(letter.to()).isEqualTo(address);
        return (Matter.PortalLink) letter.matter();
    }

    private void family() {
        shop.customer(Map.of("full_name", "Eva", "email", "family@example.org", "number", "K-1"));
        shop.customer(
                Map.of(
                        "full_name", "Petr",
                        "email", "Family@Example.org",
                        "address", Map.of("city", "Kšice", "postcode", "349 01", "country", "CZ")));
    }

    /// As the page does: a code of this browser's, or else one from the counter.
    private Entry typed(String ticket, String code, String mark) {
        Entry mailed = codes.useMailed(ticket, code, mark);
        return mailed instanceof Entry.Welcome ? mailed : codes.useFromCounter(code, mark);
    }

    @Test
    void a_mailed_link_lets_in_once() {
        var mail = mailed(JANA, "ticket");
        assertThat(codes.useLink(mail.link(), "")).isEqualTo(new Entry.Welcome(jana, false));
        assertThat(codes.useLink(mail.link(), "")).isEqualTo(REFUSED);
    }

    @Test
    void a_typed_code_lets_in_once_and_only_the_browser_that_asked() {
        var mail = mailed(JANA, "hers");
        assertThat(mail.code()).matches("[34679ACDEFGHJKMNPQRTUVWXY]{4}-[34679A-Y]{4}");
        assertThat(typed("another", mail.code(), "")).isEqualTo(REFUSED);
        assertThat(typed("", mail.code(), "")).isEqualTo(REFUSED);
        String typed = " " + mail.code().toLowerCase(java.util.Locale.ROOT).replace('-', ' ');
        assertThat(typed("hers", typed, "")).isEqualTo(new Entry.Welcome(jana, false));
        assertThat(typed("hers", typed, "")).isEqualTo(REFUSED);
    }

    @Test
    void link_and_code_of_one_mail_are_one_entry() {
        var mail = mailed(JANA, "hers");
        assertThat(typed("hers", mail.code(), "")).isEqualTo(new Entry.Welcome(jana, false));
        assertThat(codes.useLink(mail.link(), "")).isEqualTo(REFUSED);
    }

    @Test
    void of_many_uses_at_once_one_is_let_in() throws ExecutionException, InterruptedException {
        var mail = mailed(JANA, "hers");
        try (var pool = Executors.newFixedThreadPool(8)) {
            var uses =
                    IntStream.range(0, 32)
                            .mapToObj(_ -> pool.submit(() -> codes.useLink(mail.link(), "")))
                            .toList();
            long welcome = 0;
            for (var use : uses) {
                welcome += use.get() instanceof Entry.Welcome ? 1 : 0;
            }
            assertThat(welcome).isEqualTo(1);
        }
    }

    @Test
    void a_mailed_code_works_for_twenty_minutes() {
        var mail = mailed(JANA, "hers");
        shop.later(Duration.ofMinutes(20).minusMillis(1));
        assertThat(codes.asksForMark(mail.link())).isFalse();
        shop.later(Duration.ofMillis(1));
        assertThat(codes.useLink(mail.link(), "")).isEqualTo(REFUSED);
    }

    @Test
    void codes_that_are_over_are_deleted() {
        mailed(JANA, "hers");
        shop.later(Duration.ofMinutes(19));
        var fresh = mailed(JANA, "hers");
        shop.later(Duration.ofMinutes(1));
        codes.purge();
        assertThat(kept()).isEqualTo(2);
        assertThat(codes.useLink(fresh.link(), "")).isEqualTo(new Entry.Welcome(jana, false));
        assertThat(kept()).isZero();
    }

    private int kept() {
        try (ReadSession read = shop.core().store().read()) {
            return read.documents(DocumentKind.PORTAL_CODE).size();
        }
    }

    @Test
    void an_address_that_nobody_has_gets_nothing() {
        codes.mail(new EmailAddress("nobody@example.org"), ENGLISH, "ticket");
        assertThat(shop.vault().outbox().waiting()).isZero();
        assertThat(kept()).isZero();
    }

    @Test
    void a_shared_address_opens_nothing_without_number_or_postcode() {
        family();
        var mail = mailed(SHARED, "hers");
        assertThat(codes.asksForMark(mail.link())).isTrue();
        assertThat(codes.useLink(mail.link(), " ")).isEqualTo(new Entry.MarkNeeded());
        assertThat(typed("hers", mail.code(), "")).isEqualTo(REFUSED);
        assertThat(codes.useLink(mail.link(), "k-2")).isEqualTo(REFUSED);
        assertThat(codes.useLink(mail.link(), "34901")).isInstanceOf(Entry.Welcome.class);
        assertThat(codes.useLink(mail.link(), "34901")).isEqualTo(REFUSED);
    }

    @Test
    void a_postcode_that_two_share_decides_nobody() {
        family();
        var address = Map.of("city", "Kšice", "postcode", "34901", "country", "CZ");
        shop.customer(
                Map.of("full_name", "Ota", "email", "family@example.org", "address", address));
        var mail = mailed(SHARED, "hers");
        assertThat(typed("hers", mail.code(), "34901")).isEqualTo(REFUSED);
        assertThat(typed("hers", mail.code(), "k-1")).isInstanceOf(Entry.Welcome.class);
    }

    @Test
    void five_wrong_numbers_end_a_code_in_both_its_forms() {
        family();
        var mail = mailed(SHARED, "hers");
        for (int i = 0; i < 3; i++) {
            assertThat(codes.useLink(mail.link(), "wrong" + i)).isEqualTo(REFUSED);
        }
        for (int i = 0; i < 2; i++) {
            assertThat(typed("hers", mail.code(), "wrong" + i)).isEqualTo(REFUSED);
        }
        assertThat(typed("hers", mail.code(), "K-1")).isEqualTo(REFUSED);
        assertThat(codes.useLink(mail.link(), "K-1")).isEqualTo(REFUSED);
        assertThat(kept()).isZero();
    }

    @Test
    void a_code_from_the_counter_needs_number_or_postcode_and_works_a_day() {
        var eva = shop.customer(Map.of("full_name", "Eva", "number", "K-9"));
        String code = codes.handOver(eva, TestVault.STAFF);
        shop.later(Duration.ofHours(24).minusMillis(1));
        assertThat(typed("", code, "")).isEqualTo(REFUSED);
        assertThat(typed("any", code, "K-8")).isEqualTo(REFUSED);
        assertThat(typed("any", code, "k-9")).isEqualTo(new Entry.Welcome(eva, false));
        assertThat(typed("any", code, "k-9")).isEqualTo(REFUSED);
        String late = codes.handOver(eva, TestVault.STAFF);
        shop.later(Duration.ofHours(24));
        assertThat(typed("", late, "K-9")).isEqualTo(REFUSED);
    }

    @Test
    void her_mailbox_is_told_of_a_code_from_the_counter_in_her_language_and_bounds_it() {
        var eva =
                shop.customer(
                        Map.of(
                                "full_name", "Eva",
                                "email", "eva@example.org",
                                "number", "K-9",
                                "language", "ms"));
        String code = codes.handOver(eva, TestVault.STAFF);
        var letters = shop.vault().outbox().after(0, 10).letters();
        assertThat(letters).hasSize(1);
        assertThat(letters.getFirst().letter())
                .isEqualTo(
                        new Letter(
                                new EmailAddress("eva@example.org"),
                                new Language("ms"),
                                new Matter.CodeHandedOver(shop.core().now())));
        assertThat(typed("", code, "K-9")).isEqualTo(new Entry.Welcome(eva, true));
    }

    @Test
    void without_a_mailbox_nobody_is_told_and_the_code_is_not_bounded() {
        var eva = shop.customer(Map.of("full_name", "Eva", "number", "K-9"));
        String code = codes.handOver(eva, TestVault.STAFF);
        assertThat(shop.vault().outbox().waiting()).isZero();
        assertThat(typed("", code, "K-9")).isEqualTo(new Entry.Welcome(eva, false));
    }

    @Test
    void handing_a_code_over_is_an_act_in_her_history() {
        var eva = shop.customer(Map.of("full_name", "Eva", "number", "K-9"));
        codes.handOver(eva, TestVault.STAFF);
        assertThat(shop.words()).contains("portal-code-issued");
        var newest = shop.vault().portal().holding(eva).history().getFirst();
        assertThat(newest.act().type().word()).isEqualTo("portal-code-issued");
        assertThat(newest.role()).isEqualTo("staff");
    }

    @Test
    void without_number_and_postcode_there_is_no_code_at_the_counter() {
        assertThatThrownBy(() -> codes.handOver(jana, TestVault.STAFF))
                .isInstanceOf(Refusal.Conflict.class);
        assertThat(kept()).isZero();
    }

    @Test
    void an_erased_customer_is_not_let_in() {
        var mail = mailed(JANA, "hers");
        shop.vault().erasure().erase(jana, "erasure-request", false, TestVault.STAFF);
        assertThat(codes.useLink(mail.link(), "")).isEqualTo(REFUSED);
    }

    @Test
    void what_is_no_code_is_refused() {
        String long501 = "x".repeat(501);
        assertThat(codes.useLink("", "")).isEqualTo(REFUSED);
        assertThat(codes.useLink(long501, long501)).isEqualTo(REFUSED);
        assertThat(typed(long501, long501, long501)).isEqualTo(REFUSED);
        assertThat(typed("hers", "2222-2222", "")).isEqualTo(REFUSED);
    }
}
