package custos.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailureTextTest {
    @Test
    void a_foreign_message_which_may_hold_a_value_is_left_out() {
        var failure = new FailureText(new IllegalStateException("jana@example.org"));

        assertThat(failure.toString())
                .startsWith("java.lang.IllegalStateException ")
                .contains("\n  at custos.access.FailureTextTest.")
                .doesNotContain("jana@example.org");
    }

    @Test
    void our_own_message_names_no_value_and_stays() {
        assertThat(new FailureText(new AccessFault.TooBusy()).toString())
                .startsWith(AccessFault.TooBusy.class.getName() + " ")
                .contains(new AccessFault.TooBusy().getMessage());
    }
}
