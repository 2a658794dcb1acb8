package custos.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SiteOriginTest {
    @ParameterizedTest
    @CsvSource({
        "https://shop.example.org, https://shop.example.org",
        "HTTPS://Shop.Example.org/, https://shop.example.org",
        "https://shop.example.org:443, https://shop.example.org",
        "https://shop.example.org:8443, https://shop.example.org:8443",
        "https://192.0.2.7, https://192.0.2.7",
        "http://localhost:8000, http://localhost:8000",
        "http://127.0.0.1:80, http://127.0.0.1",
        "http://[::1]:8000, http://[::1]:8000",
    })
    void it_is_written_as_browsers_write_it(String typed, String origin) {
        assertThat(SiteOrigin.parse(typed).text()).isEqualTo(origin);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "null",
                "shop.example.org",
                "https://",
                "https://*",
                "https://*.example.org",
                "http://shop.example.org",
                "http://127.0.0.1.example.org",
                "https://shop.example.org/shop",
                "https://shop.example.org?a",
                "https://shop.example.org//",
                "https://anna@shop.example.org",
                "https://shop.example.org:",
                "https://shop.example.org:70000",
                "https://shop.example.org; script-src",
                "https://a.example.org https://b.example.org",
                "https://čaj.example.org",
                "ftp://shop.example.org",
                "file:///etc",
            })
    void anything_else_is_refused(String typed) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SiteOrigin.parse(typed))
                .withMessageStartingWith("an origin is https://, a host and perhaps a port");
    }

    @Test
    void a_header_is_allowed_letter_by_letter_alone() {
        var sites = sites("https://shop.example.org");

        assertThat(sites.allow("https://shop.example.org")).isTrue();
        assertThat(List.of("https://shop.example.org:443", "https://SHOP.example.org", "null", ""))
                .noneMatch(sites::allow);
        assertThat(List.of("http://shop.example.org", "https://shop.example.org.evil.example"))
                .noneMatch(sites::allow);
        assertThat(SiteOrigins.none().allow("https://shop.example.org")).isFalse();
    }

    @Test
    void who_may_frame_stands_side_by_side_and_without_a_site_is_nobody() {
        assertThat(sites("https://b.example.org", "https://a.example.org").frameAncestors())
                .isEqualTo("https://a.example.org https://b.example.org");
        assertThat(SiteOrigins.none().frameAncestors()).isEqualTo("'none'");
    }

    @Test
    void there_are_at_most_twenty() {
        String[] many =
                IntStream.range(0, SiteOrigins.MAX + 1)
                        .mapToObj(i -> "https://shop" + i + ".example.org")
                        .toArray(String[]::new);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> sites(many))
                .withMessage("there are at most 20 origins of websites");
    }

    private static SiteOrigins sites(String... typed) {
        return new SiteOrigins(List.of(typed).stream().map(SiteOrigin::parse).toList());
    }
}
