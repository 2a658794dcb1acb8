package custos.vault.consents;

import custos.consent.AgeCheck;
import custos.consent.ConsentBook;
import custos.consent.ConsentKey;
import custos.consent.Permission;
import custos.consent.Suppressed;
import custos.consent.Use;
import custos.customer.IndexForm;
import custos.policy.Channel;
import custos.policy.Policy;
import custos.policy.Purpose;
import custos.store.ReadSession;
import custos.vault.core.Addresses;
import custos.vault.core.Suppressing;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Refusal;
import custos.vault.rows.VaultKeys;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/// Whether a customer's data may be used: for a purpose at all, and by a channel.
public final class Permitting {
    private static final String LAWFUL_BASIS = "lawful-basis";

    private Permitting() {}

    /// @throws Refusal.NotPermitted when the purpose rests on a consent that no channel has, or the
    ///   customer's data is restricted
    public static void requireReadable(
            CustomerFile file, Policy policy, Purpose purpose, Instant now) {
        if (!purpose.needsConsent() && !purpose.marketing()) {
            return;
        }
        ConsentBook book = Profile.book(file, policy);
        if (book.restrictedSince().isPresent()) {
            throw new Refusal.NotPermitted(
                    "restricted", "use of this customer's data is restricted (GDPR, Art. 18)");
        }
        if (book.objections().containsKey(purpose.id())) {
            throw new Refusal.NotPermitted(
                    "objected", "the customer objects to this purpose (GDPR, Art. 21)");
        }
        boolean agreed =
                purpose.channels().stream()
                        .map(channel -> book.state(new ConsentKey(purpose.id(), channel), now))
                        .anyMatch(state -> state.grant().isPresent());
        if (purpose.needsConsent() && !agreed) {
            throw new Refusal.NotPermitted(
                    "no-consent", "the customer has not agreed to this purpose");
        }
    }

    /// Whether a message may be sent, or the first reason why not.
    public static Verdict contact(
            ReadSession read,
            VaultKeys keys,
            Policy policy,
            Profile profile,
            Purpose purpose,
            Channel channel,
            Instant now) {
        Optional<IndexForm> address = new Addresses(policy, profile.contact()).of(channel);
        var suppressed =
                new Suppressing(keys.suppressions(), read, now).state(purpose, channel, address);
        return contact(policy, profile, purpose, channel, new Reached(address, suppressed), now);
    }

    /// Where she would be reached.
    ///
    /// @param address in normal form, where it has one
    /// @param suppressed which refusals stand for it
    public record Reached(Optional<IndexForm> address, Suppressed suppressed) {
        @Override
        public String toString() {
            return "Reached[" + suppressed + "]";
        }
    }

    /// Likewise where that was looked up already.
    public static Verdict contact(
            Policy policy,
            Profile profile,
            Purpose purpose,
            Channel channel,
            Reached at,
            Instant now) {
        if (!new Addresses(policy, profile.contact()).known(channel)) {
            return new Verdict(false, "no-address");
        }
        AgeCheck age =
                AgeCheck.of(
                        profile.birth(policy),
                        purpose.minimumAge(),
                        now.atZone(ZoneOffset.UTC).toLocalDate());
        var key = new ConsentKey(purpose.id(), channel.id());
        if (purpose.needsConsent()) {
            Permission permission =
                    profile.book()
                            .permits(
                                    new Use(
                                            key,
                                            now,
                                            at.address().map(IndexForm::value),
                                            at.suppressed(),
                                            age));
            return new Verdict(permission == Permission.PERMITTED, word(permission));
        }
        return withoutConsent(profile.book(), key, purpose, at.suppressed().any(), now);
    }

    /// A purpose that nobody is contacted for and that needs no consent, such as insight into what
    /// sells: an objection and a restriction hold all the same.
    public static Verdict evaluation(ConsentBook book, Purpose purpose) {
        if (book.restrictedSince().isPresent()) {
            return new Verdict(false, word(Permission.RESTRICTED));
        }
        if (book.objections().containsKey(purpose.id())) {
            return new Verdict(false, word(Permission.OBJECTED));
        }
        return new Verdict(true, LAWFUL_BASIS);
    }

    /// A purpose on another basis, such as a contract: a no, an objection or a restriction still
    /// counts.
    private static Verdict withoutConsent(
            ConsentBook book, ConsentKey key, Purpose purpose, boolean suppressed, Instant now) {
        boolean refused = suppressed || book.state(key, now).isNo();
        Verdict verdict = evaluation(book, purpose);
        return verdict.allowed() && refused
                ? new Verdict(false, word(Permission.SUPPRESSED))
                : verdict;
    }

    /// @param why `permitted`, `lawful-basis`, or the reason against it
    public record Verdict(boolean allowed, String why) {}

    private static String word(Permission permission) {
        return permission.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
