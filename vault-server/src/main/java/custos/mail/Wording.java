package custos.mail;

import custos.customer.EmailAddress;
import custos.mail.MailText.Block;
import custos.policy.ChannelId;
import custos.policy.Language;
import custos.policy.Policy;
import custos.policy.PurposeId;
import custos.request.Right;
import custos.vault.letters.Letter;
import custos.vault.letters.Matter;
import custos.words.PhraseBook;
import custos.words.Phrases;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Puts letters into words: in the language of the letter, with the controller's name and address
/// below. Safe for use by many threads.
final class Wording {
    /// The languages that letters are written in; the first is for whoever wants another.
    static final List<String> LANGUAGES = List.of("en", "ms", "cs");

    private final PhraseBook book = PhraseBook.load(Wording.class, LANGUAGES);
    private final MailSettings settings;

    Wording(MailSettings settings) {
        this.settings = settings;
    }

    /// Who writes, line by line.
    static List<String> sender(Policy policy) {
        var controller = policy.controller();
        return List.of(
                controller.name(),
                controller.address(),
                controller.email() + " · " + controller.phone());
    }

    MailText of(Letter letter, Policy policy) {
        return of(letter.matter(), letter.language(), policy);
    }

    MailText of(Matter matter, Language wanted, Policy policy) {
        String language = language(wanted, policy);
        var words = new Spoken(book.in(language), policy, new Language(language));
        String key = key(matter);
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Paragraph(words.say("greeting")));
        blocks.addAll(blocks(matter, words));
        return new MailText(language, words.say(key + ".subject"), blocks, words.foot());
    }

    /// The letter's own language where words are written in it, else the policy's first that is.
    private static String language(Language wanted, Policy policy) {
        return LANGUAGES.contains(wanted.value())
                ? wanted.value()
                : policy.languages().stream()
                        .map(Language::value)
                        .filter(LANGUAGES::contains)
                        .findFirst()
                        .orElse(LANGUAGES.getFirst());
    }

    static String key(Matter matter) {
        return switch (matter) {
            case Matter.ConfirmConsent _ -> "confirm-consent";
            case Matter.ConfirmPosting _ -> "confirm-posting";
            case Matter.Subscribed _ -> "subscribed";
            case Matter.PortalLink _ -> "portal-link";
            case Matter.ConfirmEmail _ -> "confirm-email";
            case Matter.AddressChanged _ -> "address-changed";
            case Matter.DetailsChanged _ -> "details-changed";
            case Matter.CodeHandedOver _ -> "code-handed-over";
            case Matter.RequestCame _ -> "request-came";
            case Matter.RequestExtended _ -> "request-extended";
            case Matter.RequestIdentity _ -> "request-identity";
            case Matter.RequestQuestion _ -> "request-question";
            case Matter.RequestDecided _ -> "request-decided";
        };
    }

    private List<Block> blocks(Matter matter, Spoken words) {
        return switch (matter) {
            case Matter.ConfirmConsent(var purpose, var channel, var link, var until) ->
                    List.of(
                            words.paragraph("confirm-consent.why", words.about(purpose, channel)),
                            words.button("confirm-consent.button", "/confirm/" + link),
                            words.paragraph("confirm-consent.until", "until", time(words, until)),
                            words.paragraph("confirm-consent.ignore"));
            case Matter.ConfirmPosting(var form, var code, var until) ->
                    List.of(
                            words.paragraph(
                                    "confirm-posting.why",
                                    "form",
                                    words.say("confirm-posting.form." + form.code())),
                            words.button("confirm-posting.button", "/site/posted/" + code),
                            words.paragraph("confirm-posting.until", "until", time(words, until)),
                            words.paragraph("confirm-posting.ignore"));
            case Matter.Subscribed(var purpose, var channel, var stop) ->
                    List.of(
                            words.paragraph("subscribed.what", words.about(purpose, channel)),
                            words.paragraph("subscribed.end"),
                            words.button("subscribed.button", "/u/" + stop));
            case Matter.PortalLink(var link, var code, var until) ->
                    List.of(
                            words.paragraph("portal-link.why"),
                            words.button("portal-link.button", "/my/in/" + link),
                            words.paragraph("portal-link.code"),
                            new Block.Code(code),
                            words.paragraph("portal-link.until", "until", time(words, until)),
                            words.paragraph("portal-link.ignore"));
            case Matter.ConfirmEmail(var link, var until) ->
                    List.of(
                            words.paragraph("confirm-email.why"),
                            words.button("confirm-email.button", "/my/confirm-email/" + link),
                            words.paragraph("confirm-email.until", "until", time(words, until)),
                            words.paragraph("confirm-email.ignore"));
            case Matter.AddressChanged(var at) -> happened("address-changed", words, at);
            case Matter.DetailsChanged(var at) -> happened("details-changed", words, at);
            case Matter.CodeHandedOver(var at) -> happened("code-handed-over", words, at);
            case Matter.RequestCame(var right, var received, var due) ->
                    List.of(
                            words.paragraph("request-came.what", words.request(right, received)),
                            words.paragraph("request-came.due", "due", words.day(due)),
                            words.button("request.button", "/my/requests"),
                            words.paragraph("request.contact", words.contact()));
            case Matter.RequestExtended(var right, var received, var reason, var due) ->
                    List.of(
                            words.paragraph(
                                    "request-extended.what", words.request(right, received)),
                            words.paragraph("delay." + reason.code()),
                            words.paragraph("request-extended.due", "due", words.day(due)),
                            words.button("request.button", "/my/requests"),
                            words.paragraph("request.complain", words.contact()));
            case Matter.RequestIdentity(var right, var received) ->
                    List.of(
                            words.paragraph(
                                    "request-identity.what", words.request(right, received)),
                            words.paragraph("request-identity.how"),
                            words.button("request.button", "/my/requests"),
                            words.paragraph("request.contact", words.contact()));
            case Matter.RequestQuestion(var right, var received, var question) ->
                    List.of(
                            words.paragraph(
                                    "request-question.what", words.request(right, received)),
                            new Block.Paragraph(question),
                            words.paragraph("request-question.how"),
                            words.button("request.button", "/my/requests"),
                            words.paragraph("request.contact", words.contact()));
            case Matter.RequestDecided decided -> decided(decided, words);
        };
    }

    private static List<Block> decided(Matter.RequestDecided decided, Spoken words) {
        var blocks = new ArrayList<Block>();
        blocks.add(
                words.paragraph(
                        "request-decided." + decided.decision().code(),
                        words.request(decided.right(), decided.received())));
        decided.reasons()
                .forEach(reason -> blocks.add(words.paragraph("refusal." + reason.code())));
        blocks.add(words.button("request.button", "/my/requests"));
        blocks.add(
                words.paragraph(
                        decided.decision().needsReason() ? "request.complain" : "request.contact",
                        words.contact()));
        return blocks;
    }

    private List<Block> happened(String key, Spoken words, Instant at) {
        return List.of(
                words.paragraph(key + ".what", "at", time(words, at)),
                words.paragraph(key + ".not-you", words.contact()));
    }

    private String time(Spoken words, Instant at) {
        // As on the pages: the day first, and hours from 0 to 23, in every language.
        Locale locale = words.phrases.locale();
        Locale written = locale.getLanguage().equals("en") ? Locale.UK : locale;
        var local = at.atZone(settings.zone());
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(written).format(local)
                + local.format(DateTimeFormatter.ofPattern(", HH:mm", written))
                + " ("
                + settings.zone().getId()
                + ")";
    }

    /// The page that ends what a letter is for; only letters for a purpose have one.
    Optional<Unsubscribing> unsubscribing(Matter matter) {
        return matter instanceof Matter.Subscribed(_, _, var stop)
                ? Optional.of(new Unsubscribing(settings.page("/u/" + stop)))
                : Optional.empty();
    }

    EmailAddress from(Policy policy) {
        return settings.from().orElseGet(() -> new EmailAddress(policy.controller().email()));
    }

    /// Phrases of one language with the words of the policy.
    private final class Spoken {
        private final Phrases phrases;
        private final Policy policy;
        private final Language language;

        Spoken(Phrases phrases, Policy policy, Language language) {
            this.phrases = phrases;
            this.policy = policy;
            this.language =
                    policy.languages().contains(language)
                            ? language
                            : policy.languages().getFirst();
        }

        /// Every phrase may name the controller.
        String say(String key) {
            return phrases.text(key, "controller", policy.controller().name());
        }

        Block paragraph(String key) {
            return new Block.Paragraph(say(key));
        }

        Block paragraph(String key, String name, String value) {
            return paragraph(key, Map.of(name, value));
        }

        Block paragraph(String key, Map<String, String> values) {
            return new Block.Paragraph(phrases.text(key, with(values)));
        }

        private Map<String, String> with(Map<String, String> values) {
            var all = new HashMap<>(values);
            all.put("controller", policy.controller().name());
            return all;
        }

        Block button(String key, String path) {
            return new Block.Button(
                    say(key), settings.page(path + "?lang=" + phrases.locale().getLanguage()));
        }

        Map<String, String> about(PurposeId purpose, ChannelId channel) {
            return Map.of(
                    "purpose", word("purposes", purpose.value()),
                    "channel", word("channels", channel.value()));
        }

        /// Which right, and when it was asked for.
        Map<String, String> request(Right right, LocalDate received) {
            return Map.of(
                    "right", word("choices", "right." + right.code()), "received", day(received));
        }

        String day(LocalDate day) {
            Locale locale = phrases.locale();
            return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                    .withLocale(locale.getLanguage().equals("en") ? Locale.UK : locale)
                    .format(day);
        }

        Map<String, String> contact() {
            return Map.of(
                    "email", policy.controller().email(),
                    "phone", policy.controller().phone(),
                    "authorities",
                            policy.regimes().stream()
                                    .map(regime ->
                                            regime.authority() + " (" + regime.authorityUrl() + ")")
                                    .collect(Collectors.joining(", ")));
        }

        private String word(String section, String key) {
            return policy.words().find(language, section, key).orElse(key);
        }

        List<String> foot() {
            var foot = new ArrayList<>(sender(policy));
            foot.add(say("foot.automatic"));
            return foot;
        }
    }
}
