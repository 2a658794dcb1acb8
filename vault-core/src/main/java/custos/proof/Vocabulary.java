package custos.proof;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// The vocabulary of the records in receipts: JSON-LD with the terms of the Data Privacy Vocabulary
/// (DPV 2.3), as the guide "Consent Records and Receipts as per ISO/IEC TS 27560:2023 using DPV"
/// (Final Community Group Report, 15 February 2026) lays them out.
public final class Vocabulary {
    private static final String DPV = "https://w3id.org/dpv";

    private Vocabulary() {}

    /// The `@context` of every record: what each prefix stands for. The same in all, so that a term
    /// cannot be given another meaning.
    static Map<String, String> context() {
        var context = new LinkedHashMap<String, String>();
        context.put("dpv", DPV + "#");
        context.put("pd", DPV + "/pd#");
        context.put("loc", DPV + "/loc#");
        context.put("tech", DPV + "/tech#");
        context.put("eu-gdpr", DPV + "/legal/eu/gdpr#");
        context.put("dct", "http://purl.org/dc/terms/");
        context.put("skos", "http://www.w3.org/2004/02/skos/core#");
        context.put("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#");
        context.put("schema", "https://schema.org/");
        return context;
    }

    /// An object of a type.
    public static Node node(Object type) {
        return new Node().put("@type", type);
    }

    /// An object of a type that has a name of its own in this shop.
    public static Node node(Object type, String identifier) {
        return node(type).put("dct:identifier", identifier);
    }

    /// An object that is put together; its members keep their order.
    public static final class Node {
        private final SequencedMap<String, Object> members = new LinkedHashMap<>();

        private Node() {}

        /// @param value a text, a node, a map, or a list of these
        public Node put(String term, Object value) {
            members.put(term, plain(value));
            return this;
        }

        private static Object plain(Object value) {
            return switch (value) {
                case Node node -> node.members;
                case List<?> items -> items.stream().map(Node::plain).toList();
                default -> value;
            };
        }

        /// Leaves the term out when there is no value.
        public Node maybe(String term, Optional<?> value) {
            value.ifPresent(one -> put(term, one));
            return this;
        }

        /// The members; what is put into them stands in the node.
        public SequencedMap<String, Object> members() {
            return members;
        }
    }
}
