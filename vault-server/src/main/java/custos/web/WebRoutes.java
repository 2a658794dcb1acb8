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
        /// Anybody; forms come from our own pages or from those of the shop's websites.
        SITES,
        /// Anybody, and forms from anywhere: mail providers post without a browser (RFC 8058). What
        /// it does must be named by the address alone, and must only tighten.
        ANYWHERE
    }

    /// @param query the parameters that may stand behind the path; never personal data
    /// @param maxUpload the most bytes of a form with files; 0 where none is taken
    record WebRoute(
            HandlerType method,
            String path,
            Gate gate,
            Set<String> query,
            int maxUpload,
            Answers by) {}

    public WebRoutes get(String path, Gate gate, Answers by, String... query) {
        all.add(new WebRoute(HandlerType.GET, path, gate, Set.of(query), 0, by));
        return this;
    }

    public WebRoutes post(String path, Gate gate, Answers by) {
        all.add(new WebRoute(HandlerType.POST, path, gate, Set.of(), 0, by));
        return this;
    }

    /// A form with files of a member of staff.
    ///
    /// @param maxBytes of the whole form; past it [Visit#upload] throws
    public WebRoutes upload(String path, int maxBytes, Answers by) {
        all.add(new WebRoute(HandlerType.POST, path, Gate.STAFF, Set.of(), maxBytes, by));
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
