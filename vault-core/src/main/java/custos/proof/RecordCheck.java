package custos.proof;

import custos.proof.Vocabulary.Node;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Holds the record in a receipt against its entry.
///
/// Everything that the entry proves must stand in it exactly so. What the shop adds from its policy
/// has places of its own, and none of the terms that the entry decides may stand there again: a
/// reader who looks for one finds the proven one and no other.
final class RecordCheck {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /// Where the shop may add something, by the place's path; list places are left out of it.
    private static final Map<String, Set<String>> STATED =
            Map.of(
                    "", Set.of("dct:created", "dct:publisher", "schema:recipient"),
                    "dpv:hasRecordOfActivity",
                            Set.of(
                                    "dct:source",
                                    "dpv:hasDataController",
                                    "dpv:hasJurisdiction",
                                    "dpv:hasApplicableLaw",
                                    "dpv:hasAuthority",
                                    "dpv:hasLegalBasis",
                                    "dpv:hasConsentControl",
                                    "dpv:hasRight",
                                    "dpv:hasNotice"),
                    "dpv:hasRecordOfActivity/dpv:hasProcess",
                            Set.of(
                                    "dpv:hasPersonalData",
                                    "dpv:hasProcessing",
                                    "dpv:hasDataSource",
                                    "dpv:hasRecipient",
                                    "dpv:hasStorageCondition"),
                    "dpv:hasRecordOfActivity/dpv:hasProcess/dpv:hasPurpose",
                            Set.of("skos:broader", "dct:title"),
                    "dpv:hasRecordOfActivity/dpv:hasConsentStatus", Set.of("dpv:hasDuration"));

    /// Terms that the entry decides wherever they stand.
    private static final Set<String> DECIDED =
            Set.of(
                    "@context",
                    "@graph",
                    "@reverse",
                    "@included",
                    "dpv:hasRecordOfActivity",
                    "dpv:hasDataSubject",
                    "dpv:hasNotice",
                    "dpv:hasPurpose",
                    "dpv:hasConsentStatus",
                    "dpv:isIndicatedAtTime",
                    "dpv:isIndicatedBy",
                    "dpv:hasIndicationMethod",
                    "tech:hasCommunicationMechanism");

    /// A term of the context's prefixes, or one of JSON-LD's own: never a full address, which would
    /// be another spelling of the same.
    private static final Pattern TERM = Pattern.compile("@[a-z]+|[a-z-]+:[A-Za-z]+");

    private RecordCheck() {}

    /// @param proven what the entry proves
    /// @throws Refusing when the record says other than the entry
    static void require(ReceiptMembers receipt, Node proven) {
        JsonNode expected = MAPPER.valueToTree(proven.members());
        if (!agrees(expected, receipt.object("record"), "")) {
            throw receipt.refusing("record", Why.OTHER_RECORD);
        }
    }

    private static boolean agrees(JsonNode expected, JsonNode found, String path) {
        if (expected.isObject()) {
            return found.isObject() && membersAgree(expected, found, path);
        }
        if (!expected.isArray()) {
            return expected.equals(found);
        }
        if (!found.isArray() || found.size() != expected.size()) {
            return false;
        }
        for (int i = 0; i < expected.size(); i++) {
            if (!agrees(expected.get(i), found.get(i), path)) {
                return false;
            }
        }
        return true;
    }

    private static boolean membersAgree(JsonNode expected, JsonNode found, String path) {
        for (String name : expected.propertyNames()) {
            JsonNode there = found.get(name);
            if (there == null
                    || !agrees(
                            expected.get(name), there, path.isEmpty() ? name : path + "/" + name)) {
                return false;
            }
        }
        Set<String> stated = STATED.getOrDefault(path, Set.of());
        for (String name : found.propertyNames()) {
            if (!expected.has(name) && !(stated.contains(name) && isStated(found.get(name)))) {
                return false;
            }
        }
        return true;
    }

    /// What an entry does not cite, such as the notice in force when she withdrew, the shop may
    /// name; below that nothing that an entry decides.
    private static boolean isStated(JsonNode value) {
        if (value.isObject()) {
            for (String term : value.propertyNames()) {
                if (DECIDED.contains(term)
                        || !TERM.matcher(term).matches()
                        || !isStated(value.get(term))) {
                    return false;
                }
            }
        }
        if (value.isArray()) {
            for (JsonNode one : value) {
                if (!isStated(one)) {
                    return false;
                }
            }
        }
        return true;
    }
}
