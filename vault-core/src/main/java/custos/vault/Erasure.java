package custos.vault;

import custos.crypto.BlindIndex;
import custos.customer.CustomerId;
import custos.customer.FieldValue;
import custos.customer.IndexForm;
import custos.event.Act;
import custos.event.ActType;
import custos.event.Actor;
import custos.event.Commitment;
import custos.event.Internal;
import custos.event.Subject;
import custos.policy.Channel;
import custos.policy.ClassId;
import custos.policy.Policy;
import custos.policy.ReasonUse;
import custos.store.ReadSession;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;

/// Erasure: what can be destroyed is destroyed at once, what must be kept is named (DESIGN 8).
public final class Erasure {
    private final Core core;
    private final Finder finder;
    private final Disclosures disclosures;
    private final Upkeep upkeep;

    Erasure(Core core, Finder finder, Disclosures disclosures, Upkeep upkeep) {
        this.core = core;
        this.finder = finder;
        this.disclosures = disclosures;
        this.upkeep = upkeep;
    }

    /// What must stay, why and until when.
    public record Held(ClassId dataClass, String ground, LocalDate until) {}

    /// What an erasure did. Subject, k1 and c2 prove the leaf and stand nowhere else.
    ///
    /// @param leaf the index of the leaf that records it
    /// @param erased the classes destroyed
    /// @param held the classes that must stay
    /// @param physical whether the database's log is rid of it already; else it follows within
    ///   seconds of the last reader
    /// @param subject the customer's half of the leaf
    /// @param k1 the key of that half, base64
    /// @param c2 the digest of the other half, base64
    public record Certificate(
            CustomerId id,
            long leaf,
            LocalDate on,
            List<ClassId> erased,
            List<Held> held,
            boolean physical,
            String subject,
            String k1,
            String c2) {}

    /// What an erasure at her request would do today.
    ///
    /// @param erased the classes that would be destroyed
    /// @param held the classes that must stay
    /// @param onHold whether a legal hold stands in its way; then nothing can be erased
    public record Preview(List<ClassId> erased, List<Held> held, boolean onHold) {}

    /// Tells beforehand what [#erase] would do; nothing changes. What it says and what an erasure
    /// does come from the same code.
    public Preview preview(CustomerId id) {
        Policy policy = core.policies().current();
        try (ReadSession read = core.store().read();
                CustomerFile file = core.file(read, core.number(id));
                CustomerDraft draft = CustomerDraft.change(core.keys(), core.schema(), file, 0)) {
            var changing = new Core.Changing(read, file, draft, core.now());
            var remains = new Remains(core.keys(), policy, changing, Remains.ERASURE_REQUEST);
            remains.keepWhatTheLawSays();
            remains.wipe();
            return new Preview(
                    remains.destroyed(), remains.held(), !read.holds(file.no()).isEmpty());
        }
    }

    /// Erases a customer; durable on return.
    ///
    /// @param reason a reason code of the policy
    /// @param suppress whether the customer asked never to be written to again
    /// @throws Refusal.Conflict when a legal hold stands on one of her records
    public Certificate erase(CustomerId id, String reason, boolean suppress, Actor actor) {
        core.policies().requireReason(ReasonUse.ERASE, reason);
        Policy policy = core.policies().current();
        long no = core.number(id);
        Certificate done =
                core.change(
                        no,
                        OptionalLong.empty(),
                        changing -> prepare(policy, id, reason, suppress, actor, changing));
        boolean physical = core.store().truncateLog();
        if (!physical) {
            upkeep.emptyLogSoon();
        }
        return new Certificate(
                done.id(),
                done.leaf(),
                done.on(),
                done.erased(),
                done.held(),
                physical,
                done.subject(),
                done.k1(),
                done.c2());
    }

    private Core.Prepared<Certificate> prepare(
            Policy policy,
            CustomerId id,
            String reason,
            boolean suppress,
            Actor actor,
            Core.Changing changing) {
        CustomerFile file = changing.file();
        if (!changing.read().holds(file.no()).isEmpty()) {
            throw new Refusal.Conflict("held", "a legal hold stands on a record of this customer");
        }
        var remains = new Remains(core.keys(), policy, changing, reason);
        remains.keepWhatTheLawSays();
        if (suppress) {
            suppress(policy, changing, remains);
        }
        byte[] subject =
                new Subject(
                                file.no(),
                                List.of(Subject.Part.about(0)),
                                changing.now(),
                                Optional.empty())
                        .encode();
        byte[] k1 = core.keys().random32();
        byte[] c1 = Commitment.ofSubject(k1, subject);
        Internal internal =
                Internal.by(actor).because(Optional.of(reason)).withErased(remains.erased());
        Events.Half half = Events.internal(core.keys(), internal, c1);
        Write write =
                new Write(
                        List.of(Act.of(ActType.CUSTOMER_ERASED)),
                        Commitment.of(c1, half.digest()),
                        remains.rows(half.row()));
        var carried = BlindIndex.unpack(file.row().tokens());
        long no = file.no();
        LocalDate today = LocalDate.ofEpochDay(Core.day(changing.now()));
        return new Core.Prepared<>(
                write,
                idx -> {
                    finder.remove(no, carried);
                    disclosures.forget(no);
                    var encoder = Base64.getEncoder();
                    return new Certificate(
                            id,
                            Ledger.index(idx),
                            today,
                            remains.destroyed(),
                            remains.held(),
                            false,
                            new String(subject, java.nio.charset.StandardCharsets.UTF_8),
                            encoder.encodeToString(k1),
                            encoder.encodeToString(half.digest()));
                });
    }

    /// "Never write to me again" outlives the customer as keyed tokens of her addresses.
    private void suppress(Policy policy, Core.Changing changing, Remains remains) {
        SortedMap<Integer, FieldValue> contact = changing.file().openFixed(Slots.CONTACT);
        var addresses = new Addresses(policy, contact);
        var suppressing =
                new Suppressing(core.keys().suppressions(), changing.read(), changing.now());
        for (Channel channel : policy.channels()) {
            Optional<IndexForm> address = addresses.of(channel);
            address.ifPresent(form -> remains.also(suppressing.stopEverything(channel, form)));
        }
    }
}
