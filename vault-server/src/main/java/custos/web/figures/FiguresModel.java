package custos.web.figures;

import custos.vault.lists.FigureRuns;
import java.util.List;

/// What the page of all figures shows.
///
/// @param mayMake whether the reader may have them made anew
public record FiguresModel(List<String> figures, FigureRuns.State state, boolean mayMake) {}
