package custos.api;

import custos.access.Permission;
import custos.policy.FieldId;
import custos.vault.Vault;
import custos.vault.merges.DuplicateRuns;
import custos.vault.merges.DuplicateRuns.State;
import custos.vault.merges.Pairs;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import tools.jackson.core.JsonGenerator;

/// `/duplicates`: the search for customers who may be kept twice, and the pairs it found.
final class DuplicatesApi {
    private static final String PATH = "/duplicates";
    private static final int STANDARD_PAGE = 25;

    private final DuplicateRuns runs;
    private final Pairs pairs;

    DuplicatesApi(Vault vault) {
        this.runs = vault.runs().duplicates();
        this.pairs = vault.pairs();
    }

    void addTo(Routes routes) {
        routes.get(PATH, this::list, "limit", "cursor").post(PATH, this::start);
    }

    private void start(Call call) throws IOException {
        runs.start(call.allow(Permission.MERGE));
        State state = runs.state();
        call.answer().json(202, json -> write(json, state));
    }

    private void list(Call call) throws IOException {
        String role = call.allow(Permission.MERGE).role();
        int limit = (int) call.number("limit", STANDARD_PAGE, 1, Pairs.MAX_PAGE);
        State state = runs.state();
        int from = call.query("cursor", text -> index(text, state)).orElse(0);
        Pairs.Page page =
                state instanceof State.Done(_, var found)
                        ? pairs.page(found.pairs(), from, limit, role)
                        : new Pairs.Page(List.of(), OptionalInt.empty());
        call.answer()
                .json(
                        200,
                        json -> {
                            write(json, state);
                            JsonText.items(json, "items", page.pairs(), pair -> write(json, pair));
                            page.next()
                                    .ifPresent(next ->
                                            json.writeStringProperty(
                                                    "next", mark(state) + "." + next));
                        });
    }

    /// A cursor counts for one search alone: in another's list it would leave pairs out.
    private static int index(String cursor, State state) {
        String[] parts = cursor.split("\\.", -1);
        if (parts.length != 2 || !parts[0].equals(mark(state))) {
            throw new IllegalArgumentException("this is no cursor of the last search");
        }
        return Integer.parseUnsignedInt(parts[1]);
    }

    private static String mark(State state) {
        return state instanceof State.Done(var run, _)
                ? Long.toString(run.since().toEpochMilli())
                : "";
    }

    private static void write(JsonGenerator json, State state) {
        switch (state) {
            case State.Never() -> json.writeStringProperty("state", "never");
            case State.Running(var run, int percent) -> {
                json.writeStringProperty("state", "running");
                json.writeStringProperty("since", run.since().toString());
                json.writeNumberProperty("percent", percent);
            }
            case State.Done(var run, var found) -> {
                json.writeStringProperty("state", "done");
                json.writeStringProperty("since", run.since().toString());
                json.writeNumberProperty("found", found.pairs().size());
                json.writeBooleanProperty("more", found.more());
            }
            case State.BrokenOff(var run) -> {
                json.writeStringProperty("state", "broken-off");
                json.writeStringProperty("since", run.since().toString());
            }
        }
    }

    private static void write(JsonGenerator json, Pairs.Alike pair) {
        JsonText.items(
                json,
                "customers",
                List.of(pair.one(), pair.other()),
                one -> CustomersApi.masked(json, one));
        JsonText.texts(
                json, "agreeing", pair.agreeing().stream().map(FieldId::value).sorted().toList());
    }
}
