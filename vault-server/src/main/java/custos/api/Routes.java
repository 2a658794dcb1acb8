package custos.api;

import custos.api.Route.Access;
import custos.api.Route.Answering;
import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The routes, as resources add them. The router tries them in this order: the busiest come first,
/// and a fixed name stands before one that varies.
final class Routes {
    static final String BASE = "/api/v1";

    private final List<Route> all = new ArrayList<>();

    Routes get(String path, Answering by, String... query) {
        return add(HandlerType.GET, BASE + path, Access.TOKEN, by, query);
    }

    Routes post(String path, Answering by) {
        return add(HandlerType.POST, BASE + path, Access.TOKEN, by);
    }

    Routes put(String path, Answering by) {
        return add(HandlerType.PUT, BASE + path, Access.TOKEN, by);
    }

    Routes patch(String path, Answering by) {
        return add(HandlerType.PATCH, BASE + path, Access.TOKEN, by);
    }

    Routes delete(String path, Answering by) {
        return add(HandlerType.DELETE, BASE + path, Access.TOKEN, by);
    }

    /// A page or file that needs no token, at the root.
    Routes open(String path, Answering by, String... query) {
        return add(HandlerType.GET, path, Access.PUBLIC, by, query);
    }

    private Routes add(
            HandlerType method, String path, Access access, Answering by, String... query) {
        all.add(new Route(method, path, access, Set.of(query), by));
        return this;
    }

    List<Route> all() {
        return List.copyOf(all);
    }
}
