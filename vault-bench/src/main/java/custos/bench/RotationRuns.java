package custos.bench;

import custos.vault.core.RotatedKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What registrations lose while keys are rotated without a pause, beside the same without, and how
/// many customers or refused addresses a second a rotation comes past with nothing beside it.
final class RotationRuns {
    private static final List<RotatedKey> KEYS =
            List.of(RotatedKey.INDEX, RotatedKey.SUPPRESS, RotatedKey.CUSTOMERS);

    private final VaultShop vault;
    private final Registering registering;
    private final int calls;
    private final int runs;
    private long refused;

    RotationRuns(VaultShop vault, Registering registering, int calls, int runs) {
        this.vault = vault;
        this.registering = registering;
        this.calls = calls;
        this.runs = runs;
    }

    List<Figure> figures(Path sheet) {
        refused = vault.refuse(sheet);
        var figures = new ArrayList<Figure>();
        for (RotatedKey key : KEYS) {
            figures.addAll(figures(key));
        }
        return figures;
    }

    private List<Figure> figures(RotatedKey key) {
        double[] rate = new double[runs];
        double[] alone = new double[runs];
        double[] beside = new double[runs];
        for (int run = -1; run < runs; run++) {
            double quiet = Registering.seconds(() -> vault.rotate(key));
            double perSecond = rows(key) / quiet;
            var both = registering.beside(vault, calls, () -> vault.rotate(key));
            if (run >= 0) {
                rate[run] = perSecond;
                alone[run] = both.alone();
                beside[run] = both.beside();
            }
        }
        String word = key.word();
        return List.of(
                Figure.alone(
                        "rotate " + word + ", nothing beside it; " + unit(key),
                        "/s",
                        new Runs(rate),
                        Aim.none()),
                new Figure(
                        "register, 32 threads, while " + word + " is rotated; plain: while not",
                        "/s",
                        new Runs(alone),
                        new Runs(beside),
                        new Aim.Share(0.67)));
    }

    private double rows(RotatedKey key) {
        return key == RotatedKey.SUPPRESS ? refused : registering.customers();
    }

    private static String unit(RotatedKey key) {
        return key == RotatedKey.SUPPRESS ? "addresses" : "customers";
    }
}
