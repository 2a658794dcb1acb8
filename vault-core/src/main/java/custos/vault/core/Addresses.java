package custos.vault.core;

import custos.customer.EmailAddress;
import custos.customer.FieldValue;
import custos.customer.IndexForm;
import custos.customer.PhoneNumber;
import custos.policy.Channel;
import custos.policy.Field;
import custos.policy.FieldForm;
import custos.policy.Policy;
import java.util.Optional;
import java.util.SortedMap;

/// Where a customer can be reached: the index forms of her addresses, by channel.
public final class Addresses {
    private final Policy policy;
    private final SortedMap<Integer, FieldValue> contact;

    public Addresses(Policy policy, SortedMap<Integer, FieldValue> contact) {
        this.policy = policy;
        this.contact = contact;
    }

    /// The normal form of a channel's address; empty when there is none or it has no normal form.
    public Optional<IndexForm> of(Channel channel) {
        return channel.address()
                .flatMap(policy::field)
                .flatMap(field ->
                        Optional.ofNullable(contact.get(field.number()))
                                .flatMap(value -> indexForm(field, value)));
    }

    /// Where a channel's mail goes; empty when letters do not go by e-mail there.
    public Optional<EmailAddress> mailbox(Channel channel) {
        return channel.address()
                .flatMap(policy::field)
                .filter(field -> field.form() == FieldForm.EMAIL)
                .flatMap(field -> Optional.ofNullable(contact.get(field.number())))
                .flatMap(value ->
                        value instanceof FieldValue.Text(String text)
                                ? Optional.of(new EmailAddress(text))
                                : Optional.empty());
    }

    /// Whether anything is known to write to, also without a normal form, such as a postal address.
    public boolean known(Channel channel) {
        return channel.address()
                .flatMap(policy::field)
                .map(field -> contact.containsKey(field.number()))
                .orElse(true);
    }

    /// The form by which a value is found again.
    public static Optional<IndexForm> indexForm(Field field, FieldValue value) {
        return switch (field.form()) {
            case EMAIL ->
                    value instanceof FieldValue.Text(String text)
                            ? Optional.of(new EmailAddress(text).indexForm())
                            : Optional.empty();
            case PHONE -> PhoneNumber.of(value).indexForm();
            case REFERENCE ->
                    value instanceof FieldValue.Text(String text)
                            ? Optional.of(new custos.customer.ExternalReference(text).indexForm())
                            : Optional.empty();
            default -> Optional.empty();
        };
    }
}
