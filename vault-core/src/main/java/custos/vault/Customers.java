package custos.vault;

import custos.crypto.IndexToken;
import custos.customer.CustomerId;
import custos.customer.FieldValue;
import custos.customer.Mask;
import custos.event.Act;
import custos.event.ActType;
import custos.event.Actor;
import custos.event.Internal;
import custos.event.Subject;
import custos.policy.Field;
import custos.policy.FieldId;
import custos.policy.Policy;
import custos.policy.Purpose;
import custos.policy.PurposeId;
import custos.policy.ReasonUse;
import custos.policy.SourceId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/// Customers: taken in, looked up masked, opened for a purpose, revealed with a reason, amended.
public final class Customers {
    private final Core core;
    private final Finder finder;
    private final Disclosures disclosures;
    private final Repeats repeats;
    private final LongSupplier numbers;

    Customers(
            Core core,
            Finder finder,
            Disclosures disclosures,
            Repeats repeats,
            LongSupplier numbers) {
        this.core = core;
        this.finder = finder;
        this.disclosures = disclosures;
        this.repeats = repeats;
        this.numbers = numbers;
    }

    /// What is asked to be kept of a new customer.
    ///
    /// @param source how it was collected, a name of the policy
    public record Registration(
            Map<FieldId, FieldValue> fields, SourceId source, List<ConsentAnswer> consents) {
        public Registration {
            fields = Map.copyOf(fields);
            consents = List.copyOf(consents);
        }
    }

    /// Where a change stands in the ledger once it is durable.
    ///
    /// @param leaf the leaf's index
    public record Recorded(CustomerId id, long version, long leaf) {}

    /// A customer as somebody sees who has not opened anything.
    ///
    /// @param fields what the masks of the viewer's role leave of the values
    public record Masked(
            CustomerId id,
            long version,
            LocalDate activeOn,
            SequencedMap<FieldId, String> fields) {}

    /// A customer's opened fields.
    public record Opened(CustomerId id, long version, SequencedMap<FieldId, FieldValue> fields) {}

    /// Changes of fields: a value to put, or none to delete.
    public record Amendment(
            Map<FieldId, Optional<FieldValue>> fields, SourceId source, OptionalLong ifVersion) {
        public Amendment {
            fields = Map.copyOf(fields);
        }
    }

    /// Takes a customer in; durable on return.
    ///
    /// @param repeat the key by which the same request may be sent again
    public Recorded register(Registration wanted, Actor actor, Optional<Repeat> repeat) {
        Optional<Repeats.Answer> answered = repeat.flatMap(repeats::find);
        if (answered.isPresent()) {
            return recorded(answered.get());
        }
        Policy policy = core.policies().current();
        CustomerContent content = CustomerContent.of(policy, wanted.fields());
        requireSource(policy, wanted.source());
        for (int i = 0; i < wanted.consents().size(); i++) {
            ConsentAnswer answer = wanted.consents().get(i);
            ConsentChange.requireVoice(policy, actor, "consents[" + i + "].", answer);
        }
        if (content.isEmpty()) {
            throw new Refusal.BadField("fields", "a customer has at least one field");
        }
        long no = numbers.getAsLong();
        Write write;
        List<IndexToken> carried;
        try (CustomerDraft draft = CustomerDraft.register(core.keys(), core.schema(), no)) {
            write = registration(policy, wanted, actor, content, draft, repeat);
            carried = draft.carried();
        }
        return switch (core.writer().land(write)) {
            case Landing.Landed(long idx) -> {
                finder.put(no, carried, policy, content.contact());
                yield new Recorded(core.customerId(no), content.version(), Ledger.index(idx));
            }
            case Landing.Taken(_) ->
                    recorded(repeat.flatMap(repeats::find).orElseThrow(Refusal.Erased::new));
            case Landing.Broken(var bug) -> throw bug;
            case Landing.Stale() -> throw new VaultFault.Busy("the vault's keys are being rolled");
        };
    }

    private Recorded recorded(Repeats.Answer answer) {
        return new Recorded(
                core.customerId(answer.customer()), answer.version(), Ledger.index(answer.idx()));
    }

    private Write registration(
            Policy policy,
            Registration wanted,
            Actor actor,
            CustomerContent content,
            CustomerDraft draft,
            Optional<Repeat> repeat) {
        var now = core.now();
        int day = Core.day(now);
        content.putInto(draft, policy, day);
        draft.tokens(finder.tokens(policy, content.contact()));
        draft.activeOn(day);
        Subject.Part part = Parts.registered(content.fieldNumbers(), wanted.source());
        List<Act> acts = List.of(Act.of(ActType.CUSTOMER_REGISTERED));
        List<Subject.Part> parts = List.of(part);
        if (!wanted.consents().isEmpty()) {
            ConsentChange change = consents(policy, wanted, content, acts, parts, now);
            change.rows().forEach(draft::also);
            Consents.putBook(draft, policy, change.book(), day);
            new ConsentMail(core).askToConfirm(draft, change, now);
            acts = change.acts();
            parts = change.parts();
        }
        repeat.ifPresent(key -> repeats.remember(key, draft, Optional.empty()));
        return draft.finish(acts, parts, Internal.by(actor), now);
    }

    private ConsentChange consents(
            Policy policy,
            Registration wanted,
            CustomerContent content,
            List<Act> acts,
            List<Subject.Part> parts,
            java.time.Instant now) {
        var person =
                new Profile(content.contact(), content.profile(), Profile.EMPTY.book())
                        .person(policy);
        try (var read = core.store().read()) {
            var change =
                    new ConsentChange(
                            policy,
                            new Suppressing(core.keys().suppressions(), read, now),
                            person,
                            wanted.source(),
                            now,
                            acts,
                            parts);
            for (int i = 0; i < wanted.consents().size(); i++) {
                change.apply("consents[" + i + "].", wanted.consents().get(i));
            }
            return change;
        }
    }

    private static void requireSource(Policy policy, SourceId source) {
        if (policy.source(source).isEmpty()) {
            throw new Refusal.BadField("source", "the policy has no such source");
        }
    }

    /// A customer as a role sees it who has opened nothing.
    public Masked masked(CustomerId id, String role) {
        try (CustomerFile file = core.file(core.number(id))) {
            return masked(file, role);
        }
    }

    Masked masked(CustomerFile file, String role) {
        Policy policy = core.policies().current();
        var values = new TreeMap<>(file.openFixed(Slots.CONTACT));
        values.putAll(file.openFixed(Slots.PROFILE));
        var shown = new LinkedHashMap<FieldId, String>();
        values.forEach((number, value) ->
                policy.field(number)
                        .ifPresent(field ->
                                shown.put(field.id(), mask(policy, role, field).of(value))));
        return new Masked(
                core.customerId(file.no()),
                file.contentVersion(),
                LocalDate.ofEpochDay(file.row().activeDay()),
                shown);
    }

    private static Mask mask(Policy policy, String role, Field field) {
        return Mask.valueOf(policy.mask(role, field.id()).name());
    }

    /// Opens the fields that a purpose covers. The look is written to the ledger within a second.
    ///
    /// @throws Refusal.NotPermitted when the purpose needs a consent that is not there, or the
    ///   customer's data is restricted
    public Opened openFor(CustomerId id, PurposeId purpose, Actor actor) {
        Policy policy = core.policies().current();
        Purpose wanted =
                policy.purpose(purpose)
                        .orElseThrow(() ->
                                new Refusal.BadField("purpose", "the policy has no such purpose"));
        long no = core.number(id);
        try (CustomerFile file = core.file(no)) {
            Permitting.requireReadable(file, policy, wanted, core.now());
            var opened = open(file, policy, wanted.fields());
            if (!disclosures.noted(actor, purpose, no)) {
                disclosures.note(actor, purpose, no, file.take(core.schema().evidenceClass()));
            }
            return opened;
        }
    }

    private Opened open(CustomerFile file, Policy policy, Set<FieldId> wanted) {
        var values = new LinkedHashMap<FieldId, FieldValue>();
        for (int slot : new int[] {Slots.CONTACT, Slots.PROFILE}) {
            file.fixed(slot)
                    .ifPresent(record ->
                            file.open(record, number -> covered(policy, wanted, number))
                                    .forEach((number, value) ->
                                            values.put(
                                                    policy.field(number).orElseThrow().id(),
                                                    value)));
        }
        return new Opened(core.customerId(file.no()), file.contentVersion(), values);
    }

    private static boolean covered(Policy policy, Set<FieldId> wanted, int number) {
        return policy.field(number).map(field -> wanted.contains(field.id())).orElse(false);
    }

    /// Shows fields that are masked, for a reason; durable in the ledger before this returns.
    ///
    /// @param reason a reason code of the policy
    public Opened reveal(CustomerId id, Set<FieldId> fields, String reason, Actor actor) {
        Policy policy = core.policies().current();
        if (fields.isEmpty()) {
            throw new Refusal.BadField("fields", "a reveal names at least one field");
        }
        var numbers = new ArrayList<Integer>();
        for (FieldId field : fields) {
            numbers.add(
                    policy.field(field)
                            .orElseThrow(() ->
                                    new Refusal.BadField(
                                            field.value(), "the policy has no such field"))
                            .number());
        }
        core.policies().requireReason(ReasonUse.REVEAL, reason);
        numbers.sort(null);
        return core.change(
                core.number(id),
                OptionalLong.empty(),
                changing -> {
                    Opened opened = open(changing.file(), policy, fields);
                    Write write =
                            changing.draft()
                                    .finish(
                                            List.of(Act.of(ActType.FIELDS_REVEALED)),
                                            List.of(Parts.fields(numbers)),
                                            Internal.by(actor).because(Optional.of(reason)),
                                            changing.now());
                    return new Core.Prepared<>(write, _ -> opened);
                });
    }

    /// Changes fields of a customer; durable on return.
    public Recorded amend(CustomerId id, Amendment amendment, Actor actor) {
        return amend(id, amendment, actor, (_, _, _) -> {});
    }

    /// Adds rows beside an amendment, such as letters, once the fields are put.
    interface Beside {
        void add(
                Core.Changing changing,
                SortedMap<Integer, FieldValue> before,
                SortedMap<Integer, FieldValue> after);
    }

    /// @param beside called with the contact record of before and after when anything changed
    Recorded amend(CustomerId id, Amendment amendment, Actor actor, Beside beside) {
        Policy policy = core.policies().current();
        requireSource(policy, amendment.source());
        if (amendment.fields().isEmpty()) {
            throw new Refusal.BadField("fields", "an amendment names at least one field");
        }
        long no = core.number(id);
        return core.change(
                no,
                amendment.ifVersion(),
                changing -> prepareAmendment(policy, amendment, actor, beside, changing));
    }

    private Core.Prepared<Recorded> prepareAmendment(
            Policy policy,
            Amendment amendment,
            Actor actor,
            Beside beside,
            Core.Changing changing) {
        CustomerFile file = changing.file();
        CustomerDraft draft = changing.draft();
        var contact = new TreeMap<>(file.openFixed(Slots.CONTACT));
        var profile = new TreeMap<>(file.openFixed(Slots.PROFILE));
        var before = new CustomerContent(new TreeMap<>(contact), new TreeMap<>(profile));
        List<Integer> changed = new ArrayList<>();
        amendment
                .fields()
                .forEach((field, value) ->
                        amendOne(policy, field, value, contact, profile, changed));
        if (changed.isEmpty()) {
            return new Core.Prepared<>(
                    Write.upkeep(List.of()),
                    _ -> new Recorded(core.customerId(file.no()), file.contentVersion(), -1));
        }
        if (contact.isEmpty() && profile.isEmpty()) {
            throw new Refusal.BadField("fields", "a customer keeps at least one field");
        }
        changed.sort(null);
        int day = Core.day(changing.now());
        if (!contact.equals(before.contact())) {
            CustomerContent.put(draft, policy, Slots.CONTACT, contact, day);
            draft.tokens(finder.tokens(policy, contact));
        }
        if (!profile.equals(before.profile())) {
            CustomerContent.put(draft, policy, Slots.PROFILE, profile, day);
        }
        draft.activeOn(day);
        Consents.moved(changing, policy, before.contact(), contact, actor)
                .ifPresent(book -> Consents.putBook(draft, policy, book, day));
        beside.add(changing, before.contact(), contact);
        Write write =
                draft.finish(
                        List.of(Act.of(ActType.CUSTOMER_AMENDED)),
                        List.of(Parts.amended(changed, draft.contentVersion(), amendment.source())),
                        Internal.by(actor),
                        changing.now());
        long version = draft.contentVersion();
        return new Core.Prepared<>(
                write,
                idx -> {
                    finder.replace(file.no(), policy, before.contact(), contact);
                    return new Recorded(core.customerId(file.no()), version, Ledger.index(idx));
                });
    }

    private static void amendOne(
            Policy policy,
            FieldId id,
            Optional<FieldValue> value,
            SortedMap<Integer, FieldValue> contact,
            SortedMap<Integer, FieldValue> profile,
            List<Integer> changed) {
        SortedMap<Integer, FieldValue> record =
                CustomerContent.recordOf(policy, id, contact, profile);
        int number = policy.field(id).orElseThrow().number();
        boolean differs =
                value.isPresent()
                        ? !value.get().equals(record.put(number, value.get()))
                        : record.remove(number) != null;
        if (differs) {
            changed.add(number);
        }
    }

    /// Customers by an exact e-mail address, telephone number or customer number, masked.
    public Found findExact(FieldId field, String typed, String role, Optional<String> cursor) {
        return finder.exact(this, field, typed, role, cursor);
    }

    /// Customers by name, town or street, masked; from two letters on.
    public Found findByName(String words, String role, int limit, Optional<String> cursor) {
        return finder.byName(this, words, role, limit, cursor);
    }

    /// What a search found.
    ///
    /// @param building true while names are still being read into memory, so that some may be
    ///   missing
    public record Found(List<Masked> items, Optional<String> next, boolean building) {
        public Found {
            items = List.copyOf(items);
        }
    }
}
