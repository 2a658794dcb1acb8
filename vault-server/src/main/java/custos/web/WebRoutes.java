package custos.web;

import io.javalin.http.HandlerType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The pages of a face, by method and path.
public final class WebRoutes {
    private final List<WebRoute> all = new ArrayList<>();

    /// What answers.
    public interface Answers {
        void answer(Visit visit) throws IOException;
    }

    /// Who may send a request.
    public enum Gate {
        /// Members of staff who are logged in; forms carry their session's proof.
        STAFF,
        /// Anybody; forms come from our own pages.
        OPEN,
        /// Anybody, and forms from anywhere: mail providers post without a browser (RFC 8058). What
        /// it does must be named by the address alone, and must only tighten.
        ANYWHERE
    }

    /// @param query the parameters that may stand behind the path; never personal data
    record WebRoute(HandlerType method, String path, Gate gate, Set<String> query, Answers by) {}

    public WebRoutes get(String path, Gate gate, Answers by, String... query) {
        all.add(new WebRoute(HandlerType.GET, path, gate, Set.of(query), by));
        return this;
    }

    public WebRoutes post(String path, Gate gate, Answers by) {
        all.add(new WebRoute(HandlerType.POST, path, gate, Set.of(), by));
        return this;
    }

    List<WebRoute> all() {
        return List.copyOf(all);
    }

    /// Method and path of every route, such as `GET /customers/{customer}`.
    public List<String> names() {
        return all.stream().map(route -> route.method() + " " + route.path()).toList();
    }
}
