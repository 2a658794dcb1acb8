package custos.vault.customers;

import custos.customer.FieldValue;
import custos.customer.Mask;
import custos.policy.Field;
import custos.policy.FieldId;
import custos.policy.Policy;
import custos.store.RecordRow;
import custos.vault.core.Core;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Slots;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;

/// A customer as somebody sees her who has opened nothing. What a mask hides whole is not even
/// decrypted; the seal of every record is checked all the same.
final class Masking {
    private final CustomerFile file;
    private final Policy policy;
    private final String role;
    private final SequencedMap<FieldId, String> shown = new LinkedHashMap<>();

    private Masking(CustomerFile file, Policy policy, String role) {
        this.file = file;
        this.policy = policy;
        this.role = role;
    }

    static Customers.Masked of(Core core, CustomerFile file, String role) {
        var masking = new Masking(file, core.policies().current(), role);
        file.fixed(Slots.CONTACT).ifPresent(masking::show);
        file.fixed(Slots.PROFILE).ifPresent(masking::show);
        return new Customers.Masked(
                core.customerId(file.no()),
                file.contentVersion(),
                LocalDate.ofEpochDay(file.row().activeDay()),
                masking.shown);
    }

    private void show(RecordRow record) {
        SortedMap<Integer, FieldValue> values = file.open(record, this::anyShown);
        CustomerFile.fieldsOf(record)
                .forEach(number ->
                        policy.field(number)
                                .ifPresent(field ->
                                        shown.put(
                                                field.id(),
                                                Optional.ofNullable(values.get(number))
                                                        .map(mask(field)::of)
                                                        .orElse(Mask.DOTS))));
    }

    private boolean anyShown(int number) {
        return policy.field(number).map(field -> mask(field) != Mask.HIDDEN).orElse(false);
    }

    private Mask mask(Field field) {
        return Mask.valueOf(policy.mask(role, field.id()).name());
    }
}
