package custos.web.imports;

import custos.access.Permission;
import custos.vault.merges.DuplicateRuns;
import custos.vault.merges.DuplicateRuns.State;
import custos.web.Visit;
import java.util.Optional;

/// Who of those whom an import took in may be kept twice, as the search that followed it found.
///
/// @param batch the number of the import
public record AlikeModel(int batch, State state) {
    /// Empty where nobody searched since the server was started, or for a reader who joins nobody.
    static Optional<AlikeModel> of(Visit visit, DuplicateRuns runs, int batch) {
        State state = runs.ofImport(batch);
        return state instanceof State.Never || !visit.may(Permission.MERGE)
                ? Optional.empty()
                : Optional.of(new AlikeModel(batch, state));
    }
}
