package custos.vault.exports;

import custos.consent.ConsentBook;
import custos.customer.CustomerId;
import custos.customer.FieldValue;
import custos.event.Act;
import custos.event.Subject;
import custos.policy.FieldId;
import custos.policy.KindId;
import custos.policy.NoticeDigest;
import custos.policy.Policy;
import custos.store.ReadSession;
import custos.store.RecordRow;
import custos.vault.consents.Profile;
import custos.vault.core.BookActs;
import custos.vault.core.Core;
import custos.vault.core.CustomerLeaves;
import custos.vault.core.Ledger;
import custos.vault.core.Policies;
import custos.vault.records.Records;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.OpenedLeaf;
import custos.vault.rows.Slots;
import custos.vault.rows.Totals;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/// All that the vault holds of one customer, opened, as of one instant: what an export writes out.
/// Whoever of the staff acted stands in it by role alone.
///
/// @param past her acts, oldest first; empty in an export of the whole vault
/// @param looks who opened her data; likewise
/// @param notices the words that she was shown
public record Dossier(
        Head head,
        Policy policy,
        SequencedMap<FieldId, FieldValue> fields,
        Totals totals,
        SequencedMap<KindId, List<Records.Entry>> records,
        ConsentBook book,
        List<Past> past,
        List<Past> looks,
        SequencedMap<NoticeDigest, Policies.Shown> notices) {

    /// Whose dossier it is, and of when.
    record Head(CustomerId id, long version, LocalDate activeOn, Instant at) {}

    /// An act in the ledger that concerned her.
    record Past(long leaf, Act act, Subject.Part part, Instant recorded, String role) {}

    /// Reads a dossier.
    ///
    /// @param whole with history, looks and notices
    public static Dossier read(Core core, ReadSession read, long no, boolean whole) {
        Policy policy = core.policies().current();
        try (CustomerFile file = core.file(read, no)) {
            var reader = new Reader(core, read, policy, file);
            Profile profile = Profile.of(file, policy);
            List<Past> past = whole ? reader.past() : List.of();
            return new Dossier(
                    new Head(
                            core.customerId(no),
                            file.contentVersion(),
                            LocalDate.ofEpochDay(file.row().activeDay()),
                            core.now()),
                    policy,
                    reader.fields(profile),
                    Totals.of(file, policy),
                    reader.records(),
                    profile.book(),
                    past,
                    whole ? reader.looks() : List.of(),
                    whole ? reader.notices(profile.book(), past) : new LinkedHashMap<>());
        }
    }

    /// One reading of one customer's rows.
    private record Reader(Core core, ReadSession read, Policy policy, CustomerFile file) {

        SequencedMap<FieldId, FieldValue> fields(Profile profile) {
            var fields = new LinkedHashMap<FieldId, FieldValue>();
            for (var values : List.of(profile.contact(), profile.profile())) {
                values.forEach((number, value) ->
                        policy.field(number).ifPresent(field -> fields.put(field.id(), value)));
            }
            return fields;
        }

        SequencedMap<KindId, List<Records.Entry>> records() {
            var records = new LinkedHashMap<KindId, List<Records.Entry>>();
            long from = Slots.row(file.no(), Slots.FIRST_FREE);
            for (RecordRow row : read.recordsBetween(from, Slots.endRow(file.no()))) {
                Records.Entry entry = Records.entry(core, policy, file, row);
                records.computeIfAbsent(entry.kind(), _ -> new ArrayList<>()).add(entry);
            }
            return records;
        }

        List<Past> past() {
            var leaves = new CustomerLeaves(core, read, file);
            return told(leaves, leaves.changes());
        }

        List<Past> looks() {
            var leaves = new CustomerLeaves(core, read, file);
            return told(leaves, leaves.looks());
        }

        private List<Past> told(CustomerLeaves leaves, List<CustomerLeaves.Place> places) {
            var found = new ArrayList<Past>();
            for (CustomerLeaves.Place place : places) {
                OpenedLeaf opened = leaves.open(place);
                String role = opened.internal(read, core.keys()).actor().role();
                for (Subject.Part part : opened.subject().parts()) {
                    found.add(
                            new Past(
                                    Ledger.index(opened.idx()),
                                    opened.leaf().acts().get(part.act()),
                                    part,
                                    opened.subject().recorded(),
                                    role));
                }
            }
            return found;
        }

        SequencedMap<NoticeDigest, Policies.Shown> notices(ConsentBook book, List<Past> past) {
            Set<NoticeDigest> cited = new LinkedHashSet<>();
            book.states()
                    .values()
                    .forEach(state ->
                            BookActs.grant(state).ifPresent(yes -> cited.add(yes.notice())));
            past.forEach(one -> one.act().notice().ifPresent(cited::add));
            var notices = new LinkedHashMap<NoticeDigest, Policies.Shown>();
            for (NoticeDigest digest : cited) {
                core.policies().notice(digest).ifPresent(shown -> notices.put(digest, shown));
            }
            return notices;
        }
    }

    /// Redacted: it is all personal data.
    @Override
    public String toString() {
        return "Dossier[redacted]";
    }
}
