package custos.vault.records;

import custos.consent.ConsentBook;
import custos.consent.ConsentKey;
import custos.customer.CardNumber;
import custos.customer.CustomerId;
import custos.customer.FieldValue;
import custos.event.Actor;
import custos.policy.FieldId;
import custos.policy.Policy;
import custos.policy.Purpose;
import custos.policy.PurposeId;
import custos.policy.SourceId;
import custos.till.NotNow;
import custos.till.TillQuestion;
import custos.till.TillRules;
import custos.vault.consents.Profile;
import custos.vault.core.Core;
import custos.vault.customers.Customers;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Kinds;
import custos.vault.rows.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;

/// Customers at the till: known by what they have with them, and asked one thing at a time.
public final class Till {
    private static final List<FieldId> KNOWN_BY =
            List.of(new FieldId("phone"), new FieldId("reward_card"), new FieldId("payment_token"));
    private static final FieldId CONFIRMED_ON = new FieldId("address_confirmed_on");
    private static final FieldId NOT_NOW = new FieldId("not_now");
    private static final PurposeId GREETING = new PurposeId("birthday-greeting");

    private final Core core;
    private final Customers customers;

    Till(Core core, Customers customers) {
        this.core = core;
        this.customers = customers;
    }

    /// Customers by the whole telephone number, reward card or payment provider's mark, masked, at
    /// most [Customers#MAX_FOUND].
    ///
    /// @throws Refusal.BadField for what looks like a payment card's number
    public List<Customers.Masked> find(String typed, String role) {
        if (CardNumber.appearsIn(typed)) {
            throw new Refusal.BadField("q", "payment card numbers are neither kept nor looked up");
        }
        Policy policy = core.policies().current();
        var found = new LinkedHashMap<CustomerId, Customers.Masked>();
        for (FieldId field : KNOWN_BY) {
            if (policy.field(field).isPresent()) {
                by(field, typed, role).forEach(one -> found.putIfAbsent(one.id(), one));
            }
        }
        return found.values().stream().limit(Customers.MAX_FOUND).toList();
    }

    private List<Customers.Masked> by(FieldId field, String typed, String role) {
        try {
            return customers.findExact(field, typed, role, Optional.empty()).items();
        } catch (Refusal.BadField otherForm) {
            // A card is no telephone number, and the other way round.
            return List.of();
        }
    }

    /// What may be asked of a customer who is here. Nothing where the policy has no place to keep
    /// that she would rather not say.
    public Optional<TillQuestion> next(CustomerId id) {
        Policy policy = core.policies().current();
        if (policy.field(NOT_NOW).isEmpty()) {
            return Optional.empty();
        }
        Instant now = core.now();
        try (CustomerFile file = core.file(core.number(id))) {
            return TillRules.next(
                    known(policy, Profile.of(file, policy), now),
                    field -> policy.field(field).isPresent(),
                    LocalDate.ofEpochDay(Core.day(now)));
        }
    }

    private static TillRules.Known known(Policy policy, Profile profile, Instant now) {
        var present = new HashSet<FieldId>();
        for (SortedMap<Integer, FieldValue> record :
                List.of(profile.contact(), profile.profile())) {
            record.keySet()
                    .forEach(number ->
                            policy.field(number).ifPresent(field -> present.add(field.id())));
        }
        return new TillRules.Known(
                present,
                value(policy, profile, CONFIRMED_ON)
                        .flatMap(value ->
                                value instanceof FieldValue.Day(LocalDate day)
                                        ? Optional.of(day)
                                        : Optional.empty()),
                notNow(policy, profile),
                greets(policy, profile.book(), now),
                profile.book().restrictedSince().isPresent());
    }

    private static NotNow notNow(Policy policy, Profile profile) {
        return value(policy, profile, NOT_NOW).map(NotNow::of).orElse(NotNow.NOTHING);
    }

    private static Optional<FieldValue> value(Policy policy, Profile profile, FieldId id) {
        return policy.field(id)
                .flatMap(field -> Optional.ofNullable(profile.contact().get(field.number())));
    }

    /// Fields of her contact record that only purposes use to which she has not agreed: nothing is
    /// written into them until she does.
    public Set<FieldId> unagreed(CustomerId id) {
        Policy policy = core.policies().current();
        Instant now = core.now();
        try (CustomerFile file = core.file(core.number(id))) {
            ConsentBook book = Profile.book(file, policy);
            return Kinds.of(policy, Kinds.CONTACT).fields().stream()
                    .filter(field -> !isAgreed(policy, book, field, now))
                    .collect(Collectors.toSet());
        }
    }

    private static boolean isAgreed(Policy policy, ConsentBook book, FieldId field, Instant now) {
        List<Purpose> uses =
                policy.purposes().stream()
                        .filter(purpose -> purpose.fields().contains(field))
                        .toList();
        return uses.isEmpty()
                || uses.stream()
                        .anyMatch(purpose -> !purpose.needsConsent() || agrees(purpose, book, now));
    }

    private static boolean agrees(Purpose purpose, ConsentBook book, Instant now) {
        return !book.objections().containsKey(purpose.id())
                && purpose.channels().stream()
                        .map(channel -> new ConsentKey(purpose.id(), channel))
                        .anyMatch(key -> book.state(key, now).grant().isPresent());
    }

    private static boolean greets(Policy policy, ConsentBook book, Instant now) {
        return policy.purpose(GREETING).filter(purpose -> agrees(purpose, book, now)).isPresent();
    }

    /// Keeps that she would rather not answer, so that nobody asks again for [NotNow#REST_DAYS]
    /// days; durable on return.
    public Customers.Recorded notNow(CustomerId id, FieldId field, SourceId source, Actor actor) {
        Policy policy = core.policies().current();
        if (policy.field(field).isEmpty() || policy.field(NOT_NOW).isEmpty()) {
            throw new Refusal.BadField("field", "the policy has no such question");
        }
        long version;
        NotNow before;
        try (CustomerFile file = core.file(core.number(id))) {
            version = file.contentVersion();
            before = notNow(policy, Profile.of(file, policy));
        }
        NotNow after = before.with(field, LocalDate.ofEpochDay(core.today()));
        return customers.amend(
                id,
                new Customers.Amendment(
                        Map.of(NOT_NOW, Optional.of(after.toValue())),
                        source,
                        OptionalLong.of(version)),
                actor);
    }
}
