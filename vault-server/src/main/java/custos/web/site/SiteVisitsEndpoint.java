package custos.web.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import custos.access.RateLimit;
import custos.vault.Vault;
import custos.vault.rows.Refusal;
import custos.vault.visits.SiteVisits;
import custos.web.Visit;
import custos.web.WebContext;
import custos.web.WebFault;
import custos.web.WebRoutes;
import custos.web.WebRoutes.Gate;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;

/// `/site/visits.js`, the script that pages of the shop's own websites carry, and `/site/visits`,
/// where it reports. Every report that can be read has the same answer, whatever became of it:
/// nobody learns from it whether a customer agreed, or whether she is one.
public final class SiteVisitsEndpoint {
    private static final String SCRIPT = "/custos/web/site/visits.js";

    /// An address in each of two fields, each character of it percent-encoded.
    private static final int MAX_BYTES = 16 * 1024;

    private static final int PER_NETWORK = 600;
    private static final int PER_CUSTOMER = 60;

    /// A bucket of half of them that fills as slowly: of any day, no more than a thousand. Each is
    /// an entry of the ledger for ever.
    private static final int PER_CUSTOMER_A_DAY = 1_000;

    private static final int STRANGE_PER_NETWORK = 30;

    private final WebContext context;
    private final SiteVisits visits;
    private final byte[] script = script();
    private final RateLimit networks;
    private final RateLimit customers;
    private final RateLimit days;
    private final RateLimit strange;

    public SiteVisitsEndpoint(WebContext context) {
        this.context = context;
        this.visits = context.vault().visits();
        this.networks = RateLimit.perMinute(PER_NETWORK, context.clock());
        this.customers = RateLimit.perMinute(PER_CUSTOMER, context.clock());
        this.days =
                new RateLimit(
                        PER_CUSTOMER_A_DAY / 2,
                        Duration.ofDays(1),
                        PER_CUSTOMER_A_DAY / 2,
                        RateLimit.MAX_KEYS,
                        context.clock());
        this.strange = RateLimit.perMinute(STRANGE_PER_NETWORK, context.clock());
    }

    private static byte[] script() {
        try (InputStream in = SiteVisitsEndpoint.class.getResourceAsStream(SCRIPT)) {
            if (in == null) {
                throw new IllegalStateException("the script of visits is missing");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void addTo(WebRoutes routes) {
        routes.get("/site/visits.js", Gate.OPEN, this::script)
                .post("/site/visits", Gate.SITES, this::report);
    }

    private void script(Visit visit) throws IOException {
        visit.answer()
                .header("Cache-Control", "public, max-age=3600")
                .header("Cross-Origin-Resource-Policy", "cross-origin")
                .bytes(200, "text/javascript; charset=utf-8", script);
    }

    private void report(Visit visit) throws IOException {
        visit.requirePace(networks, visit.network().key());
        // The gate lets in pages of our own besides, which have nothing to report.
        String origin =
                visit.header("Origin")
                        .filter(context.sites()::allow)
                        .orElseThrow(WebFault.Forged::new);
        visit.answer().header("Access-Control-Allow-Origin", origin).header("Vary", "Origin");
        try {
            keep(visit, origin);
        } catch (Refusal.BadField wrong) {
            String told = wrong.field() + ": " + wrong.getMessage() + "\n";
            visit.answer().bytes(400, "text/plain; charset=utf-8", told.getBytes(UTF_8));
        }
    }

    private void keep(Visit visit, String origin) throws IOException {
        Vault vault = context.vault();
        VisitReport report =
                VisitReport.read(
                        visit.form(MAX_BYTES), origin, vault.policies().current(), vault.forms());
        Optional<String> holder = visits.holder(report.pass());
        if (holder.isPresent()) {
            visit.requirePace(customers, holder.get());
            visit.requirePace(days, holder.get());
        }
        switch (visits.report(report.pass(), report.view(), report.fields(), visit.gpc())) {
            case KEPT, DROPPED -> {
                // Told apart by nobody.
            }
            case STRANGE -> visit.requirePace(strange, visit.network().key());
        }
        visit.answer().empty(204);
    }
}
