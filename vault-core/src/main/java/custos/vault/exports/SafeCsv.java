package custos.vault.exports;

import custos.customer.FieldValue;
import custos.policy.Field;
import custos.policy.FieldId;
import custos.policy.Policy;
import custos.vault.core.FieldForms;
import custos.vault.records.Records;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// CSV that a spreadsheet opens as it is meant: UTF-8 with a byte order mark, and no cell that it
/// would take for a formula (OWASP, CSV injection). A telephone number stays text.
final class SafeCsv {
    private static final String FORMULA_STARTS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private SafeCsv() {}

    /// A cell's text; a leading sign that begins a formula is preceded by an apostrophe.
    static String cell(String text) {
        return !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    /// A value as a cell. Numbers that the vault itself checked stay numbers, also below zero.
    static String cell(Field field, FieldValue value) {
        return switch (value) {
            case FieldValue.Whole _, FieldValue.Decimal _, FieldValue.Day _, FieldValue.Flag _ ->
                    value.plain();
            case FieldValue.Text _, FieldValue.Json _ -> {
                Object shown = FieldForms.show(field, value);
                yield cell(shown instanceof String text ? text : DossierJson.text(shown));
            }
        };
    }

    /// A table of records of one kind.
    static byte[] records(Policy policy, List<FieldId> columns, List<Records.Entry> entries) {
        var header = new ArrayList<>(List.of("id", "day", "version"));
        columns.forEach(id -> header.add(id.value()));
        var rows = new ArrayList<List<String>>();
        rows.add(header);
        for (Records.Entry entry : entries) {
            var row = new ArrayList<String>();
            row.add(entry.id().value());
            row.add(entry.day().toString());
            row.add(Long.toString(entry.version()));
            columns.forEach(id -> row.add(cell(policy, entry.fields(), id)));
            rows.add(row);
        }
        return bytes(rows);
    }

    private static String cell(Policy policy, Map<FieldId, FieldValue> fields, FieldId id) {
        FieldValue value = fields.get(id);
        return value == null ? "" : policy.field(id).map(field -> cell(field, value)).orElse("");
    }

    /// A table of fields, one a line.
    static byte[] fields(Policy policy, Map<FieldId, FieldValue> fields) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("field", "value"));
        fields.forEach((id, _) -> rows.add(List.of(id.value(), cell(policy, fields, id))));
        return bytes(rows);
    }

    private static byte[] bytes(List<List<String>> rows) {
        var text = new StringWriter();
        text.write('\uFEFF');
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
            rows.forEach(csv::writeRecord);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
