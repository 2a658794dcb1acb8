package custos.vault.lists;

import custos.consent.ConsentBook;
import custos.consent.ConsentKey;
import custos.consent.Suppressed;
import custos.customer.CustomerId;
import custos.customer.FieldValue;
import custos.customer.IndexForm;
import custos.list.ListQuestion;
import custos.list.Reason;
import custos.policy.Channel;
import custos.policy.ClassId;
import custos.policy.Field;
import custos.policy.FieldId;
import custos.policy.KindId;
import custos.policy.Policy;
import custos.policy.Purpose;
import custos.policy.RecordKind;
import custos.store.CustomerRow;
import custos.store.ReadSession;
import custos.vault.consents.OpenedPerson;
import custos.vault.consents.Permitting;
import custos.vault.consents.Permitting.Reached;
import custos.vault.consents.Profile;
import custos.vault.core.Addresses;
import custos.vault.core.Core;
import custos.vault.core.CustomerFiles;
import custos.vault.core.Suppressing;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Kinds;
import custos.vault.rows.Refusal;
import custos.vault.rows.Slots;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One list as the policy allows it, and who is on it. Safe for threads.
final class ListReading {
    private final Core core;
    private final Policy policy;
    private final ListQuestion question;
    private final Purpose purpose;
    private final Optional<Channel> channel;
    private final OpenedPerson.View view;
    private final Set<Integer> shownOrNeeded;

    private ListReading(
            Core core,
            Policy policy,
            ListQuestion question,
            Purpose purpose,
            Optional<Channel> channel) {
        this.core = core;
        this.policy = policy;
        this.question = question;
        this.purpose = purpose;
        this.channel = channel;
        this.view = OpenedPerson.View.of(policy, purpose.id(), question, core.today());
        this.shownOrNeeded = shownOrNeeded();
    }

    /// The fields of a customer that are opened: what the list shows or decides by, where she is
    /// reached, and her age where the purpose has one.
    private Set<Integer> shownOrNeeded() {
        return Stream.of(
                        purpose.fields().stream(),
                        question.fields().stream(),
                        channel.flatMap(Channel::address).stream(),
                        purpose.minimumAge() > 0
                                ? Stream.of(Kinds.BIRTH_DATE)
                                : Stream.<FieldId>empty())
                .flatMap(ids -> ids)
                .flatMap(id -> policy.field(id).stream())
                .map(Field::number)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// @throws Refusal.BadField when the policy does not follow the purpose by the channel
    /// @throws Refusal.NotPermitted when the question needs data that the purpose does not cover
    static ListReading of(Core core, ListRequest request) {
        Policy policy = core.policies().current();
        Purpose purpose =
                policy.purpose(request.purpose())
                        .orElseThrow(() ->
                                new Refusal.BadField("purpose", "the policy has no such purpose"));
        requireCovered(policy, purpose, request.question());
        return new ListReading(
                core, policy, request.question(), purpose, channel(policy, purpose, request));
    }

    private static Optional<Channel> channel(Policy policy, Purpose purpose, ListRequest request) {
        if (request.channel().isEmpty()) {
            if (!purpose.channels().isEmpty()) {
                throw new Refusal.BadField("channel", "this purpose is followed by a channel");
            }
            if (purpose.needsConsent()) {
                throw new Refusal.NotPermitted(
                        "no-consent", "nobody can agree to a purpose without a channel");
            }
            return Optional.empty();
        }
        return Optional.of(
                request.channel()
                        .flatMap(policy::channel)
                        .filter(known -> purpose.channels().contains(known.id()))
                        .orElseThrow(() ->
                                new Refusal.BadField(
                                        "channel",
                                        "the policy does not follow this purpose by this"
                                                + " channel")));
    }

    private static void requireCovered(Policy policy, Purpose purpose, ListQuestion question) {
        List<ClassId> missing = missing(policy, purpose, question);
        if (!missing.isEmpty()) {
            throw new Refusal.NotPermitted(
                    "not-covered",
                    "the policy gives this purpose no data of the class "
                            + missing.getFirst().value());
        }
        if (!hasOwn(policy, purpose, question)) {
            throw new Refusal.NotPermitted(
                    "not-covered", "the policy follows this purpose by no channel");
        }
        for (FieldId field : question.fields()) {
            if (!purpose.fields().contains(field)) {
                throw new Refusal.NotPermitted(
                        "not-covered",
                        "the policy does not open the field "
                                + field.value()
                                + " for this purpose");
            }
        }
    }

    /// Whether the policy lets a question be answered for a purpose.
    static boolean isCovered(Policy policy, Purpose purpose, ListQuestion question) {
        return missing(policy, purpose, question).isEmpty()
                && hasOwn(policy, purpose, question)
                && purpose.fields().containsAll(question.fields());
    }

    /// Whether there can be records made for the very purpose, where a question asks for such:
    /// nobody is written to for a purpose without a channel.
    private static boolean hasOwn(Policy policy, Purpose purpose, ListQuestion question) {
        return question.ownKinds().stream()
                .allMatch(kind -> policy.kind(kind).isPresent() && !purpose.channels().isEmpty());
    }

    /// The classes of data that a question opens and the purpose does not cover.
    private static List<ClassId> missing(Policy policy, Purpose purpose, ListQuestion question) {
        var needed = new ArrayList<ClassId>();
        for (KindId kind : question.kinds()) {
            needed.add(
                    policy.kind(kind)
                            .map(RecordKind::dataClass)
                            .orElseThrow(() ->
                                    new Refusal.NotPermitted(
                                            "not-covered",
                                            "the policy has no records of the kind "
                                                    + kind.value())));
        }
        for (FieldId field : question.fields()) {
            policy.field(field).map(Field::dataClass).ifPresent(needed::add);
        }
        needed.removeIf(purpose.classes()::contains);
        return needed;
    }

    Policy policy() {
        return policy;
    }

    ListQuestion question() {
        return question;
    }

    Purpose purpose() {
        return purpose;
    }

    Optional<Channel> channel() {
        return channel;
    }

    /// Somebody who is on the list if nothing changes until it is written down.
    ///
    /// @param version of the customer's row when she was looked at
    record Candidate(long no, long version, Gate gate, Reason reason, Row row, byte[] wraps) {
        @Override
        public String toString() {
            return "Candidate[" + no + "]";
        }
    }

    /// Why she may be on it.
    ///
    /// @param at where she would be contacted
    record Gate(String why, Reached at) {}

    /// What is shown of her.
    record Row(CustomerId id, SequencedMap<FieldId, FieldValue> fields) {
        @Override
        public String toString() {
            return "Row[redacted]";
        }
    }

    /// Those of some customers who are on the list. What all of them need is read at once.
    ///
    /// @param rows ascending by number
    List<Candidate> candidates(ReadSession read, List<CustomerRow> rows, Instant now) {
        if (rows.isEmpty()) {
            return List.of();
        }
        var found = new ArrayList<Candidate>();
        try (var _ = core.keys().readings().begin()) {
            var files = new CustomerFiles(core, read, rows);
            for (CustomerRow row : rows) {
                files.of(row).flatMap(file -> candidate(read, file, now)).ifPresent(found::add);
            }
        }
        return found;
    }

    /// Decides on one customer; whoever is erased, or was in between, is on no list.
    Optional<Candidate> candidate(ReadSession read, CustomerRow row, Instant now) {
        try {
            return candidate(read, core.file(read, row.no()), now);
        } catch (Refusal.NotFound | Refusal.Erased e) {
            return Optional.empty();
        }
    }

    private Optional<Candidate> candidate(ReadSession read, CustomerFile opened, Instant now) {
        try (CustomerFile file = opened) {
            ConsentBook book = Profile.book(file, policy);
            if (purpose.needsConsent() && !agreed(book, now)) {
                return Optional.empty();
            }
            var profile =
                    new Profile(
                            file.openFixed(Slots.CONTACT, shownOrNeeded::contains),
                            file.openFixed(Slots.PROFILE, shownOrNeeded::contains),
                            book);
            Reached at = reached(read, profile, now);
            Permitting.Verdict verdict = verdict(profile, at, now);
            if (!verdict.allowed()) {
                return Optional.empty();
            }
            var person = new OpenedPerson(read, file, profile, view);
            return question.answer(person)
                    .map(reason ->
                            new Candidate(
                                    file.no(),
                                    file.row().version(),
                                    new Gate(verdict.why(), at),
                                    reason,
                                    new Row(core.customerId(file.no()), fields(profile)),
                                    file.wraps().bytes()));
        }
    }

    /// The first and cheapest look: nothing else of her is opened without a yes.
    private boolean agreed(ConsentBook book, Instant now) {
        return channel.stream()
                .anyMatch(by ->
                        book.state(new ConsentKey(purpose.id(), by.id()), now).grant().isPresent());
    }

    private Reached reached(ReadSession read, Profile profile, Instant now) {
        Optional<IndexForm> address =
                channel.flatMap(by -> new Addresses(policy, profile.contact()).of(by));
        return new Reached(address, stopped(read, address, now));
    }

    private Suppressed stopped(ReadSession read, Optional<IndexForm> address, Instant now) {
        return channel.map(by ->
                        new Suppressing(core.keys().suppressions(), read, now)
                                .state(purpose, by, address))
                .orElse(Suppressed.NO);
    }

    /// Whether the same refusals stand for her address as when she was looked at.
    boolean stopsAsBefore(ReadSession read, Candidate one, Instant now) {
        Reached at = one.gate().at();
        return stopped(read, at.address(), now).equals(at.suppressed());
    }

    private Permitting.Verdict verdict(Profile profile, Reached at, Instant now) {
        return channel.map(by -> Permitting.contact(policy, profile, purpose, by, at, now))
                .orElseGet(() -> Permitting.evaluation(profile.book(), purpose));
    }

    private SequencedMap<FieldId, FieldValue> fields(Profile profile) {
        var fields = new LinkedHashMap<FieldId, FieldValue>();
        var values = new TreeMap<>(profile.contact());
        values.putAll(profile.profile());
        values.forEach((number, value) ->
                policy.field(number)
                        .filter(field -> purpose.fields().contains(field.id()))
                        .ifPresent(field -> fields.put(field.id(), value)));
        return fields;
    }

    /// The numbers of the fields that somebody's row hands over, with those of the records that it
    /// was made of.
    List<Integer> shown(Candidate one) {
        Stream<FieldId> ofRecords =
                Stream.concat(question.kinds().stream(), question.ownKinds().stream())
                        .flatMap(kind -> policy.kind(kind).stream())
                        .flatMap(kind -> kind.fields().stream())
                        .filter(field -> isTold(field, one.reason()));
        var numbers = new TreeSet<Integer>();
        Stream.concat(one.row().fields().keySet().stream(), ofRecords)
                .flatMap(id -> policy.field(id).stream())
                .map(Field::number)
                .forEach(numbers::add);
        return List.copyOf(numbers);
    }

    /// A fact that bears a field's name is that field; totals and items stand for their own.
    private static boolean isTold(FieldId field, Reason reason) {
        return reason.facts().containsKey(field.value())
                || (field.value().equals("totals") && !reason.facts().isEmpty())
                || (field.value().equals("item") && reason.facts().containsKey("items"))
                || (field.value().equals("rating") && reason.facts().containsKey("best_rating"))
                || (field.value().equals("sent_at") && reason.facts().containsKey("message_on"));
    }
}
