package custos.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptedTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    */*                              | application/json
                    application/json                 | application/json
                    application/*                    | application/json
                    text/csv                         | text/csv
                    text/csv;q=0.5, */*;q=0.1        | text/csv
                    application/json;q=0.2, text/csv | text/csv
                    */*, application/json;q=0        | text/csv
                    text/html, text/csv              | text/csv
                    """)
    void the_preferred_type_is_taken(String accept, String type) {
        assertThat(Accepted.best(accept, "application/json", "text/csv"))
                .isEqualTo(Optional.of(type));
    }

    @Test
    void nothing_is_forced_on_a_client() {
        assertThat(Accepted.best("image/png", "application/json")).isEmpty();
        assertThat(Accepted.best("application/json;q=0", "application/json")).isEmpty();
        assertThat(Accepted.best("", "application/json")).isEmpty();
    }
}
