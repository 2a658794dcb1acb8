package custos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `tls create`, and `serve` with the files that it makes.
class TlsCommandsTest {
    @TempDir private Path room;
    private Desk desk;

    @BeforeEach
    void sit_down() {
        desk = new Desk(room);
    }

    @Test
    void it_makes_an_authority_and_a_certificate_for_their_owner_alone() throws IOException {
        Desk.Ended made = desk.run("tls create --host till.lan,192.168.1.10 --dir ROOM/tls");

        assertThat(made.code()).as(made.err()).isZero();
        assertThat(made.out()).matches("fingerprint ([0-9A-F]{2}:){31}[0-9A-F]{2}\n");
        assertThat(made.err())
                .contains("until 2027-12-24", "Windows", "macOS", "Linux", "Firefox", "Android")
                .contains("iOS", "https://till.lan:8443", "--tls-key " + room.resolve("tls"))
                .doesNotContain("PRIVATE KEY");
        for (String name : List.of("authority", "authority-key", "server", "server-key")) {
            Path file = room.resolve("tls").resolve(name + ".pem");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .as(name)
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void nothing_is_written_over_and_a_renewal_keeps_the_authority() throws IOException {
        desk.shows(
                """
                $ custos tls create --host till.lan --dir ROOM/tls
                fingerprint <of the authority>
                ! Serve with it, until 2027-12-24 (UTC):
                GUIDE
                $ custos tls create --host till.lan --dir ROOM/tls
                ! custos: ROOM/tls/authority.pem is there already, and is not written over; add --renew
                = 2
                """
                        .replace("GUIDE\n", "! <a line>\n".repeat(14)));
        Path authority = room.resolve("tls/authority.pem");
        Path server = room.resolve("tls/server.pem");
        String before = Files.readString(authority);
        String issued = Files.readString(server);

        Desk.Ended renewed = desk.run("tls create --renew --days 30 --dir ROOM/tls");

        assertThat(renewed.code()).as(renewed.err()).isZero();
        assertThat(renewed.err()).contains("until 2026-12-22").contains("Start the server again");
        assertThat(Files.readString(authority)).isEqualTo(before);
        assertThat(Files.readString(server)).isNotEqualTo(issued);
        try (var files = Files.list(room.resolve("tls"))) {
            assertThat(files).hasSize(4);
        }
    }

    @Test
    void what_it_cannot_do_is_said_in_one_line() {
        desk.shows(
                """
                $ custos tls create --dir ROOM/tls
                ! custos: for which host? Give --host NAME
                = 2
                $ custos tls create --host till.lan
                ! custos: Missing required option: '--dir=DIR'; see `custos tls create --help`
                = 2
                $ custos tls create --host till.lan --renew --dir ROOM/tls
                ! custos: --renew keeps the hosts; for others make an authority in a new folder
                = 2
                $ custos tls create --renew --dir ROOM/tls
                ! custos: ROOM/tls/authority-key.pem cannot be read
                = 2
                $ custos tls create --host *.lan --dir ROOM/tls
                ! custos: a host is a name such as till.lan or an address such as 192.168.1.10, without a port and without *
                = 2
                $ custos tls create --host till.lan --days 900 --dir ROOM/tls
                ! custos: --days is 1 to 825
                = 2
                """);
        assertThat(room.resolve("tls")).doesNotExist();
    }

    @Test
    void serve_takes_them_for_both_doors_and_says_https() {
        desk.withVault();
        desk.run("tls create --host 127.0.0.1 --dir ROOM/tls");
        desk.listener = (_, _, wanted) -> new FreePorts(wanted);
        String files = "--tls-certificate ROOM/tls/server.pem --tls-key ROOM/tls/server-key.pem";

        desk.shows(
                """
                $ custos serve --port 8443 --host 0.0.0.0 TLS
                ready https://0.0.0.0:8443
                ! No mail server is set up: letters go to ROOM/shop/mail
                $ custos serve --port 0 --public-port 0 TLS
                ready https://127.0.0.1:4711
                public https://127.0.0.1:4712
                ! No mail server is set up: letters go to ROOM/shop/mail
                $ custos serve --port 0 --public-port 0 --public-host 0.0.0.0 --behind-proxy --public-url https://shop.example.org TLS
                ready https://127.0.0.1:4711
                public http://0.0.0.0:4712
                ! No mail server is set up: letters go to ROOM/shop/mail
                """
                        .replace("TLS", files));
    }

    @Test
    void serve_refuses_what_does_not_fit_together() {
        desk.run("tls create --host 127.0.0.1 --dir ROOM/tls");

        desk.shows(
                """
                $ custos serve --port 8443 --tls-key ROOM/tls/server-key.pem
                ! custos: --tls-certificate and --tls-key go together
                = 2
                $ custos serve --port 8443 --tls-certificate ROOM/tls/server.pem --tls-key ROOM/tls/authority-key.pem
                ! custos: the TLS key is not the key of the first certificate in the file
                = 2
                $ custos serve --port 8443 --tls-certificate ROOM/tls/server.pem --tls-key ROOM/none.pem
                ! custos: ROOM/none.pem cannot be read
                = 2
                $ custos serve --port 8443 --behind-proxy --tls-certificate ROOM/tls/server.pem --tls-key ROOM/tls/server-key.pem
                ! custos: --behind-proxy and --tls-certificate exclude each other: nothing is left that a proxy could stand in front of
                = 2
                $ custos serve --port 8443 --public-host 127.0.0.1
                ! custos: the customers' pages need --public-port N
                = 2
                $ custos serve --port 8443 --public-port 8444 --public-host 192.168.1.10
                ! custos: --public-host beyond loopback needs --tls-certificate and --tls-key, or --behind-proxy when a proxy in front ends TLS
                = 2
                $ custos serve --port 8443 --public-port 8444 --public-url http://shop.example.org
                ! custos: --public-url is https:// and a host, without a path, such as https://shop.example.org
                = 2
                $ custos serve --port 8443 --public-port 8444 --public-url https://shop.example.org/custos
                ! custos: --public-url is https:// and a host, without a path, such as https://shop.example.org
                = 2
                $ custos serve --port 8443 --public-port 8444 --behind-proxy
                ! custos: how do customers reach their pages? Give --public-url, such as https://shop.example.org
                = 2
                $ custos serve --port 8443 --public-port 8443
                ! custos: --port and --public-port are two ports
                = 2
                """);
    }
}
