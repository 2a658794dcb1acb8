package custos.vault.lists;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import custos.customer.FieldValue;
import custos.json.JsonValue;
import custos.list.Everybody;
import custos.policy.ChannelId;
import custos.policy.FieldForm;
import custos.policy.FieldId;
import custos.policy.PurposeId;
import custos.table.Table;
import custos.table.TableForm;
import custos.vault.TestVault;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What stands in the cells of a list that was taken out.
class ListTableTest {
    private static final String HANDLES =
            "=net @jana (1200, 2026-05-01); Pictures jana.n (7); Films +jana";

    @TempDir private Path folder;
    private TestVault shop;

    @BeforeEach
    void open() {
        shop = TestVault.in(folder);
        var jana =
                shop.customer(
                        Map.of(
                                "full_name", "Jana",
                                "email", "jana@example.org",
                                "social_handles",
                                        List.of(
                                                Map.of(
                                                        "network", "=net",
                                                        "handle", "@jana",
                                                        "followers", 1200,
                                                        "source", "herself",
                                                        "counted_on", "2026-05-01"),
                                                Map.of(
                                                        "network", "Pictures",
                                                        "handle", "jana.n",
                                                        "followers", 7),
                                                Map.of("network", "Films", "handle", "+jana"))));
        shop.says(jana, "launch-invitation", "email", true);
    }

    @AfterEach
    void inspect() {
        shop.inspected();
        shop.close();
    }

    private byte[] file(TableForm form) throws IOException {
        var purpose = new PurposeId("launch-invitation");
        var question = new Everybody();
        var request = new ListRequest(question, purpose, Optional.of(new ChannelId("email")));
        var lines =
                new ListTable(
                        shop.policy(), shop.policy().purpose(purpose).orElseThrow(), question);
        var bytes = new ByteArrayOutputStream();
        try (Table table = form.begin(bytes)) {
            table.head(lines.head());
            for (Lists.Row row : shop.vault().lists().few(request, 10, TestVault.STAFF)) {
                table.row(lines.line(row));
            }
            table.finish();
        }
        return bytes.toByteArray();
    }

    @Test
    void names_on_social_networks_are_text_that_no_spreadsheet_runs() throws IOException {
        assertThat(new String(file(TableForm.CSV), UTF_8)).contains(",\"'" + HANDLES + "\"");
    }

    @Test
    void a_workbook_says_the_same() throws IOException {
        try (var book = new ReadableWorkbook(new ByteArrayInputStream(file(TableForm.XLSX)));
                Stream<org.dhatim.fastexcel.reader.Row> rows = book.getFirstSheet().openStream()) {
            assertThat(
                            rows.skip(1)
                                    .flatMap(row -> row.stream())
                                    .filter(Objects::nonNull)
                                    .map(cell -> cell.getRawValue()))
                    .contains(HANDLES);
        }
    }

    @Test
    void no_form_comes_out_as_json() {
        said("hobbies", List.of("chess; go", "=skating"), "chess; go; =skating");
        said("needs_review", List.of("email", "phone"), "email; phone");
        said("ranks", Map.of("quality", 1, "price", 2), "1 quality; 2 price");
        said(
                "lines",
                List.of(
                        Map.of("item", "kettle", "quantity", "2", "unit_price", "10.50"),
                        Map.of("item", "cup", "quantity", "1", "unit_price", "3")),
                "2 x kettle, 10.50; 1 x cup, 3");
        // These have cells of their own, and what the vault keeps for itself leaves in no list.
        assertThat(Stream.of(FieldForm.values()).filter(form -> form.type().name().equals("JSON")))
                .containsExactlyInAnyOrder(
                        FieldForm.PHONE,
                        FieldForm.ADDRESS,
                        FieldForm.LIST,
                        FieldForm.CODES,
                        FieldForm.SOCIAL_HANDLES,
                        FieldForm.PURCHASE_LINES,
                        FieldForm.RANKS,
                        FieldForm.INTERNAL);
    }

    private void said(String field, Object raw, String expected) {
        var id = new FieldId(field);
        var known = shop.policy().field(id).orElseThrow();
        if (shop.read(Map.of(field, raw)).get(id) instanceof FieldValue.Json(JsonValue parts)) {
            assertThat(PartedText.of(known.form(), parts)).as(field).isEqualTo(expected);
        } else {
            throw new AssertionError(field + " has parts");
        }
    }
}
