package custos.cli;

import custos.json.CanonicalJson;
import custos.json.JsonValue;
import custos.json.JsonValue.Items;
import custos.vault.Vault;
import custos.vault.erasure.Holds.Hold;
import custos.vault.erasure.Retentions.Past;
import custos.vault.erasure.Retentions.Purged;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `retention`: what is past its period, and with `--purge` its deletion.
@Command(
        name = "retention",
        description = "Tell what is past its period; with --purge, delete it.",
        footer = {
            "",
            "Without --purge nothing changes. Periods are those of the policy, the longest where laws",
            "differ. What a legal hold keeps stays, and is counted; holds that are overdue are named, for",
            "an officer to release them."
        })
final class RetentionCommand extends VaultCommand {
    /// The most overdue holds that are named.
    private static final int NAMED = 100;

    private static final int SAY_EVERY = 1_000;

    @Option(names = "--purge", description = "Delete what is past its period, for good.")
    private boolean purge;

    @Option(
            names = "--reason",
            paramLabel = "CODE",
            description = "Why, a code of the policy; no-longer-needed if left out.")
    private String reason = "no-longer-needed";

    @Option(names = "--json", description = "As one JSON object.")
    private boolean json;

    RetentionCommand(World world) {
        super(world);
    }

    @Override
    public String meanwhile() {
        return "an officer does the same on the page /retention";
    }

    @Override
    int run(Vault vault) {
        if (purge) {
            Purged done = vault.retentions().purge(reason, OPERATOR, this::progress);
            say(done.past(), vault.holds().overdue(NAMED), done.physical() ? "erased" : "pending");
        } else {
            say(vault.retentions().past(), vault.holds().overdue(NAMED), "");
        }
        return ExitCode.DONE;
    }

    private void progress(long customers) {
        if (customers % SAY_EVERY == 0 && world().terminal().isPresent()) {
            tell(customers + " customers looked at");
        }
    }

    /// @param log what became of the database's log; empty when nothing was deleted
    private void say(Past past, List<Hold> overdue, String log) {
        if (json) {
            JsonValue all = json(past, overdue, log);
            print(new String(CanonicalJson.encode(all), StandardCharsets.UTF_8));
            return;
        }
        past.records().forEach((id, count) -> print("%s: %d records".formatted(id.value(), count)));
        print("customers without activity: " + past.customers());
        print("remains of erased customers: " + past.remnants());
        print("customers kept by a legal hold: " + past.held());
        for (Hold hold : overdue) {
            print(
                    "legal hold overdue since %s: customer %s, record %s, %s"
                            .formatted(
                                    hold.until(),
                                    hold.customer().value(),
                                    hold.record().value(),
                                    hold.ground()));
        }
        if (past.isEmpty()) {
            print("nothing is past its period on " + past.on());
        } else if (log.isEmpty()) {
            print("past their period on %s; --purge deletes them".formatted(past.on()));
        } else {
            print("deleted; database log: " + log);
        }
    }

    private static JsonValue json(Past past, List<Hold> overdue, String log) {
        var records = JsonValue.object();
        past.records().forEach((id, count) -> records.put(id.value(), count));
        var all =
                JsonValue.object()
                        .put("on", past.on().toString())
                        .put("records", records.build())
                        .put("customers", past.customers())
                        .put("remains", past.remnants())
                        .put("held", past.held())
                        .put(
                                "overdue",
                                new Items(overdue.stream().map(RetentionCommand::json).toList()));
        if (!log.isEmpty()) {
            all.put("database_log", log);
        }
        return all.build();
    }

    private static JsonValue json(Hold hold) {
        return JsonValue.object()
                .put("customer", hold.customer().value())
                .put("record", hold.record().value())
                .put("ground", hold.ground())
                .put("until", hold.until().toString())
                .build();
    }
}
