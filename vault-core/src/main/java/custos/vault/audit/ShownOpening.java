package custos.vault.audit;

import custos.customer.CustomerId;
import custos.customer.RecordId;
import custos.event.Act;
import custos.event.Subject;
import custos.policy.Field;
import custos.policy.Policy;
import custos.vault.core.Core;
import custos.vault.core.Sight;
import custos.vault.rows.OpenedLeaf;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// A customer's half of an entry, proven to belong to it, as somebody may see it: she is named by
/// her public id, values are masked.
///
/// @param erased whether she was erased and this half is kept as evidence
/// @param recorded when the vault wrote it down
public record ShownOpening(
        CustomerId customer, boolean erased, Instant recorded, List<ShownPart> parts) {
    public ShownOpening {
        parts = List.copyOf(parts);
    }

    /// What is known of one act.
    ///
    /// @param fields the names of the fields that changed or were shown, never their values
    /// @param address where a message would go, as far as it may be seen
    /// @param evidence likewise
    public record ShownPart(
            Act act,
            List<String> fields,
            Optional<RecordId> record,
            OptionalLong version,
            Optional<String> method,
            Optional<String> source,
            Optional<String> state,
            Optional<String> language,
            Optional<Instant> occurred,
            Optional<String> form,
            Optional<String> address,
            Optional<String> evidence) {
        public ShownPart {
            fields = List.copyOf(fields);
        }

        /// Redacted: address and evidence may be whole.
        @Override
        public String toString() {
            return "ShownPart[" + act.type().word() + "]";
        }
    }

    static ShownOpening of(Core core, OpenedLeaf opened, boolean erased, Sight sight) {
        Subject subject = opened.subject();
        return new ShownOpening(
                core.customerId(subject.customer()),
                erased,
                subject.recorded(),
                subject.parts().stream()
                        .map(part -> part(core, opened.leaf().acts().get(part.act()), part, sight))
                        .toList());
    }

    private static ShownPart part(Core core, Act act, Subject.Part part, Sight sight) {
        Policy policy = core.policies().current();
        return new ShownPart(
                act,
                part.fields().stream().map(number -> name(policy, number)).toList(),
                part.record().isPresent()
                        ? Optional.of(core.recordId(part.record().getAsLong()))
                        : Optional.empty(),
                part.version(),
                part.method(),
                part.source(),
                part.state(),
                part.language(),
                part.occurred(),
                part.form(),
                part.address().map(address -> sight.address(policy, act, address)),
                part.evidence().map(sight::evidence));
    }

    private static String name(Policy policy, int number) {
        return policy.field(number).map(Field::id).map(id -> id.value()).orElse("" + number);
    }
}
