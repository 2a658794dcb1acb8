package custos.web.imports;

import custos.access.AccountName;
import custos.vault.imports.ImportRuns;
import custos.vault.imports.Imports;
import custos.web.WebFault;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.codec.binary.Base32;

/// The sheets on their way in: one for each member of staff, four in all, each for two hours after
/// it was last looked at, and no longer in memory than a sweep later. Safe for threads.
final class SheetDrafts {
    static final Duration KEPT = Duration.ofHours(2);
    static final Duration SWEPT_EVERY = Duration.ofMinutes(5);
    static final int MAX_DRAFTS = 4;
    private static final int ID_BYTES = 16;

    private final InstantSource clock;
    private final SecureRandom random;
    private final Imports imports;
    private final ImportRuns runs;
    private final Map<String, Kept> drafts = new HashMap<>();

    private record Kept(SheetDraft draft, Instant until) {}

    SheetDrafts(InstantSource clock, SecureRandom random, Imports imports, ImportRuns runs) {
        this.clock = clock;
        this.random = random;
        this.imports = imports;
        this.runs = runs;
    }

    /// Takes a file in, in place of the one that its owner had.
    ///
    /// @return empty when others have all the room there is
    /// @throws custos.sheet.SheetFault.NotASheet when it is none
    Optional<SheetDraft> add(AccountName owner, byte[] file) {
        var draft = new SheetDraft(newId(), owner, file, imports);
        synchronized (this) {
            sweep();
            forgetAllOf(owner);
            if (held() >= MAX_DRAFTS && !makeRoom()) {
                return Optional.empty();
            }
            drafts.put(draft.id(), new Kept(draft, clock.instant().plus(KEPT)));
        }
        return Optional.of(draft);
    }

    /// @throws WebFault.NotHere when there is none, it is somebody else's, or its time is over
    synchronized SheetDraft find(String id, AccountName owner) {
        sweep();
        Kept kept = drafts.get(id);
        if (kept == null || !kept.draft().owner().equals(owner)) {
            throw new WebFault.NotHere();
        }
        drafts.put(id, new Kept(kept.draft(), clock.instant().plus(KEPT)));
        return kept.draft();
    }

    /// The sheet that somebody has on its way, if there is one.
    synchronized Optional<SheetDraft> of(AccountName owner) {
        sweep();
        return drafts.values().stream()
                .map(Kept::draft)
                .filter(draft -> draft.owner().equals(owner))
                .findFirst();
    }

    synchronized void forget(SheetDraft draft) {
        drafts.remove(draft.id());
        runs.forget(draft.id());
    }

    private void forgetAllOf(AccountName owner) {
        of(owner).ifPresent(this::forget);
    }

    /// What was imported already is only looked at.
    private boolean makeRoom() {
        Optional<SheetDraft> done =
                drafts.values().stream().map(Kept::draft).filter(SheetDraft::makesRoom).findFirst();
        done.ifPresent(this::forget);
        return done.isPresent();
    }

    /// Forgets those whose time is over.
    synchronized void sweep() {
        Instant now = clock.instant();
        for (Iterator<Kept> all = drafts.values().iterator(); all.hasNext(); ) {
            Kept kept = all.next();
            if (!now.isBefore(kept.until())) {
                all.remove();
                runs.forget(kept.draft().id());
            }
        }
    }

    /// How many are in memory.
    synchronized int held() {
        return drafts.size();
    }

    private String newId() {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        return new Base32().encodeAsString(id).replace("=", "").toLowerCase(Locale.ROOT);
    }
}
