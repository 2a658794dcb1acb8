package custos.server;

import custos.access.AccessDocuments;
import custos.access.Accounts;
import custos.access.LogIns;
import custos.access.PasswordPool;
import custos.access.Sessions;
import custos.access.Setup;
import custos.access.Tokens;
import custos.api.ApiContext;
import custos.api.HttpApi;
import custos.cli.Listener;
import custos.mail.MailSettings;
import custos.mail.Postman;
import custos.vault.Vault;
import custos.web.WebContext;
import custos.web.face.PublicFace;
import custos.web.face.StaffFace;
import io.javalin.config.JavalinConfig;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/// A vault on the network: the staff's door, and the customers' beside it. Each is a listener of
/// its own, so that a shop can put the second on the internet and keep the first at home.
public final class Doors implements Listener.Answering {
    /// Of one token, and of one network without one.
    private static final int REQUESTS_PER_MINUTE = 6_000;

    private final HttpServer staff;
    private final Optional<HttpServer> customers;
    private final Postman postman;
    private final Setup setup;

    private Doors(HttpServer staff, Optional<HttpServer> customers, Postman postman, Setup setup) {
        this.postman = postman;
        this.staff = staff;
        this.customers = customers;
        this.setup = setup;
    }

    /// Opens them; returns once they answer.
    ///
    /// @throws java.io.UncheckedIOException when an address cannot be bound
    public static Doors open(
            Vault vault,
            PasswordPool passwords,
            Listener.Wanted wanted,
            InstantSource clock,
            SecureRandom random) {
        // Both addresses first: the pages of one name the other.
        var staffSocket = bind(wanted.network().staff());
        var openSocket = bindAfter(staffSocket, wanted.network().open());
        var rows = new AccessDocuments(vault.documents());
        var tokens = new Tokens(rows, clock, random);
        var accounts = new Accounts(rows, passwords, clock);
        var sessions = new Sessions(accounts, clock, random);
        var api = new ApiContext(vault, tokens, clock);
        var pages =
                new WebContext(
                        vault,
                        accounts,
                        tokens,
                        sessions,
                        new LogIns(accounts, sessions, wanted.secondFactor(), clock, random),
                        new Setup(accounts, clock, random),
                        clock,
                        random,
                        wanted.zone(),
                        publicUrl(wanted.network(), staffSocket, openSocket),
                        wanted.network().sites(),
                        wanted.network().staff().behindProxy());
        try {
            HttpServer staff = staff(wanted, staffSocket, api, pages);
            return besides(wanted, staff, openSocket, api, pages);
        } catch (RuntimeException e) {
            staffSocket.close();
            openSocket.ifPresent(ListeningSocket::close);
            throw e;
        }
    }

    private static HttpServer staff(
            Listener.Wanted wanted, ListeningSocket socket, ApiContext api, WebContext pages) {
        Listener.Place place = wanted.network().staff();
        return listen(socket, place, DoorRoutes.staff(api(api, place), new StaffFace(pages)));
    }

    /// The customers' door and the postman, once the staff's door is open.
    private static Doors besides(
            Listener.Wanted wanted,
            HttpServer staff,
            Optional<ListeningSocket> socket,
            ApiContext api,
            WebContext pages) {
        try {
            Optional<HttpServer> customers =
                    wanted.network()
                            .open()
                            .map(place -> customers(place, socket.orElseThrow(), api, pages));
            return new Doors(staff, customers, postman(wanted, pages), pages.setup());
        } catch (RuntimeException e) {
            staff.close();
            throw e;
        }
    }

    private static HttpServer customers(
            Listener.Place place, ListeningSocket socket, ApiContext api, WebContext pages) {
        var face = new PublicFace(behind(place, pages));
        return listen(socket, place, DoorRoutes.open(api(api, place), face));
    }

    private static Postman postman(Listener.Wanted wanted, WebContext pages) {
        Listener.Mail mail = wanted.mail();
        var settings =
                new MailSettings(
                        URI.create(pages.publicUrl()), mail.from(), wanted.zone(), mail.way());
        return Postman.start(pages.vault(), settings, pages.clock());
    }

    /// Where customers are sent to. Without a door of theirs a link leads to this very machine.
    private static String publicUrl(
            Listener.Network network, ListeningSocket staff, Optional<ListeningSocket> open) {
        return network.publicUrl()
                .or(() -> network.open().map(place -> place.address(open.orElseThrow().port())))
                .orElseGet(() -> Listener.Place.local(0).address(staff.port()));
    }

    private static ListeningSocket bind(Listener.Place place) {
        return ListeningSocket.bind(place.host(), place.port());
    }

    private static Optional<ListeningSocket> bindAfter(
            ListeningSocket first, Optional<Listener.Place> place) {
        try {
            return place.map(Doors::bind);
        } catch (RuntimeException e) {
            first.close();
            throw e;
        }
    }

    private static WebContext behind(Listener.Place place, WebContext pages) {
        return new WebContext(
                pages.vault(),
                pages.accounts(),
                pages.tokens(),
                pages.sessions(),
                pages.logIns(),
                pages.setup(),
                pages.clock(),
                pages.random(),
                pages.zone(),
                pages.publicUrl(),
                pages.sites(),
                place.behindProxy());
    }

    private static HttpApi api(ApiContext context, Listener.Place place) {
        return new HttpApi(
                context,
                new HttpApi.Limits(
                        REQUESTS_PER_MINUTE,
                        HttpApi.Limits.STANDARD_BODY_BYTES,
                        place.behindProxy()));
    }

    private static HttpServer listen(
            ListeningSocket socket, Listener.Place place, Consumer<JavalinConfig> routes) {
        var settings =
                new HttpSettings(
                        place.host(),
                        place.port(),
                        place.tls(),
                        place.behindProxy(),
                        HttpSettings.STANDARD_THREADS);
        return HttpServer.start(socket, settings, routes);
    }

    @Override
    public int port() {
        return staff.port();
    }

    @Override
    public Optional<Integer> publicPort() {
        return customers.map(HttpServer::port);
    }

    @Override
    public Optional<String> setupCode() {
        return setup.code();
    }

    @Override
    public void close() {
        customers.ifPresent(HttpServer::close);
        staff.close();
        postman.close();
    }
}
