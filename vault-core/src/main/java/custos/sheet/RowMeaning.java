package custos.sheet;

import java.util.List;
import java.util.Optional;

/// What one row says, in types: who, which consents, which answer, and what is wrong with it.
public record RowMeaning(
        long line,
        long row,
        Particulars who,
        List<ConsentAnswer> consents,
        Optional<SurveyAnswer> survey,
        Optional<SheetPurchase> purchase,
        List<RowProblem> problems) {
    public RowMeaning {
        consents = List.copyOf(consents);
        problems = List.copyOf(problems);
    }

    /// True when a person must look at the row.
    public boolean review() {
        return problems.stream().anyMatch(problem -> problem.code().review());
    }
}
