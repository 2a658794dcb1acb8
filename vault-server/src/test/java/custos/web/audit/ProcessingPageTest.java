package custos.web.audit;

import static org.assertj.core.api.Assertions.assertThat;

import custos.access.Role;
import custos.policy.PolicyFiles;
import custos.web.Shop;
import custos.web.Visitor;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The record of processing says what the policy says, and all of it.
class ProcessingPageTest {
    @TempDir Path dir;
    @AutoClose private Shop shop;

    @BeforeEach
    void open() {
        shop = Shop.in(dir);
    }

    private static PolicyFiles with(String from, String to) {
        PolicyFiles first = PolicyFiles.shipped();
        var texts = new TreeMap<String, String>();
        first.names().forEach(name -> texts.put(name, first.find(name).orElseThrow()));
        texts.compute(
                "policy.yaml",
                (_, text) ->
                        String.valueOf(text)
                                .replace("\nversion: 1\n", "\nversion: 2\n")
                                .replace(from, to));
        return PolicyFiles.of(texts);
    }

    private List<CsvRecord> csv(Visitor visitor) {
        String body = visitor.get("/processing/record.csv").body();
        assertThat(body).startsWith("\uFEFF");
        try (var reader = CsvReader.builder().ofCsvRecord(body.substring(1))) {
            return reader.stream().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "en, Record of processing activities, Newsletter",
        "ms, Rekod aktiviti pemprosesan, Surat berita",
        "cs, Záznamy o činnostech zpracování, Pravidelné novinky",
    })
    void it_is_read_in_three_languages(String language, String title, String purpose) {
        Visitor auditor = shop.staff(Role.AUDITOR).speaking(language);

        for (String path : List.of("/processing", "/processing/print")) {
            assertThat(auditor.get(path).body())
                    .contains(title, "Sample Shop s.r.o.", "Sample Privacy Officer", "15")
                    .containsIgnoringCase(purpose);
        }
    }

    @Test
    void the_file_has_a_line_for_every_purpose_and_every_column() {
        List<CsvRecord> lines = csv(shop.staff(Role.OFFICER));
        var policy = shop.vault().policies().current();

        assertThat(lines).hasSize(policy.purposes().size() + 1);
        assertThat(lines).allSatisfy(line -> assertThat(line.getFieldCount()).isEqualTo(18));
        assertThat(lines)
                .allSatisfy(line -> assertThat(line.getFields()).noneMatch(String::isEmpty));
        CsvRecord service = lines.get(1);
        assertThat(service.getField(2)).contains("Contact details: ", "E-mail");
        assertThat(service.getField(4)).isEqualTo("A contract with you");
        assertThat(service.getField(6)).contains("Czechia");
        assertThat(service.getField(7)).isEqualTo("None");
        assertThat(service.getField(8)).contains("3 years");
    }

    @Test
    void what_the_policy_says_for_it_stands_in_it() {
        shop.vault()
                .policies()
                .publish(
                        with(
                                "  reviewed: \"2026-01-15\"\n",
                                """
                                  joint_controllers: ["=Partner s.r.o."]
                                  special_categories: [hobbies]
                                """),
                        Shop.OPERATOR);

        List<CsvRecord> lines = csv(shop.staff(Role.OFFICER));

        assertThat(lines.get(1).getField(11)).isEqualTo("'=Partner s.r.o.");
        assertThat(lines).extracting(line -> line.getField(3)).contains("Hobbies");
        assertThat(lines.get(1).getField(17)).contains("in force since 22 Nov 2026");
        assertThat(lines)
                .extracting(line -> line.getField(9))
                .contains("https://shop.example.org/dpia-profiling");
    }

    @Test
    void data_that_leaves_the_area_is_told_with_what_protects_it() {
        String carrier = "carrier, classes: [contact], countries: [CZ]";
        PolicyFiles abroad = with(carrier, carrier.replace("[CZ]", "[MY]"));
        var texts = new TreeMap<String, String>();
        abroad.names().forEach(name -> texts.put(name, abroad.find(name).orElseThrow()));
        texts.replaceAll((name, text) ->
                name.equals("policy.yaml")
                        ? text.replace("outside_eea: false", "outside_eea: true")
                                .replace(
                                        "processing_record:\n",
                                        "processing_record:\n  safeguard: \"Standard contractual"
                                                + " clauses\"\n")
                        : text.replace("\ncountries:\n", "\ncountries:\n  MY: \"Malaysia\"\n"));
        shop.vault().policies().publish(PolicyFiles.of(texts), Shop.OPERATOR);

        assertThat(csv(shop.staff(Role.OFFICER)).get(1).getField(7))
                .isEqualTo("Malaysia\nStandard contractual clauses");
    }

    @Test
    void a_stranger_does_not_read_it() {
        assertThat(shop.stranger().get("/processing").status()).isEqualTo(401);
    }
}
