package custos.vault.rows;

import custos.customer.FieldValue;
import custos.policy.FieldId;
import custos.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The two records of a customer's fields.
public record CustomerContent(
        SortedMap<Integer, FieldValue> contact, SortedMap<Integer, FieldValue> profile) {
    public boolean isEmpty() {
        return contact.isEmpty() && profile.isEmpty();
    }

    /// The version that a new customer of this content has.
    public long version() {
        return profile.isEmpty() ? 1 : 2;
    }

    public List<Integer> fieldNumbers() {
        var numbers = new ArrayList<>(contact.keySet());
        numbers.addAll(profile.keySet());
        return numbers;
    }

    public void putInto(CustomerDraft draft, Policy policy, int day) {
        put(draft, policy, Slots.CONTACT, contact, day);
        if (!profile.isEmpty()) {
            put(draft, policy, Slots.PROFILE, profile, day);
        }
    }

    public static void put(
            CustomerDraft draft,
            Policy policy,
            int slot,
            SortedMap<Integer, FieldValue> values,
            int day) {
        var kind = Kinds.of(policy, slot == Slots.CONTACT ? Kinds.CONTACT : Kinds.PROFILE);
        draft.put(slot, Kinds.classNo(policy, kind), kind.number(), day, values);
    }

    /// Redacted: it is all personal data.
    @Override
    public String toString() {
        return "CustomerContent[redacted]";
    }

    /// Sorts fields into the records they belong to.
    public static CustomerContent of(Policy policy, Map<FieldId, FieldValue> fields) {
        var contact = new TreeMap<Integer, FieldValue>();
        var profile = new TreeMap<Integer, FieldValue>();
        fields.forEach((id, value) ->
                recordOf(policy, id, contact, profile)
                        .put(policy.field(id).orElseThrow().number(), value));
        return new CustomerContent(contact, profile);
    }

    public static SortedMap<Integer, FieldValue> recordOf(
            Policy policy,
            FieldId id,
            SortedMap<Integer, FieldValue> contact,
            SortedMap<Integer, FieldValue> profile) {
        if (Kinds.of(policy, Kinds.CONTACT).fields().contains(id)) {
            return contact;
        }
        if (Kinds.of(policy, Kinds.PROFILE).fields().contains(id)) {
            return profile;
        }
        throw new Refusal.BadField(id.value(), "the policy has no such field of a customer");
    }
}
