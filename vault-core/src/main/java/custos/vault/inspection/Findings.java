package custos.vault.inspection;

import custos.vault.inspection.Inspection.Finding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/// The findings of an inspection so far, at most [#MAX], each told as it is found. Safe for
/// threads.
public final class Findings {
    /// Past so many, more of them help nobody.
    static final int MAX = 10_000;

    private final List<Finding> found = new ArrayList<>();
    private final Consumer<Finding> told;
    private boolean full;

    public Findings(Consumer<Finding> told) {
        this.told = told;
    }

    synchronized void add(FindingCode code, String place) {
        add(code.at(place));
    }

    private void add(Finding finding) {
        if (found.size() < MAX) {
            keep(finding);
        } else if (!full) {
            full = true;
            keep(FindingCode.MORE_FINDINGS.at("vault"));
        }
    }

    private void keep(Finding finding) {
        found.add(finding);
        told.accept(finding);
    }

    synchronized void addAll(Collection<Finding> more) {
        more.forEach(this::add);
    }

    public synchronized List<Finding> all() {
        return List.copyOf(found);
    }

    synchronized boolean isEmpty() {
        return found.isEmpty();
    }
}
