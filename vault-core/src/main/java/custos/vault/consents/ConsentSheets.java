package custos.vault.consents;

import custos.consent.ConsentBook;
import custos.consent.ConsentKey;
import custos.consent.ConsentState;
import custos.consent.Ending;
import custos.consent.Grant;
import custos.event.Act;
import custos.event.Leaf;
import custos.event.Subject;
import custos.policy.Language;
import custos.policy.NoticeDigest;
import custos.policy.Policy;
import custos.policy.Purpose;
import custos.store.ReadSession;
import custos.vault.core.BookActs;
import custos.vault.core.ConsentWords;
import custos.vault.core.Core;
import custos.vault.core.CustomerLeaves;
import custos.vault.core.Ledger;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.OpenedLeaf;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes a [ConsentSheet]: states from the customer's book, evidence from the openings of consents.
/// Openings of other acts stay closed.
final class ConsentSheets {
    private final Core core;
    private final ReadSession read;
    private final CustomerFile file;
    private final Map<ConsentKey, Said> last = new HashMap<>();
    private final Map<ConsentKey, Said> lastYes = new HashMap<>();

    private ConsentSheets(Core core, ReadSession read, CustomerFile file) {
        this.core = core;
        this.read = read;
        this.file = file;
    }

    /// What was last said of a consent.
    private record Said(Act act, Subject.Part part, long leaf) {}

    static ConsentSheet of(Core core, ReadSession read, CustomerFile file, Instant now) {
        Policy policy = core.policies().current();
        ConsentBook book = Profile.book(file, policy);
        var sheets = new ConsentSheets(core, read, file);
        if (!book.states().isEmpty()) {
            sheets.readEvidence();
        }
        var lines = new ArrayList<ConsentSheet.Line>();
        for (ConsentKey key : keys(policy, book)) {
            lines.add(sheets.line(key, book.state(key, now)));
        }
        return new ConsentSheet(
                lines, new LinkedHashMap<>(book.objections()), book.restrictedSince());
    }

    /// All that may be asked, in the policy's order, then what else is known.
    private static Set<ConsentKey> keys(Policy policy, ConsentBook book) {
        var keys = new LinkedHashSet<ConsentKey>();
        for (Purpose purpose : policy.purposes()) {
            if (purpose.needsConsent()) {
                purpose.channels()
                        .forEach(channel -> keys.add(new ConsentKey(purpose.id(), channel)));
            }
        }
        keys.addAll(book.states().keySet());
        return keys;
    }

    private void readEvidence() {
        var leaves = new CustomerLeaves(core, read, file);
        for (CustomerLeaves.Place place : leaves.changes()) {
            if (tellsOfConsent(place)) {
                keep(leaves.open(place));
            }
        }
    }

    private boolean tellsOfConsent(CustomerLeaves.Place place) {
        return read
                .leaf(place.idx())
                .map(Leaf::parse)
                .orElseThrow(OpenedLeaf::unowned)
                .acts()
                .stream()
                .anyMatch(act -> ConsentWords.ACTS.contains(act.type()));
    }

    private void keep(OpenedLeaf opened) {
        for (Subject.Part part : opened.subject().parts()) {
            Act act = opened.leaf().acts().get(part.act());
            if (act.purpose().isPresent() && act.channel().isPresent()) {
                var key = new ConsentKey(act.purpose().get(), act.channel().get());
                var said = new Said(act, part, Ledger.index(opened.idx()));
                last.put(key, said);
                act.notice().ifPresent(_ -> lastYes.put(key, said));
            }
        }
    }

    private ConsentSheet.Line line(ConsentKey key, ConsentState state) {
        Optional<Said> said = Optional.ofNullable(last.get(key));
        Optional<Said> yes = Optional.ofNullable(lastYes.get(key));
        Optional<Grant> grant = BookActs.grant(state);
        Optional<Ending> ending = state.ending();
        return new ConsentSheet.Line(
                key.purpose(),
                key.channel(),
                ConsentWords.name(state),
                grant.map(Grant::since).or(() -> ending.map(Ending::since)),
                grant.flatMap(Grant::until),
                grant.map(Grant::notice).or(() -> notice(yes)),
                grant.map(Grant::language).or(() -> language(yes)),
                grant.map(Grant::method).or(() -> ending.map(Ending::method)),
                grant.map(Grant::source).or(() -> ending.map(Ending::source)),
                said.flatMap(one -> one.part().form()),
                said.flatMap(one -> one.part().evidence()),
                said.map(Said::leaf));
    }

    private static Optional<NoticeDigest> notice(Optional<Said> yes) {
        return yes.flatMap(one -> one.act().notice());
    }

    private static Optional<Language> language(Optional<Said> yes) {
        return yes.flatMap(one -> one.part().language()).map(Language::new);
    }
}
