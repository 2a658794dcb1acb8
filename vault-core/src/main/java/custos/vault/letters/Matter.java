package custos.vault.letters;

import custos.policy.ChannelId;
import custos.policy.PurposeId;
import custos.posting.PublicForm;
import custos.request.Decision;
import custos.request.DelayReason;
import custos.request.RefusalReason;
import custos.request.Right;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;

/// What a letter to a customer is about, with the values that its words need. The words themselves
/// are the postman's.
///
/// Texts of links are what follows the page's path, such as `/u/`: the vault knows no host.
public sealed interface Matter {

    /// She is said to have agreed, and it counts once she follows this link (DESIGN 7).
    ///
    /// @param confirmation the link's text, which a confirmation page opens
    /// @param until when the link ends
    record ConfirmConsent(PurposeId purpose, ChannelId channel, String confirmation, Instant until)
            implements Matter {
        public ConfirmConsent {
            Texts.requireLink(confirmation);
        }

        /// Redacted: who has the link can confirm.
        @Override
        public String toString() {
            return "ConfirmConsent[" + purpose + ", " + channel + "]";
        }
    }

    /// Somebody handed in a form on the shop's web site under this address: was it she (ADR 0029)?
    ///
    /// @param code the link's text, which a confirmation page opens
    /// @param until when the link ends
    record ConfirmPosting(PublicForm form, String code, Instant until) implements Matter {
        public ConfirmPosting {
            Texts.requireLink(code);
        }

        /// Redacted: who has the link can confirm.
        @Override
        public String toString() {
            return "ConfirmPosting[" + form.code() + "]";
        }
    }

    /// She confirmed: what she is subscribed to, and how to end it.
    ///
    /// @param stop the text of the link that ends it, which an unsubscribe page opens
    record Subscribed(PurposeId purpose, ChannelId channel, String stop) implements Matter {
        public Subscribed {
            Texts.requireLink(stop);
        }

        /// Redacted: who has the link can unsubscribe her.
        @Override
        public String toString() {
            return "Subscribed[" + purpose + ", " + channel + "]";
        }
    }

    /// The way to her own page, once.
    ///
    /// @param link the link's text
    /// @param code the same for somebody who reads mail on another device
    record PortalLink(String link, String code, Instant until) implements Matter {
        public PortalLink {
            Texts.requireLink(link);
            Texts.requireLink(code);
        }

        /// Redacted: who has the link or the code is let in.
        @Override
        public String toString() {
            return "PortalLink[until " + until + "]";
        }
    }

    /// She gave this address as her new one: is it hers?
    ///
    /// @param confirmation the link's text
    record ConfirmEmail(String confirmation, Instant until) implements Matter {
        public ConfirmEmail {
            Texts.requireLink(confirmation);
        }

        /// Redacted: who has the link can confirm.
        @Override
        public String toString() {
            return "ConfirmEmail[until " + until + "]";
        }
    }

    /// Told to the old address: from now on mail goes elsewhere.
    record AddressChanged(Instant changedAt) implements Matter {}

    /// Told to the address on file: a postal address or a telephone number was changed on her own
    /// page.
    record DetailsChanged(Instant changedAt) implements Matter {}

    /// Told to the address on file: staff handed out a code that opens her own page.
    record CodeHandedOver(Instant handedAt) implements Matter {}

    /// Her request came, and by when she has an answer.
    record RequestCame(Right right, LocalDate received, LocalDate due) implements Matter {}

    /// Her request takes longer than the first term, and why.
    record RequestExtended(Right right, LocalDate received, DelayReason reason, LocalDate due)
            implements Matter {}

    /// Before anything is done she is to show that it is she who asks.
    record RequestIdentity(Right right, LocalDate received) implements Matter {}

    /// Before anything is done she is asked something.
    record RequestQuestion(Right right, LocalDate received, String question) implements Matter {
        /// Redacted: the question is about her.
        @Override
        public String toString() {
            return "RequestQuestion[" + right + "]";
        }
    }

    /// Her request is decided.
    ///
    /// @param reasons why something is not done; none when all is
    record RequestDecided(
            Right right, LocalDate received, Decision decision, List<RefusalReason> reasons)
            implements Matter {
        public RequestDecided {
            reasons = List.copyOf(reasons);
        }
    }

    /// What the text of a link or a code may look like, so that it can stand in an address.
    final class Texts {
        private static final Pattern LINK = Pattern.compile("[A-Za-z0-9_-]{1,500}");

        private Texts() {}

        private static void requireLink(String text) {
            if (!LINK.matcher(text).matches()) {
                throw new IllegalArgumentException(
                        "a link's text is 1 to 500 of letters, digits, _ and -");
            }
        }
    }
}
