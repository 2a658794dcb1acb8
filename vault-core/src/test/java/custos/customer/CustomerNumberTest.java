package custos.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class CustomerNumberTest {
    @Test
    void a_row_number_is_the_customer_shifted_by_twenty_bits_and_n() {
        assertThat(CustomerNumber.ofCustomer(1_024).row(1)).isEqualTo((1L << 30) + 1);
        assertThat(CustomerNumber.ownerOf((1L << 30) + 1)).isEqualTo(new CustomerNumber(1_024));
    }

    @Test
    void the_last_row_of_the_last_customer_is_the_largest_long() {
        var last = new CustomerNumber(CustomerNumber.LAST);

        assertThat(last.row(CustomerNumber.MAX_ROWS)).isEqualTo(Long.MAX_VALUE);
        assertThat(CustomerNumber.ownerOf(Long.MAX_VALUE)).isEqualTo(last);
    }

    @Test
    void numbers_outside_their_range_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new CustomerNumber(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> new CustomerNumber(1L << 43));
        assertThatIllegalArgumentException().isThrownBy(() -> CustomerNumber.ofCustomer(1_023));
        assertThatIllegalArgumentException().isThrownBy(() -> CustomerNumber.ownerOf(1L << 30));
        assertThatIllegalArgumentException().isThrownBy(() -> CustomerNumber.ownerOf(-1));
    }

    @Test
    void a_full_customer_has_no_room() {
        var customer = CustomerNumber.ofCustomer(5_000);

        assertThat(CustomerNumber.hasRoomFor(CustomerNumber.MAX_ROWS)).isTrue();
        assertThat(CustomerNumber.hasRoomFor(CustomerNumber.MAX_ROWS + 1L)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> customer.row(1 << 20));
        assertThatIllegalArgumentException().isThrownBy(() -> customer.row(0));
    }

    @Test
    void numbers_below_1024_are_the_vaults_own() {
        assertThat(new CustomerNumber(1_023).isVaultOwned()).isTrue();
        assertThat(new CustomerNumber(1_024).isVaultOwned()).isFalse();
    }
}
