package custos.vault.imports;

import custos.event.Actor;
import custos.event.Internal;
import custos.policy.Channel;
import custos.policy.Policy;
import custos.policy.PurposeId;
import custos.policy.Source;
import custos.sheet.ColumnMap;
import custos.sheet.ConsentVerdict;
import custos.sheet.ImportRow;
import custos.sheet.ImportRules;
import custos.sheet.ImportedPerson;
import custos.sheet.People;
import custos.sheet.RowProblem;
import custos.sheet.RowReader;
import custos.sheet.SheetBytes;
import custos.sheet.SheetReader;
import custos.sheet.SheetShape;
import custos.sheet.VaultMatch;
import custos.vault.core.Core;
import custos.vault.customers.Finder;
import custos.vault.erasure.Erasure;
import custos.vault.imports.ImportLines.Outcome;
import custos.vault.rows.Kinds;
import custos.vault.rows.VaultFault;
import java.io.OutputStream;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongSupplier;

/// Takes in the spreadsheet it all began in. An import fills gaps and makes consents stricter,
/// never looser, and invents none. Rows of one person become one customer.
public final class Imports {
    /// How many rows are read before whoever watches is asked again.
    private static final int ROWS_BETWEEN = 500;

    private final Core core;
    private final Finder finder;
    private final Runnable names;
    private final LongSupplier numbers;
    private final ImportBatches batches;
    private final ImportUndo undo;

    /// @param names waits until every name is in memory
    public Imports(
            Core core, Finder finder, Runnable names, Erasure erasure, LongSupplier numbers) {
        this.core = core;
        this.finder = finder;
        this.names = names;
        this.numbers = numbers;
        this.batches = new ImportBatches(core);
        this.undo = new ImportUndo(core, finder, erasure, batches);
    }

    /// The imports so far.
    public ImportBatches batches() {
        return batches;
    }

    /// How an import is taken back.
    public ImportUndo undo() {
        return undo;
    }

    /// What an import did, or would do.
    ///
    /// @param batch the number of the import; none for a look
    /// @param cancelled whether it was stopped before its end
    /// @param rows that could be read
    /// @param outcomes how many people (of refused ones: lines) came to what
    /// @param unmapped headers of columns that were not stored
    /// @param verdicts how many people's consents were `given`, `refused`, or `unknown: reason`
    /// @param problems by code, how many
    /// @param leaves how many leaves it appended
    public record Report(
            OptionalInt batch,
            boolean cancelled,
            long rows,
            long people,
            Map<Outcome, Long> outcomes,
            List<String> unmapped,
            Map<String, Long> verdicts,
            Map<RowProblem.Code, Long> problems,
            long leaves,
            ImportLines lines) {

        public long count(Outcome outcome) {
            return outcomes.getOrDefault(outcome, 0L);
        }
    }

    /// Whether an import only looks.
    sealed interface Mode {
        record Look(Actor by) implements Mode {}

        record TakeIn(ImportBatch into) implements Mode {}
    }

    /// The map that a sheet's own header suggests.
    public ColumnMap suggest(SheetBytes sheet, SheetShape shape) {
        try (SheetReader reader = SheetReader.open(sheet, shape)) {
            return ColumnMap.suggest(reader.header(), rules().fields());
        }
    }

    /// A sheet in the shape that it seems to have, by the map that its header suggests.
    public ImportJob job(SheetBytes sheet) {
        SheetShape shape = SheetReader.detect(sheet);
        return new ImportJob(sheet, shape, suggest(sheet, shape));
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

    /// What an import of a sheet would do; nothing changes.
    ///
    /// @throws IllegalArgumentException when the map does not fit the sheet or the policy
    public Report look(ImportJob job, Actor actor, ImportWatch watch) {
        awaitNames();
        return carryOut(job, new Mode.Look(actor), Optional.empty(), watch);
    }

    /// Takes the people of a sheet in, as an import that [#batches] knows from then on.
    ///
    /// @param rejects takes the lines that were not taken in as CSV, and is closed
    /// @throws IllegalArgumentException when the map does not fit the sheet or the policy; then
    ///   nothing changed
    public Report run(
            ImportJob job, Optional<OutputStream> rejects, Actor actor, ImportWatch watch) {
        requireFit(job);
        awaitNames();
        ImportBatch batch = batches.begin(job, actor);
        Report report = carryOut(job, new Mode.TakeIn(batch), rejects, watch);
        batches.end(batch, report);
        return report;
    }

    /// @throws IllegalArgumentException when the map does not fit the sheet or the policy
    void requireFit(ImportJob job) {
        try (SheetReader reader = SheetReader.open(job.sheet(), job.shape())) {
            var _ = new RowReader(job.map(), reader.header(), rules());
        }
    }

    /// Among half of the names somebody would be missed and taken in twice.
    private void awaitNames() {
        names.run();
        if (finder.building()) {
            throw new VaultFault.Busy("the names of customers are not in memory; import again");
        }
    }

    private Report carryOut(
            ImportJob job, Mode mode, Optional<OutputStream> rejects, ImportWatch watch) {
        ImportRules rules = rules();
        ColumnMap map = job.map();
        map.requireDeclared(rules);
        var tally = new ImportTally();
        if (mode instanceof Mode.TakeIn(ImportBatch into)) {
            tally.batch(into.no());
        }
        List<ImportedPerson> people = read(job, rules, tally, watch);
        long done = 0;
        try (var work = new ImportWork(core, finder, numbers, map, mode, tally)) {
            var known = new VaultCustomers(core, finder, work::hasBrought);
            for (ImportedPerson person : people) {
                if (!watch.goOn(done, people.size())) {
                    tally.cancelled();
                    break;
                }
                work.take(person, VaultMatch.of(person, known, map.matchBy()));
                done++;
            }
            work.finish();
            work.touched().forEach(watch::touched);
        }
        rejects.ifPresent(out -> ImportRejects.write(job, rules, tally.lines(), out));
        return tally.report();
    }

    /// The people of a sheet; nobody when it was stopped before all rows were read.
    private static List<ImportedPerson> read(
            ImportJob job, ImportRules rules, ImportTally tally, ImportWatch watch) {
        try (SheetReader reader = SheetReader.open(job.sheet(), job.shape())) {
            var rows = new RowReader(job.map(), reader.header(), rules);
            var people = new People(job.map().matchBy(), rules);
            tally.unmapped(rows.unmapped());
            boolean goesOn = true;
            for (long row = 1; goesOn && reader.hasNext(); row++) {
                goesOn = row % ROWS_BETWEEN != 0 || watch.goOn(0, 1);
                switch (rows.read(reader.next())) {
                    case ImportRow.Meant(var meaning, _) -> {
                        people.add(meaning);
                        tally.row();
                    }
                    case ImportRow.Refused line -> tally.refused(line.line());
                }
            }
            if (!goesOn) {
                tally.cancelled();
                return List.of();
            }
            return people.gathered();
        }
    }

    /// Addresses that must not be written to again, from wherever they were refused before: each
    /// becomes a suppression of all marketing. A column of e-mail addresses or telephone numbers.
    ///
    /// @return how many addresses were taken in
    public long refusals(ImportJob job, Actor actor) {
        long taken = 0;
        var refusals = new ImportRefusals(core, Internal.by(actor));
        try (SheetReader reader = SheetReader.open(job.sheet(), job.shape())) {
            var lines = new RowReader(job.map(), reader.header(), rules());
            while (reader.hasNext()) {
                if (lines.read(reader.next()) instanceof ImportRow.Meant(var meaning, _)) {
                    taken += refusals.everythingOf(meaning.who()) ? 1 : 0;
                }
            }
        }
        refusals.land();
        return taken;
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
