package custos.web.staff;

import custos.policy.Notice;
import custos.policy.Policy;
import custos.policy.SourceId;
import custos.web.Visit;
import java.util.List;

/// The short notice of a source, to be read out in each of the policy's languages.
///
/// @param languageName in the reader's language
public record ReadOut(String language, String languageName, String text) {

    static List<ReadOut> of(Visit visit, SourceId source) {
        Policy policy = visit.policyWords().policy();
        return policy.languages().stream()
                .map(language ->
                        new ReadOut(
                                language.value(),
                                visit.words().text("common.language." + language.value()),
                                Notice.shortNotice(
                                        policy,
                                        source,
                                        language,
                                        visit.context().publicUrl() + "/privacy")))
                .toList();
    }
}
