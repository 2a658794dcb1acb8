package custos.consent;

import custos.policy.ChannelId;
import custos.policy.PurposeId;
import java.time.Instant;
import java.util.Optional;

/// One thing that happened to a customer's consents; the fold of all of them in order is her
/// [ConsentBook].
///
/// An event carries everything its rule needs, so that a later policy never changes what an old
/// event meant: a withdrawal that goes down the purpose tree is one [Said] a purpose.
public sealed interface ConsentEvent {
    /// Somebody said yes or no.
    record Said(ConsentKey key, Voice voice, Answer answer, Circumstances circumstances)
            implements ConsentEvent {}

    /// The business ended a consent, or found its evidence wanting.
    record Ended(ConsentKey key, Cause cause, Ending ending) implements ConsentEvent {}

    /// Another book met this one: of a merged customer, or of what a restore found.
    record Met(ConsentBook other, Instant at) implements ConsentEvent {}

    /// The address of a channel changed; a yes goes along only when the customer changed it.
    record Moved(ChannelId channel, Optional<String> address, Mover mover, Instant at)
            implements ConsentEvent {
        /// Redacted: the address is personal data.
        @Override
        public String toString() {
            return "Moved[" + channel + ", " + mover + ", " + at + "]";
        }
    }

    /// A change of address is taken back: what it ended stands again, unless something was said of
    /// it since. Never looser than before: `after-stop` stays cleared.
    ///
    /// @param first the change
    /// @param back the way back, by the same channel
    /// @param before the book as it was before the change
    record MovedBack(Moved first, Moved back, ConsentBook before) implements ConsentEvent {
        public MovedBack {
            if (!first.channel().equals(back.channel())) {
                throw new IllegalArgumentException("an address goes back in its own channel");
            }
        }
    }

    /// She objects to a purpose (GDPR, Art. 21).
    record Objected(PurposeId purpose, Instant at) implements ConsentEvent {}

    /// She takes her objection back.
    record ObjectionLifted(PurposeId purpose, Instant at) implements ConsentEvent {}

    /// Use of her data is restricted (GDPR, Art. 18).
    record Restricted(Instant at) implements ConsentEvent {}

    /// The restriction has ended.
    record RestrictionLifted(Instant at) implements ConsentEvent {}

    /// Why the business ended a consent.
    enum Cause {
        REVOKED,
        INVALIDATED,
        EXPIRED
    }

    /// Who changed an address.
    enum Mover {
        CUSTOMER,
        SOMEBODY_ELSE
    }
}
