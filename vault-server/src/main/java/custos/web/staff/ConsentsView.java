package custos.web.staff;

import custos.policy.ChannelId;
import custos.policy.Language;
import custos.policy.NoticeDigest;
import custos.policy.Policy;
import custos.policy.Purpose;
import custos.policy.PurposeId;
import custos.vault.consents.ConsentSheet;
import custos.web.Form;
import custos.web.PolicyWords;
import custos.web.Visit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// A customer's consents in words, and the questions that staff ask aloud.
final class ConsentsView {
    private final Visit visit;
    private final PolicyWords words;
    private final Policy policy;

    ConsentsView(Visit visit) {
        this.visit = visit;
        this.words = visit.policyWords();
        this.policy = words.policy();
    }

    ConsentsModel of(ConsentSheet sheet, Optional<ConsentQuestion> asking) {
        var byPurpose = new LinkedHashMap<PurposeId, List<ConsentsModel.Line>>();
        for (ConsentSheet.Line line : sheet.lines()) {
            byPurpose.computeIfAbsent(line.purpose(), _ -> new ArrayList<>()).add(line(line));
        }
        var purposes = new ArrayList<ConsentsModel.Purpose>();
        byPurpose.forEach((id, lines) ->
                purposes.add(
                        new ConsentsModel.Purpose(
                                id.value(),
                                words.purpose(id.value()),
                                words.of("why", id.value()),
                                lines)));
        return new ConsentsModel(
                purposes,
                sheet.objections().keySet().stream().map(id -> words.purpose(id.value())).toList(),
                sheet.restrictedSince(),
                asking);
    }

    private ConsentsModel.Line line(ConsentSheet.Line line) {
        return new ConsentsModel.Line(
                words.channel(line.channel().value()),
                line.state(),
                words.state(line.state()),
                line.since(),
                line.until(),
                line.method().map(code -> words.of("methods", code)).orElse(""),
                line.source()
                        .filter(code -> !code.equals(line.method().orElse("")))
                        .map(code -> words.of("sources", code))
                        .orElse(""),
                line.language().map(Language::value).orElse(""),
                line.notice().map(ConsentsView::hex).orElse(""),
                line.language().map(language -> sentence(language, line.purpose())).orElse(""),
                line.evidence().or(line::form).orElse(""),
                line.leaf().map(Object::toString).orElse(""));
    }

    private String sentence(Language language, PurposeId purpose) {
        return policy.words().find(language, "asks", purpose.value()).orElse("");
    }

    static String hex(NoticeDigest digest) {
        return HexFormat.of().formatHex(Base64.getDecoder().decode(digest.base64()));
    }

    /// Purposes about which a customer can be asked, in the policy's order.
    List<Purpose> asked() {
        return policy.purposes().stream()
                .filter(Purpose::needsConsent)
                .filter(purpose ->
                        policy.words()
                                .find(words.language(), "asks", purpose.id().value())
                                .isPresent())
                .toList();
    }

    /// @param form what was typed; empty of a new question
    ConsentQuestion question(Purpose purpose, Optional<Form> form) {
        String id = purpose.id().value();
        return new ConsentQuestion(
                id,
                words.purpose(id),
                sentences(purpose.id()),
                purpose.channels().stream().map(channel -> channel(id, channel, form)).toList(),
                form.map(typed -> typed.text("asked_in")).orElse(""),
                form.map(typed -> typed.text("method")).orElse(""),
                form.map(typed -> typed.text("evidence")).orElse(""));
    }

    private List<ConsentQuestion.Sentence> sentences(PurposeId purpose) {
        return policy.languages().stream()
                .map(language ->
                        new ConsentQuestion.Sentence(
                                language.value(),
                                visit.words().text("common.language." + language.value()),
                                sentence(language, purpose),
                                visit.context()
                                        .vault()
                                        .policies()
                                        .noticeInForce(language)
                                        .map(ConsentsView::hex)
                                        .orElse("")))
                .toList();
    }

    private ConsentQuestion.Channel channel(
            String purpose, ChannelId channel, Optional<Form> form) {
        String field = field(purpose, channel);
        return new ConsentQuestion.Channel(
                channel.value(),
                words.channel(channel.value()),
                field,
                form.map(typed -> typed.text(field)).orElse(""));
    }

    /// The name of the input that holds the answer.
    static String field(String purpose, ChannelId channel) {
        return "consent." + purpose + "." + channel.value();
    }
}
