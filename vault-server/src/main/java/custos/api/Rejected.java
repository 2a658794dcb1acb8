package custos.api;

import java.io.Serial;

/// A request that the API itself turns away, before a use case saw it.
final class Rejected extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;
    private final transient Problem problem;

    Rejected(Problem problem) {
        super(problem.code(), null, false, false);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
