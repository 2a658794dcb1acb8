package custos.vault.postings;

import custos.customer.EmailAddress;
import custos.customer.FieldValue;
import custos.customer.IndexForm;
import custos.policy.Field;
import custos.policy.FieldId;
import custos.policy.Policy;
import custos.vault.core.Addresses;
import custos.vault.core.Core;
import custos.vault.customers.Finder;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Refusal;
import custos.vault.rows.Slots;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whose an e-mail address is. Several customers may share one.
public final class Mailboxes {
    private static final FieldId EMAIL = new FieldId("email");

    private final Core core;
    private final Finder finder;

    public Mailboxes(Core core, Finder finder) {
        this.core = core;
        this.finder = finder;
    }

    /// The numbers of all customers who have an address now.
    public List<Long> of(Policy policy, EmailAddress address) {
        Field field = policy.field(EMAIL).orElseThrow();
        IndexForm form = address.indexForm();
        var found = new ArrayList<Long>();
        for (long no : finder.hits(field.number(), form)) {
            try (CustomerFile file = core.file(no)) {
                FieldValue value = file.openFixed(Slots.CONTACT).get(field.number());
                if (value != null && Addresses.indexForm(field, value).equals(Optional.of(form))) {
                    found.add(no);
                }
            } catch (Refusal.NotFound | Refusal.Erased e) {
                // Erased between the look-up and now.
            }
        }
        return found;
    }
}
