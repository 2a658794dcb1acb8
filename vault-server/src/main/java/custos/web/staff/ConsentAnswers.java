package custos.web.staff;

import custos.policy.ChannelId;
import custos.policy.Language;
import custos.policy.MethodId;
import custos.policy.NoticeDigest;
import custos.policy.Policy;
import custos.policy.Purpose;
import custos.vault.consents.ConsentAnswer;
import custos.vault.core.Policies;
import custos.web.Form;
import custos.web.Mistakes;
import custos.words.Phrases;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads what a customer answered to the questions of a form: yes, no, or nothing where she was not
/// asked. A yes cites the notice in force in the language in which she was asked.
record ConsentAnswers(Policies policies, Phrases words, Form form, Mistakes mistakes) {

    List<ConsentAnswer> of(Purpose purpose, String method, Optional<String> evidence) {
        var answers = new ArrayList<ConsentAnswer>();
        for (ChannelId channel : purpose.channels()) {
            String said = form.text(ConsentsView.field(purpose.id().value(), channel));
            if (said.equals("yes") || said.equals("no")) {
                answer(purpose, channel, said.equals("yes"), method, evidence)
                        .ifPresent(answers::add);
            }
        }
        return answers;
    }

    private Optional<ConsentAnswer> answer(
            Purpose purpose,
            ChannelId channel,
            boolean yes,
            String method,
            Optional<String> evidence) {
        Optional<Language> language = language();
        if (yes && language.isEmpty()) {
            if (mistakes.at("asked_in").isEmpty()) {
                mistakes.add("asked_in", words.text("staff.mistake.language"));
            }
            return Optional.empty();
        }
        Optional<NoticeDigest> notice =
                yes ? language.flatMap(policies::noticeInForce) : Optional.empty();
        if (notice.isPresent() && !isShown(language.orElseThrow(), notice.get())) {
            if (mistakes.at("asked_in").isEmpty()) {
                mistakes.add("asked_in", words.text("staff.mistake.notice"));
            }
            return Optional.empty();
        }
        return Optional.of(
                new ConsentAnswer(
                        purpose.id(),
                        channel,
                        yes,
                        new MethodId(method),
                        yes ? language : Optional.empty(),
                        notice,
                        Optional.empty(),
                        Optional.empty(),
                        evidence));
    }

    /// A yes counts for the words that were read out: the form says which it showed, and others may
    /// have come into force since.
    private boolean isShown(Language language, NoticeDigest inForce) {
        return form.filled("notice." + language.value())
                .map(shown -> shown.equals(ConsentsView.hex(inForce)))
                .orElse(true);
    }

    private Optional<Language> language() {
        Policy policy = policies.current();
        return policy.languages().stream()
                .filter(language -> language.value().equals(form.text("asked_in")))
                .findFirst();
    }
}
