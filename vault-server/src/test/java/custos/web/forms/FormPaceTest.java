package custos.web.forms;

import static org.assertj.core.api.Assertions.assertThat;

import custos.customer.EmailAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormPaceTest {
    @ParameterizedTest
    @CsvSource({
        "eva@example.org, eva@example.org",
        "eva+shop@example.org, eva@example.org",
        "e.v.a@example.org, eva@example.org",
        "e.va+1+2@example.org, eva@example.org",
        "+@example.org, +@example.org"
    })
    void addresses_that_many_providers_take_for_one_mailbox_share_its_letters(
            String typed, String mailbox) {
        assertThat(FormPace.mailbox(new EmailAddress(typed)).value()).isEqualTo(mailbox);
    }
}
