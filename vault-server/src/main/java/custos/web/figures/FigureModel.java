package custos.web.figures;

import custos.figure.Cells;
import custos.vault.lists.FigureRuns;
import custos.web.Choice;
import custos.web.Mistakes;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What the page of one figure shows.
///
/// @param purposes whose consents may be chosen; none elsewhere
/// @param purpose that is chosen
/// @param typed what was typed to compare with, when it could not be read
public record FigureModel(
        String figure,
        FigureRuns.State state,
        List<Sheet> sheets,
        List<Choice> purposes,
        String purpose,
        String language,
        String typed,
        Mistakes mistakes) {

    /// The drawing, which escapes what it is given.
    public String svg(Sheet sheet, String description) {
        return sheet.plot(description).svg();
    }

    public String shown(Sheet.Column column, int i) {
        return column.values().get(i).map(this::number).orElse(column.empty());
    }

    private String number(BigDecimal value) {
        NumberFormat format = NumberFormat.getInstance(Locale.of(language));
        format.setMaximumFractionDigits(3);
        return format.format(value);
    }

    public boolean isRunning() {
        return state.progress() == FigureRuns.Progress.RUNNING;
    }

    public boolean isBrokenOff() {
        return state.progress() == FigureRuns.Progress.BROKEN_OFF;
    }

    /// Whether the policy gives no purpose the data for it.
    public boolean isMissing() {
        return state.book().map(book -> book.missing().contains(figure)).orElse(false);
    }

    /// How many customers agreed to be counted, where there are enough to say so.
    public Optional<Long> people() {
        return state.book()
                .map(book -> book.profile().people())
                .filter(people -> people >= Cells.FEWEST);
    }

    /// What follows the address of this figure's file and of its progress.
    public String query() {
        return purposes.isEmpty() ? "" : "?purpose=" + purpose;
    }
}
