package custos.vault.customers;

import custos.crypto.IndexToken;
import custos.customer.CountryCode;
import custos.customer.EmailAddress;
import custos.customer.ExternalReference;
import custos.customer.FieldValue;
import custos.customer.IndexForm;
import custos.customer.PhoneNumber;
import custos.customer.PostalAddress;
import custos.policy.Field;
import custos.policy.FieldId;
import custos.policy.Policy;
import custos.search.Cursor;
import custos.search.NameSearch;
import custos.search.Page;
import custos.store.ReadSession;
import custos.vault.core.Addresses;
import custos.vault.core.Core;
import custos.vault.core.TokenIndex;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Refusal;
import custos.vault.rows.Slots;
import custos.vault.rows.VaultKeys;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/// Finds customers: by token exactly, or by name in memory. Both indexes live in memory only and
/// follow what has landed.
public final class Finder {
    private static final int PAGE = 50;

    private final Core core;
    private final TokenIndex tokens;
    private final NameSearch names;

    public Finder(Core core, TokenIndex tokens, NameSearch names) {
        this.core = core;
        this.tokens = tokens;
        this.names = names;
    }

    /// The tokens of a contact record.
    public List<IndexToken> tokens(Policy policy, SortedMap<Integer, FieldValue> contact) {
        return tokens(core.keys(), policy, contact);
    }

    public static List<IndexToken> tokens(
            VaultKeys keys, Policy policy, SortedMap<Integer, FieldValue> contact) {
        var found = new ArrayList<IndexToken>();
        contact.forEach((number, value) ->
                policy.field(number)
                        .filter(Field::indexed)
                        .flatMap(field -> Addresses.indexForm(field, value))
                        .ifPresent(form -> found.add(token(keys, number, form))));
        return found;
    }

    /// Under every version at hand: nobody knows which she carried while the key is being rotated.
    private List<IndexToken> everyToken(Policy policy, SortedMap<Integer, FieldValue> contact) {
        var found = new ArrayList<IndexToken>();
        contact.forEach((number, value) ->
                policy.field(number)
                        .filter(Field::indexed)
                        .flatMap(field -> Addresses.indexForm(field, value))
                        .ifPresent(form ->
                                found.addAll(
                                        core.keys()
                                                .index()
                                                .tokens(
                                                        number,
                                                        form.normaliser().number(),
                                                        form.value()))));
        return found;
    }

    /// Takes tokens that a customer is about to carry.
    public void add(long no, Collection<IndexToken> more) {
        tokens.add(more, no);
    }

    /// Forgets tokens that a customer carries no more.
    public void drop(long no, Collection<IndexToken> gone) {
        tokens.remove(gone, no);
    }

    private static IndexToken token(VaultKeys keys, int field, IndexForm form) {
        return keys.index().token(field, form.normaliser().number(), form.value());
    }

    /// Takes a new customer into both indexes.
    ///
    /// @param carried the tokens of her row
    public void put(
            long no,
            Collection<IndexToken> carried,
            Policy policy,
            SortedMap<Integer, FieldValue> contact) {
        tokens.add(carried, no);
        Names found = namesOf(policy, contact);
        names.put(no, found.names(), found.towns(), found.streets());
    }

    public void replace(
            long no,
            Policy policy,
            SortedMap<Integer, FieldValue> before,
            SortedMap<Integer, FieldValue> after) {
        tokens.remove(everyToken(policy, before), no);
        put(no, tokens(policy, after), policy, after);
    }

    /// Forgets a customer; on return no word of hers is in memory.
    public void remove(long no, Collection<IndexToken> carried) {
        tokens.remove(carried, no);
        names.remove(no);
    }

    /// Whether names are still being read into memory.
    public boolean building() {
        return names.building();
    }

    record Names(List<String> names, List<String> towns, List<String> streets) {}

    static Names namesOf(Policy policy, SortedMap<Integer, FieldValue> contact) {
        var found = new Names(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        contact.forEach((number, value) ->
                policy.field(number).ifPresent(field -> collect(field, value, found)));
        return found;
    }

    private static void collect(Field field, FieldValue value, Names found) {
        switch (field.search()) {
            case NAME -> {
                if (value instanceof FieldValue.Text(String text)) {
                    found.names().add(text);
                }
            }
            case ADDRESS -> {
                var address = PostalAddress.of(value);
                found.towns().add(address.city());
                Stream.of(address.line1(), address.line2())
                        .filter(line -> !line.isEmpty())
                        .forEach(found.streets()::add);
            }
            case NONE -> {
                // Not searchable.
            }
        }
    }

    Customers.Found exact(
            Customers customers,
            FieldId fieldId,
            String typed,
            String role,
            Optional<String> cursor) {
        Policy policy = core.policies().current();
        Field field =
                policy.field(fieldId)
                        .filter(Field::indexed)
                        .orElseThrow(() ->
                                new Refusal.BadField(fieldId.value(), "this field is not indexed"));
        Optional<IndexForm> form = typedForm(policy, field, typed);
        if (form.isEmpty()) {
            return new Customers.Found(List.of(), Optional.empty(), false);
        }
        long after = cursor.map(this::customerOf).orElse(0L);
        var items = new ArrayList<Customers.Masked>();
        try (ReadSession read = core.store().read()) {
            for (long no : hits(field.number(), form.get())) {
                if (no > after) {
                    if (items.size() == PAGE) {
                        return new Customers.Found(
                                items, Optional.of(items.getLast().id().value()), false);
                    }
                    showIfEqual(read, customers, no, field, form.get(), role).ifPresent(items::add);
                }
            }
        }
        return new Customers.Found(items, Optional.empty(), false);
    }

    private long customerOf(String cursor) {
        try {
            return core.number(new custos.customer.CustomerId(cursor));
        } catch (IllegalArgumentException | Refusal.NotFound e) {
            throw new Refusal.BadField("cursor", "this is no cursor of this vault");
        }
    }

    /// Customers who carry a value's token; the value itself is not compared yet.
    public long[] hits(int field, IndexForm form) {
        return core.keys().index().tokens(field, form.normaliser().number(), form.value()).stream()
                .map(tokens::find)
                .flatMapToLong(java.util.Arrays::stream)
                .distinct()
                .sorted()
                .toArray();
    }

    static Optional<IndexForm> typedForm(Policy policy, Field field, String typed) {
        try {
            return switch (field.form()) {
                case EMAIL -> Optional.of(new EmailAddress(typed).indexForm());
                case PHONE ->
                        PhoneNumber.parse(typed, new CountryCode(policy.defaultCountry()))
                                .indexForm();
                case REFERENCE -> Optional.of(new ExternalReference(typed).indexForm());
                default -> Optional.empty();
            };
        } catch (IllegalArgumentException e) {
            throw new Refusal.BadField(field.id().value(), String.valueOf(e.getMessage()));
        }
    }

    /// A customer who carries a value's token, when she has that very value.
    Optional<Customers.Masked> showIfEqual(
            ReadSession read,
            Customers customers,
            long no,
            Field field,
            IndexForm form,
            String role) {
        try (CustomerFile file = core.file(read, no)) {
            FieldValue value =
                    file.fixed(Slots.CONTACT)
                            .map(contact -> file.open(contact, n -> n == field.number()))
                            .map(values -> values.get(field.number()))
                            .orElse(null);
            boolean equal =
                    value != null && Addresses.indexForm(field, value).equals(Optional.of(form));
            return equal ? Optional.of(customers.masked(file, role)) : Optional.empty();
        } catch (Refusal.NotFound | Refusal.Erased e) {
            // Erased between the look-up and now.
            return Optional.empty();
        }
    }

    /// A customer masked; empty when she was erased between the look-up and now.
    public Optional<Customers.Masked> show(
            ReadSession read, Customers customers, long no, String role) {
        try (CustomerFile file = core.file(read, no)) {
            return Optional.of(customers.masked(file, role));
        } catch (Refusal.NotFound | Refusal.Erased e) {
            return Optional.empty();
        }
    }

    /// The numbers of customers by name, town or street, best first.
    public List<Long> named(String words, int limit) {
        return names.find(words, limit).hits().stream().map(hit -> hit.customer()).toList();
    }

    /// The numbers of customers who bear each of these words in name, town or street, the first
    /// ones.
    public List<Long> bearers(String words, int limit) {
        return names.bearers(words, limit);
    }

    Customers.Found byName(
            Customers customers, String words, String role, int limit, Optional<String> cursor) {
        Page page;
        try {
            page =
                    cursor.isPresent()
                            ? names.find(words, limit, cursor(cursor.get()))
                            : names.find(words, limit);
        } catch (IllegalArgumentException e) {
            throw new Refusal.BadField("q", String.valueOf(e.getMessage()));
        }
        var items = new ArrayList<Customers.Masked>();
        try (ReadSession read = core.store().read()) {
            for (var hit : page.hits()) {
                show(read, customers, hit.customer(), role).ifPresent(items::add);
            }
        }
        return new Customers.Found(items, page.next().map(this::text), names.building());
    }

    /// A cursor names a rank and a customer; outside the vault a customer is its public id.
    private String text(Cursor cursor) {
        return cursor.rank() + "." + core.customerId(cursor.customer()).value();
    }

    private Cursor cursor(String text) {
        if (!text.matches("[0-5]\\.[a-z2-7]{26}")) {
            throw new Refusal.BadField("cursor", "this is no cursor of this vault");
        }
        return new Cursor(text.charAt(0) - '0', customerOf(text.substring(2)));
    }
}
