package custos.vault.erasure;

import custos.policy.AfterErasure;
import custos.policy.AtErasure;
import custos.policy.DataClass;
import custos.policy.Policy;
import custos.policy.RetentionStart;
import custos.store.CustomerRow;
import custos.store.RecordRow;
import custos.store.ShreddedRow;
import custos.vault.rows.Kinds;
import custos.vault.rows.Slots;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What is past its period on a day, told by numbers and days that stand in the clear: nothing is
/// opened. The longest period over all regimes counts.
final class Expiry {
    private final Policy policy;
    private final Map<Integer, DataClass> classes;
    private final DataClass contact;
    private final LocalDate today;

    Expiry(Policy policy, LocalDate today) {
        this.policy = policy;
        this.today = today;
        this.classes =
                policy.classes().stream()
                        .collect(Collectors.toMap(DataClass::number, Function.identity()));
        this.contact = policy.dataClass(Kinds.of(policy, Kinds.CONTACT).dataClass()).orElseThrow();
    }

    LocalDate today() {
        return today;
    }

    /// Whether a customer has not been active for as long as contact data is kept.
    boolean isPast(CustomerRow customer) {
        return contact.retention().from() == RetentionStart.LAST_ACTIVITY
                && isPast(contact, customer.activeDay());
    }

    /// Whether a record is, of a class whose period runs from the record's own day. The records
    /// that everyone has one of go with their customer.
    boolean isPast(RecordRow record) {
        DataClass dataClass = classes.get(record.classNo());
        return dataClass != null
                && Slots.within(record.no()) >= Slots.FIRST_FREE
                && dataClass.retention().from() == RetentionStart.RECORDED
                && isPast(dataClass, record.day());
    }

    private boolean isPast(DataClass dataClass, int day) {
        return LocalDate.ofEpochDay(day).plus(dataClass.retention().longest()).isBefore(today);
    }

    /// Whether what was kept of an erased customer's class has been kept long enough.
    ///
    /// @param records that remain of her, of any class
    /// @param notes of what was destroyed
    boolean isPast(int classNo, Collection<RecordRow> records, Collection<ShreddedRow> notes) {
        DataClass dataClass = classes.get(classNo);
        if (dataClass == null) {
            return false;
        }
        if (dataClass.atErasure() == AtErasure.EVIDENCE) {
            return policy.afterErasure() instanceof AfterErasure.Keep(var period, _)
                    && notes.stream()
                            .filter(note -> note.classNo() == classNo)
                            .map(note -> LocalDate.ofEpochDay(note.day()).plus(period))
                            .anyMatch(until -> until.isBefore(today));
        }
        return records.stream()
                .filter(record -> record.classNo() == classNo)
                .allMatch(this::isPast);
    }
}
