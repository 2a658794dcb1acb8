package custos.server;

import custos.api.HttpApi;
import custos.web.Face;
import custos.web.face.PublicFace;
import custos.web.face.StaffFace;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.util.function.Consumer;

/// What answers at each door: programs get problems, people get pages.
final class DoorRoutes {
    private DoorRoutes() {}

    static Consumer<JavalinConfig> staff(HttpApi api, StaffFace pages) {
        return config -> {
            api.addRoutesTo(config);
            pages.addTo(config);
            refusals(config, api, pages);
        };
    }

    static Consumer<JavalinConfig> open(HttpApi api, PublicFace pages) {
        return config -> {
            api.addPublishedTo(config);
            pages.addTo(config);
            refusals(config, api, pages);
        };
    }

    /// The router has answers of its own for its refusals; the nearest class wins.
    private static void refusals(JavalinConfig config, HttpApi api, Face pages) {
        config.routes.exception(
                HttpResponseException.class, (e, http) -> refuse(http, e, api, pages));
        config.routes.exception(Exception.class, (e, http) -> refuse(http, e, api, pages));
    }

    private static void refuse(Context http, Exception refused, HttpApi api, Face pages) {
        if (http.path().startsWith("/api/") || http.path().startsWith("/ledger/")) {
            api.refuse(http, refused);
        } else {
            pages.refuse(http, refused);
        }
    }
}
