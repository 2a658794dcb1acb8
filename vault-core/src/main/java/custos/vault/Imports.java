package custos.vault;

import custos.customer.CustomerNumber;
import custos.customer.EmailAddress;
import custos.customer.ExternalReference;
import custos.customer.FieldValue;
import custos.customer.IndexForm;
import custos.customer.PhoneNumber;
import custos.event.Act;
import custos.event.ActType;
import custos.event.Actor;
import custos.event.Internal;
import custos.policy.Channel;
import custos.policy.Field;
import custos.policy.FieldForm;
import custos.policy.Policy;
import custos.policy.PurposeId;
import custos.policy.Source;
import custos.sheet.ColumnMap;
import custos.sheet.ConsentVerdict;
import custos.sheet.ImportRow;
import custos.sheet.ImportRules;
import custos.sheet.ImportedPerson;
import custos.sheet.KnownCustomers;
import custos.sheet.People;
import custos.sheet.Rejects;
import custos.sheet.RowProblem;
import custos.sheet.RowReader;
import custos.sheet.SheetBytes;
import custos.sheet.SheetReader;
import custos.sheet.VaultMatch;
import custos.store.ReadSession;
import custos.store.RowChange;
import java.io.OutputStream;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Takes in the spreadsheet it all began in. An import fills gaps and makes consents stricter,
/// never looser, and invents none. Rows of one person become one customer.
public final class Imports {
    private final Core core;
    private final Finder finder;
    private final LongSupplier numbers;

    Imports(Core core, Finder finder, LongSupplier numbers) {
        this.core = core;
        this.finder = finder;
        this.numbers = numbers;
    }

    /// What an import did, or would do.
    ///
    /// @param unmapped headers of columns that were not stored
    /// @param verdicts how many people's consents were `given`, `refused`, or `unknown: reason`
    /// @param problems by code, how many
    /// @param leaves how many leaves it appended
    public record Report(
            long rows,
            long refused,
            long people,
            long created,
            long updated,
            long unchanged,
            long unsure,
            List<String> unmapped,
            Map<String, Long> verdicts,
            Map<RowProblem.Code, Long> problems,
            long leaves) {}

    /// The map that a sheet's own header suggests.
    public ColumnMap suggest(SheetBytes sheet) {
        try (SheetReader reader = SheetReader.open(sheet)) {
            return ColumnMap.suggest(reader.header(), rules().fields());
        }
    }

    /// What the policy in force lets an import speak of.
    public ImportRules rules() {
        Policy policy = core.policies().current();
        var purposes = new HashMap<PurposeId, Integer>();
        policy.purposes().forEach(purpose -> purposes.put(purpose.id(), purpose.minimumAge()));
        return new ImportRules(
                java.util.stream.Stream.of(Kinds.CONTACT, Kinds.PROFILE)
                        .flatMap(kind -> Kinds.of(policy, kind).fields().stream())
                        .collect(java.util.stream.Collectors.toSet()),
                policy.sources().stream()
                        .map(Source::id)
                        .collect(java.util.stream.Collectors.toSet()),
                purposes,
                policy.channels().stream()
                        .map(Channel::id)
                        .collect(java.util.stream.Collectors.toSet()),
                LocalDate.ofInstant(core.now(), ZoneOffset.UTC));
    }

    /// Reads a sheet and takes its people in.
    ///
    /// @param dryRun whether to only say what would be done
    /// @param rejects takes the refused lines as CSV
    /// @param progress told now and then how many people are done
    public Report run(
            SheetBytes sheet,
            ColumnMap map,
            boolean dryRun,
            Optional<OutputStream> rejects,
            Actor actor,
            Consumer<String> progress) {
        ImportRules rules = rules();
        map.requireDeclared(rules);
        var tally = new ImportTally();
        List<ImportedPerson> people = read(sheet, map, rules, rejects, tally);
        progress.accept(people.size() + " people read");
        var work = new ImportWork(core, finder, numbers, map, actor, dryRun, tally);
        KnownCustomers known = new Known(core.policies().current());
        int done = 0;
        for (ImportedPerson person : people) {
            work.take(person, VaultMatch.of(person, known, map.matchBy()));
            if (++done % 10_000 == 0) {
                progress.accept(done + " of " + people.size() + " people");
            }
        }
        work.finish();
        return tally.report();
    }

    private List<ImportedPerson> read(
            SheetBytes sheet,
            ColumnMap map,
            ImportRules rules,
            Optional<OutputStream> rejects,
            ImportTally tally) {
        try (SheetReader reader = SheetReader.open(sheet)) {
            var rows = new RowReader(map, reader.header(), rules);
            var people = new People(map.matchBy(), rules);
            tally.unmapped(rows.unmapped());
            Optional<Rejects> refused =
                    rejects.map(
                            out -> new Rejects(out, reader.header(), reader.shape().delimiter()));
            while (reader.hasNext()) {
                switch (rows.read(reader.next())) {
                    case ImportRow.Meant(var meaning, _) -> {
                        people.add(meaning);
                        tally.row();
                    }
                    case ImportRow.Refused line -> {
                        refused.ifPresent(file -> file.add(line));
                        tally.refused();
                    }
                }
            }
            refused.ifPresent(Rejects::close);
            return people.gathered();
        }
    }

    /// Addresses that must not be written to again, from wherever they were refused before: each
    /// becomes a suppression of all marketing. A column of e-mail addresses or telephone numbers.
    ///
    /// @return how many addresses were taken in
    public long refusals(SheetBytes sheet, ColumnMap map, Actor actor) {
        Policy policy = core.policies().current();
        ImportRules rules = rules();
        long taken = 0;
        var rows = new ArrayList<RowChange>();
        try (SheetReader reader = SheetReader.open(sheet)) {
            var lines = new RowReader(map, reader.header(), rules);
            while (reader.hasNext()) {
                if (lines.read(reader.next()) instanceof ImportRow.Meant(var meaning, _)) {
                    List<RowChange> found =
                            refusals(policy, meaning.who().email(), meaning.who().phone());
                    rows.addAll(found);
                    taken += found.isEmpty() ? 0 : 1;
                }
                if (rows.size() >= 900) {
                    landRefusals(rows, actor);
                }
            }
        }
        landRefusals(rows, actor);
        return taken;
    }

    private List<RowChange> refusals(
            Policy policy, Optional<EmailAddress> email, Optional<PhoneNumber> phone) {
        var rows = new ArrayList<RowChange>();
        try (ReadSession read = core.store().read()) {
            var suppressing = new Suppressing(core.keys().suppressions(), read, core.now());
            for (Channel channel : policy.channels()) {
                form(policy, channel, email, phone)
                        .map(address -> suppressing.stopEverything(channel, address))
                        .ifPresent(rows::add);
            }
        }
        return rows;
    }

    private static Optional<IndexForm> form(
            Policy policy,
            Channel channel,
            Optional<EmailAddress> email,
            Optional<PhoneNumber> phone) {
        FieldForm form =
                channel.address().flatMap(policy::field).map(Field::form).orElse(FieldForm.TEXT);
        return switch (form) {
            case EMAIL -> email.map(EmailAddress::indexForm);
            case PHONE -> phone.flatMap(PhoneNumber::indexForm);
            default -> Optional.empty();
        };
    }

    private void landRefusals(List<RowChange> rows, Actor actor) {
        if (!rows.isEmpty()) {
            core.writer()
                    .land(
                            Events.ofVault(
                                    core.keys(),
                                    List.of(Act.of(ActType.REFUSALS_IMPORTED)),
                                    Internal.by(actor),
                                    rows));
            rows.clear();
        }
    }

    /// The vault's customers as an import may ask for them.
    private final class Known implements KnownCustomers {
        private final Policy policy;

        Known(Policy policy) {
            this.policy = policy;
        }

        @Override
        public List<KnownCustomers.Known> byEmail(EmailAddress email) {
            return by(FieldForm.EMAIL, Optional.of(email.indexForm()));
        }

        @Override
        public List<KnownCustomers.Known> byPhone(PhoneNumber phone) {
            return by(FieldForm.PHONE, phone.indexForm());
        }

        @Override
        public List<KnownCustomers.Known> byNumber(ExternalReference number) {
            return by(FieldForm.REFERENCE, Optional.of(number.indexForm()));
        }

        private List<KnownCustomers.Known> by(FieldForm form, Optional<IndexForm> value) {
            if (value.isEmpty()) {
                return List.of();
            }
            var found = new ArrayList<KnownCustomers.Known>();
            for (Field field : policy.fields()) {
                if (field.indexed() && field.form() == form) {
                    for (long no : finder.hits(field.number(), value.get())) {
                        open(no).ifPresent(found::add);
                    }
                }
            }
            return found;
        }

        private Optional<KnownCustomers.Known> open(long no) {
            try (CustomerFile file = core.file(no)) {
                var values = new TreeMap<Integer, FieldValue>(file.openFixed(Slots.CONTACT));
                values.putAll(file.openFixed(Slots.PROFILE));
                var who = ImportFields.particulars(policy, values);
                return Optional.of(
                        new KnownCustomers.Known(
                                new CustomerNumber(no), who.number().stream().toList(), who));
            } catch (Refusal.NotFound | Refusal.Erased e) {
                return Optional.empty();
            }
        }
    }

    static String word(ConsentVerdict verdict) {
        return switch (verdict) {
            case ConsentVerdict.Given _ -> "given";
            case ConsentVerdict.Refused _ -> "refused";
            case ConsentVerdict.Unknown(var why) ->
                    "unknown: " + why.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        };
    }
}
