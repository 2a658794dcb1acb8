package custos.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;

/// Creates, reads by purpose and consent changes over HTTP: against the vault's server, and against
/// a bare Javalin, in turn.
final class HttpRuns implements AutoCloseable {
    private static final int[] CONNECTIONS = {1, 8, 32};
    private static final String CUSTOMERS = "/api/v1/customers";
    private static final JsonMapper JSON = new JsonMapper();

    /// Twelve changes of one customer, each of which is one.
    private static final List<String> PURPOSES =
            List.of(
                    "newsletter",
                    "birthday-greeting",
                    "come-back-offer",
                    "nps-invitation",
                    "review-invitation",
                    "launch-invitation");

    private final Plan plan;
    private final Population people;
    private final Side vault;
    private final Side bare;

    HttpRuns(Plan plan, StorageRuns.Place place) {
        this.plan = plan;
        this.people = place.people();
        this.vault = new Side(server(place, "http"));
        this.bare = new Side(Child.start(BareServer.class));
    }

    private static Child server(StorageRuns.Place place, String token) {
        return Child.start(
                VaultServer.class, place.vault().data().toString(), place.key().toString(), token);
    }

    /// A server, and the customers that it was given.
    private static final class Side {
        private final Child child;
        private final Load load;
        private final ConcurrentLinkedQueue<String> created = new ConcurrentLinkedQueue<>();
        private final AtomicInteger creates = new AtomicInteger(100_000_000);
        private final AtomicInteger reads = new AtomicInteger();
        private final AtomicInteger changes = new AtomicInteger();
        private List<String> ids = List.of();

        Side(Child child) {
            String[] ready = child.line().split(" ", -1);
            this.child = child;
            this.load = new Load(Integer.parseInt(ready[0]), ready[1]);
        }

        /// Customers 0 to n - 1 of the answers so far; from then on no more are taken in.
        void fix() {
            ids = new ArrayList<>(created);
        }
    }

    /// Resident memory of a server process with the vault open, after some work over HTTP.
    ///
    /// @return MiB
    static double resident(StorageRuns.Place place) {
        try (Child child = server(place, "memory-" + System.nanoTime())) {
            String[] ready = child.line().split(" ", -1);
            var load = new Load(Integer.parseInt(ready[0]), ready[1]);
            var next = new AtomicInteger();
            double _ =
                    load.perSecond(
                            8,
                            3,
                            next,
                            (connection, i) ->
                                    search(connection, place.people().typed(i % 1_000, 4)));
            child.ask("collect");
            child.line();
            return child.residentMebibytes();
        }
    }

    private static void search(Connection connection, String words) throws IOException {
        connection.send("POST", CUSTOMERS + "/search", JSON.writeValueAsString(Map.of("q", words)));
    }

    List<Figure> figures() {
        for (Side side : List.of(bare, vault)) {
            measure(side, 8, Math.max(2, plan.seconds() / 2));
        }
        var figures = new ArrayList<Figure>();
        for (int connections : CONNECTIONS) {
            double[][] plain = new double[3][plan.runs()];
            double[][] ours = new double[3][plan.runs()];
            for (int run = 0; run < plan.runs(); run++) {
                put(plain, run, measure(bare, connections, plan.seconds()));
                put(ours, run, measure(vault, connections, plan.seconds()));
            }
            boolean many = connections == 32;
            String at = ", " + connections + (connections == 1 ? " connection" : " connections");
            figures.add(figure("create" + at, plain[0], ours[0], aim(many, 6_000)));
            figures.add(figure("read by purpose" + at, plain[1], ours[1], aim(many, 20_000)));
            figures.add(figure("consent change" + at, plain[2], ours[2], Aim.none()));
        }
        return figures;
    }

    private static Aim aim(boolean stands, double least) {
        return stands ? new Aim.AtLeast(least) : Aim.none();
    }

    private static Figure figure(String what, double[] plain, double[] vault, Aim aim) {
        return new Figure(what, "/s", new Runs(plain), new Runs(vault), aim);
    }

    private static void put(double[][] all, int run, double[] one) {
        for (int i = 0; i < one.length; i++) {
            all[i][run] = one[i];
        }
    }

    /// @return creates, reads and consent changes a second
    private double[] measure(Side side, int connections, int seconds) {
        double creates =
                side.load.perSecond(
                        connections, seconds, side.creates, (one, i) -> create(side, one, i));
        side.fix();
        double reads =
                side.load.perSecond(
                        connections, seconds, side.reads, (one, i) -> read(side, one, i));
        double changes =
                side.load.perSecond(
                        connections, seconds, side.changes, (one, i) -> change(side, one, i));
        return new double[] {creates, reads, changes};
    }

    private void create(Side side, Connection connection, int i) throws IOException {
        Person person = people.person(i);
        var body = new LinkedHashMap<String, Object>();
        body.put("fields", person.fields());
        body.put("source", "counter-form");
        String answer = connection.send("POST", CUSTOMERS, JSON.writeValueAsString(body));
        int at = answer.indexOf("\"id\":\"") + 6;
        side.created.add(answer.substring(at, answer.indexOf('"', at)));
    }

    private static void read(Side side, Connection connection, int i) throws IOException {
        String id = side.ids.get(i % side.ids.size());
        String answer = connection.send("GET", CUSTOMERS + "/" + id + "?purpose=service", "");
        if (!answer.contains("profession")) {
            throw new IllegalStateException("a read did not give all fields");
        }
    }

    /// Every id is taken once in each round; a round asks for the next change of all.
    private static void change(Side side, Connection connection, int i) throws IOException {
        int round = Math.floorDiv(i, side.ids.size());
        String id = side.ids.get(i % side.ids.size());
        String purpose = PURPOSES.get(round / 2 % PURPOSES.size());
        boolean yes = round % 2 == 0;
        String body =
                yes
                        ? "{\"state\":\"given\",\"source\":\"counter-form\",\"method\":\"counter\","
                                + "\"language\":\"en\",\"notice\":\"current\"}"
                        : "{\"state\":\"withdrawn\",\"source\":\"phone-call\",\"method\":\"phone\"}";
        connection.send("PUT", CUSTOMERS + "/" + id + "/consents/" + purpose + "/email", body);
    }

    @Override
    public void close() {
        vault.child.close();
        bare.child.close();
    }
}
