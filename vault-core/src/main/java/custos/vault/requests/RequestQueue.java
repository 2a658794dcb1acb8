package custos.vault.requests;

import custos.policy.Policy;
import custos.store.ReadSession;
import custos.vault.core.Core;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Slots;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// All requests of a vault, read from their files. For one use.
public final class RequestQueue {
    private final Core core;
    private final RequestRegister register;
    private final Instant now;

    public RequestQueue(Core core, RequestRegister register, Instant now) {
        this.core = core;
        this.register = register;
        this.now = now;
    }

    /// Those of which something is left to do, the nearest deadline first.
    public List<DataRequest> open() {
        return read(register.all().stream().filter(entry -> !entry.closed()).toList()).stream()
                .filter(request -> !request.isClosed())
                .sorted(
                        Comparator.comparing(this::isAnswered)
                                .thenComparing(this::due)
                                .thenComparing(DataRequest::received)
                                .thenComparing(request -> request.id().value()))
                .toList();
    }

    private boolean isAnswered(DataRequest request) {
        return request.decided().isPresent();
    }

    private LocalDate due(DataRequest request) {
        return request.work()
                .map(DataRequest.Work::course)
                .map(course -> course.due(course.day(now)))
                .orElse(request.received());
    }

    /// Those of which nothing is left to do, the newest first.
    List<DataRequest> closed(int max) {
        var newest =
                register.all().stream()
                        .sorted(
                                Comparator.comparing(RequestRegister.Entry::received)
                                        .thenComparingLong(RequestRegister.Entry::request)
                                        .reversed())
                        .toList();
        var found = new ArrayList<DataRequest>();
        for (int from = 0; from < newest.size() && found.size() < max; from += max) {
            read(newest.subList(from, Math.min(newest.size(), from + max))).stream()
                    .filter(DataRequest::isClosed)
                    .limit(max - found.size())
                    .forEach(found::add);
        }
        return found;
    }

    private List<DataRequest> read(List<RequestRegister.Entry> entries) {
        Policy policy = core.policies().current();
        var found = new ArrayList<DataRequest>();
        var gone = new ArrayList<RequestRegister.Entry>();
        for (RequestRegister.Entry entry : entries) {
            read(policy, entry.request())
                    .ifPresentOrElse(one -> found.add(one.request()), () -> gone.add(entry));
        }
        register.forget(gone);
        return found;
    }

    /// One request, also of somebody erased.
    Optional<RequestReading.Found> read(Policy policy, long number) {
        long customer = Slots.customerOf(number);
        try (ReadSession read = core.store().read()) {
            Optional<CustomerFile> file = CustomerFile.read(read, core.keys(), customer);
            if (file.isEmpty()) {
                return Optional.empty();
            }
            try (CustomerFile known = file.get()) {
                boolean gone =
                        known.isMerged() || core.policies().isErased(read.shredded(customer));
                return new RequestReading(core, policy, read, known, gone).find(number);
            }
        }
    }
}
