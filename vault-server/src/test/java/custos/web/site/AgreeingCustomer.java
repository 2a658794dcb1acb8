package custos.web.site;

import custos.customer.CustomerId;
import custos.event.Actor;
import custos.policy.ChannelId;
import custos.policy.Language;
import custos.policy.MethodId;
import custos.policy.PurposeId;
import custos.policy.SourceId;
import custos.vault.Vault;
import custos.vault.consents.ConsentAnswer;
import custos.vault.core.FieldForms;
import custos.vault.visits.SiteVisits;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A customer whose visits may be reported as long as she says so.
public record AgreeingCustomer(Vault vault, CustomerId id) {
    private static final Language ENGLISH = new Language("en");

    public AgreeingCustomer says(boolean yes) {
        var answer =
                new ConsentAnswer(
                        new PurposeId("site-analytics"),
                        new ChannelId("web"),
                        yes,
                        new MethodId("portal"),
                        Optional.of(ENGLISH),
                        vault.policies().noticeInForce(ENGLISH),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        vault.consents().record(id, List.of(answer), new SourceId("portal"), new Actor.Customer());
        return this;
    }

    /// A visit that is kept without a browser.
    public AgreeingCustomer looksAt(String page) {
        var fields =
                vault.forms()
                        .readAll(
                                vault.policies().current(), Map.of("page", page), SiteVisits.VISIT);
        vault.records()
                .add(
                        id,
                        SiteVisits.VISIT,
                        fields,
                        new SourceId("website"),
                        new Actor.Customer(),
                        Optional.empty());
        return this;
    }

    /// What her browser reports with.
    public String pass() {
        return ((SiteVisits.Admission.Open) vault.visits().admit(id, false)).pass();
    }

    /// Her visits as they are kept, oldest first.
    public List<Map<String, Object>> visits() {
        return vault
                .records()
                .list(id, SiteVisits.VISIT, Optional.empty(), 200, new Actor.Operator())
                .items()
                .stream()
                .map(entry ->
                        Map.copyOf(FieldForms.showAll(vault.policies().current(), entry.fields())))
                .toList();
    }
}
