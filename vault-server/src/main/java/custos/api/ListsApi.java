package custos.api;

import custos.access.Permission;
import custos.event.Actor;
import custos.list.BadParameter;
import custos.list.Everybody;
import custos.list.ListQuestion;
import custos.list.Questions;
import custos.policy.ChannelId;
import custos.policy.Policy;
import custos.policy.Purpose;
import custos.policy.PurposeId;
import custos.table.Table;
import custos.table.TableForm;
import custos.vault.Vault;
import custos.vault.lists.ListRequest;
import custos.vault.lists.ListTable;
import custos.vault.lists.Lists;
import custos.vault.rows.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// `/lists/{purpose}/{channel}` and `/lists/{purpose}`: who may be written to, and to whom of them
/// a question applies, as NDJSON, CSV or XLSX, chunk by chunk as the vault hands it over.
final class ListsApi {
    private static final String NDJSON = "application/x-ndjson";
    private static final String CSV = "text/csv";
    private static final String QUESTION = "question";
    private static final String SOURCE = "source";

    private final Vault vault;

    ListsApi(Vault vault) {
        this.vault = vault;
    }

    void addTo(Routes routes) {
        // What a customer said where she heard of the shop may be her own words: not in an address.
        Stream<String> asks = Questions.PARAMETERS.stream().filter(name -> !name.equals(SOURCE));
        String[] asked = Stream.concat(Stream.of(QUESTION), asks).toArray(String[]::new);
        routes.get("/lists/{purpose}/{channel}", this::byChannel, asked)
                .get("/lists/{purpose}", call -> list(call, Optional.empty()), asked);
    }

    private void byChannel(Call call) throws IOException {
        list(call, Optional.of(call.path("channel", ChannelId::new)));
    }

    private void list(Call call, Optional<ChannelId> channel) throws IOException {
        PurposeId id = call.path("purpose", PurposeId::new);
        Actor actor = call.allow(Permission.LIST, id);
        String type = call.accepted(NDJSON, CSV, TableForm.XLSX.mediaType());
        ListQuestion question = question(call);
        Policy policy = vault.policies().current();
        Purpose purpose =
                policy.purpose(id).orElseThrow(() -> new Refusal.NotFound("purpose in the policy"));
        var request = new ListRequest(question, id, channel);
        TableForm form = type.equals(CSV) ? TableForm.CSV : TableForm.XLSX;
        boolean lines = type.equals(NDJSON);
        LateStream out = call.answer().stream(lines ? NDJSON : form.mediaType());
        if (lines) {
            vault.lists().stream(request, actor, rows -> send(policy, rows, out));
        } else {
            table(request, new ListTable(policy, purpose, question), actor, form, out);
        }
        out.finish();
    }

    private ListQuestion question(Call call) {
        try {
            return Questions.read(
                    call.query(QUESTION).orElse(Everybody.CODE),
                    call::query,
                    vault.lists().today());
        } catch (BadParameter bad) {
            throw Call.badParameter(bad.name(), String.valueOf(bad.getMessage()));
        }
    }

    /// The head waits for the first chunk: what is refused before is answered as a problem.
    private void table(
            ListRequest request, ListTable lines, Actor actor, TableForm form, LateStream out)
            throws IOException {
        try (Table table = form.begin(out)) {
            table.head(lines.head());
            vault.lists().stream(request, actor, rows -> send(table, lines, rows));
            table.finish();
        }
    }

    private static void send(Table table, ListTable lines, List<Lists.Row> rows) {
        try {
            for (Lists.Row row : rows) {
                table.row(lines.line(row));
            }
            table.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void send(Policy policy, List<Lists.Row> rows, LateStream out) {
        try {
            for (Lists.Row row : rows) {
                out.write(line(policy, row));
                out.write('\n');
            }
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] line(Policy policy, Lists.Row row) {
        return JsonText.object(json -> {
            json.writeStringProperty("id", row.id().value());
            json.writeStringProperty("why", row.why());
            if (!row.reason().equals(Everybody.CODE)) {
                json.writeStringProperty("reason", row.reason());
                json.writeName("facts");
                var facts = new LinkedHashMap<String, Object>();
                row.facts().forEach((name, value) -> facts.put(name, value.plain()));
                FieldJson.value(json, facts);
            }
            FieldJson.write(json, policy, row.fields());
        });
    }
}
