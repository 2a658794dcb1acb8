package custos.api;

import custos.access.Permission;
import custos.customer.FieldValue;
import custos.customer.PhoneNumber;
import custos.customer.PostalAddress;
import custos.event.Actor;
import custos.policy.ChannelId;
import custos.policy.Field;
import custos.policy.FieldForm;
import custos.policy.FieldId;
import custos.policy.Policy;
import custos.policy.Purpose;
import custos.policy.PurposeId;
import custos.vault.Lists;
import custos.vault.Refusal;
import custos.vault.Vault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// `/lists/{purpose}/{channel}`: who may be written to, as NDJSON or CSV, chunk by chunk as the
/// vault hands it over.
final class ListsApi {
    private static final String NDJSON = "application/x-ndjson";
    private static final String CSV = "text/csv";

    private final Vault vault;

    ListsApi(Vault vault) {
        this.vault = vault;
    }

    void addTo(Routes routes) {
        routes.get("/lists/{purpose}/{channel}", this::list);
    }

    private void list(Call call) throws IOException {
        PurposeId id = call.path("purpose", PurposeId::new);
        ChannelId channel = call.path("channel", ChannelId::new);
        Actor actor = call.allow(Permission.LIST, id);
        String type = call.accepted(NDJSON, CSV);
        Policy policy = vault.policies().current();
        Purpose purpose =
                policy.purpose(id).orElseThrow(() -> new Refusal.NotFound("purpose in the policy"));
        Sheet sheet = type.equals(CSV) ? new CsvSheet(policy, purpose) : new NdjsonSheet(policy);
        LateStream out =
                call.answer().stream(type.equals(CSV) ? "text/csv; charset=utf-8" : NDJSON);
        boolean[] begun = {false};
        vault.lists().stream(
                id,
                channel,
                actor,
                rows -> {
                    send(out, begun[0] ? new byte[0] : sheet.head());
                    send(out, sheet.rows(rows));
                    begun[0] = true;
                });
        if (!begun[0]) {
            send(out, sheet.head());
        }
        out.finish();
    }

    private static void send(LateStream out, byte[] bytes) {
        try {
            if (bytes.length > 0) {
                out.write(bytes, 0, bytes.length);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A way to write rows down.
    private sealed interface Sheet {
        byte[] head();

        byte[] rows(List<Lists.Row> rows);
    }

    private record NdjsonSheet(Policy policy) implements Sheet {
        @Override
        public byte[] head() {
            return new byte[0];
        }

        @Override
        public byte[] rows(List<Lists.Row> rows) {
            var bytes = new ByteArrayOutputStream();
            for (Lists.Row row : rows) {
                bytes.writeBytes(
                        JsonText.object(json -> {
                            json.writeStringProperty("id", row.id().value());
                            json.writeStringProperty("why", row.why());
                            FieldJson.write(json, policy, row.fields());
                        }));
                bytes.write('\n');
            }
            return bytes.toByteArray();
        }
    }

    /// The purpose's fields as columns, in the policy's order.
    private record CsvSheet(Policy policy, List<Field> columns) implements Sheet {
        CsvSheet(Policy policy, Purpose purpose) {
            this(
                    policy,
                    policy.fields().stream()
                            .filter(field -> purpose.fields().contains(field.id()))
                            .toList());
        }

        @Override
        public byte[] head() {
            var names = new ArrayList<String>(List.of("id", "why"));
            columns.stream().map(Field::id).map(FieldId::value).forEach(names::add);
            return Csv.head(names);
        }

        @Override
        public byte[] rows(List<Lists.Row> rows) {
            return Csv.rows(rows.stream().map(this::cells).toList());
        }

        private List<String> cells(Lists.Row row) {
            var cells = new ArrayList<String>(List.of(row.id().value(), row.why()));
            for (Field column : columns) {
                FieldValue value = row.fields().get(column.id());
                cells.add(value == null ? "" : cell(column.form(), value));
            }
            return cells;
        }

        private static String cell(FieldForm form, FieldValue value) {
            return switch (form) {
                case PHONE -> {
                    PhoneNumber number = PhoneNumber.of(value);
                    yield number.e164().orElse(number.typed());
                }
                case ADDRESS -> String.join(", ", PostalAddress.of(value).parts());
                default -> value.plain();
            };
        }
    }
}
