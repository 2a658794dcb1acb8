package custos.vault.consents;

import static custos.proof.Vocabulary.node;

import custos.event.ActType;
import custos.policy.ClassId;
import custos.policy.Controller;
import custos.policy.DataClass;
import custos.policy.FieldId;
import custos.policy.Language;
import custos.policy.LawfulBasis;
import custos.policy.NoticeDigest;
import custos.policy.Policy;
import custos.policy.Purpose;
import custos.policy.Recipient;
import custos.policy.Regime;
import custos.proof.ProvenRecord;
import custos.proof.Vocabulary.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// What a policy adds to the record of a consent: who is answerable, for what exactly, on what
/// basis, who gets the data, how long it is kept, and how to take it back. The shop's word, where
/// the rest of the record is the ledger's.
final class StatedRecord {
    private final Policy policy;
    private final Optional<NoticeDigest> notice;

    /// @param policy the one that was in force
    /// @param notice in force with it, for acts that cite none
    StatedRecord(Policy policy, Optional<NoticeDigest> notice) {
        this.policy = policy;
        this.notice = notice;
    }

    void addTo(ProvenRecord.Places places) {
        consent(places);
        places.act()
                .purpose()
                .flatMap(policy::purpose)
                .ifPresent(purpose -> {
                    purpose(purpose, places);
                    process(purpose, places.process());
                    places.consent().put("dpv:hasLegalBasis", basis(purpose));
                });
    }

    private void consent(ProvenRecord.Places places) {
        if (places.act().notice().isEmpty()) {
            places.consent().maybe("dpv:hasNotice", notice.map(ProvenRecord::notice));
        }
        String url = policy.controller().url();
        places.consent()
                .put("dct:source", "policy version " + policy.version())
                .put("dpv:hasDataController", controller())
                .put("dpv:hasJurisdiction", country(policy.defaultCountry()))
                .put(
                        "dpv:hasApplicableLaw",
                        policy.regimes().stream().map(regime -> regime.id().value()).toList())
                .put(
                        "dpv:hasAuthority",
                        policy.regimes().stream().map(StatedRecord::authority).toList())
                .put(
                        "dpv:hasConsentControl",
                        node(List.of("dpv:ProvideConsent", "dpv:WithdrawConsent"))
                                .put("dpv:isExercisedAt", url))
                .put(
                        "dpv:hasRight",
                        node(List.of("dpv:DataSubjectRight", "eu-gdpr:A7-3"))
                                .put("dct:title", "Right to Withdraw Consent")
                                .put("dpv:isExercisedAt", url));
    }

    private Node controller() {
        Controller controller = policy.controller();
        return node("dpv:DataController", controller.registration())
                .put("dpv:hasName", controller.name())
                .put("dpv:hasAddress", controller.address())
                .put(
                        "dpv:hasContact",
                        List.of(controller.email(), controller.phone(), controller.url()));
    }

    private static Node authority(Regime regime) {
        return node("dpv:Authority", regime.id().value())
                .put("dpv:hasName", regime.authority())
                .put("dpv:hasContact", regime.authorityUrl());
    }

    /// ISO 3166 as the vocabulary's locations name it.
    private static String country(String code) {
        return "loc:" + code;
    }

    private void purpose(Purpose purpose, ProvenRecord.Places places) {
        places.purpose()
                .put("skos:broader", purpose.dpv())
                .put("dct:title", title(purpose, places));
        if (isYes(places.act().type())) {
            places.status().put("dpv:hasDuration", duration(purpose));
        }
    }

    private String title(Purpose purpose, ProvenRecord.Places places) {
        Language language =
                places.part()
                        .language()
                        .map(Language::new)
                        .filter(policy.languages()::contains)
                        .orElse(policy.languages().getFirst());
        return policy.words().text(language, "purposes", purpose.id().value());
    }

    private static boolean isYes(ActType type) {
        return type == ActType.CONSENT_GIVEN || type == ActType.CONSENT_RENEWED;
    }

    private static Node duration(Purpose purpose) {
        return purpose.validity()
                .map(period -> node("dpv:TemporalDuration").put("rdf:value", period.toString()))
                .orElseGet(() -> node("dpv:UntilEventDuration").put("rdf:value", "withdrawal"));
    }

    private static List<String> basis(Purpose purpose) {
        var terms = new ArrayList<String>();
        if (purpose.needsConsent()) {
            terms.add("dpv:ExpressedConsent");
        }
        purpose.basis()
                .forEach((regime, basis) -> {
                    if (basis == LawfulBasis.CONSENT && regime.value().startsWith("gdpr")) {
                        terms.add("eu-gdpr:A6-1-a");
                    }
                });
        return terms;
    }

    private void process(Purpose purpose, Node process) {
        var recipients = new ArrayList<Node>();
        recipients.add(node("dpv:DataController", policy.controller().registration()));
        for (Recipient recipient : policy.recipients()) {
            if (!Collections.disjoint(recipient.classes(), purpose.classes())) {
                recipients.add(recipient(recipient));
            }
        }
        process.put("dpv:hasPersonalData", data(purpose))
                .put("dpv:hasProcessing", List.of("dpv:Store", "dpv:Use"))
                .put("dpv:hasDataSource", "dpv:DataSubjectDataSource")
                .put("dpv:hasRecipient", recipients)
                .put("dpv:hasStorageCondition", storage(purpose));
    }

    private List<Node> data(Purpose purpose) {
        var data = new ArrayList<Node>();
        for (FieldId id : purpose.fields()) {
            policy.field(id)
                    .ifPresent(field ->
                            data.add(
                                    node("dpv:PersonalData", id.value())
                                            .put("skos:broader", field.dpv())));
        }
        return data;
    }

    private static Node recipient(Recipient recipient) {
        return node("dpv:Recipient", recipient.id().value())
                .put(
                        "dpv:hasLocation",
                        recipient.countries().stream().map(StatedRecord::country).toList());
    }

    private List<Node> storage(Purpose purpose) {
        var conditions = new ArrayList<Node>();
        conditions.add(
                node("dpv:StorageLocation")
                        .put("dpv:hasLocation", country(policy.defaultCountry())));
        for (ClassId id : purpose.classes()) {
            policy.dataClass(id).ifPresent(one -> conditions.add(kept(one)));
        }
        return conditions;
    }

    private static Node kept(DataClass one) {
        return node("dpv:StorageDuration", one.id().value())
                .put("dpv:hasDuration", one.retention().longest().toString())
                .put("dct:description", "from " + one.retention().from().code());
    }
}
