package custos.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LedgerFindingTest {
    @ParameterizedTest
    @EnumSource(LedgerFinding.Code.class)
    void every_code_is_explained(LedgerFinding.Code code) throws IOException {
        String page = Files.readString(Path.of("../docs/findings.md"));
        String outside = page.substring(page.indexOf("# What `verify --ledger` may find"));

        assertThat(outside).contains("| `" + code.code() + "` |");
        assertThat(code.remedy()).isNotBlank();
    }
}
