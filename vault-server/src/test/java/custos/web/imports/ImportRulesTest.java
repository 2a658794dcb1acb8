package custos.web.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import custos.policy.Language;
import custos.sheet.ColumnMap;
import custos.sheet.ConsentRule;
import custos.sheet.SheetBytes;
import custos.vault.imports.ImportJob;
import custos.vault.imports.ImportWatch;
import custos.vault.imports.Imports;
import custos.web.Shop;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The rules of an earlier import hold for the next file of its kind.
class ImportRulesTest extends ImportShop {
    @Test
    void what_the_pages_do_not_ask_about_a_rule_stays_as_a_map_file_had_it() {
        Language czech = new Language("cs");
        String notice = shop.vault().policies().noticeInForce(czech).orElseThrow().base64();
        ColumnMap map =
                ColumnMap.parse(
                        """
                        columns:
                          "e mail": email
                        consents:
                          - column: "souhlas s marketingem"
                            date_column: "Datum souhlasu"
                            purposes: [newsletter]
                            channels: [email]
                            method: api
                            proof: "signed cards"
                            language: cs
                            notice: "%s"
                            given: ["tak jo"]
                            refused: ["ani omylem"]
                          - column: "Souhlas s marketingem"
                            purposes: [birthday-greeting]
                            channels: [email]
                            method: import
                        """
                                .formatted(notice));
        var job = ImportJob.of(SheetBytes.of(SHEET.getBytes(UTF_8)), map);
        Imports imports = shop.vault().imports();
        imports.run(job, Optional.empty(), Shop.OPERATOR, ImportWatch.NONE);

        String path = brought(SHEET.replace(";ne;", ";ani omylem;"));
        assertThat(olga.get(path + "/columns").body())
                .contains("<option value=\"consent\" selected>");
        meant(path);
        assertThat(olga.get(path + "/rules").body())
                .contains("value=\"signed cards\"")
                .as("the column's second rule")
                .contains("id=\"proof-1\"");
        assertThat(ruled(path).location()).isEqualTo(path + "/run");
        assertThat(awaited(path + "/run", "looked").body()).contains("id=\"consent-refused\"");
        olga.post(path + "/take");
        awaited(path + "/run", "imported");

        ConsentRule rule = map.consents().getFirst();
        ConsentRule kept = ColumnMap.parse(imports.batches().find(2).map()).consents().getFirst();
        assertThat(kept.method()).isEqualTo(rule.method());
        assertThat(kept.proof()).isEqualTo(rule.proof());
        assertThat(kept.givenWords()).isEqualTo(rule.givenWords());
        assertThat(kept.refusedWords()).isEqualTo(rule.refusedWords());
    }
}
