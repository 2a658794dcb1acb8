package custos.vault.consents;

import custos.consent.ConsentBook;
import custos.consent.ConsentKey;
import custos.consent.ConsentState;
import custos.consent.Grant;
import custos.crypto.CryptoFault;
import custos.crypto.DataKey;
import custos.customer.CustomerId;
import custos.customer.IndexForm;
import custos.event.Actor;
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
import custos.vault.core.Addresses;
import custos.vault.core.Core;
import custos.vault.core.Suppressing;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Refusal;
import custos.vault.rows.Slots;
import custos.vault.rows.Write;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/// Double opt-in: a consent that somebody else spoke for counts once the customer followed the link
/// in the letter that asked her (DESIGN 7).
///
/// A link confirms exactly the request that it was mailed for: these words, this address, this
/// instant. It grants once, within 14 days, and nothing after anybody said anything else meanwhile.
public final class Confirmations {
    private static final MethodId METHOD = new MethodId("confirmed-link");

    private final Core core;
    private final ConsentMail mail;

    public Confirmations(Core core) {
        this.core = core;
        this.mail = new ConsentMail(core);
    }

    /// What a letter asked.
    ///
    /// @param at when it was asked
    /// @param until when the link ends
    public record Asked(
            PurposeId purpose,
            ChannelId channel,
            Language language,
            NoticeDigest notice,
            Instant at,
            Instant until) {}

    /// How it stands with a link.
    public sealed interface Outcome {
        /// It can be confirmed.
        record Open(Asked asked) implements Outcome {}

        /// It was confirmed by this call.
        ///
        /// @param leaf the leaf's index
        record Confirmed(Asked asked, long leaf) implements Outcome {}

        /// It was confirmed before, and stands.
        record AlreadyConfirmed(Asked asked) implements Outcome {}

        /// Its 14 days are over.
        record Expired(Asked asked) implements Outcome {}

        /// Something else was said since, such as a no, or it was asked anew by a later letter.
        record Overtaken(Asked asked) implements Outcome {}

        /// The letter went to an address that is no longer the customer's.
        record AddressChanged(Asked asked) implements Outcome {}

        /// The customer was erased.
        record Erased() implements Outcome {}
    }

    /// How it stands with a link; changes nothing.
    ///
    /// @throws Refusal.NotFound when it is none of ours
    public Outcome look(String text) {
        Confirmation.Sealed sealed = parse(text);
        Policy policy = core.policies().current();
        try (ReadSession read = core.store().read();
                CustomerFile file = core.file(read, number(sealed))) {
            return open(policy, file, sealed).outcome();
        } catch (Refusal.Erased e) {
            return new Outcome.Erased();
        } catch (Refusal.NotFound e) {
            throw unknown();
        }
    }

    /// Confirms by a link, once; durable on return.
    ///
    /// @throws Refusal.NotFound when it is none of ours
    /// @throws Refusal.Conflict when the consent cannot be given, such as below the minimum age
    public Outcome confirm(String text) {
        Confirmation.Sealed sealed = parse(text);
        Policy policy = core.policies().current();
        try {
            return core.change(
                    number(sealed),
                    OptionalLong.empty(),
                    changing -> prepare(policy, changing, sealed));
        } catch (Refusal.Erased e) {
            return new Outcome.Erased();
        } catch (Refusal.NotFound e) {
            throw unknown();
        }
    }

    private Core.Prepared<Outcome> prepare(
            Policy policy, Core.Changing changing, Confirmation.Sealed sealed) {
        Opened opened = open(policy, changing.file(), sealed);
        if (!(opened.outcome() instanceof Outcome.Open(Asked asked))) {
            return new Core.Prepared<>(Write.upkeep(List.of()), _ -> opened.outcome());
        }
        Grant request = opened.request().orElseThrow();
        Profile profile = Profile.of(changing.file(), policy);
        var change =
                new ConsentChange(
                        policy,
                        new Suppressing(
                                core.keys().suppressions(), changing.read(), changing.now()),
                        profile.person(policy),
                        new SourceId(request.source()),
                        changing.now(),
                        List.of(),
                        List.of());
        change.apply("", yes(asked, request));
        var addresses = new Addresses(policy, profile.contact());
        Channel channel = opened.channel();
        Optional<IndexForm> address = addresses.of(channel);
        Optional<ConsentMail.Welcome> welcome =
                addresses
                        .mailbox(channel)
                        .flatMap(to ->
                                address.map(form ->
                                        new ConsentMail.Welcome(
                                                to, form, opened.link().language())));
        welcome.ifPresent(whom ->
                mail.welcome(changing.draft(), opened.purpose(), channel, whom, changing.now()));
        var answered = new Consents(core).prepare(policy, new Actor.Customer(), changing, change);
        Function<Long, Outcome> landed =
                idx -> new Outcome.Confirmed(asked, answered.answer().apply(idx).leaf());
        return new Core.Prepared<>(answered.write(), landed);
    }

    private static ConsentAnswer yes(Asked asked, Grant request) {
        return new ConsentAnswer(
                asked.purpose(),
                asked.channel(),
                true,
                METHOD,
                Optional.of(asked.language()),
                Optional.of(asked.notice()),
                Optional.empty(),
                Optional.empty(),
                Optional.of("asked by " + request.method() + " at " + asked.at()));
    }

    /// A link that opened, and what the book says of its request.
    ///
    /// @param request what was asked, while it waits
    private record Opened(
            Confirmation link,
            Purpose purpose,
            Channel channel,
            Optional<Grant> request,
            Outcome outcome) {}

    private Opened open(Policy policy, CustomerFile file, Confirmation.Sealed sealed) {
        Confirmation link = link(file, sealed);
        Purpose purpose = policy.purpose(link.purpose()).orElseThrow(Confirmations::unknown);
        Channel channel = policy.channel(link.channel()).orElseThrow(Confirmations::unknown);
        ConsentBook book = Profile.book(file, policy);
        ConsentState state =
                book.states()
                        .getOrDefault(
                                new ConsentKey(purpose.id(), channel.id()), ConsentState.unknown());
        var asked =
                new Asked(
                        purpose.id(),
                        channel.id(),
                        link.language(),
                        link.notice(),
                        link.at(),
                        link.at().plus(ConsentState.CONFIRM_WITHIN));
        Optional<Grant> request =
                state instanceof ConsentState.Requested(Grant waiting, _)
                                && waiting.since().equals(link.at())
                                && link.isOf(waiting)
                        ? Optional.of(waiting)
                        : Optional.empty();
        Optional<String> address =
                new Addresses(policy, file.openFixed(Slots.CONTACT))
                        .of(channel)
                        .map(IndexForm::value);
        return new Opened(
                link,
                purpose,
                channel,
                request,
                outcome(link, asked, state, request.isPresent(), address));
    }

    private Outcome outcome(
            Confirmation link,
            Asked asked,
            ConsentState state,
            boolean waits,
            Optional<String> address) {
        if (!link.isOf(address)) {
            return new Outcome.AddressChanged(asked);
        }
        if (isConfirmed(link, state)) {
            return new Outcome.AlreadyConfirmed(asked);
        }
        if (!core.now().isBefore(asked.until())) {
            return new Outcome.Expired(asked);
        }
        return waits ? new Outcome.Open(asked) : new Outcome.Overtaken(asked);
    }

    private static boolean isConfirmed(Confirmation link, ConsentState state) {
        return state.grant()
                .filter(yes -> yes.method().equals(METHOD.value()))
                .filter(link::isOf)
                .isPresent();
    }

    private Confirmation link(CustomerFile file, Confirmation.Sealed sealed) {
        try {
            DataKey key =
                    file.key(core.policies().contactClass(), DataKey.generationOfRow(sealed.ct()));
            return Confirmation.open(sealed, key);
        } catch (CryptoFault | IllegalArgumentException e) {
            throw unknown();
        }
    }

    private static Confirmation.Sealed parse(String text) {
        try {
            return Confirmation.parse(text);
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
    }

    private long number(Confirmation.Sealed sealed) {
        try {
            return core.number(new CustomerId(sealed.customerId()));
        } catch (IllegalArgumentException | Refusal.NotFound e) {
            throw unknown();
        }
    }

    /// The same for everything that is not a link of ours: a stranger learns nothing from it.
    private static Refusal.NotFound unknown() {
        return new Refusal.NotFound("link");
    }
}
