package custos.vault.erasure;

import custos.customer.FieldValue;
import custos.policy.Policy;
import custos.request.Decision;
import custos.request.Right;
import custos.store.RecordRow;
import custos.vault.core.Core;
import custos.vault.core.RecordRules;
import custos.vault.requests.MinimalFile;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Slots;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The request for the erasure that is being made, when the customer had filed one. For one use.
final class ErasureRequest {
    private final Policy policy;
    private final MinimalFile form;
    private final Core.Changing changing;

    ErasureRequest(Policy policy, MinimalFile form, Core.Changing changing) {
        this.policy = policy;
        this.form = form;
        this.changing = changing;
    }

    /// Its minimal file with the decision; none when no request waits for one. A file under a legal
    /// hold stays as it is.
    Optional<RecordRow> granted(LocalDate day) {
        CustomerFile file = changing.file();
        return changing
                .read()
                .recordsOfKind(
                        form.kind().number(), Slots.firstRow(file.no()), Slots.endRow(file.no()))
                .reversed()
                .stream()
                .filter(row -> !RecordRules.isHeld(changing, row.no()))
                .filter(row -> isWaiting(file.open(row)))
                .findFirst()
                .map(row -> granted(file, row, day));
    }

    private boolean isWaiting(SortedMap<Integer, FieldValue> values) {
        return form.rightOf(values).equals(Optional.of(Right.ERASURE))
                && form.decidedOf(values).isEmpty();
    }

    private RecordRow granted(CustomerFile file, RecordRow row, LocalDate day) {
        var values = new TreeMap<>(file.open(row));
        LocalDate received = form.receivedOf(values).orElse(day);
        form.decide(values, received.isAfter(day) ? received : day, Decision.GRANTED);
        return file.rewritten(row, Core.day(changing.now()), policy.version(), values);
    }
}
