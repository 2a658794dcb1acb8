package custos.proof;

import static custos.proof.Vocabulary.node;

import custos.event.Act;
import custos.event.ActType;
import custos.event.Leaf;
import custos.event.Subject;
import custos.policy.ChannelId;
import custos.policy.NoticeDigest;
import custos.policy.PurposeId;
import custos.proof.Vocabulary.Node;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// The part of a record that its entry proves. The vault writes it into a receipt and adds what the
/// policy says besides; a check makes it anew from the entry alone and holds the two together.
public final class ProvenRecord {
    private static final String SCHEMA = "https://w3id.org/dpv/schema/dpv-27560#";
    private static final Set<ActType> OF_CONSENTS =
            EnumSet.range(ActType.CONSENT_REQUESTED, ActType.CONSENT_UNKNOWN);

    /// ISO 8601 in UTC with milliseconds, as the entry's own times.
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final String id;
    private final Leaf leaf;
    private final Subject subject;

    /// @param origin the ledger's, as the key is named
    /// @param index the entry's place in it
    public ProvenRecord(String origin, long index, Leaf leaf, Subject subject) {
        this.id = origin + "#" + index;
        this.leaf = leaf;
        this.subject = subject;
    }

    /// Whether a consent is what an act is about.
    public static boolean isOfConsent(ActType type) {
        return OF_CONSENTS.contains(type);
    }

    /// A time as records write it.
    public static String time(Instant at) {
        return TIME.format(at);
    }

    /// The places of one consent's record in which the shop may add what its policy says.
    ///
    /// @param process what is done with data
    /// @param purpose what for
    /// @param status what was said and when
    public record Places(
            Act act, Subject.Part part, Node consent, Node process, Node purpose, Node status) {}

    /// The receipt, with one record for each consent that the entry speaks of, in its order.
    ///
    /// @param policy adds to each of them
    public Node consents(Consumer<Places> policy) {
        var records = new ArrayList<Map<String, Object>>();
        for (Subject.Part part : subject.parts()) {
            Act act = leaf.acts().get(part.act());
            if (isOfConsent(act.type())) {
                Places places = places(act, part);
                policy.accept(places);
                records.add(places.consent().members());
            }
        }
        return node("dpv:ConsentReceipt", id)
                .put("@context", Vocabulary.context())
                .put("dct:conformsTo", SCHEMA + "receipt-record")
                .put("dpv:hasRecordOfActivity", records);
    }

    private Places places(Act act, Subject.Part part) {
        Node purpose =
                node("dpv:Purpose").maybe("dct:identifier", act.purpose().map(PurposeId::value));
        Node process =
                node("dpv:Process")
                        .put("dpv:hasPurpose", purpose)
                        .maybe(
                                "tech:hasCommunicationMechanism",
                                act.channel().map(ChannelId::value));
        Node status = status(act, part);
        Node consent =
                node("dpv:ConsentRecord", id + "." + part.act())
                        .put("dct:conformsTo", SCHEMA + "record")
                        .put("dpv:hasDataSubject", customer())
                        .maybe("dpv:hasNotice", act.notice().map(words -> notice(words, part)))
                        .put("dpv:hasProcess", process)
                        .put("dpv:hasConsentStatus", status);
        return new Places(act, part, consent, process, purpose, status);
    }

    /// By her number inside the vault: her half holds no other name of hers.
    private Node customer() {
        return node("dpv:DataSubject", Long.toString(subject.customer()));
    }

    private static Node notice(NoticeDigest words, Subject.Part part) {
        return notice(words).maybe("dct:language", part.language());
    }

    /// A notice, named by its digest.
    public static Node notice(NoticeDigest words) {
        byte[] digest = Base64.getDecoder().decode(words.base64());
        return node("dpv:ConsentNotice", "sha256:" + HexFormat.of().formatHex(digest));
    }

    private Node status(Act act, Subject.Part part) {
        return node("dpv:" + state(act.type()))
                .put("dpv:isIndicatedAtTime", time(part.occurred().orElse(subject.recorded())))
                .put("dpv:isIndicatedBy", saidBy(act.type()))
                .maybe("dpv:hasIndicationMethod", part.method());
    }

    private static String state(ActType type) {
        return switch (type) {
            case CONSENT_REQUESTED -> "ConsentRequested";
            case CONSENT_GIVEN -> "ConsentGiven";
            case CONSENT_RENEWED -> "RenewedConsentGiven";
            case CONSENT_REFUSED -> "ConsentRefused";
            case CONSENT_WITHDRAWN -> "ConsentWithdrawn";
            case CONSENT_REVOKED -> "ConsentRevoked";
            case CONSENT_EXPIRED -> "ConsentExpired";
            case CONSENT_INVALIDATED -> "ConsentInvalidated";
            case CONSENT_UNKNOWN -> "ConsentUnknown";
            default -> throw new IllegalArgumentException("this act is about no consent");
        };
    }

    private static String saidBy(ActType type) {
        return switch (type) {
            case CONSENT_REVOKED, CONSENT_EXPIRED, CONSENT_INVALIDATED -> "dpv:DataController";
            default -> "dpv:DataSubject";
        };
    }

    /// The record of an erasure: what was destroyed, what is held and until when. Empty when the
    /// entry does not say so: before version 2 of the certificate it did not.
    public Optional<Node> erasure() {
        return subject.erasure()
                .map(done ->
                        node("dpv:RightExerciseRecord", id)
                                .put("@context", Vocabulary.context())
                                .put("dpv:hasRight", "eu-gdpr:A17")
                                .put("dpv:hasDataSubject", customer())
                                .put("dct:date", time(subject.recorded()))
                                .put("dpv:hasProcess", processes(done)));
    }

    private static List<Map<String, Object>> processes(Subject.Erased done) {
        var processes = new ArrayList<Map<String, Object>>();
        for (String one : done.classes()) {
            processes.add(process("dpv:Erase", one).members());
        }
        for (Subject.Held held : done.held()) {
            Node until = node("dpv:UntilTimeDuration").put("rdf:value", held.until().toString());
            processes.add(
                    process("dpv:Store", held.dataClass())
                            .put("dpv:hasJustification", held.ground())
                            .put(
                                    "dpv:hasStorageCondition",
                                    node("dpv:StorageDuration").put("dpv:hasDuration", until))
                            .members());
        }
        return processes;
    }

    private static Node process(String operation, String dataClass) {
        return node("dpv:Process")
                .put("dpv:hasProcessing", operation)
                .put("dpv:hasPersonalData", node("dpv:PersonalData", dataClass));
    }
}
