package custos.web.portal;

import custos.customer.FieldValue;
import custos.customer.PostalAddress;
import custos.event.Act;
import custos.policy.Field;
import custos.policy.FieldForm;
import custos.policy.LawfulBasis;
import custos.vault.core.FieldForms;
import custos.vault.exports.Holding;
import custos.web.HeldGround;
import custos.web.NotNowText;
import custos.web.PolicyWords;
import custos.web.Times;
import custos.web.Visit;
import custos.words.Phrases;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/// Values, periods and acts as a customer reads them in her language.
final class HeldText {
    private final Phrases words;
    private final PolicyWords policy;
    private final Times times;

    HeldText(Visit visit) {
        this.words = visit.words();
        this.policy = visit.policyWords();
        this.times = visit.times();
    }

    PolicyWords policy() {
        return policy;
    }

    Times times() {
        return times;
    }

    /// Why something stays at an erasure.
    String ground(String ground) {
        return HeldGround.of(words, policy, ground);
    }

    String word(String key) {
        return words.text(key);
    }

    String value(Field field, FieldValue value) {
        return switch (value) {
            case FieldValue.Day(LocalDate day) -> times.day(day);
            case FieldValue.Flag(boolean yes) -> words.text(yes ? "portal.yes" : "portal.no");
            case FieldValue.Json _ when field.form() == FieldForm.ADDRESS ->
                    String.join(", ", PostalAddress.of(value).parts());
            case FieldValue.Json _ when NotNowText.is(field) -> NotNowText.of(value, policy, times);
            case FieldValue.Text(String text) when field.form() == FieldForm.CHOICE ->
                    policy.choice(field.id().value(), text);
            case FieldValue.Text _, FieldValue.Whole _, FieldValue.Decimal _, FieldValue.Json _ ->
                    read(FieldForms.show(field, value));
        };
    }

    private static String read(Object shown) {
        return switch (shown) {
            case Map<?, ?> parts ->
                    String.join(", ", parts.values().stream().map(HeldText::read).toList());
            case Collection<?> entries ->
                    String.join("; ", entries.stream().map(HeldText::read).toList());
            default -> shown.toString();
        };
    }

    String bases(Set<LawfulBasis> bases) {
        return String.join(
                ", ", bases.stream().map(basis -> policy.of("bases", basis.code())).toList());
    }

    /// Until when something is kept, in one sentence.
    String until(Holding.Kept kept) {
        String from = policy.of("retention_from", kept.from().code());
        return kept.until()
                .map(day -> words.text("portal.until-day", "day", times.day(day)))
                .orElseGet(() ->
                        words.text(
                                "portal.until-period",
                                Map.of("period", policy.period(kept.period()), "from", from)));
    }

    /// How a day came about: the period and what it runs from.
    String rule(Holding.Kept kept) {
        return words.text(
                "portal.until-rule",
                Map.of(
                        "period", policy.period(kept.period()),
                        "from", policy.of("retention_from", kept.from().code())));
    }

    /// What happened, such as `You agreed: Newsletter, E-mail`.
    String act(Act act) {
        String key = "portal.act." + act.type().word();
        var text = new StringBuilder(words.has(key) ? words.text(key) : act.type().word());
        var about = new ArrayList<String>();
        act.purpose().ifPresent(purpose -> about.add(policy.purpose(purpose.value())));
        act.channel().ifPresent(channel -> about.add(policy.channel(channel.value())));
        return about.isEmpty()
                ? text.toString()
                : text.append(": ").append(String.join(", ", about)).toString();
    }

    /// Who acted: the role, never a name.
    String role(String role) {
        String key = "portal.role." + role;
        return words.has(key) ? words.text(key) : policy.of("roles", role);
    }

    String minute(Instant at) {
        return times.minute(at);
    }
}
