package custos.web.figures;

import custos.vault.FigureRuns;
import java.util.List;

/// What the page of all figures shows.
public record FiguresModel(List<String> figures, FigureRuns.State state) {}
