package custos.browser;

import com.microsoft.playwright.Page;
import custos.browser.Tour.Reader;
import custos.customer.CustomerId;
import custos.policy.ChannelId;
import custos.policy.PurposeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Every page there is: the one list that the tests walk and that docs/pages.md is written from.
final class Pages {
    private final List<Shown> all = new ArrayList<>();

    private Pages() {}

    /// @param name of its pictures
    /// @param route as the server has it
    /// @param what what a reader comes for
    record Shown(Reader reader, String name, String route, String what, Way way) {}

    /// Brings a reader's window there.
    interface Way {
        void open(Demo demo, Page page);
    }

    static List<Shown> all() {
        var pages = new Pages();
        pages.logIn();
        pages.staff();
        pages.auditor();
        pages.figures();
        pages.admin();
        pages.everybody();
        pages.customer();
        return List.copyOf(pages.all);
    }

    private void logIn() {
        var anybody = Reader.ANYBODY_AT_WORK;
        add(
                anybody,
                "log-in",
                "/log-in",
                "log in; a form that came too late is kept",
                staff("/log-in"));
        add(
                anybody,
                "log-in-code",
                "/log-in/code",
                "the telephone's code; the first time with the picture for the app",
                Pages::code);
        add(
                anybody,
                "set-up",
                "/set-up",
                "the first account, with the code that the server printed",
                (demo, page) -> page.navigate(demo.fresh("/set-up")));
        add(
                Reader.STAFF,
                "account",
                "/account",
                "one's own name, language, password, second factor and sessions",
                staff("/account"));
        add(
                Reader.STAFF,
                "second-factor",
                "/account/second-factor",
                "take the telephone in",
                staff("/account/second-factor"));
    }

    private static void code(Demo demo, Page page) {
        page.navigate(demo.strict("/log-in"));
        page.locator("#name").fill("staff");
        page.locator("#password").fill(Demo.PASSWORD);
        page.locator("#password").press("Enter");
        page.locator("#code").waitFor();
    }

    private void staff() {
        var staff = Reader.STAFF;
        add(staff, "search", "/", "find a customer while typing", Pages::search);
        add(
                staff,
                "till",
                "/till",
                "who is at the till, by telephone, reward card or payment mark",
                Pages::till);
        add(
                staff,
                "new-customer",
                "/customers/new",
                "take a customer in, with the notice to read out",
                staff("/customers/new"));
        add(
                staff,
                "customer",
                "/customers/{customer}",
                "a customer, masked: nobody is at the counter",
                Pages::customer);
        add(
                staff,
                "customer-open",
                "/customers/{customer}",
                "the same while she is at the counter: contact open for ten minutes",
                Pages::customerOpen);
        add(
                staff,
                "record",
                "/customers/{customer}/records/{kind}",
                "take down an order, a warranty card, a complaint, an answer: one form a kind",
                (demo, page) -> page.navigate(demo.staff(path(demo) + "/records/purchases")));
        add(
                staff,
                "record-change",
                "/customers/{customer}/records/{kind}/{record}",
                "the same, to change it: a complaint that is resolved",
                Pages::record);
        add(
                staff,
                "rewards",
                "/customers/{customer}/rewards",
                "stamps or points, what they are worth, and a prize for them",
                (demo, page) -> page.navigate(demo.staff(path(demo) + "/rewards")));
        add(
                staff,
                "survey-answer",
                "/surveys/answer",
                "take down an answer to a survey without a name",
                (demo, page) -> page.navigate(demo.staff("/surveys/answer")));
        add(
                Reader.OFFICER,
                "surveys",
                "/surveys",
                "what anonymous answers have come to, from five on",
                (demo, page) -> page.navigate(demo.staff("/surveys")));
        add(
                staff,
                "forms",
                "/forms",
                "the counter's form on paper, each copy with its number and the notice",
                (demo, page) -> page.navigate(demo.staff("/forms")));
        add(
                staff,
                "alike",
                "/customers/{customer}/alike",
                "tell the officer who looks like the same person",
                (demo, page) -> page.navigate(demo.staff(path(demo) + "/alike")));
        add(
                staff,
                "signed-form",
                "/customers/{customer}/signed-form",
                "type a signed form in by its number, from when it was signed",
                (demo, page) -> page.navigate(demo.staff(path(demo) + "/signed-form")));
        add(
                staff,
                "poster",
                "/poster",
                "a sheet for the counter: the notice's address, and the key for receipts",
                (demo, page) -> page.navigate(demo.staff("/poster")));
        OfficerPages.addTo(all);
        SitePages.addEmbedsTo(all);
    }

    private static void record(Demo demo, Page page) {
        customerOpen(demo, page);
        String change = "#records a[href*='/records/purchases/']";
        page.navigate(demo.staff(page.locator(change).first().getAttribute("href")));
        page.locator("#record").waitFor();
    }

    private void figures() {
        add(
                Reader.AUDITOR,
                "figures",
                "/figures",
                "all figures about the customers, with nobody named",
                staff("/figures"));
        add(
                Reader.AUDITOR,
                "figure",
                "/figures/{figure}",
                "one figure: drawn, as a table, as a file",
                (demo, page) -> {
                    page.navigate(demo.staff("/figures/consents"));
                    page.locator("#as-of").waitFor();
                });
    }

    static String path(Demo demo) {
        return "/customers/" + demo.hana().value();
    }

    private static void search(Demo demo, Page page) {
        page.navigate(demo.staff("/"));
        page.locator("input[type=search], #search input").first().fill("novak");
        page.locator("#results a").first().waitFor();
    }

    private static void till(Demo demo, Page page) {
        page.navigate(demo.staff("/till"));
        page.locator("#q").fill("+420 601 000 201");
        page.locator("#q").press("Enter");
        page.locator("#results").waitFor();
    }

    static void customer(Demo demo, Page page) {
        page.navigate(demo.staff(path(demo)));
        if (page.locator("#leave").count() > 0) {
            page.locator("#leave").first().click();
            page.locator("#here").waitFor();
        }
    }

    private static void customerOpen(Demo demo, Page page) {
        page.navigate(demo.staff(path(demo)));
        if (page.locator("#here").count() > 0) {
            page.locator("#here").click();
        }
        page.locator("#leave").first().waitFor();
    }

    private void auditor() {
        var auditor = Reader.AUDITOR;
        add(auditor, "log", "/audit", "the log, filtered", staff("/audit"));
        add(auditor, "log-print", "/audit/print", "the same to print", staff("/audit/print"));
        add(auditor, "access", "/audit/access", "who looked, and who may", staff("/audit/access"));
        add(
                auditor,
                "access-print",
                "/audit/access/print",
                "the same to print",
                staff("/audit/access/print"));
        add(
                auditor,
                "entry",
                "/audit/entries/{index}",
                "one entry, its opening where there still is one, its proof",
                staff("/audit/entries/7"));
        add(auditor, "cases", "/audit/cases", "what officers handed over", staff("/audit/cases"));
        add(
                auditor,
                "case",
                "/audit/cases/{no}",
                "one customer's entries: she says she never agreed",
                staff("/audit/cases/1"));
        add(auditor, "sample", "/audit/sample", "draw a random sample", staff("/audit/sample"));
        add(
                auditor,
                "checkpoints",
                "/audit/checkpoints",
                "keep a checkpoint, compare one that was kept",
                staff("/audit/checkpoints"));
        add(auditor, "verify", "/audit/verify", "verify the whole log", staff("/audit/verify"));
        add(
                auditor,
                "policy",
                "/audit/policy",
                "the policy's versions and what changed",
                staff("/audit/policy"));
        add(
                auditor,
                "processing",
                "/processing",
                "the record of processing (GDPR, Art. 30), from the policy",
                staff("/processing"));
        add(
                auditor,
                "processing-print",
                "/processing/print",
                "the same to print",
                staff("/processing/print"));
        add(
                auditor,
                "audit-notice",
                "/audit/notices/{digest}",
                "a notice word for word, as it was shown",
                (demo, page) -> {
                    page.navigate(demo.staff("/audit/policy"));
                    page.locator("a[href^='/audit/notices/']").first().click();
                    page.waitForURL(url -> url.contains("/audit/notices/"));
                });
    }

    private void admin() {
        var admin = Reader.ADMIN;
        add(admin, "admin", "/admin", "what there is to look after", staff("/admin"));
        add(
                admin,
                "admin-accounts",
                "/admin/accounts",
                "accounts and their roles, made, changed and closed",
                staff("/admin/accounts"));
        add(
                admin,
                "admin-sessions",
                "/admin/sessions",
                "who is logged in",
                staff("/admin/sessions"));
        add(admin, "admin-tokens", "/admin/tokens", "tokens of programs", staff("/admin/tokens"));
        add(
                admin,
                "admin-keys",
                "/admin/keys",
                "how old the keys are, and their exchange",
                staff("/admin/keys"));
    }

    private void everybody() {
        var anybody = Reader.ANYBODY;
        add(
                anybody,
                "privacy",
                "/privacy",
                "the notice in force, to read and to print",
                open("/privacy"));
        add(
                anybody,
                "receipt",
                "/receipt",
                "check a receipt or certificate: a file, a key, the verdict in words",
                open("/receipt"));
        add(
                anybody,
                "unsubscribe",
                "/u/{link}",
                "the link in every newsletter: stop it, or choose; no log-in",
                (demo, page) -> page.navigate(demo.open("/u/" + link(demo))));
        add(
                anybody,
                "confirm",
                "/confirm/{link}",
                "say yes to what was asked for on the web site",
                (demo, page) ->
                        page.navigate(Demo.link(demo.letterWith("/confirm/"), "/confirm/")));
        add(anybody, "let-in", "/my", "ask for a code by mail, or type one in", open("/my"));
        add(anybody, "let-in-code", "/my/code", "type the mailed code in", open("/my/code"));
        add(
                anybody,
                "let-in-link",
                "/my/in/{code}",
                "come in by the mailed link; a scanner that follows it does nothing",
                Portal::askAndFollow);
        SitePages.addTo(all);
    }

    private static String link(Demo demo) {
        CustomerId hana = demo.customer("novakovi@example.org");
        return demo.vault()
                .subscriptions()
                .link(hana, Optional.of(new PurposeId("newsletter")), new ChannelId("email"));
    }

    private void customer() {
        var customer = Reader.CUSTOMER;
        add(
                customer,
                "my",
                "/my",
                "what is held, why and until when; consents; who looked",
                open("/my"));
        add(customer, "my-correct", "/my/correct", "correct it", open("/my/correct"));
        add(customer, "my-download", "/my/download", "take it along", open("/my/download"));
        add(
                customer,
                "my-requests",
                "/my/requests",
                "ask by right, and follow it",
                open("/my/requests"));
        add(customer, "my-history", "/my/history", "everything that happened", open("/my/history"));
        add(
                customer,
                "my-erase",
                "/my/erase",
                "what stays and until when, then be forgotten",
                open("/my/erase"));
        add(
                customer,
                "my-confirm-email",
                "/my/confirm-email/{token}",
                "confirm a new address",
                Portal::newAddress);
    }

    private void add(Reader reader, String name, String route, String what, Way way) {
        all.add(new Shown(reader, name, route, what, way));
    }

    static Way staff(String path) {
        return (demo, page) -> page.navigate(demo.staff(path));
    }

    private static Way open(String path) {
        return (demo, page) -> page.navigate(demo.open(path));
    }
}
