package custos.vault.consents;

import custos.consent.ConsentKey;
import custos.consent.ConsentState;
import custos.consent.Grant;
import custos.crypto.CryptoFault;
import custos.crypto.Link;
import custos.crypto.RefusedAddress;
import custos.crypto.Suppressions;
import custos.customer.CustomerId;
import custos.customer.IndexForm;
import custos.event.Act;
import custos.event.ActType;
import custos.event.Actor;
import custos.event.Internal;
import custos.policy.Channel;
import custos.policy.ChannelId;
import custos.policy.Language;
import custos.policy.MethodId;
import custos.policy.NoticeDigest;
import custos.policy.Policy;
import custos.policy.Purpose;
import custos.policy.PurposeId;
import custos.policy.SourceId;
import custos.store.ReadSession;
import custos.store.RowChange;
import custos.vault.core.Addresses;
import custos.vault.core.Core;
import custos.vault.core.Suppressing;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Events;
import custos.vault.rows.Refusal;
import custos.vault.rows.Slots;
import custos.vault.rows.Write;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Unsubscribing, and preferences, by a link in a message: without a log-in, years later, after an
/// erasure and after keys were changed (FORMATS "Link").
///
/// A link only tightens. It always bars the address it was sent to; it ends the customer's consents
/// too while that address is hers. A yes through it waits for a mailed confirmation.
public final class Subscriptions {
    private static final MethodId BY_LINK = new MethodId("unsubscribe-link");
    private static final MethodId BY_FORM = new MethodId("public-form");
    private static final SourceId SOURCE = new SourceId("portal");

    private final Core core;
    private final ConsentMail mail;

    public Subscriptions(Core core) {
        this.core = core;
        this.mail = new ConsentMail(core);
    }

    /// What a link is about, and how it stands with all marketing of its channel.
    ///
    /// @param about the purpose; none for all marketing
    /// @param current whether the address is still that of a customer; only then there are switches
    /// @param canAsk whether a purpose can be asked for again by a mailed confirmation
    public record Shown(
            Optional<PurposeId> about,
            ChannelId channel,
            boolean current,
            boolean canAsk,
            List<Switch> switches) {
        public Shown {
            switches = List.copyOf(switches);
        }
    }

    /// One purpose on the link's channel.
    public record Switch(PurposeId purpose, Position position) {}

    /// Where a switch stands.
    public enum Position {
        ON,
        OFF,
        /// Asked for; the confirmation is in the mail.
        ASKED
    }

    /// What became of a stop.
    ///
    /// @param changed false when it was so before
    public record Stopped(boolean changed) {}

    /// What became of asking for a purpose again.
    public sealed interface Asked {
        /// A letter with the confirmation is on its way.
        record Mailed(Instant until) implements Asked {}

        /// It is on already.
        record AlreadyOn() implements Asked {}

        /// The address is no customer's any more.
        record Nobody() implements Asked {}
    }

    /// The text of a new link for a customer's address as it is now.
    ///
    /// @param purpose none for all marketing
    /// @throws Refusal.BadField when she has no address in this channel
    public String link(CustomerId id, Optional<PurposeId> purpose, ChannelId channelId) {
        Policy policy = core.policies().current();
        Channel channel = channel(policy, channelId);
        int number = purpose.map(one -> purpose(policy, one).number()).orElse(0);
        long no = core.number(id);
        try (CustomerFile file = core.file(no)) {
            IndexForm address =
                    new Addresses(policy, file.openFixed(Slots.CONTACT))
                            .of(channel)
                            .orElseThrow(() ->
                                    new Refusal.BadField(
                                            "channel", "the customer has no such address"));
            return mail.link(no, number, channel, address);
        }
    }

    /// What a link is about; changes nothing and names nobody.
    ///
    /// @throws Refusal.NotFound when it is none of ours
    public Shown show(String text) {
        Policy policy = core.policies().current();
        Link link = open(text);
        Channel channel = policy.channel(link.channel()).orElseThrow(Subscriptions::unknown);
        Optional<PurposeId> about = policy.purpose(link.purpose()).map(Purpose::id);
        long no = core.standing(link.customer());
        try (ReadSession read = core.store().read();
                CustomerFile file = core.file(read, no)) {
            Profile profile = Profile.of(file, policy);
            if (preferences(policy).isHers(profile, channel, link.address())) {
                return new Shown(
                        about,
                        channel.id(),
                        true,
                        channel.confirmable(),
                        preferences(policy).switches(read, profile, channel, about));
            }
        } catch (Refusal.Erased | Refusal.NotFound e) {
            // The link works without its customer.
        }
        return new Shown(about, channel.id(), false, false, List.of());
    }

    /// Ends what a link is about; to end it twice is no failure. Durable on return.
    public Stopped stop(String text) {
        Link link = open(text);
        return stop(link, link.purpose());
    }

    /// Ends one purpose on a link's channel, with all below it.
    ///
    /// @throws Refusal.BadField when it is neither marketing nor what the link is about
    public Stopped stop(String text, PurposeId purpose) {
        Link link = open(text);
        return stop(link, reachable(link, purpose).number());
    }

    /// Ends all marketing on a link's channel.
    public Stopped stopEverything(String text) {
        return stop(open(text), Suppressions.ALL_MARKETING);
    }

    private Stopped stop(Link link, int scope) {
        Policy policy = core.policies().current();
        Channel channel = policy.channel(link.channel()).orElseThrow(Subscriptions::unknown);
        StopReach reach = StopReach.of(policy, channel, scope);
        try {
            long no = core.standing(link.customer());
            Stopped stopped =
                    core.change(
                            no,
                            OptionalLong.empty(),
                            changing -> stop(policy, changing, channel, link.address(), reach));
            new ConsentedRecords(core, policy).finish(no, reach.purposes());
            return stopped;
        } catch (Refusal.Erased | Refusal.NotFound e) {
            return stopForNobody(channel, link.address(), reach);
        }
    }

    private Core.Prepared<Stopped> stop(
            Policy policy,
            Core.Changing changing,
            Channel channel,
            RefusedAddress address,
            StopReach reach) {
        var suppressing = suppressing(changing.read(), changing.now());
        List<RowChange> barred = suppressing.refuse(address, reach.scopes());
        Profile profile = Profile.of(changing.file(), policy);
        if (!preferences(policy).isHers(profile, channel, address)) {
            return new Core.Prepared<>(
                    event(channel, barred, reach), _ -> new Stopped(!barred.isEmpty()));
        }
        var change = change(policy, profile, suppressing, changing.now());
        for (ConsentKey key : reach.keys()) {
            change.apply("", no(key));
        }
        if (change.acts().isEmpty()) {
            return new Core.Prepared<>(
                    event(channel, barred, reach), _ -> new Stopped(!barred.isEmpty()));
        }
        barred.forEach(changing.draft()::also);
        var answered = new Consents(core).prepare(policy, new Actor.Customer(), changing, change);
        return new Core.Prepared<>(answered.write(), _ -> new Stopped(true));
    }

    private static ConsentAnswer no(ConsentKey key) {
        return new ConsentAnswer.How(BY_LINK, Optional.empty(), Optional.empty())
                .no(key.purpose(), key.channel());
    }

    private Stopped stopForNobody(Channel channel, RefusedAddress address, StopReach reach) {
        List<RowChange> barred;
        try (ReadSession read = core.store().read()) {
            barred = suppressing(read, core.now()).refuse(address, reach.scopes());
        }
        if (!barred.isEmpty()) {
            core.writer().land(event(channel, barred, reach));
        }
        return new Stopped(!barred.isEmpty());
    }

    /// A refusal without a customer behind it is an event all the same: only the business's half is
    /// known of it. Nothing to bar is nothing to write.
    private Write event(Channel channel, List<RowChange> barred, StopReach reach) {
        if (barred.isEmpty()) {
            return Write.upkeep(List.of());
        }
        var act =
                new Act(
                        ActType.ADDRESS_SUPPRESSED,
                        reach.said(),
                        Optional.of(channel.id()),
                        Optional.empty());
        return Events.ofVault(core.keys(), List.of(act), Internal.by(new Actor.Customer()), barred);
    }

    /// Asks for a purpose again: the yes waits until she confirms it by the link in a letter, which
    /// goes to her address alone. Asked again while it waits, the letter is sent again.
    ///
    /// @param notice the words shown
    /// @throws Refusal.Conflict when it cannot be given, such as below the minimum age
    public Asked ask(String text, PurposeId wanted, NoticeDigest notice, Language language) {
        Policy policy = core.policies().current();
        Link link = open(text);
        Channel channel = policy.channel(link.channel()).orElseThrow(Subscriptions::unknown);
        Purpose purpose = reachable(link, wanted);
        if (!channel.confirmable()) {
            throw new Refusal.Conflict(
                    "no-confirmation", "a yes through a link needs a channel that confirms it");
        }
        var key = new ConsentKey(purpose.id(), channel.id());
        var yes =
                new ConsentAnswer(
                        purpose.id(),
                        channel.id(),
                        true,
                        BY_FORM,
                        Optional.of(language),
                        Optional.of(notice),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        try {
            return core.change(
                    core.standing(link.customer()),
                    OptionalLong.empty(),
                    changing -> ask(policy, changing, channel, link, key, yes));
        } catch (Refusal.Erased | Refusal.NotFound e) {
            return new Asked.Nobody();
        }
    }

    private Core.Prepared<Asked> ask(
            Policy policy,
            Core.Changing changing,
            Channel channel,
            Link link,
            ConsentKey key,
            ConsentAnswer yes) {
        Profile profile = Profile.of(changing.file(), policy);
        if (!preferences(policy).isHers(profile, channel, link.address())) {
            return nothing(new Asked.Nobody());
        }
        var suppressing = suppressing(changing.read(), changing.now());
        ConsentState state = profile.book().state(key, changing.now());
        if (state instanceof ConsentState.Requested(Grant asked, _)) {
            return sendAgain(policy, changing, profile, channel, key, asked);
        }
        var change = change(policy, profile, suppressing, changing.now());
        change.ask(yes);
        if (change.acts().isEmpty()) {
            return nothing(alreadyOn(policy, changing, profile, channel, key));
        }
        var answered = new Consents(core).prepare(policy, new Actor.Customer(), changing, change);
        Instant until = changing.now().plus(ConsentState.CONFIRM_WITHIN);
        return new Core.Prepared<>(answered.write(), _ -> new Asked.Mailed(until));
    }

    /// A yes that an imported refusal bars is hers to give again only where she is known.
    private Asked alreadyOn(
            Policy policy,
            Core.Changing changing,
            Profile profile,
            Channel channel,
            ConsentKey key) {
        Purpose purpose = purpose(policy, key.purpose());
        if (preferences(policy).position(changing.read(), profile, purpose, channel)
                != Position.ON) {
            throw new Refusal.Conflict(
                    "only-she-can", "this address is barred; the customer's own page can lift it");
        }
        return new Asked.AlreadyOn();
    }

    private static Core.Prepared<Asked> nothing(Asked answer) {
        return new Core.Prepared<>(Write.upkeep(List.of()), _ -> answer);
    }

    private Core.Prepared<Asked> sendAgain(
            Policy policy,
            Core.Changing changing,
            Profile profile,
            Channel channel,
            ConsentKey key,
            Grant asked) {
        var letters =
                new Addresses(policy, profile.contact())
                                .mailbox(channel)
                                .map(to -> new ConsentChange.Requested(key, asked, to))
                                .map(one -> mail.letter(changing.draft(), one, changing.now()))
                                .stream()
                                .toList();
        Instant until = asked.since().plus(ConsentState.CONFIRM_WITHIN);
        return new Core.Prepared<>(Write.upkeep(letters), _ -> new Asked.Mailed(until));
    }

    private static ConsentChange change(
            Policy policy, Profile profile, Suppressing suppressing, Instant now) {
        return new ConsentChange(
                policy, suppressing, profile.person(policy), SOURCE, now, List.of(), List.of());
    }

    private Suppressing suppressing(ReadSession read, Instant now) {
        return new Suppressing(core.keys().suppressions(), read, now);
    }

    private Preferences preferences(Policy policy) {
        return new Preferences(core, policy);
    }

    private Link open(String text) {
        try {
            return core.keys().links().open(text);
        } catch (CryptoFault | IllegalArgumentException e) {
            throw unknown();
        }
    }

    /// A link reaches marketing, and its own purpose; never what a contract is served by.
    private Purpose reachable(Link link, PurposeId id) {
        Purpose purpose = purpose(core.policies().current(), id);
        if (!purpose.marketing() && purpose.number() != link.purpose()) {
            throw new Refusal.BadField("purpose", "this link does not reach this purpose");
        }
        return purpose;
    }

    private static Purpose purpose(Policy policy, PurposeId id) {
        return policy.purpose(id)
                .orElseThrow(
                        () -> new Refusal.BadField("purpose", "the policy has no such purpose"));
    }

    private static Channel channel(Policy policy, ChannelId id) {
        return policy.channel(id)
                .orElseThrow(
                        () -> new Refusal.BadField("channel", "the policy has no such channel"));
    }

    /// The same for everything that is not a link of ours: a stranger learns nothing from it.
    private static Refusal.NotFound unknown() {
        return new Refusal.NotFound("link");
    }
}
