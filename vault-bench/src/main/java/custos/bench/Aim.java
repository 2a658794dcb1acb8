package custos.bench;

/// What the project wants of a figure.
sealed interface Aim {
    /// There is none.
    record None() implements Aim {}

    /// At least this share of the baseline's figure.
    record Share(double least) implements Aim {}

    /// At least so much, in the figure's unit.
    record AtLeast(double least) implements Aim {}

    /// Less than this, in the figure's unit.
    record Below(double most) implements Aim {}

    static Aim none() {
        return new None();
    }

    default String words() {
        return switch (this) {
            case None() -> "";
            case Share(double least) -> ">= " + least + " of plain";
            case AtLeast(double least) -> ">= " + Runs.text(least);
            case Below(double most) -> "< " + Runs.text(most);
        };
    }

    /// @param vault the vault's median
    /// @param plain the baseline's median, NaN when there is none
    default String verdict(double vault, double plain) {
        return switch (this) {
            case None() -> "";
            case Share(double least) -> said(vault / plain / least);
            case AtLeast(double least) -> said(vault / least);
            case Below(double most) -> vault < most ? "met" : said(most / vault);
        };
    }

    private static String said(double reached) {
        return reached >= 1 ? "met" : "missed by %.0f %%".formatted(100 * (1 - reached));
    }
}
