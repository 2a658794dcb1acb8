package custos.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class VisitPassesTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final VisitPass PASS = new VisitPass(5000, 24, 21, 1_795_342_530_123L);

    private final VisitPasses passes = new VisitPasses(Sample.secrets(), RANDOM);

    @Test
    void a_pass_opens_to_what_it_carries() {
        String text = passes.seal(PASS);

        assertThat(text).hasSize(68).matches("[A-Za-z0-9_-]+").isNotEqualTo(passes.seal(PASS));
        assertThat(passes.open(text)).isEqualTo(PASS);
    }

    @Test
    void no_flipped_bit_of_a_pass_opens() {
        byte[] sealed = Base64.getUrlDecoder().decode(passes.seal(PASS));
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            String changed = Base64.getUrlEncoder().encodeToString(Sample.flipped(sealed, bit));
            assertThatThrownBy(() -> passes.open(changed)).isInstanceOf(CryptoFault.class);
        }
    }

    @Test
    void a_link_of_the_same_key_is_no_pass_and_a_text_of_another_shape_neither() {
        var link = new Link(new Suppressions(Sample.secrets()).address(1, 1, "a"), 1, 1, 5000);
        String linked = new Links(Sample.secrets(), RANDOM).seal(link);

        for (String text : List.of("", "a".repeat(67), "=".repeat(68), linked)) {
            assertThatThrownBy(() -> passes.open(text))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        // Of a pass's length, yet with a link's first byte.
        assertThatThrownBy(() -> passes.open("AQ" + passes.seal(PASS).substring(2)))
                .isInstanceOf(CryptoFault.UnknownFormat.class);
    }
}
