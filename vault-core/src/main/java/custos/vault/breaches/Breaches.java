package custos.vault.breaches;

import custos.breach.Breach;
import custos.breach.BreachCodec;
import custos.breach.Concerned;
import custos.breach.Facts;
import custos.breach.Notice;
import custos.event.Act;
import custos.event.ActType;
import custos.event.Actor;
import custos.event.Internal;
import custos.policy.DataClass;
import custos.policy.Field;
import custos.policy.Policy;
import custos.store.DocumentKind;
import custos.store.RowChange;
import custos.vault.core.Core;
import custos.vault.core.Documents;
import custos.vault.rows.Events;
import custos.vault.rows.Refusal;
import custos.vault.rows.VaultFault;
import custos.vault.writer.Landing;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// The files of breaches of personal data (GDPR, Art. 33(5)): each version a sealed document that
/// nobody changes any more, and an entry of the ledger that says no more than that it was written.
///
/// Safe for threads; one for each vault.
public final class Breaches {
    /// The most files that a vault keeps.
    public static final int MAX_FILES = 1_000;

    /// The most versions of one of them.
    public static final int MAX_VERSIONS = 500;

    private final Core core;
    private final Documents documents;

    public Breaches(Core core) {
        this.core = core;
        this.documents = new Documents(core);
    }

    /// Begins a file; durable on return.
    ///
    /// @throws Refusal.Conflict when the vault keeps as many as it can
    public synchronized Breach record(Facts facts, Collection<DataClass> classes, Actor by) {
        int no = newest().stream().mapToInt(Breach::no).max().orElse(0) + 1;
        if (no > MAX_FILES) {
            throw new Refusal.Conflict("full", "a vault keeps at most 1000 files of breaches");
        }
        Affected.Count count = count(classes);
        return keep(
                new Breach(
                        no,
                        1,
                        core.now(),
                        by,
                        facts,
                        count.people(),
                        concerned(count, classes),
                        List.of()),
                ActType.BREACH_RECORDED,
                Optional.empty());
    }

    /// Writes down other facts, and counts anew; durable on return.
    ///
    /// @param version that the writer has read
    /// @throws Refusal.Conflict when there is a newer one, or there are as many as there can be
    public synchronized Breach amend(
            int no, int version, Facts facts, Collection<DataClass> classes, Actor by) {
        Breach last = current(no, version);
        Affected.Count count = count(classes);
        return keep(
                last.amended(facts, count.people(), concerned(count, classes), core.now(), by),
                ActType.BREACH_AMENDED,
                Optional.of("facts"));
    }

    /// Writes down that somebody was told, or why not; durable on return. Fails as [#amend].
    public synchronized Breach tell(int no, int version, Notice notice, Actor by) {
        Breach last = current(no, version);
        if (last.notices().size() >= Breach.MAX_NOTICES) {
            throw new Refusal.Conflict("full", "a breach has at most 100 notices");
        }
        return keep(
                last.told(notice, core.now(), by),
                ActType.BREACH_AMENDED,
                Optional.of("notice:" + notice.whom().code()));
    }

    private Breach current(int no, int version) {
        Breach last = find(no);
        if (last.version() != version) {
            throw new Refusal.Conflict("stale", "somebody has written a newer version");
        }
        if (last.version() >= MAX_VERSIONS) {
            throw new Refusal.Conflict("full", "a file has at most 500 versions");
        }
        return last;
    }

    private Breach keep(Breach one, ActType act, Optional<String> reason) {
        var row = documents.sealed(DocumentKind.BREACH, id(one), BreachCodec.encode(one));
        var why =
                Internal.by(one.by())
                        .because(reason)
                        .about(Optional.of("breach " + one.no() + " version " + one.version()));
        Landing landing =
                core.writer()
                        .land(
                                Events.ofVault(
                                        core.keys(),
                                        List.of(Act.of(act)),
                                        why,
                                        List.of(new RowChange.InsertDocument(row))));
        Landing.require(landing);
        return one;
    }

    /// The newest version of each file, the newest file first.
    public List<Breach> newest() {
        var byNo = new TreeMap<Integer, Breach>(Comparator.reverseOrder());
        versions().forEach(one -> byNo.merge(one.no(), one, Breaches::later));
        return List.copyOf(byNo.values());
    }

    /// The newest version of a file.
    ///
    /// @throws Refusal.NotFound when there is no such file
    public Breach find(int no) {
        return versions(no).getFirst();
    }

    /// All versions of a file, the newest first.
    ///
    /// @throws Refusal.NotFound when there is no such file
    public List<Breach> versions(int no) {
        List<Breach> all =
                versions().stream()
                        .filter(one -> one.no() == no)
                        .sorted(Comparator.comparingInt(Breach::version).reversed())
                        .toList();
        if (all.isEmpty()) {
            throw new Refusal.NotFound("breach");
        }
        return all;
    }

    private static Breach later(Breach a, Breach b) {
        return a.version() > b.version() ? a : b;
    }

    private List<Breach> versions() {
        try {
            return documents.all(DocumentKind.BREACH).stream().map(BreachCodec::decode).toList();
        } catch (IllegalArgumentException | ClassCastException e) {
            throw new VaultFault.Damaged("the file of a breach cannot be read");
        }
    }

    private Affected.Count count(Collection<DataClass> classes) {
        return new Affected(core).count(classes);
    }

    private List<Concerned> concerned(Affected.Count count, Collection<DataClass> classes) {
        Policy policy = core.policies().current();
        return classes.stream()
                .map(one ->
                        new Concerned(
                                one.id(),
                                count.byClass().getOrDefault(one.id(), 0L),
                                policy.fields().stream()
                                        .filter(field -> field.dataClass().equals(one.id()))
                                        .map(Field::id)
                                        .toList()))
                .toList();
    }

    private static byte[] id(Breach one) {
        return ByteBuffer.allocate(8).putInt(one.no()).putInt(one.version()).array();
    }
}
