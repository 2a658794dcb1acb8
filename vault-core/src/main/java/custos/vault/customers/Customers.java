package custos.vault.customers;

import custos.crypto.IndexToken;
import custos.customer.CustomerId;
import custos.customer.FieldValue;
import custos.event.Act;
import custos.event.ActType;
import custos.event.Actor;
import custos.event.Internal;
import custos.event.Subject;
import custos.policy.FieldId;
import custos.policy.MethodId;
import custos.policy.Policy;
import custos.policy.Purpose;
import custos.policy.PurposeId;
import custos.policy.ReasonUse;
import custos.policy.SourceId;
import custos.store.ReadSession;
import custos.vault.consents.ConsentAnswer;
import custos.vault.consents.ConsentChange;
import custos.vault.consents.ConsentMail;
import custos.vault.consents.Consents;
import custos.vault.consents.Permitting;
import custos.vault.consents.Profile;
import custos.vault.consents.UsedForms;
import custos.vault.core.Core;
import custos.vault.core.Ledger;
import custos.vault.core.Repeat;
import custos.vault.core.Repeats;
import custos.vault.core.Suppressing;
import custos.vault.rows.CustomerContent;
import custos.vault.rows.CustomerDraft;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Parts;
import custos.vault.rows.Refusal;
import custos.vault.rows.Slots;
import custos.vault.rows.VaultFault;
import custos.vault.rows.Write;
import custos.vault.writer.Disclosures;
import custos.vault.writer.GroupWriter;
import custos.vault.writer.Landing;
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
import java.util.function.LongSupplier;

/// Customers: taken in, looked up masked, opened for a purpose, revealed with a reason, amended.
public final class Customers {
    /// The most customers that [#search] answers with.
    public static final int MAX_FOUND = 20;

    private final Core core;
    private final Finder finder;
    private final Disclosures disclosures;
    private final Repeats repeats;
    private final LongSupplier numbers;
    private final Amending amending;
    private final FormerMailbox formerMailbox;
    private final ContactVisits visits;
    private final TypedSearch typedSearch;

    public Customers(
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
        this.amending = new Amending(core, finder);
        this.formerMailbox = new FormerMailbox(core);
        this.visits = new ContactVisits(core);
        this.typedSearch = new TypedSearch(core, finder, this);
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
    /// @param leaf the leaf's index; -1 when nothing changed
    /// @param undo what [#undo] takes to put the old values back, where fields changed
    public record Recorded(CustomerId id, long version, long leaf, Optional<String> undo) {
        public Recorded(CustomerId id, long version, long leaf) {
            this(id, version, leaf, Optional.empty());
        }

        /// Redacted: whoever holds the undo may put the old values back.
        @Override
        public String toString() {
            return "Recorded[" + id.value() + ", version " + version + "]";
        }
    }

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

    /// A customer who is here or on the telephone, with the fields that this opened.
    public record Attended(ContactVisit visit, Opened opened) {}

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
        try (var _ = core.keys().readings().begin()) {
            Write write;
            List<IndexToken> carried;
            try (CustomerDraft draft = CustomerDraft.register(core.keys(), core.schema(), no)) {
                write = registration(policy, wanted, actor, content, draft, repeat);
                carried = draft.carried();
            }
            return switch (core.writer().landNew(write)) {
                case Landing.Landed(long idx) -> {
                    finder.put(no, carried, policy, content.contact());
                    yield new Recorded(core.customerId(no), content.version(), Ledger.index(idx));
                }
                case Landing.Taken(_) ->
                        recorded(repeat.flatMap(repeats::find).orElseThrow(Refusal.Erased::new));
                case Landing.Broken(var bug) -> throw bug;
                case Landing.Stale() -> throw new VaultFault.Busy(GroupWriter.ROLLING);
            };
        }
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
            try (ReadSession read = core.store().read()) {
                new UsedForms(core)
                        .take(read, policy, draft.no(), wanted.consents())
                        .forEach(draft::also);
            }
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

    static void requireSource(Policy policy, SourceId source) {
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

    public Masked masked(CustomerFile file, String role) {
        return Masking.of(core, file, role);
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
            var opened = open(core, file, policy, wanted.fields());
            if (!disclosures.noted(actor, purpose, no)) {
                disclosures.note(actor, purpose, no, file.take(core.schema().evidenceClass()));
            }
            return opened;
        }
    }

    static Opened open(Core core, CustomerFile file, Policy policy, Set<FieldId> wanted) {
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
                    Opened opened = open(core, changing.file(), policy, fields);
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

    /// Opens the fields of `service` for ten minutes, because the customer is here or on the
    /// telephone; one event, durable before this returns.
    ///
    /// @param how `counter` or `phone`
    public Attended openContact(CustomerId id, MethodId how, Actor actor) {
        return visits.open(id, how, actor);
    }

    /// The same fields again while the customer is still here; no further event.
    ///
    /// @param proof of the visit, as [#openContact] gave it
    /// @return empty when the ten minutes are over, or the visit is not of this customer and actor
    public Optional<Attended> stillOpen(CustomerId id, String proof, Actor actor) {
        return visits.stillOpen(id, proof, actor);
    }

    /// Changes fields of a customer; durable on return. Where that puts another e-mail address in
    /// place of hers, a letter tells the old one.
    public Recorded amend(CustomerId id, Amendment amendment, Actor actor) {
        return amend(id, amendment, actor, formerMailbox);
    }

    /// Adds rows beside an amendment, such as letters, once the fields are put.
    public interface Beside {
        void add(
                Core.Changing changing,
                SortedMap<Integer, FieldValue> before,
                SortedMap<Integer, FieldValue> after);
    }

    /// @param beside called with the contact record of before and after when anything changed
    public Recorded amend(CustomerId id, Amendment amendment, Actor actor, Beside beside) {
        return amending.amend(id, amendment, actor, beside);
    }

    /// Puts back what an amendment of the last hour changed, as long as nothing was changed since.
    ///
    /// @param undo as the amendment answered it
    /// @throws Refusal.Stale when the customer was changed since
    /// @throws Refusal.Conflict when the hour is over
    public Recorded undo(CustomerId id, String undo, Actor actor) {
        return amending.undo(id, undo, actor);
    }

    /// Notes that somebody asked today, and the address is still right; durable on return.
    public Recorded confirmAddress(CustomerId id, SourceId source, Actor actor) {
        return amending.confirmAddress(id, source, actor);
    }

    /// Customers by what somebody typed into one box: an e-mail address, a telephone number, a
    /// customer or card number, or the beginnings of a name, town or street. Masked, at most
    /// [#MAX_FOUND]; nothing from less than two characters.
    public Found search(String typed, String role) {
        return typedSearch.find(typed, role);
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
