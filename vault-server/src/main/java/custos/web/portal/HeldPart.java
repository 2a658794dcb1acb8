package custos.web.portal;

import custos.policy.FieldId;
import custos.policy.Policy;
import custos.policy.SourceId;
import custos.vault.exports.Holding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One class of a customer's data, as her page shows it.
///
/// @param id of the class, for links
/// @param why purpose, in plain words, and basis
/// @param until until when it is kept, and how that day came about
public record HeldPart(
        String id,
        String name,
        List<Value> values,
        List<Kind> kinds,
        List<Reason> why,
        String since,
        String until,
        String rule,
        String ground) {

    /// A value with its name and where it came from.
    public record Value(String id, String name, String text, String from) {
        /// Redacted: it is personal data.
        @Override
        public String toString() {
            return "Value[" + id + "]";
        }
    }

    /// Records of a kind; of many only the newest.
    ///
    /// @param more how many are not shown
    public record Kind(String name, int count, List<Entry> entries, int more) {}

    /// A record.
    public record Entry(String day, List<Value> values, String from) {
        /// Redacted: it is personal data.
        @Override
        public String toString() {
            return "Entry[redacted]";
        }
    }

    /// Why it is kept.
    public record Reason(String purpose, String text, String basis) {}

    static List<HeldPart> of(Holding holding, HeldText text) {
        return holding.classes().stream().map(one -> part(holding.policy(), one, text)).toList();
    }

    private static HeldPart part(Policy policy, Holding.OfClass one, HeldText text) {
        String id = one.dataClass().id().value();
        return new HeldPart(
                id,
                text.policy().of("classes", id),
                one.fields().stream().map(field -> value(field, text)).toList(),
                one.kinds().stream().map(kind -> kind(policy, kind, text)).toList(),
                one.why().stream().map(why -> reason(why, text)).toList(),
                one.since().map(text.times()::day).orElse(""),
                text.until(one.kept()),
                text.rule(one.kept()),
                one.kept().ground().map(code -> text.policy().of("grounds", code)).orElse(""));
    }

    private static Value value(Holding.HeldField held, HeldText text) {
        var from = new ArrayList<String>();
        held.source().ifPresent(source -> from.add(source(source, text)));
        held.since().ifPresent(at -> from.add(text.times().day(at)));
        FieldId id = held.field().id();
        return new Value(
                id.value(),
                text.policy().field(id.value()),
                text.value(held.field(), held.value()),
                String.join(", ", from));
    }

    private static String source(SourceId source, HeldText text) {
        return text.policy().of("sources", source.value());
    }

    private static Kind kind(Policy policy, Holding.HeldKind kind, HeldText text) {
        return new Kind(
                text.policy().of("kinds", kind.kind().id().value()),
                kind.count(),
                kind.newest().stream().map(record -> entry(policy, record, text)).toList(),
                kind.count() - kind.newest().size());
    }

    private static Entry entry(Policy policy, Holding.HeldRecord record, HeldText text) {
        var values = new ArrayList<Value>();
        record.entry()
                .fields()
                .forEach((id, value) ->
                        policy.field(id)
                                .ifPresent(field ->
                                        values.add(
                                                new Value(
                                                        id.value(),
                                                        text.policy().field(id.value()),
                                                        text.value(field, value),
                                                        ""))));
        Optional<String> from = record.source().map(source -> source(source, text));
        return new Entry(text.times().day(record.entry().day()), values, from.orElse(""));
    }

    private static Reason reason(Holding.Why why, HeldText text) {
        String id = why.purpose().id().value();
        return new Reason(
                text.policy().purpose(id), text.policy().of("why", id), text.bases(why.bases()));
    }
}
