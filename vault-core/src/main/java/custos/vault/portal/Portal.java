package custos.vault.portal;

import custos.consent.ConsentKey;
import custos.customer.CustomerId;
import custos.event.Actor;
import custos.policy.ChannelId;
import custos.policy.Language;
import custos.policy.MethodId;
import custos.policy.NoticeDigest;
import custos.policy.Policy;
import custos.policy.Purpose;
import custos.store.ReadSession;
import custos.vault.consents.ConsentAnswer;
import custos.vault.consents.Consents;
import custos.vault.core.Core;
import custos.vault.exports.Dossier;
import custos.vault.exports.Holding;
import custos.vault.exports.HoldingReader;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Kinds;
import custos.vault.rows.Refusal;
import custos.vault.writer.Disclosures;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a customer sees and decides on her own page. She acts herself: every act is hers in the
/// ledger, looking included.
public final class Portal {
    private static final MethodId METHOD = new MethodId("portal");
    private static final MethodId GPC = new MethodId("gpc");
    private static final ChannelId WEB = new ChannelId("web");
    private static final Actor HERSELF = new Actor.Customer();

    private final Core core;
    private final Disclosures disclosures;
    private final Consents consents;

    public Portal(Core core, Disclosures disclosures, Consents consents) {
        this.core = core;
        this.disclosures = disclosures;
        this.consents = consents;
    }

    /// All that is held of her, opened; the look is written to the ledger within a second.
    ///
    /// @throws Refusal.Erased when she was erased
    public Holding holding(CustomerId id) {
        long no = core.number(id);
        try (ReadSession read = core.store().read();
                CustomerFile file = core.file(read, no)) {
            Dossier dossier = Dossier.read(core, read, no, true);
            if (!disclosures.noted(HERSELF, Kinds.RIGHTS, no)) {
                disclosures.note(
                        HERSELF, Kinds.RIGHTS, no, file.take(core.schema().evidenceClass()));
            }
            return new HoldingReader(core, dossier).read();
        }
    }

    /// Whether she is still a customer, so that a session of hers may go on.
    public boolean knows(CustomerId id) {
        try (CustomerFile file = core.file(core.number(id))) {
            return file.no() > 0;
        } catch (Refusal.NotFound | Refusal.Erased e) {
            return false;
        }
    }

    /// Says yes or no to a purpose on a channel; durable on return.
    ///
    /// @param notice the digest of the words that she was shown
    /// @param language in which she was shown them
    public Consents.Answered say(
            CustomerId id, ConsentKey key, boolean yes, NoticeDigest notice, Language language) {
        var answer =
                new ConsentAnswer(
                        key.purpose(),
                        key.channel(),
                        yes,
                        METHOD,
                        Optional.of(language),
                        yes ? Optional.of(notice) : Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        return consents.record(id, List.of(answer), Kinds.PORTAL, HERSELF);
    }

    /// Ends all marketing on every channel; durable on return.
    public Consents.Answered stopEverything(CustomerId id) {
        var how = new ConsentAnswer.How(METHOD, Optional.empty(), Optional.empty());
        return consents.stopEverything(id, how, Kinds.PORTAL, HERSELF);
    }

    /// Takes her browser's Global Privacy Control signal as a no to all that rests on consent on
    /// the web, once for each purpose: a no stays as it is, and a yes that she says after a signal
    /// was written stands, for what she chose in particular weighs more than what her browser says
    /// everywhere.
    ///
    /// @return the consents it ended; empty when there was nothing to end
    public List<Consents.Standing> honourPrivacySignal(CustomerId id) {
        List<ConsentKey> open = openOnTheWeb(id);
        if (open.isEmpty()) {
            return List.of();
        }
        var how = new ConsentAnswer.How(GPC, Optional.empty(), Optional.empty());
        List<ConsentAnswer> answers =
                open.stream().map(key -> how.no(key.purpose(), key.channel())).toList();
        return consents.record(id, answers, Kinds.PORTAL, HERSELF).states();
    }

    private List<ConsentKey> openOnTheWeb(CustomerId id) {
        Policy policy = core.policies().current();
        Consents.History history = consents.history(id);
        Set<ConsentKey> settled =
                Stream.concat(
                                history.states().stream()
                                        .filter(one -> one.state().isNo())
                                        .map(one -> new ConsentKey(one.purpose(), one.channel())),
                                history.history().stream()
                                        .filter(Portal::isSignal)
                                        .map(Portal::key))
                        .collect(Collectors.toSet());
        return policy.purposes().stream()
                .filter(Purpose::needsConsent)
                .filter(purpose -> purpose.channels().contains(WEB))
                .map(purpose -> new ConsentKey(purpose.id(), WEB))
                .filter(key -> !settled.contains(key))
                .toList();
    }

    private static boolean isSignal(Consents.Past past) {
        return past.part().method().equals(Optional.of(GPC.value()));
    }

    private static ConsentKey key(Consents.Past past) {
        return new ConsentKey(
                past.act().purpose().orElseThrow(), past.act().channel().orElseThrow());
    }
}
