package custos.vault.requests;

import custos.policy.Policy;
import custos.request.Course;
import custos.store.ReadSession;
import custos.store.RecordRow;
import custos.vault.core.Core;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Slots;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the requests of one customer, also of one who was erased. For one thread and one use.
final class RequestReading {
    private final Core core;
    private final RequestForm form;
    private final CustomerFile file;
    private final boolean erased;
    private final List<RecordRow> minimal;
    private final Map<Integer, Working> files = new HashMap<>();

    /// A working file and its row.
    record Working(RecordRow row, RequestFile content) {
        @Override
        public String toString() {
            return "Working[" + row.no() + "]";
        }
    }

    /// A request as it stands.
    ///
    /// @param row of its minimal file
    record Found(RecordRow row, DataRequest request, Optional<Working> working) {
        @Override
        public String toString() {
            return "Found[" + row.no() + "]";
        }
    }

    RequestReading(Core core, Policy policy, ReadSession read, CustomerFile file, boolean erased) {
        this.core = core;
        this.form = RequestForm.of(policy);
        this.file = file;
        this.erased = erased;
        this.minimal = rows(read, form.minimal().kind().number());
        for (RecordRow row : rows(read, form.work().number())) {
            RequestFile content = form.fileOf(file.open(row));
            files.put(content.request(), new Working(row, content));
        }
    }

    private List<RecordRow> rows(ReadSession read, int kind) {
        return read.recordsOfKind(kind, Slots.firstRow(file.no()), Slots.endRow(file.no()));
    }

    /// All of her requests, newest first.
    List<Found> all() {
        var all = new ArrayList<Found>();
        for (RecordRow row : minimal) {
            found(row).ifPresent(all::add);
        }
        all.sort(
                Comparator.comparing((Found one) -> one.request().received())
                        .thenComparingLong(one -> one.row().no())
                        .reversed());
        return all;
    }

    /// A request by the number of its minimal file.
    Optional<Found> find(long number) {
        return minimal.stream().filter(row -> row.no() == number).findFirst().flatMap(this::found);
    }

    private Optional<Found> found(RecordRow row) {
        var values = file.open(row);
        var right = form.minimal().rightOf(values);
        var received = form.minimal().receivedOf(values);
        if (right.isEmpty() || received.isEmpty()) {
            return Optional.empty();
        }
        var decided = form.minimal().decidedOf(values);
        Optional<Working> working = Optional.ofNullable(files.get(Slots.within(row.no())));
        var request =
                new DataRequest(
                        core.recordId(row.no()),
                        core.customerId(file.no()),
                        erased,
                        right.get(),
                        received.get(),
                        decided,
                        working.map(one ->
                                work(
                                        one,
                                        new Course(
                                                right.get(),
                                                one.content().term(),
                                                received.get(),
                                                one.content().state(),
                                                one.content().pauses(),
                                                one.content().extension(),
                                                decided.map(said ->
                                                        new Course.Verdict(
                                                                said.on(),
                                                                said.decision(),
                                                                one.content().reasons()))))));
        return Optional.of(new Found(row, request, working));
    }

    private static DataRequest.Work work(Working working, Course course) {
        RequestFile content = working.content();
        return new DataRequest.Work(
                course,
                content.language(),
                content.words(),
                content.question(),
                content.notes(),
                content.steps(),
                working.row().version());
    }
}
