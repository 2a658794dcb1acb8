package custos.api;

import io.javalin.http.HandlerType;
import java.util.Set;

/// One thing that can be asked of the server.
///
/// @param path with `{name}` for a part that varies and `<name>` for the rest
/// @param access who may come near it at all
/// @param query the query parameters it reads; any other is refused
record Route(HandlerType method, String path, Access access, Set<String> query, Answering by) {
    Route {
        query = Set.copyOf(query);
    }

    enum Access {
        /// Anybody.
        PUBLIC,
        /// A valid token; the resource then asks the permission table.
        TOKEN
    }

    /// Answers one request.
    @FunctionalInterface
    interface Answering {
        void answer(Call call) throws Exception;
    }

    /// The name in logs and in the tests.
    String name() {
        return method.name() + " " + path;
    }
}
