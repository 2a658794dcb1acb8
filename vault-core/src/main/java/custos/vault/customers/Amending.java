package custos.vault.customers;

import custos.consent.ConsentBook;
import custos.consent.ConsentEvent.Mover;
import custos.customer.CustomerId;
import custos.customer.FieldValue;
import custos.event.Act;
import custos.event.ActType;
import custos.event.Actor;
import custos.event.Internal;
import custos.policy.Field;
import custos.policy.FieldId;
import custos.policy.Policy;
import custos.policy.SourceId;
import custos.vault.consents.Consents;
import custos.vault.consents.Profile;
import custos.vault.core.Core;
import custos.vault.core.Ledger;
import custos.vault.core.RecordRules;
import custos.vault.core.SealedNotes;
import custos.vault.rows.CustomerContent;
import custos.vault.rows.CustomerDraft;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Parts;
import custos.vault.rows.Refusal;
import custos.vault.rows.Slots;
import custos.vault.rows.Write;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/// Changes of a customer's fields, and the way back. An undo is handed out sealed and stands
/// nowhere (ADR 0007).
final class Amending {
    private static final FieldId ADDRESS = new FieldId("address");
    private static final FieldId CONFIRMED_ON = new FieldId("address_confirmed_on");
    private static final String PLACE = "amendment";
    private static final Customers.Beside NOTHING = (_, _, _) -> {};

    private final Core core;
    private final Finder finder;
    private final SealedNotes notes;

    Amending(Core core, Finder finder) {
        this.core = core;
        this.finder = finder;
        this.notes = new SealedNotes(core, "undo", 1 << 20);
    }

    /// What is to change, and as which act.
    ///
    /// @param taken the undo that this carries out, if it is one
    /// @param beside what lands with it
    private record Wanted(
            Policy policy,
            Map<FieldId, Optional<FieldValue>> fields,
            SourceId source,
            ActType act,
            Actor actor,
            Optional<Undo> taken,
            Customers.Beside beside) {
        Mover mover() {
            return actor instanceof Actor.Customer ? Mover.CUSTOMER : Mover.SOMEBODY_ELSE;
        }

        @Override
        public String toString() {
            return "Wanted[" + act + "]";
        }
    }

    Customers.Recorded amend(
            CustomerId id, Customers.Amendment amendment, Actor actor, Customers.Beside beside) {
        Policy policy = core.policies().current();
        Customers.requireSource(policy, amendment.source());
        if (amendment.fields().isEmpty()) {
            throw new Refusal.BadField("fields", "an amendment names at least one field");
        }
        var wanted =
                new Wanted(
                        policy,
                        amendment.fields(),
                        amendment.source(),
                        ActType.CUSTOMER_AMENDED,
                        actor,
                        Optional.empty(),
                        beside);
        return core.change(
                core.number(id), amendment.ifVersion(), changing -> prepare(wanted, changing));
    }

    Customers.Recorded confirmAddress(CustomerId id, SourceId source, Actor actor) {
        Policy policy = core.policies().current();
        Customers.requireSource(policy, source);
        Field address = field(policy, ADDRESS);
        field(policy, CONFIRMED_ON);
        return core.change(
                core.number(id),
                OptionalLong.empty(),
                changing -> {
                    if (!changing.file().openFixed(Slots.CONTACT).containsKey(address.number())) {
                        throw new Refusal.Conflict("no-address", "there is no address to confirm");
                    }
                    var today = new FieldValue.Day(LocalDate.ofEpochDay(Core.day(changing.now())));
                    var wanted =
                            new Wanted(
                                    policy,
                                    Map.of(CONFIRMED_ON, Optional.of(today)),
                                    source,
                                    ActType.ADDRESS_CONFIRMED,
                                    actor,
                                    Optional.empty(),
                                    NOTHING);
                    return prepare(wanted, changing);
                });
    }

    private static Field field(Policy policy, FieldId id) {
        return policy.field(id)
                .orElseThrow(
                        () -> new Refusal.BadField(id.value(), "the policy has no such field"));
    }

    Customers.Recorded undo(CustomerId id, String note, Actor actor) {
        Policy policy = core.policies().current();
        return core.change(
                core.number(id),
                OptionalLong.empty(),
                changing -> {
                    Undo undo =
                            notes.open(changing.file(), PLACE, note)
                                    .map(Undo::parse)
                                    .orElseThrow(() ->
                                            new Refusal.BadField(
                                                    "undo", "this is no undo of this customer"));
                    if (undo.isOver(changing.now())) {
                        throw new Refusal.Conflict(
                                "undo-over", "a change is taken back within an hour");
                    }
                    if (undo.version() != changing.file().contentVersion()) {
                        throw new Refusal.Stale(changing.file().contentVersion());
                    }
                    return prepare(takingBack(policy, undo, actor), changing);
                });
    }

    private static Wanted takingBack(Policy policy, Undo undo, Actor actor) {
        var fields = new LinkedHashMap<FieldId, Optional<FieldValue>>();
        undo.fields()
                .forEach((number, value) ->
                        fields.put(
                                policy.field(number)
                                        .orElseThrow(() ->
                                                new Refusal.BadField(
                                                        "undo", "the policy lost a field"))
                                        .id(),
                                value));
        return new Wanted(
                policy,
                fields,
                undo.source(),
                ActType.CUSTOMER_AMENDED,
                actor,
                Optional.of(undo),
                NOTHING);
    }

    private Core.Prepared<Customers.Recorded> prepare(Wanted wanted, Core.Changing changing) {
        CustomerFile file = changing.file();
        var before =
                new CustomerContent(file.openFixed(Slots.CONTACT), file.openFixed(Slots.PROFILE));
        var after =
                new CustomerContent(
                        new TreeMap<>(before.contact()), new TreeMap<>(before.profile()));
        var replaced = new TreeMap<Integer, Optional<FieldValue>>();
        wanted.fields()
                .forEach(
                        (field, value) -> amendOne(wanted.policy(), field, value, after, replaced));
        if (replaced.isEmpty()) {
            return new Core.Prepared<>(
                    Write.upkeep(List.of()),
                    _ ->
                            new Customers.Recorded(
                                    core.customerId(file.no()), file.contentVersion(), -1));
        }
        if (after.isEmpty()) {
            throw new Refusal.BadField("fields", "a customer keeps at least one field");
        }
        Optional<ConsentBook> touched = put(wanted, changing, before, after);
        long version = changing.draft().contentVersion();
        String undo = undo(wanted, changing, replaced, touched);
        Write write =
                changing.draft()
                        .finish(
                                List.of(Act.of(wanted.act())),
                                List.of(
                                        Parts.amended(
                                                List.copyOf(replaced.keySet()),
                                                version,
                                                wanted.source())),
                                Internal.by(wanted.actor()),
                                changing.now());
        return new Core.Prepared<>(
                write,
                idx -> {
                    finder.replace(file.no(), wanted.policy(), before.contact(), after.contact());
                    return new Customers.Recorded(
                            core.customerId(file.no()),
                            version,
                            Ledger.index(idx),
                            Optional.of(undo));
                });
    }

    /// @return the consents of before, when a changed address touched them
    private Optional<ConsentBook> put(
            Wanted wanted, Core.Changing changing, CustomerContent before, CustomerContent after) {
        CustomerDraft draft = changing.draft();
        Policy policy = wanted.policy();
        int day = Core.day(changing.now());
        if (!after.contact().equals(before.contact())) {
            CustomerContent.put(draft, policy, Slots.CONTACT, after.contact(), day);
            draft.tokens(finder.tokens(policy, after.contact()));
        }
        if (!after.profile().equals(before.profile())) {
            RecordRules.requireNoHold(changing, Slots.row(draft.no(), Slots.PROFILE));
            CustomerContent.put(draft, policy, Slots.PROFILE, after.profile(), day);
        }
        draft.activeOn(day);
        var moving =
                new AddressMove(
                        policy, before.contact(), after.contact(), wanted.mover(), changing.now());
        ConsentBook book = Profile.book(changing.file(), policy);
        ConsentBook moved =
                wanted.taken().map(undo -> moving.back(book, undo)).orElse(moving.of(book));
        boolean touched = !moved.equals(book);
        if (touched) {
            Consents.putBook(draft, policy, moved, day);
        }
        wanted.beside().add(changing, before.contact(), after.contact());
        return touched ? Optional.of(book) : Optional.empty();
    }

    private String undo(
            Wanted wanted,
            Core.Changing changing,
            SortedMap<Integer, Optional<FieldValue>> replaced,
            Optional<ConsentBook> book) {
        var undo =
                new Undo(
                        changing.draft().contentVersion(),
                        changing.now(),
                        wanted.mover(),
                        wanted.source(),
                        replaced,
                        book);
        return notes.seal(
                changing.draft().key(core.policies().contactClass()), PLACE, undo.encode());
    }

    private static void amendOne(
            Policy policy,
            FieldId id,
            Optional<FieldValue> value,
            CustomerContent after,
            SortedMap<Integer, Optional<FieldValue>> replaced) {
        SortedMap<Integer, FieldValue> record =
                CustomerContent.recordOf(policy, id, after.contact(), after.profile());
        int number = policy.field(id).orElseThrow().number();
        Optional<FieldValue> was = Optional.ofNullable(record.get(number));
        if (!was.equals(value)) {
            value.ifPresentOrElse(now -> record.put(number, now), () -> record.remove(number));
            replaced.put(number, was);
        }
    }
}
