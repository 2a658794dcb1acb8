package custos.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import custos.policy.Policy;
import custos.policy.PolicyFiles;
import custos.policy.PolicyLoader;
import custos.vault.letters.Matter;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypesetterTest {
    private static final Policy POLICY = PolicyLoader.load(PolicyFiles.shipped());

    private final Typesetter typesetter =
            new Typesetter(Samples.settings(new Way.Folder(Path.of("never-written"))));

    private MimeMessage set(String language, Matter matter) {
        return typesetter.set(Samples.waiting(language, matter), POLICY, Samples.NOW);
    }

    private static String bytes(MimeMessage message) throws Exception {
        var out = new ByteArrayOutputStream();
        message.writeTo(out);
        return out.toString(StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ms", "cs"})
    void every_kind_is_told_in_plain_text_and_html_with_the_controller_below(String language)
            throws Exception {
        for (Matter matter : Samples.EVERY_KIND) {
            MimeMessage message = set(language, matter);

            assertThat(message.getContentType()).startsWith("multipart/alternative");
            assertThat(message.getHeader("Content-Language")).containsExactly(language);
            for (String text : List.of(Samples.plain(message), Samples.html(message))) {
                assertThat(text)
                        .contains("Sample Shop s.r.o.", "Sample Street 1, 110 00 Praha 1")
                        .doesNotContain("{", "}");
            }
            assertThat(Samples.html(message))
                    .contains("lang=\"" + language + "\"")
                    .doesNotContain("<img", "<script", "http://");
            assertThat(Samples.urls(Samples.plain(message)))
                    .isEqualTo(Samples.urls(Samples.html(message)).stream().distinct().toList());
        }
    }

    @Test
    void the_three_languages_say_it_differently() throws Exception {
        for (Matter matter : Samples.EVERY_KIND) {
            assertThat(
                            List.of(
                                    set("en", matter).getSubject(),
                                    set("ms", matter).getSubject(),
                                    set("cs", matter).getSubject()))
                    .doesNotHaveDuplicates();
        }
        assertThat(Samples.plain(set("cs", Samples.EVERY_KIND.getFirst())))
                .contains("25. listopadu 2026", "9:00", "Europe/Prague");
    }

    @Test
    void a_language_without_letters_gets_the_first_one_of_the_policy() throws Exception {
        MimeMessage message = set("de", Samples.EVERY_KIND.getFirst());

        assertThat(message.getHeader("Content-Language")).containsExactly("en");
    }

    @ParameterizedTest
    @CsvSource({
        "0, https://my.shop.example.org/confirm/confirm-link",
        "1, https://my.shop.example.org/u/stop-link",
        "2, https://my.shop.example.org/my/in/way-in",
        "3, https://my.shop.example.org/my/confirm-email/new-address"
    })
    void a_link_leads_to_its_page_in_the_letters_language(int kind, String url) throws Exception {
        assertThat(Samples.urls(Samples.plain(set("en", Samples.EVERY_KIND.get(kind)))))
                .containsExactly(url + "?lang=en");
    }

    @Test
    void the_headers_are_those_of_automatic_mail() throws Exception {
        MimeMessage message = set("en", Samples.EVERY_KIND.get(2));

        assertThat(message.getMessageID()).isEqualTo("<0123456789abcdef@my.shop.example.org>");
        assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(message.getSentDate()).isEqualTo(Date.from(Samples.NOW));
        assertThat(message.getFrom()[0])
                .hasToString("\"Sample Shop s.r.o.\" <privacy@shop.example.org>");
        assertThat(message.getAllRecipients()).hasSize(1);
        assertThat(message.getAllRecipients()[0]).hasToString("eva@example.org");
        assertThat(message.getHeader("List-Unsubscribe")).isNull();
        assertThat(bytes(message)).doesNotContain("X-Mailer");
    }

    @Test
    void what_is_for_a_purpose_can_be_ended_by_one_click_of_the_mail_program() throws Exception {
        MimeMessage message = set("en", Samples.EVERY_KIND.get(1));

        assertThat(message.getHeader("List-Unsubscribe"))
                .containsExactly("<https://my.shop.example.org/u/stop-link>");
        assertThat(message.getHeader("List-Unsubscribe-Post"))
                .containsExactly("List-Unsubscribe=One-Click");
    }

    @Test
    void the_longest_link_stays_whole_in_its_header() throws Exception {
        String link = "x".repeat(178);
        var matter =
                new Matter.Subscribed(
                        new custos.policy.PurposeId("newsletter"),
                        new custos.policy.ChannelId("email"),
                        link);

        assertThat(bytes(set("cs", matter)))
                .contains("List-Unsubscribe: <https://my.shop.example.org/u/" + link + ">\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nBcc: x@example.org", "a\nb", "a\rb", "a\u2028b", "a\u0000b"})
    void a_line_break_never_gets_into_a_header(String text) {
        assertThatThrownBy(() -> Lines.one(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a header of a message is one line");
        assertThatThrownBy(() -> new custos.customer.EmailAddress(text + "@example.org"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void what_a_letter_says_cannot_become_markup() {
        var text =
                new MailText(
                        "en",
                        "<b>",
                        List.of(new MailText.Block.Paragraph("<script>\"&'")),
                        List.of("<i>"));

        assertThat(text.html())
                .contains("&lt;script&gt;&quot;&amp;&#39;", "&lt;b&gt;", "&lt;i&gt;")
                .doesNotContain("<script>", "<b>", "<i>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://shop.example.org",
                "ftp://shop.example.org",
                "https://a:b@shop.example.org",
                "https://shop.example.org/?x=1",
                "https:shop"
            })
    void links_begin_with_https_beyond_this_machine(String address) {
        assertThatThrownBy(() ->
                        new MailSettings(
                                URI.create(address),
                                Optional.empty(),
                                ZoneId.of("UTC"),
                                new Way.Folder(Path.of("x"))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
