package custos.vault.letters;

import custos.customer.EmailAddress;
import custos.policy.Language;

/// A letter to a customer that waits to be sent by e-mail.
public record Letter(EmailAddress to, Language language, Matter matter) {

    /// Redacted: the address is personal data.
    @Override
    public String toString() {
        return "Letter[" + matter + "]";
    }
}
