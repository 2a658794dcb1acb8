package custos.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScopeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "customers:read",
                "customers:write",
                "read:service",
                "consents:write",
                "visits:write",
                "lists:newsletter",
                "export",
                "erase",
                "requests",
                "ledger:read",
                "all"
            })
    void every_scope_reads_and_writes_itself(String text) {
        assertThat(Scope.parse(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ALL",
                " all",
                "all ",
                "read",
                "read:",
                "read:<purpose>",
                "read:Service",
                "lists:a b",
                "export:service",
                "customers",
                "customers:*",
                "*"
            })
    void any_other_spelling_is_refused_by_its_name(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Scope.parse(text))
                .withMessageStartingWith("'" + text + "' is no scope");
    }

    @Test
    void a_text_that_is_long_or_not_printable_is_not_repeated() {
        for (String text : List.of("x".repeat(71), "all\n", "čtení")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Scope.parse(text))
                    .withMessageStartingWith("this is no scope");
        }
    }

    @Test
    void a_scope_that_stands_twice_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Scope.parseAll(List.of("export", "erase", "export")))
                .withMessage("'export' stands twice");
    }

    @Test
    void a_token_has_a_scope_and_not_too_many() {
        assertThatIllegalArgumentException().isThrownBy(() -> Scope.parseAll(List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Scope.parseAll(Collections.nCopies(65, "export")))
                .withMessage("a token has 1 to 64 scopes");
    }
}
