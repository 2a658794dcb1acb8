package custos.sheet;

import custos.customer.ExternalReference;
import java.util.List;

/// One person of a sheet: her rows in their order, what they say together, all her numbers, the
/// strictest verdict on each consent, every answer she gave and everything she bought.
public record ImportedPerson(
        List<RowMeaning> rows,
        Particulars who,
        List<ExternalReference> numbers,
        List<ConsentAnswer> consents,
        List<SurveyAnswer> surveys,
        List<SheetPurchase> purchases,
        List<RowProblem> problems) {
    public ImportedPerson {
        rows = List.copyOf(rows);
        numbers = List.copyOf(numbers);
        consents = List.copyOf(consents);
        surveys = List.copyOf(surveys);
        purchases = List.copyOf(purchases);
        problems = List.copyOf(problems);
    }

    /// True when a person must look at her before or after the import.
    public boolean review() {
        return problems.stream().anyMatch(problem -> problem.code().review());
    }

    @Override
    public String toString() {
        return "ImportedPerson[rows=" + rows.size() + ", redacted]";
    }
}
