package custos.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import custos.customer.CustomerId;
import custos.customer.EmailAddress;
import custos.customer.FieldValue;
import custos.policy.ChannelId;
import custos.policy.FieldId;
import custos.policy.Language;
import custos.policy.MethodId;
import custos.policy.PurposeId;
import custos.posting.Posting;
import custos.posting.PublicForm;
import custos.vault.consents.ConsentAnswer;
import custos.vault.letters.Letter;
import custos.vault.letters.Matter;
import custos.vault.letters.Outbox;
import custos.web.Shop;
import custos.web.Visitor;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every kind of letter, from the use case that writes it to a mail server, and every address in it
/// as a link scanner opens it.
class MailedAddressesTest {
    private static final PurposeId NEWSLETTER = new PurposeId("newsletter");
    private static final ChannelId EMAIL = new ChannelId("email");

    @TempDir Path dir;

    private static ConsentAnswer yes(Shop shop, Language language) {
        return new ConsentAnswer(
                NEWSLETTER,
                EMAIL,
                true,
                new MethodId("public-form"),
                Optional.of(language),
                shop.vault().policies().noticeInForce(language),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Map<FieldId, Optional<FieldValue>> change(
            Shop shop, String field, String value) {
        var policy = shop.vault().policies().current();
        var read = shop.vault().forms().readAll(policy, Map.of(field, value));
        var id = new FieldId(field);
        return Map.of(id, Optional.ofNullable(read.get(id)));
    }

    private static List<Letter> letters(Shop shop) {
        return shop.vault().outbox().after(0, 100).letters().stream()
                .map(Outbox.Waiting::letter)
                .toList();
    }

    /// One letter of every kind waits afterwards.
    private static CustomerId writeEveryKind(Shop shop, Language language) {
        var vault = shop.vault();
        Map<String, Object> fields =
                Map.of(
                        "full_name", "Eva",
                        "email", "eva@example.org",
                        "number", "K-8",
                        "language", language.value());
        CustomerId eva = shop.register(fields, yes(shop, language));
        var first = (Matter.ConfirmConsent) letters(shop).getLast().matter();
        vault.confirmations().confirm(first.confirmation());
        vault.portalCodes()
                .mail(
                        new EmailAddress("eva@example.org"),
                        language,
                        vault.portalCodes().newTicket());
        vault.portalCodes().handOver(eva, Shop.OPERATOR);
        vault.corrections()
                .correct(
                        eva,
                        change(shop, "phone", "+420601000979"),
                        OptionalLong.empty(),
                        language);
        vault.corrections()
                .correct(
                        eva,
                        change(shop, "email", "eva.new@example.org"),
                        OptionalLong.empty(),
                        language);
        var moving = (Matter.ConfirmEmail) letters(shop).getLast().matter();
        vault.corrections().confirm(moving.confirmation(), language);
        vault.postings().take(newsletter(shop, language), "a token");
        return eva;
    }

    private static Posting newsletter(Shop shop, Language language) {
        return new Posting(
                PublicForm.NEWSLETTER,
                new EmailAddress("ida@example.org"),
                language,
                Optional.empty(),
                Map.of(),
                List.of(NEWSLETTER),
                shop.vault().policies().noticeInForce(language).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ms", "cs"})
    void every_letter_arrives_and_opening_every_address_in_it_changes_nothing(String language)
            throws Exception {
        var mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
        mail.setUser("shop@example.org", "shop", "a password");
        mail.start();
        try (Shop shop = Shop.in(dir)) {
            CustomerId eva = writeEveryKind(shop, new Language(language));
            deliver(shop, mail);

            MimeMessage[] arrived = mail.getReceivedMessages();
            assertThat(arrived).hasSize(Samples.EVERY_KIND.size());
            assertThat(arrived)
                    .allSatisfy(one ->
                            assertThat(one.getHeader("Content-Language"))
                                    .containsExactly(language));
            String before = state(shop, eva);
            for (String url : addresses(arrived)) {
                Visitor.Page page = shop.customer().get(pathOf(url));
                assertThat(page.status()).isLessThan(500).isNotEqualTo(405);
            }
            assertThat(state(shop, eva)).isEqualTo(before);
            assertThat(shop.vault().inspection().verify(_ -> {}).findings()).isEmpty();
        } finally {
            mail.stop();
        }
    }

    private static void deliver(Shop shop, GreenMail mail) {
        var way =
                new Way.Smtp(
                        "127.0.0.1",
                        mail.getSmtps().getPort(),
                        Way.Security.TLS,
                        Optional.of(new Way.LogIn("shop", "a password")));
        try (var postman =
                new Postman(shop.vault(), Samples.settings(way), way.transport(), shop.clock())) {
            postman.deliver();
        }
    }

    private static Set<String> addresses(MimeMessage[] arrived) throws Exception {
        var all = new LinkedHashSet<String>();
        for (MimeMessage message : arrived) {
            all.addAll(Samples.urls(Samples.plain(message)));
            all.addAll(Samples.urls(Samples.html(message)));
            String ending = message.getHeader("List-Unsubscribe", ",");
            if (ending != null) {
                all.addAll(Samples.urls(ending));
            }
        }
        assertThat(all.stream().map(url -> URI.create(url).getPath().split("/", -1)[1]).distinct())
                .containsExactlyInAnyOrder("confirm", "u", "my", "site");
        return all;
    }

    private static String pathOf(String url) {
        URI address = URI.create(url);
        return address.getRawQuery() == null
                ? address.getRawPath()
                : address.getRawPath() + "?" + address.getRawQuery();
    }

    /// Everything that a link could change.
    private static String state(Shop shop, CustomerId customer) {
        shop.vault().settle();
        var history = shop.vault().consents().history(customer);
        return shop.vault().ledger().newestSize()
                + " "
                + history.states()
                + " "
                + shop.vault().customers().masked(customer, "staff")
                + " "
                + shop.vault().outbox().waiting();
    }

    @Test
    void the_one_click_address_of_a_letter_unsubscribes() throws Exception {
        var mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
        mail.setUser("shop@example.org", "shop", "a password");
        mail.start();
        try (Shop shop = Shop.in(dir)) {
            Map<String, Object> fields = Map.of("full_name", "Eva", "email", "eva@example.org");
            CustomerId eva = shop.register(fields, yes(shop, new Language("cs")));
            var ask = (Matter.ConfirmConsent) letters(shop).getLast().matter();
            shop.vault().confirmations().confirm(ask.confirmation());
            deliver(shop, mail);
            MimeMessage welcome = mail.getReceivedMessages()[1];
            String url = Samples.urls(welcome.getHeader("List-Unsubscribe", ",")).getFirst();

            assertThat(shop.vault().consents().mayContact(eva, NEWSLETTER, EMAIL).allowed())
                    .isTrue();
            var answer =
                    new Visitor(shop.customer().base())
                            .rawPost(
                                    pathOf(url),
                                    "application/x-www-form-urlencoded",
                                    welcome.getHeader("List-Unsubscribe-Post", ","));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(shop.vault().consents().mayContact(eva, NEWSLETTER, EMAIL).allowed())
                    .isFalse();
        } finally {
            mail.stop();
        }
    }
}
