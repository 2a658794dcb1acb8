package custos.bench;

/// A line of the report.
///
/// @param plain the baseline's runs; empty when there is no baseline
record Figure(String what, String unit, Runs plain, Runs vault, Aim aim) {
    static final Runs NO_BASELINE = Runs.of();

    static Figure alone(String what, String unit, Runs vault, Aim aim) {
        return new Figure(what, unit, NO_BASELINE, vault, aim);
    }

    String row() {
        double base = plain.isEmpty() ? Double.NaN : plain.median();
        return "| %s | %s | %s | %s | %s | %s | %s |"
                .formatted(
                        what,
                        unit,
                        plain.isEmpty() ? "" : cell(plain),
                        cell(vault),
                        plain.isEmpty() ? "" : "%.2f".formatted(vault.median() / base),
                        aim.words(),
                        aim.verdict(vault.median(), base));
    }

    private static String cell(Runs runs) {
        return "**" + Runs.text(runs.median()) + "** (" + runs.all() + ")";
    }
}
