package custos.vault;

import custos.vault.Inspection.Finding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// The findings of an inspection so far, at most [#MAX]. Safe for threads.
final class Findings {
    /// Past so many, more of them help nobody.
    static final int MAX = 10_000;

    private final List<Finding> found = new ArrayList<>();
    private boolean full;

    synchronized void add(FindingCode code, String place) {
        add(code.at(place));
    }

    private void add(Finding finding) {
        if (found.size() < MAX) {
            found.add(finding);
        } else if (!full) {
            full = true;
            found.add(FindingCode.MORE_FINDINGS.at("vault"));
        }
    }

    synchronized void addAll(Collection<Finding> more) {
        more.forEach(this::add);
    }

    synchronized List<Finding> all() {
        return List.copyOf(found);
    }

    synchronized boolean isEmpty() {
        return found.isEmpty();
    }
}
