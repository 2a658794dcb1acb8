package custos.vault.merges;

import custos.consent.ConsentBook;
import custos.consent.MergedConsents;
import custos.customer.FieldValue;
import custos.customer.IndexForm;
import custos.policy.Channel;
import custos.policy.ChannelId;
import custos.policy.Field;
import custos.policy.FieldForm;
import custos.policy.FieldId;
import custos.policy.Policy;
import custos.vault.consents.Profile;
import custos.vault.core.Addresses;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a merge would make of two customers: which value of each field stays, and the consents.
/// Nothing is written by it. For one use.
///
/// Unless somebody chose: a value that one of them lacks is the other's; an address is the one that
/// was confirmed last; of names and free text the fuller one stays; else the value of whoever was
/// active last, and of two such the one of the customer who stays.
final class MergePlan {
    private static final FieldId ADDRESS = new FieldId("address");
    private static final FieldId CONFIRMED_ON = new FieldId("address_confirmed_on");

    private final Policy policy;
    private final Profile stays;
    private final Profile goes;
    private final boolean goesIsNewer;
    private final Map<FieldId, Merging.Side> chosen;
    private final SortedMap<Integer, FieldValue> contact = new TreeMap<>();
    private final SortedMap<Integer, FieldValue> profile = new TreeMap<>();
    private final List<Merging.Row> rows = new ArrayList<>();
    private final ConsentBook book;

    /// @param chosen for fields of which both have a value, and not the same
    /// @throws Refusal.BadField when something else was chosen
    MergePlan(
            Policy policy,
            CustomerFile stays,
            CustomerFile goes,
            Map<FieldId, Merging.Side> chosen,
            Instant now) {
        this.policy = policy;
        this.stays = Profile.of(stays, policy);
        this.goes = Profile.of(goes, policy);
        this.goesIsNewer = goes.row().activeDay() > stays.row().activeDay();
        this.chosen = chosen;
        choose(this.stays.contact(), this.goes.contact(), contact);
        choose(this.stays.profile(), this.goes.profile(), profile);
        confirmation();
        requireChoices();
        this.book = MergedConsents.of(this.stays.book(), this.goes.book(), this::address, now);
    }

    private void choose(
            SortedMap<Integer, FieldValue> one,
            SortedMap<Integer, FieldValue> other,
            SortedMap<Integer, FieldValue> result) {
        SortedSet<Integer> numbers = new TreeSet<>(one.keySet());
        numbers.addAll(other.keySet());
        for (int number : numbers) {
            FieldValue own = one.get(number);
            FieldValue others = other.get(number);
            Optional<Field> field = policy.field(number);
            Merging.Side side = side(field, own, others);
            FieldValue stands = side == Merging.Side.STAYS ? own : others;
            if (stands != null) {
                result.put(number, stands);
            }
            field.filter(known -> !known.id().equals(CONFIRMED_ON))
                    .ifPresent(known ->
                            rows.add(
                                    new Merging.Row(
                                            known.id(),
                                            Optional.ofNullable(own),
                                            Optional.ofNullable(others),
                                            side)));
        }
    }

    private Merging.Side side(
            Optional<Field> field,
            @org.jspecify.annotations.Nullable FieldValue own,
            @org.jspecify.annotations.Nullable FieldValue others) {
        if (own == null || others == null) {
            return own == null ? Merging.Side.GOES : Merging.Side.STAYS;
        }
        if (own.equals(others) || field.isEmpty()) {
            return Merging.Side.STAYS;
        }
        Merging.Side wanted = chosen.get(field.get().id());
        return wanted != null ? wanted : usual(field.get(), own, others);
    }

    private Merging.Side usual(Field field, FieldValue own, FieldValue others) {
        int better =
                switch (field.form()) {
                    case ADDRESS -> confirmed(others, own);
                    case FULL_NAME, LINE, TEXT -> length(others) - length(own);
                    default -> 0;
                };
        if (better != 0) {
            return better > 0 ? Merging.Side.GOES : Merging.Side.STAYS;
        }
        return goesIsNewer ? Merging.Side.GOES : Merging.Side.STAYS;
    }

    private int confirmed(FieldValue others, FieldValue own) {
        int later = confirmedOn(goes).compareTo(confirmedOn(stays));
        return later != 0 ? later : length(others) - length(own);
    }

    private String confirmedOn(Profile of) {
        return confirmation(of).map(FieldValue::plain).orElse("");
    }

    private Optional<FieldValue> confirmation(Profile of) {
        return policy.field(CONFIRMED_ON)
                .flatMap(field -> Optional.ofNullable(of.contact().get(field.number())));
    }

    private static int length(FieldValue value) {
        return value.plain().length();
    }

    /// "Confirmed on" goes with the address that it was said of.
    private void confirmation() {
        Optional<Field> field = policy.field(CONFIRMED_ON);
        if (field.isEmpty()) {
            return;
        }
        contact.remove(field.get().number());
        List<Profile> owners = new ArrayList<>();
        FieldValue stands = value(contact, ADDRESS);
        for (Profile one : List.of(stays, goes)) {
            if (stands != null && stands.equals(value(one.contact(), ADDRESS))) {
                owners.add(one);
            }
        }
        owners.stream()
                .flatMap(one -> confirmation(one).stream())
                .max((one, other) -> one.plain().compareTo(other.plain()))
                .ifPresent(day -> contact.put(field.get().number(), day));
    }

    private @org.jspecify.annotations.Nullable FieldValue value(
            SortedMap<Integer, FieldValue> values, FieldId id) {
        return policy.field(id).map(field -> values.get(field.number())).orElse(null);
    }

    private void requireChoices() {
        for (FieldId id : chosen.keySet()) {
            boolean open = rows.stream().anyMatch(row -> row.field().equals(id) && row.isOpen());
            if (!open) {
                throw new Refusal.BadField(
                        id.value(), "only where both have another value is there one to choose");
            }
        }
    }

    private Optional<String> address(ChannelId id) {
        return policy.channel(id).flatMap(this::address).map(IndexForm::value);
    }

    private Optional<IndexForm> address(Channel channel) {
        return new Addresses(policy, contact).of(channel);
    }

    List<Merging.Row> rows() {
        return List.copyOf(rows);
    }

    /// Two birth dates are two people, unless somebody is sure.
    boolean doubtful() {
        return rows.stream()
                .filter(Merging.Row::isOpen)
                .flatMap(row -> policy.field(row.field()).stream())
                .anyMatch(field -> field.form() == FieldForm.BIRTH_DATE);
    }

    Profile stays() {
        return stays;
    }

    Profile goes() {
        return goes;
    }

    Profile result() {
        return new Profile(contact, profile, book);
    }

    /// The numbers of the fields that change for the customer who stays.
    List<Integer> changed() {
        var changed = new TreeSet<Integer>();
        differ(stays.contact(), contact, changed);
        differ(stays.profile(), profile, changed);
        return List.copyOf(changed);
    }

    static void differ(
            SortedMap<Integer, FieldValue> before,
            SortedMap<Integer, FieldValue> after,
            SortedSet<Integer> changed) {
        var numbers = new TreeSet<>(before.keySet());
        numbers.addAll(after.keySet());
        for (int number : numbers) {
            if (!Optional.ofNullable(before.get(number))
                    .equals(Optional.ofNullable(after.get(number)))) {
                changed.add(number);
            }
        }
    }
}
