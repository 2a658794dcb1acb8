package custos.vault.erasure;

import custos.crypto.BlindIndex;
import custos.customer.CustomerId;
import custos.customer.EmailAddress;
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
import custos.posting.PublicForm;
import custos.store.CustomerRow;
import custos.store.ReadSession;
import custos.vault.consents.UsedForms;
import custos.vault.core.Addresses;
import custos.vault.core.Core;
import custos.vault.core.Ledger;
import custos.vault.core.PendingForms;
import custos.vault.core.Suppressing;
import custos.vault.core.Upkeep;
import custos.vault.customers.Finder;
import custos.vault.exports.Receipts;
import custos.vault.rows.CustomerDraft;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Events;
import custos.vault.rows.Refusal;
import custos.vault.rows.Slots;
import custos.vault.rows.Write;
import custos.vault.writer.Disclosures;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Erasure: what can be destroyed is destroyed at once, what must be kept is named (DESIGN 8).
public final class Erasure {
    private final Core core;
    private final Finder finder;
    private final Disclosures disclosures;
    private final Upkeep upkeep;
    private final Receipts receipts;
    private final Joined joined;

    public Erasure(
            Core core,
            Finder finder,
            Disclosures disclosures,
            Upkeep upkeep,
            Receipts receipts,
            Joined joined) {
        this.core = core;
        this.finder = finder;
        this.disclosures = disclosures;
        this.upkeep = upkeep;
        this.receipts = receipts;
        this.joined = joined;
    }

    /// Those who were joined to a customer, and go when she does.
    public interface Joined {
        /// Erases those who were merged into somebody that was erased, for the same reason.
        void withErased(long into, String reason, boolean suppress, Actor actor);
    }

    /// What must stay, why and until when.
    ///
    /// @param ground of the policy's retention; or that of a legal hold, see
    ///   [Subject.Held#holdGround], when only what it is on stays of the class
    public record Held(ClassId dataClass, String ground, LocalDate until) {}

    /// What an erasure did. The file stands nowhere else.
    ///
    /// @param leaf the index of the leaf that records it
    /// @param erased the classes destroyed
    /// @param held the classes of which something must stay
    /// @param physical whether the database's log is rid of it already; else it follows within
    ///   seconds of the last reader
    /// @param file the certificate as a file that proves itself (docs/receipts.md), JSON
    public record Certificate(
            CustomerId id,
            long leaf,
            LocalDate on,
            List<ClassId> erased,
            List<Held> held,
            boolean physical,
            String file) {
        /// Redacted: the file is the customer's.
        @Override
        public String toString() {
            return "Certificate[of entry " + leaf + "]";
        }
    }

    /// What an erasure at her request would do today.
    ///
    /// @param erased the classes that would be destroyed
    /// @param held the classes of which something must stay
    public record Preview(List<ClassId> erased, List<Held> held) {}

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
            return new Preview(remains.destroyed(), remains.held());
        }
    }

    /// Erases a customer; durable on return. Records under a legal hold stay, sealed anew.
    ///
    /// @param reason a reason code of the policy
    /// @param suppress whether the customer asked never to be written to again
    public Certificate erase(CustomerId id, String reason, boolean suppress, Actor actor) {
        // Erasing somebody who was merged into another erases that one too.
        CustomerId standing = core.customerId(core.standing(core.number(id)));
        Done done = erase(_ -> {}, standing, reason, suppress, actor);
        boolean physical = core.store().truncateLog();
        if (!physical) {
            upkeep.emptyLogSoon();
        }
        return done.certificate(physical, receipts.certificate(done.half(), standing));
    }

    /// Erases a customer only while her row is as it is said to be, at the moment of the erasure,
    /// and no legal hold stands. For many in a row: the database's log is emptied soon after, not
    /// after each.
    ///
    /// @throws Refusal.Conflict when that is not so
    public void eraseWhile(
            Predicate<CustomerRow> still, CustomerId id, String reason, Actor actor) {
        var _ = erase(changing -> requireStill(still, changing), id, reason, false, actor);
        upkeep.emptyLogSoon();
    }

    private static void requireStill(Predicate<CustomerRow> still, Core.Changing changing) {
        if (!still.test(changing.file().row())) {
            throw new Refusal.Conflict("changed", "the customer changed in the meantime");
        }
        if (!changing.read().holds(changing.file().no()).isEmpty()) {
            throw new Refusal.Conflict("held", "a legal hold stands on a record of this customer");
        }
    }

    private Done erase(
            Consumer<Core.Changing> requirement,
            CustomerId id,
            String reason,
            boolean suppress,
            Actor actor) {
        core.policies().requireReason(ReasonUse.ERASE, reason);
        Policy policy = core.policies().current();
        long no = core.number(id);
        Done done =
                core.change(
                        no,
                        OptionalLong.empty(),
                        changing -> {
                            requirement.accept(changing);
                            return prepare(policy, id, reason, suppress, actor, changing);
                        });
        joined.withErased(no, reason, suppress, actor);
        return done;
    }

    /// What is known once it is durable.
    private record Done(
            CustomerId id,
            LocalDate on,
            List<ClassId> erased,
            List<Held> held,
            Receipts.Half half) {
        Certificate certificate(boolean physical, byte[] file) {
            return new Certificate(
                    id,
                    Ledger.index(half.idx()),
                    on,
                    erased,
                    held,
                    physical,
                    new String(file, StandardCharsets.UTF_8));
        }
    }

    private Core.Prepared<Done> prepare(
            Policy policy,
            CustomerId id,
            String reason,
            boolean suppress,
            Actor actor,
            Core.Changing changing) {
        CustomerFile file = changing.file();
        var remains = new Remains(core.keys(), policy, changing, reason);
        remains.keepWhatTheLawSays();
        core.pairs().without(file.no()).forEach(remains::also);
        if (suppress) {
            suppress(core, policy, changing, remains);
        }
        new UsedForms(core).forget(changing.read(), changing.file().no()).forEach(remains::also);
        forgetPostings(core, changing, remains);
        Told told = told(core, changing, remains, Internal.by(actor).because(Optional.of(reason)));
        var carried = BlindIndex.unpack(file.row().tokens());
        long no = file.no();
        LocalDate today = LocalDate.ofEpochDay(Core.day(changing.now()));
        return new Core.Prepared<>(
                told.write(),
                idx -> {
                    finder.remove(no, carried);
                    disclosures.forget(no);
                    core.pairs().erased(no);
                    return new Done(
                            id,
                            today,
                            remains.destroyed(),
                            remains.held(),
                            new Receipts.Half(idx, told.subject(), told.k1(), told.c2()));
                });
    }

    /// An erasure as a write, with the half of its leaf that stands in the certificate alone.
    public record Told(Write write, byte[] subject, byte[] k1, byte[] c2) {
        @Override
        public String toString() {
            return "Told[redacted]";
        }
    }

    /// @param why who erases, and why
    public static Told told(Core core, Core.Changing changing, Remains remains, Internal why) {
        byte[] subject =
                new Subject(
                                changing.file().no(),
                                List.of(Subject.Part.about(0)),
                                changing.now(),
                                Optional.empty(),
                                Optional.of(told(remains)))
                        .encode();
        byte[] k1 = core.keys().random32();
        byte[] c1 = Commitment.ofSubject(k1, subject);
        Events.Half half = Events.internal(core.keys(), why.withErased(remains.erased()), c1);
        Write write =
                new Write(
                        List.of(Act.of(ActType.CUSTOMER_ERASED)),
                        Commitment.of(c1, half.digest()),
                        remains.rows(half.row()));
        return new Told(write, subject, k1, half.digest());
    }

    /// What waits for her confirmation is in no file of hers, and goes with her all the same.
    public static void forgetPostings(Core core, Core.Changing changing, Remains remains) {
        Policy policy = core.policies().current();
        policy.field(PublicForm.EMAIL_FIELD)
                .flatMap(field ->
                        Optional.ofNullable(
                                changing.file().openFixed(Slots.CONTACT).get(field.number())))
                .map(FieldValue::plain)
                .map(EmailAddress::new)
                .ifPresent(email ->
                        PendingForms.forget(core, changing.read(), email).forEach(remains::also));
    }

    private static Subject.Erased told(Remains remains) {
        return new Subject.Erased(
                remains.destroyed().stream().map(ClassId::value).toList(),
                remains.held().stream()
                        .map(one ->
                                new Subject.Held(
                                        one.dataClass().value(), one.ground(), one.until()))
                        .toList());
    }

    /// "Never write to me again" outlives the customer as keyed tokens of her addresses.
    public static void suppress(Core core, Policy policy, Core.Changing changing, Remains remains) {
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
