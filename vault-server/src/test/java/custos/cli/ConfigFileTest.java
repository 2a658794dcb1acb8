package custos.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigFileTest {

    @Test
    void colons_and_equals_signs_both_set() {
        var file =
                ConfigFile.parse(
                        "c",
                        List.of(
                                "# the shop",
                                "",
                                "data: /srv/shop",
                                "port = 8443 # TLS",
                                "host: \"::1\""));

        assertThat(file.find(Setting.DATA)).contains("/srv/shop");
        assertThat(file.find(Setting.PORT)).contains("8443");
        assertThat(file.find(Setting.HOST)).contains("::1");
        assertThat(file.find(Setting.KEYS)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dat: /srv/shop     | custos.conf:1: there is no setting called dat",
                "data               | custos.conf:1: a setting is written `name: value`",
                "data:              | custos.conf:1: data has no value",
            })
    void a_slip_is_named_with_its_line(String line, String message) {
        assertThatThrownBy(() -> ConfigFile.parse("custos.conf", List.of(line)))
                .isInstanceOf(UsageFault.class)
                .hasMessage(message);
    }

    @Test
    void a_setting_that_stands_twice_is_refused() {
        assertThatThrownBy(() -> ConfigFile.parse("c", List.of("port: 1", "port: 2")))
                .hasMessage("c:2: port stands twice");
    }
}
