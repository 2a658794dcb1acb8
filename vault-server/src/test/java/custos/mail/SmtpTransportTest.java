package custos.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import custos.policy.PolicyFiles;
import custos.policy.PolicyLoader;
import custos.vault.letters.Matter;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpTransportTest {
    private static final Optional<Way.LogIn> LOG_IN =
            Optional.of(new Way.LogIn("shop", "a password"));

    private static GreenMail server(String protocol) {
        var server = new GreenMail(new ServerSetup(0, "127.0.0.1", protocol));
        server.setUser("shop@example.org", "shop", "a password");
        server.start();
        return server;
    }

    private static Way.Smtp to(GreenMail server, Way.Security security) {
        int port =
                security == Way.Security.TLS
                        ? server.getSmtps().getPort()
                        : server.getSmtp().getPort();
        return new Way.Smtp("127.0.0.1", port, security, LOG_IN);
    }

    private static MimeMessage message(Matter matter, String language, Way way) {
        return new Typesetter(Samples.settings(way))
                .set(
                        Samples.waiting(language, matter),
                        PolicyLoader.load(PolicyFiles.shipped()),
                        Samples.NOW);
    }

    private static void send(Way.Smtp way, MailTransport transport) {
        transport.send(message(Samples.EVERY_KIND.getFirst(), "en", way), 1, Samples.NOW);
    }

    @Test
    void every_kind_arrives_in_three_languages_over_tls_with_log_in() throws Exception {
        GreenMail server = server(ServerSetup.PROTOCOL_SMTPS);
        try {
            Way.Smtp way = to(server, Way.Security.TLS);
            MailTransport transport = way.transport();
            for (String language : Wording.LANGUAGES) {
                for (Matter matter : Samples.EVERY_KIND) {
                    MimeMessage sent = message(matter, language, way);
                    transport.send(sent, 1, Samples.NOW);
                    MimeMessage[] all = server.getReceivedMessages();
                    MimeMessage arrived = all[all.length - 1];

                    assertThat(arrived.getSubject()).isEqualTo(sent.getSubject());
                    assertThat(Samples.plain(arrived).replace("\r\n", "\n"))
                            .isEqualTo(Samples.plain(sent));
                    assertThat(Samples.html(arrived).replace("\r\n", "\n"))
                            .isEqualTo(Samples.html(sent));
                    assertThat(arrived.getMessageID()).isEqualTo(sent.getMessageID());
                }
            }
            assertThat(server.getReceivedMessages()).hasSize(3 * Samples.EVERY_KIND.size());
        } finally {
            server.stop();
        }
    }

    @Test
    void a_wrong_password_sends_nothing_and_names_nobody() {
        GreenMail server = server(ServerSetup.PROTOCOL_SMTP);
        try {
            int port = server.getSmtp().getPort();
            var wrong =
                    new Way.Smtp(
                            "127.0.0.1",
                            port,
                            Way.Security.NONE,
                            Optional.of(new Way.LogIn("shop", "wrong")));

            assertThatThrownBy(() -> send(wrong, wrong.transport()))
                    .isInstanceOf(MailFault.Unreachable.class)
                    .hasMessage("the mail server does not take the log-in");
            assertThat(server.getReceivedMessages()).isEmpty();
        } finally {
            server.stop();
        }
    }

    @Test
    void a_server_without_starttls_gets_nothing_when_it_is_asked_for() {
        GreenMail server = server(ServerSetup.PROTOCOL_SMTP);
        try {
            Way.Smtp way = to(server, Way.Security.STARTTLS);

            assertThatThrownBy(() -> send(way, way.transport()))
                    .isInstanceOf(MailFault.Unreachable.class);
            assertThat(server.getReceivedMessages()).isEmpty();
        } finally {
            server.stop();
        }
    }

    @Test
    void starttls_is_gone_over_to_before_anything_is_sent() throws IOException {
        try (var server = new ScriptedServer()) {
            var way =
                    new Way.Smtp(
                            "127.0.0.1", server.port(), Way.Security.STARTTLS, Optional.empty());

            assertThatThrownBy(() -> send(way, new SmtpTransport(way, true)))
                    .isInstanceOf(MailFault.Unreachable.class);
            assertThat(server.taken()).isZero();
            send(way, way.transport());
            assertThat(server.taken()).isEqualTo(1);
            assertThat(server.tookUnderTls()).isTrue();
        }
    }

    @Test
    void a_certificate_that_nobody_vouches_for_gets_nothing() {
        GreenMail server = server(ServerSetup.PROTOCOL_SMTPS);
        try {
            Way.Smtp way = to(server, Way.Security.TLS);

            assertThatThrownBy(() -> send(way, new SmtpTransport(way, true)))
                    .isInstanceOf(MailFault.Unreachable.class);
            assertThat(server.getReceivedMessages()).isEmpty();
            send(way, new SmtpTransport(way, false));
            assertThat(server.getReceivedMessages()).hasSize(1);
        } finally {
            server.stop();
        }
    }

    @Test
    void beyond_this_machine_the_server_must_prove_its_name() {
        var far = new Way.Smtp("mail.example.org", 587, Way.Security.STARTTLS, LOG_IN);
        var properties = SmtpTransport.properties(far, true);

        assertThat(properties)
                .containsEntry("mail.smtp.ssl.checkserveridentity", "true")
                .containsEntry("mail.smtp.starttls.required", "true")
                .doesNotContainKey("mail.smtp.ssl.trust");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mail.example.org", "192.0.2.1", "localhost.example.org", "::2"})
    void nothing_leaves_this_machine_in_the_clear(String host) {
        assertThatThrownBy(() -> new Way.Smtp(host, 25, Way.Security.NONE, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("in the clear on this very machine only");
    }

    @ParameterizedTest
    @CsvSource({
        "RCPT, 550 5.1.1 no eva@example.org here, custos.mail.MailFault$Refused, 550",
        "RCPT, 451 4.7.1 greylisted, custos.mail.MailFault$NotNow, 451",
        "DATA, 554 5.7.1 looks like spam, custos.mail.MailFault$Refused, 554",
        "DATA, 452 4.3.1 full, custos.mail.MailFault$NotNow, 452",
        "MAIL, 550 5.7.1 who are you, custos.mail.MailFault$Unreachable, own address",
        "EHLO, 421 closing, custos.mail.MailFault$Unreachable, reached"
    })
    void an_answer_is_for_good_for_now_or_for_the_operator(
            String command, String answer, Class<?> fault, String word) throws IOException {
        try (var server = new ScriptedServer().answering(command, answer)) {
            if (command.equals("EHLO")) {
                server.answering("HELO", answer);
            }
            var way = new Way.Smtp("127.0.0.1", server.port(), Way.Security.NONE, Optional.empty());

            assertThatThrownBy(() -> send(way, way.transport()))
                    .isInstanceOf(fault)
                    .hasMessageContaining(word)
                    .hasMessageNotContaining("eva");
            assertThat(server.taken()).isZero();
        }
    }

    @Test
    void nobody_reads_a_password_in_a_log() {
        assertThat(LOG_IN.orElseThrow().toString()).isEqualTo("LogIn[redacted]");
    }
}
