package custos.web.audit;

import static org.assertj.core.api.Assertions.assertThat;

import custos.access.Role;
import custos.event.ActType;
import custos.proof.ReceiptCheck;
import custos.proof.Verdict;
import custos.vault.audit.LogFilter;
import custos.vault.inspection.Verification;
import custos.web.Shop;
import custos.web.Visitor;
import custos.web.Visitor.Page;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What stands on the auditors' pages, for whom, and what never does.
class AuditPagesTest {
    private static final Pattern ROW = Pattern.compile("<tr id=\"entry-([0-9]+)\">");

    @TempDir static Path dir;
    private static AuditedShop shop;
    private static Visitor auditor;
    private static Visitor officer;

    @BeforeAll
    static void sell_for_a_while() {
        shop = AuditedShop.in(dir);
        auditor = shop.auditor();
        officer = shop.officer();
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    private static Visitor.Page seen(String path) {
        Visitor.Page page = auditor.get(path);
        assertThat(page.status()).as(path).isEqualTo(200);
        return page;
    }

    private static List<Long> rows(Visitor.Page page) {
        return ROW.matcher(page.body()).results().map(hit -> Long.parseLong(hit.group(1))).toList();
    }

    @Test
    void filters_find_exactly_what_they_should() {
        assertThat(rows(seen("/audit?type=consent-withdrawn")))
                .containsExactly(shop.entry(ActType.CONSENT_WITHDRAWN));
        assertThat(rows(seen("/audit?type=consent-given"))).hasSize(2);
        assertThat(rows(seen("/audit?type=consent-given&channel=email&purpose=newsletter")))
                .hasSize(2);
        assertThat(rows(seen("/audit?type=consent-given&purpose=marketing"))).isEmpty();
        assertThat(rows(seen("/audit?group=erasures"))).hasSize(1);
        assertThat(rows(seen("/audit?from=2026-11-23"))).isEmpty();
        assertThat(rows(seen("/audit?to=2026-11-21"))).isEmpty();
        assertThat(rows(seen("/audit?from=2026-11-22&to=2026-11-22&type=consent-given")))
                .hasSize(2);
        assertThat(rows(seen("/audit?actor=staff:anna&type=fields-revealed"))).hasSize(1);
        assertThat(rows(seen("/audit?actor=customer"))).isEmpty();
        // The other yes is of an erased customer: nobody can tell its source any more.
        Visitor.Page bySource = seen("/audit?source=counter-form&type=consent-given");
        assertThat(rows(bySource)).hasSize(1);
        assertThat(bySource.body()).contains("1 more entry of erased customers is not shown");
    }

    @Test
    void every_result_says_how_many_entries_are_of_erased_customers() {
        // Two registrations, two consents; of each, one is hers who was erased.
        assertThat(seen("/audit?type=customer-registered").body())
                .contains("1 of these entries is of an erased customer");
        assertThat(seen("/audit?type=policy-published").body())
                .contains("None of these entries is of an erased customer");
        assertThat(seen("/audit/print").body()).contains("of these entries are of erased");
        assertThat(seen("/audit/log.csv").body()).contains("of erased customers ");
    }

    @Test
    void what_a_filter_looks_into_stands_in_the_log_and_a_plain_list_leaves_nothing() {
        int before = shop.count(ActType.OPENING_READ);
        seen("/audit");
        seen("/audit?type=consent-given");
        assertThat(shop.count(ActType.OPENING_READ)).isEqualTo(before);

        seen("/audit?source=counter-form");
        seen("/audit?actor=staff:anna");
        assertThat(shop.count(ActType.OPENING_READ)).isEqualTo(before + 2);
    }

    @Test
    void pages_follow_one_another() {
        List<Long> first = rows(seen("/audit"));
        long last = first.getLast();

        assertThat(rows(seen("/audit?before=" + last))).doesNotContainAnyElementsOf(first);
        assertThat(rows(seen("/audit?before=3"))).containsExactly(2L, 1L, 0L);
    }

    @Test
    void an_entry_shows_its_bytes_its_opening_and_its_proof() {
        long index = shop.entry(ActType.CONSENT_WITHDRAWN);

        String body = seen("/audit/entries/" + index).body();

        assertThat(body)
                .contains("\"consent-withdrawn\"")
                .contains("c2sp.org/tlog-proof@v1")
                .contains("z•••@example.org")
                .contains("F-0017")
                .contains(shop.zdislava.value());
        Visitor.Page proof = seen("/audit/entries/" + index + "/proof");
        assertThat(proof.body()).startsWith("c2sp.org/tlog-proof@v1\nindex " + index + "\n");
        assertThat(proof.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"entry-" + index + ".tlog-proof\"");
    }

    @Test
    void only_the_officer_sees_values_whole() {
        String path = "/audit/entries/" + shop.entry(ActType.CONSENT_WITHDRAWN);

        assertThat(auditor.get(path + "?sight=whole").status()).isEqualTo(403);
        assertThat(seen(path).body()).doesNotContain("sight=whole");
        assertThat(officer.get(path).body()).doesNotContain("zdislava-9@");
        assertThat(officer.get(path + "?sight=whole").body())
                .contains("zdislava-9@example.org")
                .contains("written on a napkin");
    }

    @Test
    void only_the_officer_hands_out_a_receipt_and_the_log_says_so() {
        long index = shop.entry(ActType.CONSENT_WITHDRAWN);
        String path = "/audit/entries/" + index;
        String page = officer.get(path + "?sight=whole").body();
        Matcher link = Pattern.compile("href=\"(" + path + "/receipts/[a-z2-7]+)\"").matcher(page);
        assertThat(link.find()).isTrue();

        Page receipt = officer.get(link.group(1));

        assertThat(receipt.status()).isEqualTo(200);
        Verdict verdict =
                ReceiptCheck.check(
                        receipt.body().getBytes(StandardCharsets.UTF_8),
                        shop.shop().vault().ledger().key(),
                        ReceiptCheck.Words.NONE);
        assertThat(verdict).isInstanceOf(Verdict.Proven.class);
        assertThat(officer.get("/audit").body()).contains("receipt " + index);
        assertThat(officer.get(path).body()).doesNotContain("/receipts/");
        assertThat(auditor.get(link.group(1)).status()).isEqualTo(403);
    }

    @Test
    void the_whole_vault_is_verified_in_the_background() {
        assertThat(auditor.post("/audit/verify").location()).isEqualTo("/audit/verify");
        Verification verification = shop.shop().vault().runs().verification();
        while (verification.state() instanceof Verification.State.Running) {
            assertThat(auditor.get("/audit/verify/progress").status()).isEqualTo(200);
        }

        assertThat(seen("/audit/verify").body())
                .contains("Nothing was found")
                .contains("Started by auditor-");
    }

    @Test
    void a_kept_checkpoint_is_compared_with_the_log_of_now() {
        String kept = shop.shop().vault().checkpoints().newest().text();

        assertThat(compared(kept)).contains("notice-success").contains("entry for entry");
        shop.shop().vault().audit().file(LogFilter.ALL, 1, Shop.OPERATOR, _ -> {});
        assertThat(compared(kept)).contains("begins with exactly these");
        assertThat(compared(kept.replaceFirst("\n[0-9]+\n", "\n7\n"))).contains("has not signed");
        assertThat(seen("/audit/checkpoints").body()).contains("shop.example.org/custos/");
        long size = shop.shop().vault().checkpoints().newest().size();
        assertThat(seen("/audit/checkpoints/" + size).body())
                .startsWith("shop.example.org/custos/");
    }

    private static String compared(String text) {
        Visitor.Page page = auditor.post("/audit/checkpoints", "checkpoint", text);
        assertThat(page.status()).isEqualTo(200);
        return page.body();
    }

    @Test
    void the_same_seed_draws_the_same_sample() {
        Visitor.Page first = auditor.post("/audit/sample", "count", "5", "type", "");
        String seed = group(first, "id=\"drawn-seed\">([0-9a-f]+)<");
        String size = group(first, "id=\"drawn-size\">([0-9]+)<");

        Visitor.Page again =
                auditor.post("/audit/sample", "count", "5", "seed", seed, "size", size);

        assertThat(rows(first)).hasSize(5);
        assertThat(rows(again)).isEqualTo(rows(first));
        assertThat(again.body()).contains("of these entries");
    }

    private static String group(Visitor.Page page, String pattern) {
        var found = Pattern.compile(pattern).matcher(page.body());
        assertThat(found.find()).as(pattern).isTrue();
        return found.group(1);
    }

    @Test
    void a_case_is_handed_over_by_the_officer_and_read_by_the_auditor() {
        String customer = shop.zdislava.value();
        assertThat(officer.post("/audit/cases", "customer", customer).body())
                .contains("value=\"consent-disputed\"");

        String where =
                officer.post("/audit/cases", "customer", customer, "reason", "consent-disputed")
                        .location();
        String body = seen(where).body();

        assertThat(body)
                .contains("Consent given")
                .contains("Consent withdrawn")
                .contains("I would like to receive your newsletter")
                .contains("On a list that was taken out")
                .contains("1 use without a yes")
                .contains(customer);
        assertThat(seen("/audit/cases").body()).contains(where);
        assertThat(auditor.post(where + "/close").status()).isEqualTo(403);
        assertThat(officer.post(where + "/close").location()).isEqualTo(where);
        assertThat(seen(where).body()).contains("took this case back").doesNotContain(customer);
    }

    @Test
    void only_an_officer_hands_over_and_only_whom_there_is() {
        String customer = shop.zdislava.value();

        assertThat(auditor.post("/audit/cases", "customer", customer, "reason", "review").status())
                .isEqualTo(403);
        assertThat(officer.post("/audit/cases", "customer", "nobody", "reason", "review").status())
                .isEqualTo(404);
        assertThat(
                        officer.post(
                                        "/audit/cases",
                                        "customer",
                                        shop.gone.value(),
                                        "reason",
                                        "review")
                                .status())
                .isEqualTo(410);
        assertThat(officer.post("/audit/cases", "customer", customer, "reason", "gossip").status())
                .isEqualTo(422);
    }

    @Test
    void the_access_log_shows_looks_and_accounts_and_nothing_else() {
        String body = seen("/audit/access").body();

        assertThat(body)
                .contains("Masked fields shown")
                .contains("List taken out")
                .contains("Account made")
                .doesNotContain("Consent given")
                .doesNotContain("value=\"consent-given\"");
        assertThat(rows(seen("/audit/access?type=consent-given"))).isNotEmpty();
        assertThat(seen("/audit/access/print").body()).doesNotContain("Consent given");
    }

    @Test
    void versions_of_the_policy_and_notices_are_there_to_read() {
        String notice = group(seen("/audit/policy"), "(/audit/notices/[0-9a-f]{64})");

        assertThat(seen(notice).body()).contains("Sample Shop s.r.o.");
    }

    static Stream<String> pages() {
        var pages = new ArrayList<String>();
        long size = shop.shop().vault().audit().size();
        for (long index = 0; index < size; index++) {
            pages.add("/audit/entries/" + index);
        }
        pages.addAll(
                List.of(
                        "/audit",
                        "/audit?source=counter-form",
                        "/audit?actor=staff:anna",
                        "/audit/log.csv",
                        "/audit/print",
                        "/audit/access",
                        "/audit/access/log.csv",
                        "/audit/verify",
                        "/audit/checkpoints",
                        "/audit/sample",
                        "/audit/cases",
                        "/audit/policy"));
        return pages.stream();
    }

    @Test
    void no_value_of_any_customer_is_on_any_auditors_page() {
        String where =
                officer.post(
                                "/audit/cases",
                                "customer",
                                shop.zdislava.value(),
                                "reason",
                                "complaint")
                        .location();
        var bodies = new ArrayList<String>();
        for (String language : List.of("en", "ms", "cs")) {
            Visitor reader = shop.auditor().speaking(language);
            Stream.concat(pages(), Stream.of(where))
                    .forEach(page -> bodies.add(page + "\n" + reader.get(page).body()));
            bodies.add(reader.post("/audit/sample", "count", "200").body());
        }

        for (String secret : AuditedShop.SECRETS) {
            assertThat(bodies.stream().filter(body -> body.contains(secret))).as(secret).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void who_may_open_what_is_what_the_table_says(Role role) {
        boolean may = role == Role.AUDITOR || role == Role.OFFICER;
        Visitor visitor = shop.shop().staff(role);

        for (String path :
                List.of(
                        "/audit",
                        "/audit/access",
                        "/audit/log.csv",
                        "/audit/print",
                        "/audit/entries/1",
                        "/audit/entries/1/proof",
                        "/audit/verify",
                        "/audit/checkpoints",
                        "/audit/sample",
                        "/audit/cases")) {
            assertThat(visitor.get(path).status()).as(path).isEqualTo(may ? 200 : 403);
        }
        assertThat(visitor.get("/audit/policy").status()).isEqualTo(200);
        assertThat(visitor.post("/audit/verify").status()).isEqualTo(may ? 303 : 403);
        assertThat(visitor.post("/audit/sample", "count", "1").status()).isEqualTo(may ? 200 : 403);
    }

    @Test
    void whoever_is_not_logged_in_is_asked_to() {
        assertThat(shop.shop().stranger().get("/audit").status()).isEqualTo(401);
        assertThat(shop.shop().customer().get("/audit").status()).isEqualTo(404);
    }

    @Test
    void the_time_zone_is_named_on_every_page() {
        for (String path :
                List.of("/audit", "/audit/print", "/audit/entries/1", "/audit/checkpoints")) {
            assertThat(seen(path).body()).contains("Europe/Prague");
        }
    }

    @Test
    void no_cell_of_the_csv_runs_as_a_formula() {
        for (String dangerous : List.of("=1+1", "+1", "-1", "@x", "\tx", "\rx", "＝1")) {
            assertThat(LogCsv.cell(dangerous)).matches("(?s)\"?'.*");
        }
        assertThat(LogCsv.cell("a,\"b\"")).isEqualTo("\"a,\"\"b\"\"\"");
        Visitor.Page csv = seen("/audit/log.csv");
        assertThat(csv.body()).startsWith("\uFEFFentry,hour_utc,");
        assertThat(csv.header("Content-Type")).startsWith("text/csv");
    }
}
