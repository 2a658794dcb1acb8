package custos.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import custos.access.AccessDocuments;
import custos.access.AccountName;
import custos.access.Accounts;
import custos.access.LogIns;
import custos.access.PasswordPool;
import custos.access.Role;
import custos.access.SecondFactor;
import custos.access.Sessions;
import custos.access.Setup;
import custos.access.SiteOrigins;
import custos.access.Tokens;
import custos.argon2.PasswordHash;
import custos.crypto.PassphraseHash.Cost;
import custos.server.HttpServer;
import custos.server.HttpSettings;
import custos.vault.Vault;
import custos.vault.lists.FigureRuns;
import custos.web.Face;
import custos.web.WebContext;
import custos.web.face.StaffFace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/// How long the staff's pages take on the server, asked one after the other over loopback by
/// somebody who is logged in. The baseline is the log-in page: the same listener, templates and
/// headers, and no vault behind it.
final class PageRuns implements AutoCloseable {
    private static final int PAGES = 1_000;
    private static final double AIM_MILLIS = 50;
    private static final double DASHBOARD_AIM_MILLIS = 300;
    private static final String FORM = "application/x-www-form-urlencoded";

    private final VaultShop shop;
    private final Population people;
    private final int runs;
    private final PasswordPool passwords;
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final String cookie;
    private final String csrf;

    PageRuns(VaultShop shop, Population people, int runs) {
        this.shop = shop;
        this.people = people;
        this.runs = runs;
        var random = new SecureRandom();
        var clock = InstantSource.system();
        Vault vault = shop.vault();
        this.passwords = new PasswordPool(new PasswordHash(new Cost(8, 1, 1), random));
        var rows = new AccessDocuments(vault.documents());
        var accounts = new Accounts(rows, passwords, clock);
        var sessions = new Sessions(accounts, clock, random);
        var name = new AccountName("bench-" + System.nanoTime());
        accounts.create(
                name,
                "Benchmark",
                EnumSet.of(Role.STAFF, Role.AUDITOR),
                "nobody logs in with it".toCharArray(),
                VaultShop.WHO);
        var started = sessions.start(accounts.member(name).orElseThrow());
        this.cookie = Face.SESSION + "=" + started.cookie();
        this.csrf = started.session().csrf();
        var context =
                new WebContext(
                        vault,
                        accounts,
                        new Tokens(rows, clock, random),
                        sessions,
                        new LogIns(accounts, sessions, SecondFactor.OPTIONAL, clock, random),
                        new Setup(accounts, clock, random),
                        clock,
                        random,
                        ZoneOffset.UTC,
                        "http://127.0.0.1",
                        SiteOrigins.none(),
                        false);
        this.server = HttpServer.start(HttpSettings.local(0), new StaffFace(context)::addTo);
    }

    List<Figure> figures() {
        vault().awaitNames();
        int[] some = chosen();
        shop.prepare(some);
        var figures = new ArrayList<Figure>();
        double[] bare = p99(_ -> get("/log-in", ""));
        add(figures, "search page, by a name's first letters", bare, i -> search(typed(i)));
        add(figures, "search page, by e-mail address", bare, i -> search(email(some, i)));
        add(figures, "customer page, masked", bare, i -> customer(some, i));
        for (int one : some) {
            ask(post("/customers/" + shop.id(one).value() + "/visit", "how=counter"));
        }
        add(figures, "customer page, contact open", bare, i -> customer(some, i));
        makeFigures();
        for (String figure : List.of("consents", "profile")) {
            double[] ours = p99(_ -> get("/figures/" + figure, cookie));
            figures.add(
                    figure(
                            "figures, " + figure + ", made before",
                            bare,
                            ours,
                            DASHBOARD_AIM_MILLIS));
        }
        return figures;
    }

    private Vault vault() {
        return shop.vault();
    }

    private int[] chosen() {
        int[] some = new int[Math.min(200, people.size())];
        for (int i = 0; i < some.length; i++) {
            some[i] = (int) ((long) i * people.size() / some.length);
        }
        return some;
    }

    private void add(
            List<Figure> figures, String what, double[] bare, IntFunction<HttpRequest> page) {
        figures.add(figure(what, bare, p99(page), AIM_MILLIS));
    }

    private static Figure figure(String what, double[] bare, double[] ours, double aimMillis) {
        return new Figure(
                what + ", p99", "ms", new Runs(bare), new Runs(ours), new Aim.Below(aimMillis));
    }

    private void makeFigures() {
        var figures = vault().runs().figures();
        figures.make();
        while (figures.state().progress() == FigureRuns.Progress.RUNNING) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private double[] p99(IntFunction<HttpRequest> page) {
        Latencies warm = Latencies.of(PAGES, i -> ask(page.apply(i)));
        double[] all = new double[runs];
        for (int run = 0; run < runs; run++) {
            all[run] = Latencies.of(PAGES, i -> ask(page.apply(i))).millis(0.99);
        }
        if (warm.nanos().length == 0) {
            throw new IllegalStateException("nothing was asked");
        }
        return all;
    }

    private String typed(int i) {
        return people.typed(i % people.size(), 4);
    }

    private String email(int[] some, int i) {
        return people.person(some[i % some.length]).email();
    }

    private HttpRequest customer(int[] some, int i) {
        return get("/customers/" + shop.id(some[i % some.length]).value(), cookie);
    }

    private HttpRequest search(String words) {
        return post("/search", "q=" + URLEncoder.encode(words, UTF_8));
    }

    private HttpRequest get(String path, String cookies) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
        if (!cookies.isEmpty()) {
            request.header("Cookie", cookies);
        }
        return request.build();
    }

    private HttpRequest post(String path, String form) {
        return HttpRequest.newBuilder(uri(path))
                .header("Cookie", cookie)
                .header("Content-Type", FORM)
                .header("Sec-Fetch-Site", "same-origin")
                .POST(BodyPublishers.ofString(form + "&csrf=" + csrf))
                .build();
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    private void ask(HttpRequest request) {
        try {
            HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200 && answer.statusCode() != 303) {
                throw new IllegalStateException("a page answered " + answer.statusCode());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.close();
        passwords.close();
        client.close();
    }
}
