package custos.web;

import custos.access.ClientNetwork;
import custos.access.StaffSession;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The pages of one listener: lets requests in, has them answered, and answers what fails.
public abstract class Face {
    /// The staff's session.
    public static final String SESSION = "__Host-custos-staff";

    private static final Logger LOG = LoggerFactory.getLogger(Face.class);

    private final WebContext context;
    private final Languages languages = new Languages();
    private final Views views = new Views();
    private final Assets assets = new Assets();
    private final WebRoutes routes = new WebRoutes();

    protected Face(WebContext context) {
        this.context = context;
    }

    protected abstract Frame.Face kind();

    /// Where a reader may go from any page.
    protected abstract List<Frame.NavGroup> nav(Visit visit);

    /// The page that asks to log in, with what was typed kept in it.
    protected abstract void askToLogIn(Visit visit) throws IOException;

    public final WebContext context() {
        return context;
    }

    final Languages languages() {
        return languages;
    }

    final Views views() {
        return views;
    }

    final Assets assets() {
        return assets;
    }

    protected final WebRoutes routes() {
        return routes;
    }

    /// Method and path of every page.
    public final List<String> names() {
        return routes.names();
    }

    /// Adds all pages to a listener.
    public void addTo(JavalinConfig config) {
        for (WebRoutes.WebRoute route : routes.all()) {
            config.routes.addEndpoint(
                    new Endpoint(route.method(), route.path(), http -> answer(route, http)));
            if (route.method().equals(HandlerType.GET)) {
                // The router would answer any HEAD with 200 and ask nobody.
                config.routes.addEndpoint(
                        new Endpoint(HandlerType.HEAD, route.path(), Face::refuseHead));
            }
        }
        config.routes.addEndpoint(new Endpoint(HandlerType.GET, "/assets/{name}", this::asset));
    }

    private static void refuseHead(Context http) {
        new PageAnswer(http.res()).header("Allow", "GET").empty(405);
    }

    private void asset(Context http) throws IOException {
        var answer = new PageAnswer(http.res());
        Optional<Assets.Asset> asset = assets.find(http.path());
        if (asset.isEmpty()) {
            fail(new Visit(this, http, Optional.empty()), new WebFault.NotHere());
            return;
        }
        String accepted = Optional.ofNullable(http.header("Accept-Encoding")).orElse("");
        answer.asset(asset.get(), accepted.contains("gzip"));
    }

    private void answer(WebRoutes.WebRoute route, Context http) {
        Optional<StaffSession> session = session(http);
        var visit = new Visit(this, http, session);
        try {
            requireKnownQuery(http, route.query());
            boolean form = route.method().equals(HandlerType.POST);
            if (form && route.gate() != WebRoutes.Gate.ANYWHERE) {
                // Before anybody is asked to log in: what another site sent must not travel along
                // with the log-in and be sent again as if she had typed it.
                requireProvenance(route.gate(), http);
            }
            if (route.gate() == WebRoutes.Gate.STAFF) {
                visit.session();
                if (form) {
                    requireProof(visit, route.maxUpload());
                }
            }
            route.by().answer(visit);
        } catch (Exception e) {
            fail(visit, e);
        }
    }

    /// Both faces of a host get each other's cookies, which know no ports. The public one looks for
    /// no member of staff: it would prolong her session, and write its proof into public pages.
    private Optional<StaffSession> session(Context http) {
        if (kind() == Frame.Face.PUBLIC) {
            return Optional.empty();
        }
        return Optional.ofNullable(http.cookie(SESSION)).flatMap(context.sessions()::find);
    }

    private static void requireProof(Visit visit, int maxUpload) throws IOException {
        String sent = visit.header(Visit.CSRF_HEADER).orElse("");
        String proof = sent;
        if (sent.isEmpty() && maxUpload > 0) {
            try {
                proof = visit.upload(maxUpload).text(Form.CSRF);
            } catch (WebFault.TooLarge e) {
                // Nothing of it was kept: whoever answers finds nothing to act on, and says so.
                return;
            }
        } else if (sent.isEmpty()) {
            proof = visit.form().raw(Form.CSRF);
        }
        if (!visit.session().csrfMatches(proof)) {
            throw new WebFault.Forged();
        }
    }

    private void requireProvenance(WebRoutes.Gate gate, Context http) {
        boolean fromSites =
                gate == WebRoutes.Gate.SITES
                        && Optional.ofNullable(http.header("Origin"))
                                .filter(context.sites()::allow)
                                .isPresent();
        if (!fromSites && !Provenance.isOurs(http.req())) {
            throw new WebFault.Forged();
        }
    }

    /// A parameter that nobody reads would pass in silence, and personal data in an address would
    /// stand in every log on the way.
    private static void requireKnownQuery(Context http, Set<String> known) {
        if (http.req().getQueryString() != null) {
            for (String name : http.queryParamMap().keySet()) {
                if (!known.contains(name) && !name.equals(Visit.LANGUAGE)) {
                    throw new WebFault.NotHere();
                }
            }
        }
    }

    /// Answers a failure as a page in the reader's language.
    final void fail(Visit visit, Exception failure) {
        try {
            if (visit.answer().isUnderWay()) {
                LOG.debug("an answer broke off");
                visit.hangUp();
                return;
            }
            visit.answer().reset();
            if (visit.hasUnreadBody()) {
                // The rest of the body would be taken for the next request, or cuts it off.
                visit.answer().header("Connection", "close");
            }
            if (visit.isPartial() && visit.method().equals("POST")) {
                // A whole page must not land in the place of a part.
                visit.answer().header("HX-Retarget", "body").header("HX-Reswap", "innerHTML");
            }
            if (failure instanceof WebFault.LogInFirst) {
                askToLogIn(visit);
            } else {
                PageFault.of(failure).show(visit);
            }
        } catch (IOException gone) {
            LOG.debug("a client left before its answer");
        }
    }

    /// Answers what the router refused, as a page.
    public final void refuse(Context http, Exception refused) {
        fail(new Visit(this, http, session(http)), refused);
    }

    final ClientNetwork network(HttpServletRequest request) {
        return ClientNetwork.of(request, context.behindProxy());
    }
}
