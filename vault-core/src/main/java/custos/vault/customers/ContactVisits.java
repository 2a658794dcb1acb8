package custos.vault.customers;

import custos.customer.CustomerId;
import custos.event.Act;
import custos.event.ActType;
import custos.event.Actor;
import custos.event.Internal;
import custos.policy.FieldId;
import custos.policy.MethodId;
import custos.policy.Policy;
import custos.policy.Purpose;
import custos.policy.PurposeId;
import custos.store.ReadSession;
import custos.vault.consents.Permitting;
import custos.vault.core.Core;
import custos.vault.core.SealedNotes;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Parts;
import custos.vault.rows.Refusal;
import custos.vault.rows.Write;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// "The customer is here", "on the telephone": her contact fields stay open for ten minutes with
/// one event, in place of a typed reason a hundred times a day.
final class ContactVisits {
    private static final Duration LASTS = Duration.ofMinutes(10);
    private static final PurposeId SERVICE = new PurposeId("service");
    private static final Set<String> METHODS = Set.of("counter", "phone");
    private static final byte FORMAT = 1;

    private final Core core;
    private final SealedNotes notes;

    ContactVisits(Core core) {
        this.core = core;
        this.notes = new SealedNotes(core, "contact-visit", 256);
    }

    Customers.Attended open(CustomerId id, MethodId how, Actor actor) {
        Policy policy = core.policies().current();
        if (!METHODS.contains(how.value()) || policy.method(how).isEmpty()) {
            throw new Refusal.BadField("method", "a customer is here (counter) or on the phone");
        }
        return core.change(
                core.number(id),
                OptionalLong.empty(),
                changing -> prepare(policy, id, how, actor, changing));
    }

    private Core.Prepared<Customers.Attended> prepare(
            Policy policy, CustomerId id, MethodId how, Actor actor, Core.Changing changing) {
        Purpose service = service(policy);
        Permitting.requireReadable(changing.file(), policy, service, changing.now());
        Customers.Opened opened = Customers.open(core, changing.file(), policy, service.fields());
        Instant until = changing.now().plus(LASTS);
        String proof =
                notes.seal(
                        changing.draft().key(core.policies().contactClass()),
                        actor.id(),
                        ByteBuffer.allocate(9).put(FORMAT).putLong(until.toEpochMilli()).array());
        Write write =
                changing.draft()
                        .finish(
                                List.of(Act.of(ActType.CONTACT_OPENED)),
                                List.of(Parts.attended(numbers(policy, opened), how)),
                                Internal.by(actor),
                                changing.now());
        return new Core.Prepared<>(
                write, _ -> new Customers.Attended(new ContactVisit(id, until, proof), opened));
    }

    private static List<Integer> numbers(Policy policy, Customers.Opened opened) {
        return opened.fields().keySet().stream()
                .map((FieldId field) -> policy.field(field).orElseThrow().number())
                .sorted()
                .toList();
    }

    Optional<Customers.Attended> stillOpen(CustomerId id, String proof, Actor actor) {
        Policy policy = core.policies().current();
        try (ReadSession read = core.store().read();
                CustomerFile file = core.file(read, core.number(id))) {
            return notes.open(file, actor.id(), proof)
                    .flatMap(ContactVisits::until)
                    .filter(until -> core.clock().instant().isBefore(until))
                    .map(until -> {
                        Purpose service = service(policy);
                        Permitting.requireReadable(file, policy, service, core.now());
                        return new Customers.Attended(
                                new ContactVisit(id, until, proof),
                                Customers.open(core, file, policy, service.fields()));
                    });
        }
    }

    private static Optional<Instant> until(byte[] plain) {
        return plain.length == 9 && plain[0] == FORMAT
                ? Optional.of(Instant.ofEpochMilli(ByteBuffer.wrap(plain).getLong(1)))
                : Optional.empty();
    }

    private static Purpose service(Policy policy) {
        return policy.purpose(SERVICE)
                .orElseThrow(() ->
                        new Refusal.BadField("purpose", "the policy has no purpose `service`"));
    }
}
