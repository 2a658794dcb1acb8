package custos.vault;

import custos.crypto.Keyring;
import custos.crypto.RecoverySheet;
import custos.crypto.SecretBytes;
import custos.event.Act;
import custos.event.ActType;
import custos.event.Actor;
import custos.event.Internal;
import custos.policy.PolicyFiles;
import custos.search.NameSearch;
import custos.store.VaultStore;
import custos.vault.audit.Audit;
import custos.vault.audit.Cases;
import custos.vault.audit.Checkpoints;
import custos.vault.audit.History;
import custos.vault.backups.Backups;
import custos.vault.backups.Mirror;
import custos.vault.breaches.Breaches;
import custos.vault.consents.Confirmations;
import custos.vault.consents.ConsentedRecords;
import custos.vault.consents.Consents;
import custos.vault.consents.Subscriptions;
import custos.vault.core.Core;
import custos.vault.core.Documents;
import custos.vault.core.FieldForms;
import custos.vault.core.KeyFolder;
import custos.vault.core.Ledger;
import custos.vault.core.PairNotes;
import custos.vault.core.Policies;
import custos.vault.core.Repeats;
import custos.vault.core.TokenIndex;
import custos.vault.core.Upkeep;
import custos.vault.core.VaultFolder;
import custos.vault.customers.Customers;
import custos.vault.customers.Finder;
import custos.vault.customers.NameFiller;
import custos.vault.erasure.Erasure;
import custos.vault.erasure.Holds;
import custos.vault.erasure.Retentions;
import custos.vault.exports.Exports;
import custos.vault.exports.Receipts;
import custos.vault.imports.Imports;
import custos.vault.inspection.Inspected;
import custos.vault.inspection.Inspection;
import custos.vault.keys.Keys;
import custos.vault.keys.RollNote;
import custos.vault.letters.Outbox;
import custos.vault.lists.Lists;
import custos.vault.merges.Duplicates;
import custos.vault.merges.MergeEnding;
import custos.vault.merges.Merging;
import custos.vault.merges.Pairs;
import custos.vault.portal.Corrections;
import custos.vault.portal.Portal;
import custos.vault.portal.PortalCodes;
import custos.vault.postings.Postings;
import custos.vault.records.Counter;
import custos.vault.records.Records;
import custos.vault.records.Timeline;
import custos.vault.requests.Requests;
import custos.vault.rows.Events;
import custos.vault.rows.VaultKeys;
import custos.vault.visits.SiteVisits;
import custos.vault.writer.CustomerNumbers;
import custos.vault.writer.Disclosures;
import custos.vault.writer.GroupWriter;
import custos.vault.writer.LedgerHead;
import custos.vault.writer.MirrorQueue;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// An open vault: the use cases, and the threads behind them.
///
/// One process at a time has a vault open. Safe for use by many threads. Closing writes what waits
/// and wipes the keys.
public final class Vault implements AutoCloseable {
    private final Foundation foundation;
    private final KeyFolder folder;
    private final Core core;
    private final LedgerHead head;
    private final Disclosures disclosures;
    private final Upkeep upkeep;
    private final NameFiller filler;
    private final Finder finder;
    private final Repeats repeats;
    private final CustomerNumbers numbers;
    private final Customers customers;
    private final Counter counter;
    private final PortalCodes portalCodes;
    private final Postings postings;
    private final Imports imports;
    private final Runs runs;
    private final Cases cases;
    private final Breaches breaches;
    private final Keys rolls;
    private final Backups backups;
    private final Mirror mirror;

    private Vault(
            Foundation foundation,
            VaultKeys keys,
            KeyFolder folder,
            Settings settings,
            InstantSource clock) {
        this.foundation = foundation;
        this.folder = folder;
        this.numbers = new CustomerNumbers(foundation.state().nextCustomer());
        this.head =
                new LedgerHead(
                        foundation.opened(),
                        folder.secrets(),
                        foundation.store(),
                        clock,
                        () -> folder.keyring().counter(),
                        () -> keys.keks().currentId(),
                        settings.publishEvery(),
                        settings.mirror().isPresent() || Mirror.isSet(foundation.store()));
        var landed = new MirrorQueue(settings.mirror().isPresent());
        var writer = new GroupWriter(foundation.store(), head, clock, numbers::peek, keys, landed);
        this.core =
                new Core(
                        foundation.store(),
                        keys,
                        writer,
                        new Policies(foundation.store(), keys, writer::land, clock),
                        new PairNotes(foundation.store(), keys, writer, clock),
                        clock);
        var tokens = new TokenIndex();
        var names = new NameSearch();
        this.finder = new Finder(core, tokens, names);
        this.repeats = new Repeats(core);
        this.disclosures = new Disclosures(keys, writer, clock);
        this.customers = new Customers(core, finder, disclosures, repeats, numbers);
        this.counter = new Counter(core, customers, disclosures, repeats);
        this.portalCodes = new PortalCodes(core, finder);
        this.postings = new Postings(core, finder, repeats, numbers);
        this.upkeep = new Upkeep(core);
        this.cases = new Cases(core);
        this.breaches = new Breaches(core);
        this.backups = new Backups(core, folder);
        this.mirror = new Mirror(core, folder, head, backups, settings.mirror(), landed, numbers);
        this.rolls = new Keys(core, folder, finder, mirror, backups);
        tokens.read(foundation.store());
        this.filler = new NameFiller(core, names);
        this.imports = new Imports(core, finder, filler::await, erasure(), numbers);
        this.runs = Runs.of(core, head, imports, backups, retentions());
        keepUp();
    }

    private void keepUp() {
        var soon = Duration.ofMinutes(1);
        var often = Duration.ofMinutes(10);
        upkeep.every(soon, often, portalCodes::purge);
        upkeep.every(soon, often, postings::purge);
        upkeep.every(Duration.ofMinutes(2), Duration.ofHours(1), () -> merging().endDue());
        upkeep.every(
                Duration.ofMinutes(5),
                Duration.ofHours(6),
                () -> new ConsentedRecords(core, core.policies().current()).sweep());
    }

    /// How a vault runs.
    ///
    /// @param publishEvery how often at most a new checkpoint is published
    /// @param mirror the folder of the mirror, if this process was told of one
    public record Settings(Duration publishEvery, Optional<Path> mirror) {
        /// A new checkpoint a minute at most, and no mirror.
        public static final Settings STANDARD = new Settings(Duration.ofSeconds(60));

        public Settings(Duration publishEvery) {
            this(publishEvery, Optional.empty());
        }
    }

    /// Makes a vault and closes it again.
    ///
    /// @return the recovery sheet, to be printed once: it opens the vault when all else is lost
    public static String create(
            VaultFolder folder,
            Beginning beginning,
            StoreOpener opener,
            InstantSource clock,
            SecureRandom random) {
        try (SecretBytes sheet = SecretBytes.random(random)) {
            Keyring keyring = FirstKeyring.make(beginning, sheet, clock.instant(), random);
            var foundation = Foundation.create(folder, keyring, beginning.host(), opener, random);
            try (Vault vault = open(foundation, Settings.STANDARD, clock, random)) {
                vault.begin(beginning.policy());
            }
            return RecoverySheet.print(sheet);
        }
    }

    private void begin(PolicyFiles policy) {
        var actor = new Actor.Operator();
        core.writer()
                .land(
                        Events.ofVault(
                                core.keys(),
                                List.of(Act.of(ActType.VAULT_CREATED)),
                                Internal.by(actor),
                                List.of()));
        core.policies().publish(policy, actor);
    }

    /// Opens a vault, after checking that its parts agree (DESIGN "Opening a vault").
    ///
    /// @throws VaultFault.WrongFolder when there is none
    /// @throws VaultFault.Held when another process has it open
    /// @throws VaultFault.Damaged when its parts disagree; nothing was changed
    /// @throws custos.crypto.CryptoFault.WrongUnlock when the passphrase or key is another
    public static Vault open(
            VaultFolder folder,
            Unlock unlock,
            StoreOpener opener,
            Settings settings,
            InstantSource clock,
            SecureRandom random) {
        return open(Foundation.open(folder, unlock, opener, random), settings, clock, random);
    }

    private static Vault open(
            Foundation foundation, Settings settings, InstantSource clock, SecureRandom random) {
        var folder = new KeyFolder(foundation.folder(), foundation.keyring(), random);
        var keys = new VaultKeys(folder.secrets(), foundation.keks(), random);
        try {
            RollNote.requireKekOf(foundation.store(), keys);
        } catch (RuntimeException e) {
            folder.close();
            foundation.abandon();
            throw e;
        }
        return new Vault(foundation, keys, folder, settings, clock);
    }

    public Customers customers() {
        return customers;
    }

    public Consents consents() {
        return new Consents(core);
    }

    public History history() {
        return new History(core);
    }

    public Counter counter() {
        return counter;
    }

    public Timeline timeline() {
        return new Timeline(core, disclosures);
    }

    public Records records() {
        return new Records(core, disclosures, repeats);
    }

    public Lists lists() {
        return new Lists(core);
    }

    public Exports exports() {
        return new Exports(core, ledger());
    }

    public Receipts receipts() {
        return new Receipts(core, ledger());
    }

    public Erasure erasure() {
        return new Erasure(
                core,
                finder,
                disclosures,
                upkeep,
                receipts(),
                new MergeEnding(core, finder, disclosures)::withErased);
    }

    public Duplicates duplicates() {
        return new Duplicates(core, finder, customers);
    }

    /// Pairs of customers who may be one person.
    public Pairs pairs() {
        return new Pairs(core, finder, customers);
    }

    public Merging merging() {
        return new Merging(core, finder, customers, disclosures);
    }

    /// Records that nobody may destroy for now.
    public Holds holds() {
        return new Holds(core, upkeep);
    }

    /// What is past its period, and its purge.
    public Retentions retentions() {
        return new Retentions(core, erasure(), upkeep);
    }

    public Imports imports() {
        return imports;
    }

    public Inspection inspection() {
        return new Inspection(Inspected.of(core, head));
    }

    public Backups backups() {
        return backups;
    }

    /// What follows every write in a second folder, if there is one.
    public Mirror mirror() {
        return mirror;
    }

    public Documents documents() {
        return new Documents(core);
    }

    public Confirmations confirmations() {
        return new Confirmations(core);
    }

    /// Unsubscribing, and preferences, by a link that works for ever.
    public Subscriptions subscriptions() {
        return new Subscriptions(core);
    }

    public Outbox outbox() {
        return new Outbox(core);
    }

    public PortalCodes portalCodes() {
        return portalCodes;
    }

    /// What customers see and change of themselves.
    public Portal portal() {
        return new Portal(core, disclosures, consents());
    }

    /// Visits to the shop's own website.
    public SiteVisits visits() {
        return new SiteVisits(core, customers, records(), portal());
    }

    /// What came through public forms, before anybody knows whose it is.
    public Postings postings() {
        return postings;
    }

    public Corrections corrections() {
        return new Corrections(core, customers);
    }

    public FieldForms forms() {
        return new FieldForms(core.clock());
    }

    /// The log for those who review it.
    public Audit audit() {
        return new Audit(core, head);
    }

    /// Signed checkpoints, and how a kept one compares.
    public Checkpoints checkpoints() {
        return new Checkpoints(core, head);
    }

    /// Long work in the background, for people who watch a page.
    public Runs runs() {
        return runs;
    }

    /// Customers' entries handed over to whoever audits.
    public Cases cases() {
        return cases;
    }

    /// The files of breaches of personal data.
    public Breaches breaches() {
        return breaches;
    }

    public Requests requests() {
        return new Requests(core, disclosures);
    }

    /// What keys there are, and the roll of the key encryption key.
    public Keys keys() {
        return rolls;
    }

    public Unlocks unlocks() {
        return new Unlocks(core, folder);
    }

    public Ledger ledger() {
        return new Ledger(core, head);
    }

    public Policies policies() {
        return core.policies();
    }

    /// Does something of others again and again in the background, until the vault is closed.
    public void attend(Duration pause, Runnable job) {
        upkeep.every(pause, pause, job);
    }

    /// Durable groups so far, and the writes that landed in them.
    public GroupWriter.Tally writes() {
        return core.writer().tally();
    }

    /// For the vault's own parts, as the next two.
    public VaultStore store() {
        return foundation.store();
    }

    public LedgerHead head() {
        return head;
    }

    public Core core() {
        return core;
    }

    /// Waits until all looks so far are in the ledger.
    public void settle() {
        disclosures.flush();
    }

    /// Waits until every name is in memory.
    public void awaitNames() {
        filler.await();
    }

    /// Whether every name is in memory, so that a search misses nobody.
    public boolean namesAreReady() {
        return !finder.building();
    }

    /// Writes what waits, stops the threads and wipes the keys.
    @Override
    public void close() {
        // First: an import may wait for it.
        filler.close();
        runs.close();
        rolls.close();
        disclosures.close();
        upkeep.close();
        mirror.settle();
        core.writer().close();
        mirror.close();
        head.close();
        core.keys().keks().close();
        folder.close();
        foundation.close();
    }
}
