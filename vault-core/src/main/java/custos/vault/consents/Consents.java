package custos.vault.consents;

import custos.consent.ConsentBook;
import custos.consent.ConsentKey;
import custos.consent.ConsentState;
import custos.customer.CustomerId;
import custos.event.Act;
import custos.event.Actor;
import custos.event.Internal;
import custos.event.Subject;
import custos.policy.Channel;
import custos.policy.ChannelId;
import custos.policy.Policy;
import custos.policy.Purpose;
import custos.policy.PurposeId;
import custos.policy.SourceId;
import custos.store.ReadSession;
import custos.store.RowChange;
import custos.vault.core.Addresses;
import custos.vault.core.ConsentWords;
import custos.vault.core.Core;
import custos.vault.core.CustomerLeaves;
import custos.vault.core.Ledger;
import custos.vault.core.PolicyTree;
import custos.vault.core.Suppressing;
import custos.vault.rows.CustomerDraft;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Kinds;
import custos.vault.rows.OpenedLeaf;
import custos.vault.rows.Refusal;
import custos.vault.rows.Slots;
import custos.vault.rows.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Consents: what a customer agreed to, by purpose and channel, and whether she may be contacted.
public final class Consents {
    private final Core core;
    private final ConsentMail mail;

    public Consents(Core core) {
        this.core = core;
        this.mail = new ConsentMail(core);
    }

    /// What an answer led to.
    ///
    /// @param states the consents it changed, as they stand now
    /// @param leaf the leaf's index; -1 when nothing changed
    /// @param unchanged why nothing changed, when it did not
    public record Answered(List<Standing> states, long leaf, List<String> unchanged) {}

    /// A consent as it stands.
    public record Standing(PurposeId purpose, ChannelId channel, ConsentState state) {}

    /// A past act on a consent.
    ///
    /// @param leaf where it stands in the ledger
    public record Past(Act act, Subject.Part part, Instant recorded, long leaf) {}

    /// State and history of a customer's consents.
    public record History(
            List<Standing> states,
            List<PurposeId> objections,
            boolean restricted,
            List<Past> history) {}

    /// Whether a customer may be contacted, and why or why not.
    public record MayContact(boolean allowed, String why) {}

    /// Records what a customer said; durable on return.
    ///
    /// @throws Refusal.Conflict when only the customer herself could say so
    public Answered record(
            CustomerId id, List<ConsentAnswer> answers, SourceId source, Actor actor) {
        Policy policy = core.policies().current();
        Answered answered =
                core.change(
                        core.number(id),
                        OptionalLong.empty(),
                        changing -> record(policy, answers, source, actor, changing));
        Stream<PurposeId> said =
                answers.stream().filter(answer -> !answer.yes()).map(ConsentAnswer::purpose);
        finish(policy, id, answered, said);
        return answered;
    }

    /// A no goes down the tree of purposes: what changed is more than what was said.
    private void finish(
            Policy policy, CustomerId id, Answered answered, Stream<PurposeId> refused) {
        Set<PurposeId> purposes =
                Stream.concat(refused, answered.states().stream().map(Standing::purpose))
                        .collect(Collectors.toSet());
        new ConsentedRecords(core, policy).finish(core.number(id), purposes);
    }

    private Core.Prepared<Answered> record(
            Policy policy,
            List<ConsentAnswer> answers,
            SourceId source,
            Actor actor,
            Core.Changing changing) {
        Profile profile = Profile.of(changing.file(), policy);
        var change =
                new ConsentChange(
                        policy,
                        new Suppressing(
                                core.keys().suppressions(), changing.read(), changing.now()),
                        profile.person(policy),
                        source,
                        changing.now(),
                        List.of(),
                        List.of());
        for (int i = 0; i < answers.size(); i++) {
            String at = answers.size() == 1 ? "" : "consents[" + i + "].";
            ConsentChange.requireVoice(policy, actor, at, answers.get(i));
            change.apply(at, answers.get(i));
        }
        List<RowChange> forms =
                new UsedForms(core).take(changing.read(), policy, changing.file().no(), answers);
        return prepare(policy, actor, changing, change, forms);
    }

    /// The customer for whom a printed form was typed in.
    public Optional<CustomerId> ownerOf(String form) {
        try (ReadSession read = core.store().read()) {
            return new UsedForms(core).owner(read, form).map(core::customerId);
        }
    }

    Core.Prepared<Answered> prepare(
            Policy policy, Actor actor, Core.Changing changing, ConsentChange change) {
        return prepare(policy, actor, changing, change, List.of());
    }

    private Core.Prepared<Answered> prepare(
            Policy policy,
            Actor actor,
            Core.Changing changing,
            ConsentChange change,
            List<RowChange> besides) {
        List<String> unchanged =
                change.unchanged().stream().map(ConsentWords::of).distinct().toList();
        if (change.acts().isEmpty()) {
            var rows = new ArrayList<>(change.rows());
            rows.addAll(besides);
            return new Core.Prepared<>(
                    Write.upkeep(rows), _ -> new Answered(List.of(), -1, unchanged));
        }
        putBook(changing.draft(), policy, change.book(), Core.day(changing.now()));
        change.rows().forEach(changing.draft()::also);
        besides.forEach(changing.draft()::also);
        mail.askToConfirm(changing.draft(), change, changing.now());
        var going =
                new ConsentedRecords(core, policy)
                        .with(
                                changing,
                                change.book(),
                                change.acts(),
                                change.parts(),
                                Internal.by(actor));
        Write write =
                changing.draft()
                        .finish(going.acts(), going.parts(), going.internal(), changing.now());
        List<Standing> states =
                change.acts().stream()
                        .map(act ->
                                standing(
                                        change.book(),
                                        new ConsentKey(
                                                act.purpose().orElseThrow(),
                                                act.channel().orElseThrow()),
                                        changing.now()))
                        .toList();
        return new Core.Prepared<>(
                write, idx -> new Answered(states, Ledger.index(idx), unchanged));
    }

    /// Withdraws all marketing in every channel, and suppresses every address the customer has.
    public Answered stopEverything(
            CustomerId id, ConsentAnswer.How how, SourceId source, Actor actor) {
        Policy policy = core.policies().current();
        Answered answered =
                core.change(
                        core.number(id),
                        OptionalLong.empty(),
                        changing -> stopEverything(policy, how, source, actor, changing));
        finish(policy, id, answered, Stream.empty());
        return answered;
    }

    private Core.Prepared<Answered> stopEverything(
            Policy policy,
            ConsentAnswer.How how,
            SourceId source,
            Actor actor,
            Core.Changing changing) {
        Profile profile = Profile.of(changing.file(), policy);
        var suppressing =
                new Suppressing(core.keys().suppressions(), changing.read(), changing.now());
        var change =
                new ConsentChange(
                        policy,
                        suppressing,
                        profile.person(policy),
                        source,
                        changing.now(),
                        List.of(),
                        List.of());
        for (ConsentKey key : new PolicyTree(policy).reachOfStop()) {
            ConsentAnswer no = how.no(key.purpose(), key.channel());
            ConsentChange.requireVoice(policy, actor, "", no);
            change.apply("", no);
        }
        var addresses = new Addresses(policy, profile.contact());
        for (Channel channel : policy.channels()) {
            addresses
                    .of(channel)
                    .map(address -> suppressing.stopEverything(channel, address))
                    .ifPresent(change::also);
        }
        return prepare(policy, actor, changing, change);
    }

    /// State and history.
    public History history(CustomerId id) {
        Policy policy = core.policies().current();
        long no = core.number(id);
        Instant now = core.now();
        try (ReadSession read = core.store().read();
                CustomerFile file = core.file(read, no)) {
            ConsentBook book = Profile.book(file, policy);
            List<Standing> states =
                    book.states().keySet().stream().map(key -> standing(book, key, now)).toList();
            return new History(
                    states,
                    List.copyOf(book.objections().keySet()),
                    book.restrictedSince().isPresent(),
                    past(read, file));
        }
    }

    /// All consents as they stand, with their evidence.
    public ConsentSheet sheet(CustomerId id) {
        try (ReadSession read = core.store().read();
                CustomerFile file = core.file(read, core.number(id))) {
            return ConsentSheets.of(core, read, file, core.now());
        }
    }

    private List<Past> past(ReadSession read, CustomerFile file) {
        var leaves = new CustomerLeaves(core, read, file);
        var past = new ArrayList<Past>();
        for (CustomerLeaves.Place place : leaves.changes()) {
            OpenedLeaf opened = leaves.open(place);
            Subject subject = opened.subject();
            for (Subject.Part part : subject.parts()) {
                Act act = opened.leaf().acts().get(part.act());
                if (ConsentWords.ACTS.contains(act.type())) {
                    past.add(new Past(act, part, subject.recorded(), Ledger.index(opened.idx())));
                }
            }
        }
        return past;
    }

    private static Standing standing(ConsentBook book, ConsentKey key, Instant now) {
        return new Standing(key.purpose(), key.channel(), book.state(key, now));
    }

    /// Whether a message for a purpose may go to a customer by a channel now.
    public MayContact mayContact(CustomerId id, PurposeId purposeId, ChannelId channelId) {
        Policy policy = core.policies().current();
        Purpose purpose =
                policy.purpose(purposeId)
                        .orElseThrow(() ->
                                new Refusal.BadField("purpose", "the policy has no such purpose"));
        Channel channel =
                policy.channel(channelId)
                        .filter(known -> purpose.channels().contains(known.id()))
                        .orElseThrow(() ->
                                new Refusal.BadField(
                                        "channel",
                                        "the policy does not follow this purpose by this"
                                                + " channel"));
        try (ReadSession read = core.store().read();
                CustomerFile file = core.file(read, core.number(id))) {
            var verdict =
                    Permitting.contact(
                            read,
                            core.keys(),
                            policy,
                            Profile.of(file, policy),
                            purpose,
                            channel,
                            core.now());
            return new MayContact(verdict.allowed(), verdict.why());
        }
    }

    public static void putBook(CustomerDraft draft, Policy policy, ConsentBook book, int day) {
        var kind = Kinds.of(policy, Kinds.CONSENTS);
        draft.put(
                Slots.CONSENTS,
                Kinds.classNo(policy, kind),
                kind.number(),
                day,
                Profile.values(book, policy));
    }
}
