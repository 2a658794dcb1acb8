package custos.cli;

import custos.json.CanonicalJson;
import custos.json.JsonValue;
import custos.vault.Retentions.Past;
import custos.vault.Retentions.Purged;
import custos.vault.Vault;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `retention`: what is past its period, and with `--purge` its deletion.
@Command(
        name = "retention",
        description = "Tell what is past its period; with --purge, delete it.",
        footer = {
            "",
            "Without --purge nothing changes. Periods are those of the policy, the longest where laws",
            "differ. What a legal hold keeps stays, and is counted."
        })
final class RetentionCommand extends VaultCommand {
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
    int run(Vault vault) {
        if (purge) {
            Purged done = vault.retentions().purge(reason, OPERATOR, this::progress);
            say(done.past(), done.physical() ? "erased" : "pending");
        } else {
            say(vault.retentions().past(), "");
        }
        return ExitCode.DONE;
    }

    private void progress(long customers) {
        if (world().terminal().isPresent()) {
            tell(customers + " customers looked at");
        }
    }

    /// @param log what became of the database's log; empty when nothing was deleted
    private void say(Past past, String log) {
        if (json) {
            print(new String(CanonicalJson.encode(json(past, log)), StandardCharsets.UTF_8));
            return;
        }
        past.records().forEach((id, count) -> print("%s: %d records".formatted(id.value(), count)));
        print("customers without activity: " + past.customers());
        print("remains of erased customers: " + past.remnants());
        print("customers kept by a legal hold: " + past.held());
        if (past.isEmpty()) {
            print("nothing is past its period on " + past.on());
        } else if (log.isEmpty()) {
            print("past their period on %s; --purge deletes them".formatted(past.on()));
        } else {
            print("deleted; database log: " + log);
        }
    }

    private static JsonValue json(Past past, String log) {
        var records = JsonValue.object();
        past.records().forEach((id, count) -> records.put(id.value(), count));
        var all =
                JsonValue.object()
                        .put("on", past.on().toString())
                        .put("records", records.build())
                        .put("customers", past.customers())
                        .put("remains", past.remnants())
                        .put("held", past.held());
        if (!log.isEmpty()) {
            all.put("database_log", log);
        }
        return all.build();
    }
}
