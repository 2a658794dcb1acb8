package custos.web.lists;

import custos.list.BadParameter;
import custos.list.BestCustomers;
import custos.list.BoughtAfter;
import custos.list.Favourites;
import custos.list.HeardFrom;
import custos.list.ListQuestion;
import custos.list.Questions;
import custos.list.Quiet;
import custos.policy.ChannelId;
import custos.policy.Purpose;
import custos.vault.lists.ListRequest;
import custos.vault.lists.Lists;
import custos.web.Choice;
import custos.web.Form;
import custos.web.Mistakes;
import custos.web.Visit;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The form of one question: for what it may be asked, and with what.
final class AskForm {
    /// For what each question is asked first, where the policy allows it.
    private static final Map<String, String> FIRST =
            Map.of(
                    "everybody", "newsletter/email",
                    "birthdays", "birthday-greeting/post",
                    "quiet", "come-back-offer/email",
                    "best", "come-back-offer/email",
                    "paid-late", "payment-follow-up/email",
                    "heard-from", "insight/",
                    "bought-after-message", "service/email",
                    "favourites", "nps-invitation/email");

    private static final Map<String, List<String>> PARAMETERS =
            Map.of(
                    "birthdays", List.of("month"),
                    "quiet", List.of("days"),
                    "best", List.of("currency", "count"),
                    "bought-after-message", List.of("days"),
                    "heard-from", List.of("source"),
                    "favourites", List.of("rating"));

    private final Visit visit;
    private final Lists lists;
    private final String code;

    AskForm(Visit visit, Lists lists, String code) {
        this.visit = visit;
        this.lists = lists;
        this.code = code;
    }

    List<String> parameters() {
        return PARAMETERS.getOrDefault(code, List.of());
    }

    /// What stands in the form before anybody typed.
    Map<String, String> standard() {
        var values = new LinkedHashMap<String, String>();
        List<Choice> follows = follows();
        String first = FIRST.getOrDefault(code, "");
        values.put(
                "follow",
                follows.stream().anyMatch(choice -> choice.value().equals(first))
                                || follows.isEmpty()
                        ? first
                        : follows.getFirst().value());
        parameters().forEach(name -> values.put(name, standard(name)));
        return values;
    }

    private String standard(String name) {
        return switch (name) {
            case "month" -> Integer.toString(lists.today().getMonthValue());
            case "days" ->
                    Integer.toString(
                            code.equals(Quiet.CODE)
                                    ? Quiet.STANDARD_DAYS
                                    : BoughtAfter.STANDARD_DAYS);
            case "count" -> Integer.toString(BestCustomers.STANDARD_COUNT);
            case "source" -> "";
            case "rating" -> Integer.toString(Favourites.STANDARD_RATING);
            default -> currency();
        };
    }

    private String currency() {
        String country = visit.policyWords().policy().defaultCountry();
        Currency known = Currency.getInstance(Locale.of("", country));
        return known == null ? "EUR" : known.getCurrencyCode();
    }

    /// What was typed, in the place of what stood there.
    Map<String, String> typed(Form form) {
        var values = new LinkedHashMap<>(standard());
        values.replaceAll((name, before) -> form.has(name) ? form.text(name) : before);
        return values;
    }

    /// The form as a request that was made fills it.
    Map<String, String> of(ListRequest request) {
        var values = new LinkedHashMap<>(standard());
        values.put("follow", new Follow(request.purpose(), request.channel()).text());
        given(request.question()).forEach(values::replace);
        return values;
    }

    private static Map<String, String> given(ListQuestion question) {
        return switch (question) {
            case custos.list.Birthdays(Month month) ->
                    Map.of("month", Integer.toString(month.getValue()));
            case Quiet(int days) -> Map.of("days", Integer.toString(days));
            case BoughtAfter(int days) -> Map.of("days", Integer.toString(days));
            case BestCustomers(String currency, int count) ->
                    Map.of("currency", currency, "count", Integer.toString(count));
            case Favourites(int rating) -> Map.of("rating", Integer.toString(rating));
            case HeardFrom(Optional<String> source) -> Map.of("source", source.orElse(""));
            case custos.list.Everybody _, custos.list.PaidLate _ -> Map.of();
        };
    }

    /// Every purpose that covers the question, by each of its channels.
    List<Choice> follows() {
        ListQuestion question = question(name -> Optional.of(standard(name)));
        var words = visit.policyWords();
        var choices = new ArrayList<Choice>();
        for (Purpose purpose : words.policy().purposes()) {
            if (!lists.isCovered(purpose, question)) {
                continue;
            }
            String name = words.purpose(purpose.id().value());
            if (purpose.channels().isEmpty()
                    && !purpose.needsConsent()
                    && !purpose.fields().isEmpty()) {
                choices.add(new Choice(new Follow(purpose.id(), Optional.empty()).text(), name));
            }
            words.policy().channels().stream()
                    .map(custos.policy.Channel::id)
                    .filter(purpose.channels()::contains)
                    .forEach(channel -> choices.add(choice(purpose, name, channel)));
        }
        return choices;
    }

    /// Those of the choices that go by post, of whose lists there may be labels.
    Set<String> byPost() {
        return follows().stream()
                .map(Choice::value)
                .filter(value -> isByPost(Follow.parse(value).channel()))
                .collect(Collectors.toUnmodifiableSet());
    }

    boolean isByPost(Optional<ChannelId> channel) {
        return channel.flatMap(visit.policyWords().policy()::channel)
                .filter(LabelsModel::mayGoBy)
                .isPresent();
    }

    /// What a list is followed for and by, in words.
    String name(ListRequest request) {
        return Choice.labelOf(new Follow(request.purpose(), request.channel()).text(), follows());
    }

    private Choice choice(Purpose purpose, String name, ChannelId channel) {
        return new Choice(
                new Follow(purpose.id(), Optional.of(channel)).text(),
                name + " · " + visit.policyWords().channel(channel.value()));
    }

    List<Choice> months() {
        return Arrays.stream(Month.values())
                .map(month ->
                        new Choice(
                                Integer.toString(month.getValue()),
                                month.getDisplayName(
                                        TextStyle.FULL_STANDALONE, Locale.of(visit.language()))))
                .toList();
    }

    /// What is asked for; empty when something typed is wrong, which is told.
    Optional<ListRequest> request(Form form, Mistakes mistakes) {
        try {
            Follow follow = Follow.parse(form.text("follow"));
            ListQuestion question = question(form::filled);
            boolean covered =
                    visit.policyWords()
                            .policy()
                            .purpose(follow.purpose())
                            .map(purpose -> lists.isCovered(purpose, question))
                            .orElse(false);
            if (covered && isOffered(follow)) {
                return Optional.of(new ListRequest(question, follow.purpose(), follow.channel()));
            }
        } catch (BadParameter bad) {
            mistakes.add(bad.name(), visit.words().text("lists.mistake." + bad.name()));
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            // No purpose and channel.
        }
        mistakes.add("follow", visit.words().text("lists.mistake.follow"));
        return Optional.empty();
    }

    private boolean isOffered(Follow follow) {
        return follows().stream().anyMatch(choice -> choice.value().equals(follow.text()));
    }

    private ListQuestion question(Function<String, Optional<String>> parameter) {
        return Questions.read(code, parameter, today());
    }

    private LocalDate today() {
        return lists.today();
    }
}
