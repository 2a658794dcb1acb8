package custos.api;

import custos.access.RateLimit;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.router.Endpoint;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The REST API and the few public pages, ready to be put on a listener. Safe for use by many
/// threads.
public final class HttpApi {
    private static final Logger LOG = LoggerFactory.getLogger(HttpApi.class);

    private final Limits limits;
    private final Admission admission;
    private final List<Route> routes;
    private final List<Route> published;

    public HttpApi(ApiContext context, Limits limits) {
        this.limits = limits;
        this.admission =
                new Admission(
                        context.tokens(),
                        limits.requestsPerMinute() == 0
                                ? Optional.empty()
                                : Optional.of(
                                        RateLimit.perMinute(
                                                limits.requestsPerMinute(), context.clock())),
                        limits.behindProxy());
        var fields = new FieldJson(context);
        var cited = new CitedNotice(context.vault().policies());
        var all = new Routes();
        new CustomersApi(context.vault(), fields, cited).addTo(all);
        new ConsentsApi(context.vault(), cited).addTo(all);
        new SiteVisitsApi(context.vault().visits()).addTo(all);
        new ErasureApi(context.vault()).addTo(all);
        new ExportsApi(context.vault()).addTo(all);
        new ListsApi(context.vault()).addTo(all);
        var ledger = new LedgerApi(context.vault());
        var health = new HealthApi(context.vault());
        var policies = context.vault().policies();
        ledger.addTo(all);
        // Before the records, whose kinds could be any word in its place.
        new HoldsApi(context.vault()).addTo(all);
        new MergesApi(context.vault()).addTo(all);
        new DuplicatesApi(context.vault()).addTo(all);
        new RequestsApi(context.vault(), context.clock()).addTo(all);
        new RecordsApi(context.vault(), fields).addTo(all);
        health.addTo(all);
        new NoticesApi(policies, NoticePage.plain(context.vault().ledger())).addTo(all);
        new DocsApi(OpenApi.load()).addTo(all);
        this.routes = all.all();
        var open = new Routes();
        ledger.addFilesTo(open);
        health.addTo(open);
        new NoticesApi(policies, NoticePage.linked(context.vault().ledger())).addTo(open);
        this.published = open.all();
    }

    /// What the API bears.
    ///
    /// @param requestsPerMinute of one token, and of one address without a token; 0 is no limit
    /// @param behindProxy whether the last address in `X-Forwarded-For` is a proxy's word
    public record Limits(int requestsPerMinute, int maxBodyBytes, boolean behindProxy) {
        public static final int STANDARD_BODY_BYTES = 1 << 20;

        public Limits {
            requireRange("the requests a minute", requestsPerMinute, 0, 1_000_000);
            requireRange("the largest body in bytes", maxBodyBytes, 1_024, 16 << 20);
        }

        private static void requireRange(String what, int value, int least, int most) {
            if (value < least || value > most) {
                throw new IllegalArgumentException(what + " is " + least + " to " + most);
            }
        }
    }

    /// Adds all routes, and the answers to whatever matches none.
    public void addTo(JavalinConfig config) {
        addRoutesTo(config);
        // The router has answers of its own for its refusals; the nearest class wins.
        config.routes.exception(HttpResponseException.class, (e, http) -> refuse(http, e));
        config.routes.exception(Exception.class, (e, http) -> refuse(http, e));
    }

    /// Adds all routes; what matches none is somebody else's to answer.
    public void addRoutesTo(JavalinConfig config) {
        addRoutesTo(config, routes);
    }

    /// Adds what everybody may read: the notices, the ledger's files and whether it answers.
    public void addPublishedTo(JavalinConfig config) {
        addRoutesTo(config, published);
    }

    /// Answers what the router refused, or what broke, as a problem.
    public void refuse(Context http, Exception refused) {
        fail(http, refused);
    }

    private void addRoutesTo(JavalinConfig config, List<Route> routes) {
        for (Route route : routes) {
            Handler handler = http -> answer(route, http);
            config.routes.addEndpoint(new Endpoint(route.method(), route.path(), handler));
            if (route.method().equals(HandlerType.GET)) {
                // The router would answer any HEAD with 200 and ask nobody.
                config.routes.addEndpoint(
                        new Endpoint(HandlerType.HEAD, route.path(), HttpApi::refuseHead));
            }
        }
        config.router.javaLangErrorHandler(
                (response, error) -> send(new Answer(response), Problems.of(error)));
    }

    /// What is there to be asked, by method and path.
    List<Route> routes() {
        return routes;
    }

    /// The body of a problem that the listener itself meets, such as an address it cannot read.
    public static byte[] problem(int status) {
        return Problem.of(status, "refused", Problem.title(status)).body();
    }

    private void answer(Route route, Context http) {
        long began = LOG.isDebugEnabled() ? System.nanoTime() : 0;
        try {
            var principal = admission.admit(http, route.access());
            requireKnownQuery(http, route.query());
            route.by().answer(new Call(http, principal, limits.maxBodyBytes()));
        } catch (Exception e) {
            fail(http, e);
        }
        if (began != 0) {
            LOG.debug(
                    "{} {} {} us",
                    route.name(),
                    http.res().getStatus(),
                    (System.nanoTime() - began) / 1_000);
        }
    }

    /// A parameter that nobody reads would pass in silence, and personal data in an address would
    /// stand in every log on the way.
    private static void requireKnownQuery(Context http, Set<String> known) {
        if (http.req().getQueryString() == null) {
            return;
        }
        http.queryParamMap()
                .forEach((name, values) -> {
                    if (!known.contains(name)) {
                        throw Call.badParameter(Members.shown(name), "it is not read here");
                    }
                    if (values.size() > 1) {
                        throw Call.badParameter(name, "it stands twice");
                    }
                });
    }

    private static void refuseHead(Context http) {
        fail(
                http,
                new Rejected(
                        Problem.of(405, "method", "this address answers other methods")
                                .withHeader("Allow", "GET")));
    }

    private static void fail(Context http, Exception failure) {
        var answer = new Answer(http.res());
        Problem problem = Problems.of(failure);
        if (answer.isUnderWay()) {
            Hangup.of(http.req());
        } else {
            send(answer, problem);
        }
    }

    private static void send(Answer answer, Problem problem) {
        try {
            answer.problem(problem);
        } catch (IOException gone) {
            LOG.debug("a client left before its answer");
        }
    }
}
