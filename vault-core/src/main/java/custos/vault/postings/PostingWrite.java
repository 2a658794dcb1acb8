package custos.vault.postings;

import custos.customer.FieldValue;
import custos.customer.IndexForm;
import custos.event.Act;
import custos.event.ActType;
import custos.event.Actor;
import custos.event.Internal;
import custos.event.Subject;
import custos.policy.Channel;
import custos.policy.FieldId;
import custos.policy.Policy;
import custos.policy.Purpose;
import custos.policy.PurposeId;
import custos.policy.RecordKind;
import custos.posting.Pending;
import custos.posting.Posting;
import custos.posting.PublicForm;
import custos.store.ReadSession;
import custos.store.RowChange;
import custos.vault.consents.ConsentAnswer;
import custos.vault.consents.ConsentChange;
import custos.vault.consents.ConsentMail;
import custos.vault.consents.Consents;
import custos.vault.consents.Profile;
import custos.vault.core.Addresses;
import custos.vault.core.Core;
import custos.vault.core.Ledger;
import custos.vault.core.RecordRules;
import custos.vault.core.Repeat;
import custos.vault.core.Repeats;
import custos.vault.core.Suppressing;
import custos.vault.rows.CustomerContent;
import custos.vault.rows.CustomerDraft;
import custos.vault.rows.Kinds;
import custos.vault.rows.Refusal;
import custos.vault.rows.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;

/// A posting that its link confirmed, as a write of one customer: a registration where she is new,
/// her record, and what she agreed to, in one leaf.
///
/// @param done the row that stands for it from then on
/// @param repeat by which the same record is known again
/// @param records whether its record is added; else it counts for what she agrees to alone
record PostingWrite(
        Core core,
        Repeats repeats,
        Policy policy,
        Pending.Waiting waiting,
        RowChange done,
        Optional<Repeat> repeat,
        boolean records) {
    private static final FieldId NAME = new FieldId("full_name");
    private static final FieldId LANGUAGE = new FieldId("language");

    private Posting posting() {
        return waiting.posting();
    }

    /// What is kept of somebody new.
    CustomerContent content() {
        var fields = new HashMap<FieldId, FieldValue>();
        fields.put(PublicForm.EMAIL_FIELD, new FieldValue.Text(posting().email().value()));
        posting().name().ifPresent(name -> put(fields, NAME, name));
        put(fields, LANGUAGE, posting().language().value());
        return CustomerContent.of(policy, fields);
    }

    private void put(Map<FieldId, FieldValue> fields, FieldId id, String value) {
        if (Kinds.of(policy, Kinds.CONTACT).fields().contains(id)) {
            fields.put(id, new FieldValue.Text(value));
        }
    }

    /// For somebody new.
    Core.Prepared<Postings.Outcome> registration(
            ReadSession read, CustomerDraft draft, CustomerContent content) {
        Instant now = core.now();
        content.putInto(draft, policy, Core.day(now));
        var leaf = new Entry(new ArrayList<>(), new ArrayList<>());
        leaf.add(
                ActType.CUSTOMER_REGISTERED,
                content.fieldNumbers(),
                OptionalLong.empty(),
                posting());
        var profile = new Profile(content.contact(), content.profile(), Profile.EMPTY.book());
        return prepared(read, draft, profile, leaf, now);
    }

    /// For the customer who has the address.
    Core.Prepared<Postings.Outcome> onto(Core.Changing changing) {
        RecordRules.requireRoom(changing);
        return prepared(
                changing.read(),
                changing.draft(),
                Profile.of(changing.file(), policy),
                new Entry(new ArrayList<>(), new ArrayList<>()),
                changing.now());
    }

    /// The acts of the leaf so far, and what the opening says of each.
    private record Entry(List<Act> acts, List<Subject.Part> parts) {
        void add(ActType type, List<Integer> fields, OptionalLong record, Posting posting) {
            parts.add(
                    new Subject.Part(
                            acts.size(),
                            Optional.empty(),
                            fields,
                            record,
                            OptionalLong.of(1),
                            Optional.of(PublicForm.METHOD.value()),
                            Optional.of(posting.form().source().value()),
                            Optional.empty(),
                            Optional.of(posting.language().value()),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty()));
            acts.add(Act.of(type));
        }
    }

    private Core.Prepared<Postings.Outcome> prepared(
            ReadSession read, CustomerDraft draft, Profile profile, Entry leaf, Instant now) {
        int today = Core.day(now);
        Optional<Long> record = addRecord(draft, leaf, today);
        var change =
                new ConsentChange(
                        policy,
                        new Suppressing(core.keys().suppressions(), read, now),
                        profile.person(policy),
                        posting().form().source(),
                        now,
                        leaf.acts(),
                        leaf.parts());
        List<PurposeId> notGiven = agree(change);
        List<PurposeId> given =
                change.acts().stream().flatMap(act -> act.purpose().stream()).toList();
        change.rows().forEach(draft::also);
        if (!given.isEmpty()) {
            Consents.putBook(draft, policy, change.book(), today);
            given.forEach(purpose -> welcome(draft, profile, purpose, now));
        }
        if (change.acts().isEmpty()) {
            var rows = new ArrayList<>(change.rows());
            rows.add(done);
            return new Core.Prepared<>(
                    Write.upkeep(rows),
                    _ -> new Postings.Outcome.Confirmed(posting().form(), given, notGiven, -1));
        }
        draft.activeOn(today);
        draft.also(done);
        repeat.ifPresent(key -> repeats.remember(key, draft, record));
        Write write =
                draft.finish(change.acts(), change.parts(), Internal.by(new Actor.Customer()), now);
        return new Core.Prepared<>(
                write,
                idx ->
                        new Postings.Outcome.Confirmed(
                                posting().form(), given, notGiven, Ledger.index(idx)));
    }

    private Optional<Long> addRecord(CustomerDraft draft, Entry leaf, int today) {
        Optional<RecordKind> kind = posting().form().record(policy).filter(_ -> records);
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        Told told = told(kind.get());
        SortedMap<Integer, FieldValue> values = told.values();
        int day = told.day().orElse(Core.day(waiting.at()));
        long number =
                draft.add(
                        Kinds.classNo(policy, kind.get()),
                        kind.get().number(),
                        Math.min(day, today),
                        values);
        leaf.add(
                ActType.RECORD_ADDED,
                List.copyOf(values.keySet()),
                OptionalLong.of(number),
                posting());
        return Optional.of(number);
    }

    /// What a form says of its record.
    private record Told(SortedMap<Integer, FieldValue> values, Optional<Integer> day) {}

    private Told told(RecordKind kind) {
        try {
            return told(policy, kind, posting());
        } catch (Refusal.BadField e) {
            throw new Refusal.Conflict("no-form", "the policy asks for something else by now");
        }
    }

    /// Whatever the policy still has of the fields.
    private static Told told(Policy policy, RecordKind kind, Posting posting) {
        var kept = new HashMap<FieldId, FieldValue>(posting.fields());
        kept.keySet().retainAll(kind.fields());
        SortedMap<Integer, FieldValue> values = RecordRules.values(policy, kind, kept);
        RecordRules.requireComplete(policy, kind, values);
        RecordRules.requireSense(policy, values);
        return new Told(values, RecordRules.day(policy, kind, values));
    }

    /// @throws Refusal.BadField when the form's record could not be kept
    static void requireSense(Policy policy, Posting posting) {
        posting.form().record(policy).ifPresent(kind -> told(policy, kind, posting));
    }

    /// @return the purposes that she may not agree to
    private List<PurposeId> agree(ConsentChange change) {
        var notGiven = new ArrayList<PurposeId>();
        for (PurposeId id : posting().agreed()) {
            int refused = change.refused().size();
            if (isOffered(id)) {
                change.tryApply(yes(id));
            }
            if (!isOffered(id) || change.refused().size() > refused) {
                notGiven.add(id);
            }
        }
        return notGiven;
    }

    private boolean isOffered(PurposeId id) {
        return posting().form().purposes(policy).stream().map(Purpose::id).anyMatch(id::equals);
    }

    private ConsentAnswer yes(PurposeId purpose) {
        return new ConsentAnswer(
                purpose,
                PublicForm.EMAIL,
                true,
                PublicForm.METHOD,
                Optional.of(posting().language()),
                Optional.of(posting().notice()),
                Optional.empty(),
                Optional.empty(),
                Optional.of("asked by public-form at " + waiting.at()));
    }

    private void welcome(CustomerDraft draft, Profile profile, PurposeId id, Instant now) {
        Purpose purpose = policy.purpose(id).orElseThrow();
        Channel channel = policy.channel(PublicForm.EMAIL).orElseThrow();
        var addresses = new Addresses(policy, profile.contact());
        Optional<IndexForm> address = addresses.of(channel);
        addresses
                .mailbox(channel)
                .flatMap(to ->
                        address.map(
                                form -> new ConsentMail.Welcome(to, form, posting().language())))
                .ifPresent(
                        whom -> new ConsentMail(core).welcome(draft, purpose, channel, whom, now));
    }
}
