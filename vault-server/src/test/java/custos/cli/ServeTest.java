package custos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `serve` and `demo`, as far as the command line is concerned.
class ServeTest {
    @TempDir private Path room;
    private Desk desk;
    private final List<String> happened = new ArrayList<>();

    @BeforeEach
    void sit_down() {
        desk = new Desk(room);
        desk.listener =
                (_, _, wanted) -> {
                    happened.add("listening on " + wanted.network().staff().host());
                    return new FreePorts(wanted, false, () -> happened.add("closed"));
                };
    }

    @Test
    void it_says_ready_once_it_answers_and_closes_at_the_end() {
        desk.withVault();

        desk.shows(
                """
                $ custos serve --port 0
                ready http://127.0.0.1:4711
                ! No mail server is set up: letters go to ROOM/shop/mail
                $ custos serve --port 8080 --host 0.0.0.0 --behind-proxy
                ready http://0.0.0.0:8080
                ! No mail server is set up: letters go to ROOM/shop/mail
                $ custos token list
                """);
        assertThat(happened)
                .containsExactly(
                        "listening on 127.0.0.1", "closed", "listening on 0.0.0.0", "closed");
    }

    @Test
    void without_an_account_it_says_how_to_make_the_first() {
        desk.withVault();
        desk.listener = (_, _, wanted) -> new FreePorts(wanted, true, () -> {});

        desk.shows(
                """
                $ custos serve --port 0
                ready http://127.0.0.1:4711
                set-up abcde-fghij
                at http://127.0.0.1:4711/set-up
                ! No mail server is set up: letters go to ROOM/shop/mail
                """);
    }

    @Test
    void the_pages_zone_and_second_factor_come_from_option_environment_or_file() {
        desk.withVault();
        desk.file("settings", "time-zone: Europe/Prague\nsecond-factor: optional\n");
        desk.listener =
                (_, _, wanted) -> {
                    happened.add(wanted.zone() + " " + wanted.secondFactor());
                    return new FreePorts(wanted);
                };

        desk.run("serve --port 0");
        desk.run("serve --port 0 --config ROOM/settings");
        desk.environment.put("CUSTOS_TIME_ZONE", "Asia/Kuala_Lumpur");
        desk.run("serve --port 0 --config ROOM/settings --second-factor required");

        assertThat(happened)
                .containsExactly(
                        "Z REQUIRED", "Europe/Prague OPTIONAL", "Asia/Kuala_Lumpur REQUIRED");
        desk.environment.remove("CUSTOS_TIME_ZONE");
        desk.shows(
                """
                $ custos serve --port 0 --time-zone Praha
                ! No mail server is set up: letters go to ROOM/shop/mail
                ! custos: --time-zone is the name of a zone, such as Europe/Prague
                = 2
                $ custos serve --port 0 --second-factor sometimes
                ! No mail server is set up: letters go to ROOM/shop/mail
                ! custos: --second-factor is required or optional
                = 2
                """);
    }

    @Test
    void the_shops_websites_come_from_option_environment_or_file() {
        desk.withVault();
        desk.file("settings", "site-origin: https://shop.example.org https://b.example.org:8443\n");
        desk.listener =
                (_, _, wanted) -> {
                    happened.add(wanted.network().sites().frameAncestors());
                    return new FreePorts(wanted);
                };
        String serve = "serve --port 0 --public-port 0";

        desk.run(serve);
        desk.run(serve + " --config ROOM/settings");
        desk.run(
                serve
                        + " --site-origin HTTPS://Shop.example.org:443/"
                        + " --site-origin http://localhost:8000");

        assertThat(happened)
                .containsExactly(
                        "'none'",
                        "https://b.example.org:8443 https://shop.example.org",
                        "http://localhost:8000 https://shop.example.org");
    }

    @Test
    void what_is_no_website_of_a_shop_is_named_with_the_rule() {
        desk.withVault();

        desk.shows(
                """
                $ custos serve --port 0 --public-port 0 --site-origin http://shop.example.org
                ! custos: --site-origin http://shop.example.org: an origin is https://, a host and perhaps a port, such as https://shop.example.org; http:// on this very machine only
                = 2
                $ custos serve --port 0 --site-origin https://shop.example.org
                ! custos: --site-origin needs the customers' pages: give --public-port N
                = 2
                """);
    }

    @Test
    void letters_leave_by_the_server_that_was_named() {
        desk.withVault();
        desk.file("password", "secret of the mail server\n");
        desk.listener =
                (_, _, wanted) -> {
                    happened.add(wanted.mail().toString().replace(room.toString(), "ROOM"));
                    return new FreePorts(wanted);
                };

        desk.run("serve --port 0 --mail-folder ROOM/letters");
        desk.run("serve --port 0 --smtp-host mail.example.org --mail-from shop@example.org");
        desk.environment.put("CUSTOS_SMTP_HOST", "localhost");
        desk.environment.put("CUSTOS_SMTP_SECURITY", "none");
        desk.run("serve --port 0 --smtp-user shop --smtp-password-file ROOM/password");

        assertThat(happened)
                .satisfiesExactly(
                        mail -> assertThat(mail).contains("Folder[folder=ROOM/letters]"),
                        mail ->
                                assertThat(mail)
                                        .contains("host=mail.example.org, port=587")
                                        .contains("security=STARTTLS, logIn=Optional.empty"),
                        mail ->
                                assertThat(mail)
                                        .contains("host=localhost, port=25, security=NONE")
                                        .contains("LogIn[redacted]")
                                        .doesNotContain("secret"));
    }

    @Test
    void mail_options_that_do_not_fit_together_are_named() {
        desk.shows(
                """
                $ custos serve --port 0 --smtp-user shop
                ! custos: --smtp-user needs --smtp-host
                = 2
                $ custos serve --port 0 --smtp-host mail.example.org --smtp-user shop
                ! custos: --smtp-user and --smtp-password-file go together
                = 2
                $ custos serve --port 0 --smtp-host mail.example.org --mail-folder ROOM/letters
                ! custos: give --smtp-host or --mail-folder, not both
                = 2
                $ custos serve --port 0 --smtp-host mail.example.org --smtp-security none
                ! custos: --smtp-host, --smtp-port: mail goes in the clear on this very machine only; use starttls or tls
                = 2
                $ custos serve --port 0 --smtp-host mail.example.org --smtp-security ssl
                ! custos: --smtp-security is starttls, tls or none
                = 2
                $ custos serve --port 0 --smtp-host mail.example.org --mail-from shop
                ! custos: --mail-from is an e-mail address
                = 2
                """);
    }

    @Test
    void while_it_runs_a_writing_command_is_refused() {
        desk.withVault();
        desk.lifetime =
                close -> {
                    desk.lifetime = Runnable::run;
                    happened.add(desk.run("token create --name a --scope all").err());
                    close.run();
                };

        assertThat(desk.run("serve --port 8080").code()).isZero();
        assertThat(happened.get(1))
                .isEqualTo(
                        "custos: the vault is in use by another process, such as a running server;"
                                + " stop the server first\n");
    }

    @Test
    void beyond_loopback_it_stands_behind_a_proxy_or_not_at_all() {
        desk.shows(
                """
                $ custos serve --port 8080 --host 0.0.0.0
                ! custos: --host beyond loopback needs --tls-certificate and --tls-key, or --behind-proxy when a proxy in front ends TLS
                = 2
                $ custos serve --port 8080 --host 127.0.0.1.example.org
                ! custos: --host beyond loopback needs --tls-certificate and --tls-key, or --behind-proxy when a proxy in front ends TLS
                = 2
                $ custos serve
                ! custos: on which port? Give --port N
                = 2
                $ custos serve --port 70000
                ! custos: --port is 0 to 65535
                = 2
                """);
    }

    @Test
    void a_port_that_is_taken_is_said_in_one_line_and_the_vault_is_closed() {
        desk.withVault();
        desk.listener =
                (_, _, _) -> {
                    throw new UncheckedIOException(
                            "cannot listen on 127.0.0.1:8080", new IOException("in use"));
                };

        desk.shows(
                """
                $ custos serve --port 8080
                ! No mail server is set up: letters go to ROOM/shop/mail
                ! custos: cannot listen on 127.0.0.1:8080
                = 2
                $ custos token list
                """);
    }

    @Test
    void a_fault_of_the_program_shows_its_class_and_no_more() {
        desk.withVault();
        desk.listener =
                (_, _, _) -> {
                    throw new IllegalStateException("jana@example.org");
                };

        desk.shows(
                """
                $ custos serve --port 8080
                ! No mail server is set up: letters go to ROOM/shop/mail
                ! custos: this is a fault of the program (java.lang.IllegalStateException); CUSTOS_DEBUG=1 shows where
                = 70
                """);
        desk.environment.put("CUSTOS_DEBUG", "1");
        assertThat(desk.run("serve --port 8080").err()).contains("at custos.cli.");
    }

    @Test
    void a_demonstration_is_made_once_and_used_again() {
        var first = desk.run("demo --data ROOM/demo --port 0");
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.out())
                .startsWith("ready http://127.0.0.1:4711\n")
                .contains("log-in    staff ", "log-in    officer ", "log-in    auditor ")
                .contains("log-in    admin ", "token     custos_")
                .contains("public http://127.0.0.1:4712\n")
                .contains("mail      " + room.resolve("demo").resolve("mail") + "\n")
                .contains("customer  hana.novakova@example.org");

        var second = desk.run("demo --data ROOM/demo --port 0");
        assertThat(second.out()).isEqualTo(first.out());
        assertThat(second.err()).isEmpty();

        var third = desk.run("demo --data ROOM/demo --port 0 --reset");
        assertThat(third.code()).isZero();
        assertThat(third.out()).isNotEqualTo(first.out());
    }
}
