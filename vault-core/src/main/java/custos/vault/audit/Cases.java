package custos.vault.audit;

import custos.customer.CustomerId;
import custos.event.Act;
import custos.event.ActType;
import custos.event.Actor;
import custos.event.Internal;
import custos.event.Subject;
import custos.store.DocumentKind;
import custos.store.DocumentRow;
import custos.store.ReadSession;
import custos.store.RowChange;
import custos.vault.core.Core;
import custos.vault.core.Documents;
import custos.vault.core.Ledger;
import custos.vault.core.Sight;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Events;
import custos.vault.rows.Refusal;
import custos.vault.rows.VaultFault;
import custos.vault.rows.Write;
import custos.vault.writer.Landing;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// One customer's entries handed over to whoever audits: by an officer, for 90 days, with a reason
/// code. That they were handed over is in the customer's own history.
///
/// Safe for threads; one for each vault.
public final class Cases {
    /// How long a case shows anything.
    public static final Duration LASTS = Duration.ofDays(90);

    /// The most cases that a vault keeps.
    public static final int MAX_CASES = 10_000;

    private final Core core;
    private final Documents documents;

    public Cases(Core core) {
        this.core = core;
        this.documents = new Documents(core);
    }

    /// Hands a customer's entries over; durable on return.
    public synchronized Case handOver(CustomerId customer, Case.Reason reason, Actor by) {
        int no = resting().stream().mapToInt(CaseCodec.Resting::no).max().orElse(0) + 1;
        if (no > MAX_CASES) {
            throw new Refusal.Conflict("cases", "a vault keeps at most 10000 cases");
        }
        Instant now = core.now();
        long number = core.number(customer);
        var one =
                new CaseCodec.Resting(
                        no, OptionalLong.of(number), reason, by, now, now.plus(LASTS));
        DocumentRow row = documents.sealed(DocumentKind.CASE, id(no), CaseCodec.encode(one));
        core.change(
                number,
                OptionalLong.empty(),
                changing -> {
                    changing.draft().also(new RowChange.InsertDocument(row));
                    Write write =
                            changing.draft()
                                    .finish(
                                            List.of(Act.of(ActType.CASE_OPENED)),
                                            List.of(Subject.Part.about(0)),
                                            internal(by, no, reason),
                                            changing.now());
                    return new Core.Prepared<>(write, Ledger::index);
                });
        return shown(one);
    }

    /// Takes a case back, so that it shows nothing more; durable on return. To close a closed one
    /// changes nothing.
    ///
    /// @throws Refusal.NotFound when there is no such case
    public synchronized Case close(int no, Actor by) {
        CaseCodec.Resting one = find(no);
        if (one.customer().isEmpty()) {
            return shown(one);
        }
        CaseCodec.Resting closed = one.closed();
        DocumentRow row = documents.sealed(DocumentKind.CASE, id(no), CaseCodec.encode(closed));
        Write write =
                Events.ofVault(
                        core.keys(),
                        List.of(Act.of(ActType.CASE_CLOSED)),
                        internal(by, no, one.reason()),
                        List.of(new RowChange.PutDocument(row)));
        if (!(core.writer().land(write) instanceof Landing.Landed)) {
            throw new VaultFault.Busy("the case could not be closed");
        }
        return shown(closed);
    }

    private static Internal internal(Actor by, int no, Case.Reason reason) {
        return new Internal(
                by, Optional.of(reason.code()), Optional.of("case " + no), List.of(), List.of());
    }

    /// All cases, newest first.
    public List<Case> all() {
        return resting().stream()
                .sorted(Comparator.comparingInt(CaseCodec.Resting::no).reversed())
                .map(this::shown)
                .toList();
    }

    /// One case without the customer's entries.
    ///
    /// @throws Refusal.NotFound when there is no such case
    public Case head(int no) {
        return shown(find(no));
    }

    /// Opens a case. That it was read is in the ledger before the answer, unless it shows nothing
    /// more.
    ///
    /// @throws Refusal.NotFound when there is no such case
    public CaseFile open(int no, Sight sight, Actor by) {
        CaseCodec.Resting one = find(no);
        Case head = shown(one);
        if (head.state() != Case.State.OPEN) {
            return nothing(head);
        }
        Audit.recordRead(core, "case " + no, by);
        long customer = one.customer().orElseThrow();
        try (ReadSession read = core.store().read();
                CustomerFile file = core.file(read, customer)) {
            return new CaseReading(core, read, file, sight).read(head);
        } catch (Refusal.NotFound | Refusal.Erased e) {
            // Erased since the lines above.
            return nothing(shown(one));
        }
    }

    private static CaseFile nothing(Case head) {
        return new CaseFile(head, List.of(), true, List.of());
    }

    private CaseCodec.Resting find(int no) {
        return documents
                .find(DocumentKind.CASE, id(no))
                .map(CaseCodec::decode)
                .orElseThrow(() -> new Refusal.NotFound("case"));
    }

    private List<CaseCodec.Resting> resting() {
        return documents.all(DocumentKind.CASE).stream().map(CaseCodec::decode).toList();
    }

    private Case shown(CaseCodec.Resting one) {
        return new Case(
                one.no(),
                one.customer().isPresent()
                        ? Optional.of(core.customerId(one.customer().getAsLong()))
                        : Optional.empty(),
                one.reason(),
                one.by(),
                one.created(),
                one.expires(),
                state(one));
    }

    private Case.State state(CaseCodec.Resting one) {
        if (one.customer().isEmpty()) {
            return Case.State.CLOSED;
        }
        try (ReadSession read = core.store().read()) {
            long no = one.customer().getAsLong();
            if (read.customer(no).isEmpty() || core.policies().isErased(read.shredded(no))) {
                return Case.State.ERASED;
            }
        }
        return core.clock().instant().isBefore(one.expires())
                ? Case.State.OPEN
                : Case.State.EXPIRED;
    }

    private static byte[] id(int no) {
        return ByteBuffer.allocate(4).putInt(no).array();
    }
}
