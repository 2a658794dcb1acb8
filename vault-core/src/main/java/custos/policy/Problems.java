package custos.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Collects what is wrong with a policy, up to a number that somebody still reads.
final class Problems {
    private static final int MOST = 50;

    private final List<Problem> found = new ArrayList<>();

    /// @throws PolicyFault.Invalid when this is one problem too many
    void add(Problem problem) {
        found.add(problem);
        if (found.size() == MOST) {
            throwIfAny();
        }
    }

    boolean none() {
        return found.isEmpty();
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            found.sort(Comparator.comparing(Problem::file).thenComparingInt(Problem::line));
            throw new PolicyFault.Invalid(found);
        }
    }
}
