package custos.vault.customers;

import custos.customer.EmailAddress;
import custos.customer.FieldValue;
import custos.policy.FieldId;
import custos.policy.Language;
import custos.vault.core.Core;
import custos.vault.letters.Letter;
import custos.vault.letters.Matter;
import custos.vault.letters.Outbox;
import java.util.Optional;
import java.util.SortedMap;

/// Tells a mailbox that somebody else than its owner put another, or none, in its place: with the
/// change or not at all, in the language on her record, naming no value.
final class FormerMailbox implements Customers.Beside {
    private static final FieldId EMAIL = new FieldId("email");
    private static final FieldId LANGUAGE = new FieldId("language");

    private final Core core;

    FormerMailbox(Core core) {
        this.core = core;
    }

    @Override
    public void add(
            Core.Changing changing,
            SortedMap<Integer, FieldValue> before,
            SortedMap<Integer, FieldValue> after) {
        Optional<EmailAddress> old = email(before);
        boolean moved =
                !email(after).map(EmailAddress::indexForm).equals(old.map(EmailAddress::indexForm));
        if (old.isPresent() && moved) {
            var letter =
                    new Letter(
                            old.get(), language(before), new Matter.AddressChanged(changing.now()));
            changing.draft().also(Outbox.row(core, changing.draft(), changing.now(), letter));
        }
    }

    private Optional<EmailAddress> email(SortedMap<Integer, FieldValue> contact) {
        return value(contact, EMAIL).map(EmailAddress::new);
    }

    private Language language(SortedMap<Integer, FieldValue> contact) {
        return value(contact, LANGUAGE)
                .map(Language::new)
                .orElseGet(() -> core.policies().current().languages().getFirst());
    }

    private Optional<String> value(SortedMap<Integer, FieldValue> contact, FieldId id) {
        return core.policies()
                .current()
                .field(id)
                .flatMap(field -> Optional.ofNullable(contact.get(field.number())))
                .map(FieldValue::plain);
    }
}
