package custos.vault.imports;

import custos.customer.CustomerNumber;
import custos.customer.EmailAddress;
import custos.customer.ExternalReference;
import custos.customer.FieldValue;
import custos.customer.IndexForm;
import custos.customer.PhoneNumber;
import custos.policy.Field;
import custos.policy.FieldForm;
import custos.policy.Policy;
import custos.search.NameSearch;
import custos.sheet.KnownCustomers;
import custos.vault.core.Core;
import custos.vault.customers.Finder;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Refusal;
import custos.vault.rows.Slots;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;

/// The vault's customers as an import may ask for them.
final class VaultCustomers implements KnownCustomers {
    private final Core core;
    private final Finder finder;
    private final Policy policy;
    private final LongPredicate left;

    /// @param left customers who are left out
    VaultCustomers(Core core, Finder finder, LongPredicate left) {
        this.core = core;
        this.finder = finder;
        this.policy = core.policies().current();
        this.left = left;
    }

    @Override
    public List<Known> byEmail(EmailAddress email) {
        return by(FieldForm.EMAIL, Optional.of(email.indexForm()));
    }

    @Override
    public List<Known> byPhone(PhoneNumber phone) {
        return by(FieldForm.PHONE, phone.indexForm());
    }

    @Override
    public List<Known> byNumber(ExternalReference number) {
        return by(FieldForm.REFERENCE, Optional.of(number.indexForm()));
    }

    @Override
    public List<Known> byWords(String words) {
        return opened(
                finder.bearers(words, NameSearch.MAX_LIMIT).stream().mapToLong(Long::longValue));
    }

    private List<Known> by(FieldForm form, Optional<IndexForm> value) {
        if (value.isEmpty()) {
            return List.of();
        }
        return policy.fields().stream()
                .filter(field -> field.indexed() && field.form() == form)
                .map(Field::number)
                .flatMap(field -> opened(LongStream.of(finder.hits(field, value.get()))).stream())
                .toList();
    }

    private List<Known> opened(LongStream found) {
        return found.filter(left.negate()).mapToObj(this::open).flatMap(Optional::stream).toList();
    }

    private Optional<Known> open(long no) {
        try (CustomerFile file = core.file(no)) {
            var values = new TreeMap<Integer, FieldValue>(file.openFixed(Slots.CONTACT));
            values.putAll(file.openFixed(Slots.PROFILE));
            var who = ImportFields.particulars(policy, values);
            return Optional.of(
                    new Known(new CustomerNumber(no), who.number().stream().toList(), who));
        } catch (Refusal.NotFound | Refusal.Erased e) {
            return Optional.empty();
        }
    }
}
