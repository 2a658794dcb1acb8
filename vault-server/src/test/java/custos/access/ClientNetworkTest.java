package custos.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientNetworkTest {
    @Test
    void without_a_proxy_it_is_the_other_end_of_the_connection() {
        assertThat(of("192.0.2.7", Optional.empty())).isEqualTo("192.0.2.7");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    203.0.113.9                     | 203.0.113.9
                    198.51.100.1, 203.0.113.9       | 203.0.113.9
                    203.0.113.9:51334               | 203.0.113.9
                    [2001:db8::7]:443               | 2001:db8:0:0:0:0:0:7
                    2001:db8::7                     | 2001:db8:0:0:0:0:0:7
                    ::ffff:203.0.113.9              | 203.0.113.9
                    """)
    void behind_a_proxy_the_last_entry_counts(String forwarded, String address) {
        assertThat(of("127.0.0.1", Optional.of(forwarded))).isEqualTo(address);
    }

    @ParameterizedTest
    @CsvSource({"unknown", "example.org", "''", "1.2.3", "'203.0.113.9, '", "fe80::1%eth0x%"})
    void what_is_no_address_is_never_looked_up(String forwarded) {
        assertThat(of("127.0.0.1", Optional.of(forwarded))).isIn("127.0.0.1", "fe80:0:0:0:0:0:0:1");
    }

    @Test
    void a_limit_counts_half_an_ipv6_address_and_a_whole_ipv4_one() {
        assertThat(key("2001:db8:1:2:3:4:5:6"))
                .isEqualTo(key("2001:db8:1:2::1"))
                .isNotEqualTo(key("2001:db8:1:3::1"));
        assertThat(key("10.0.0.1")).isNotEqualTo(key("10.0.0.2"));
    }

    @Test
    void it_stands_in_no_log() {
        assertThat(ClientNetwork.of("192.0.2.7", Optional.empty()).toString())
                .doesNotContain("192");
    }

    private static String of(String remote, Optional<String> forwarded) {
        return ClientNetwork.of(remote, forwarded).address().getHostAddress();
    }

    private static String key(String address) {
        return ClientNetwork.of(address, Optional.empty()).key();
    }
}
