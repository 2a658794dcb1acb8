package custos.web.data;

import static org.assertj.core.api.Assertions.assertThat;

import custos.access.Role;
import custos.customer.CustomerId;
import custos.policy.FieldId;
import custos.sheet.ColumnMap;
import custos.sheet.SheetBytes;
import custos.vault.imports.ImportJob;
import custos.vault.imports.ImportLines.Outcome;
import custos.vault.imports.ImportWatch;
import custos.vault.imports.Imports;
import custos.vault.lists.FigureRuns;
import custos.web.Shop;
import custos.web.Visitor;
import custos.web.data.SourceFile.Row;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;

/// A shop whose customers come in by files, and an officer who takes lists and figures out as
/// files. Today is 2026-11-22 unless its clock is moved.
final class FileShop implements AutoCloseable {
    private final Shop shop;
    private final Map<String, CustomerId> known = new HashMap<>();

    FileShop(Path dir) {
        shop = Shop.in(dir);
    }

    Shop shop() {
        return shop;
    }

    /// The map that the sheet's own header suggests.
    String suggested(Path file) {
        return shop.vault().imports().job(SheetBytes.of(file)).map().toYaml();
    }

    Imports.Report bring(Path file, String map) {
        Imports.Report report =
                shop.vault()
                        .imports()
                        .run(
                                ImportJob.of(SheetBytes.of(file), ColumnMap.parse(map)),
                                Optional.empty(),
                                Shop.OPERATOR,
                                ImportWatch.NONE);
        return report;
    }

    /// Every row of it comes in.
    void bring(Path file, UnaryOperator<String> map) {
        Imports.Report report = bring(file, map.apply(suggested(file)));
        assertThat(report.count(Outcome.REFUSED)).as(file.getFileName().toString()).isZero();
    }

    CustomerId withNumber(String number) {
        return known.computeIfAbsent(
                number,
                _ ->
                        shop.vault()
                                .customers()
                                .findExact(new FieldId("number"), number, "staff", Optional.empty())
                                .items()
                                .getFirst()
                                .id());
    }

    /// A list as the officer takes it out.
    ///
    /// @param follow such as `marketing/email`
    /// @param parameters name, value, name, value ...
    List<Row> list(String question, String follow, String... parameters) {
        Visitor olga = shop.staff(Role.OFFICER);
        olga.get("/lists/" + question);
        var fields = new ArrayList<>(List.of("follow", follow, "form", "csv"));
        fields.addAll(List.of(parameters));
        Visitor.Page file =
                olga.post("/lists/" + question + "/file", fields.toArray(String[]::new));
        assertThat(file.status()).as(question + " " + follow).isEqualTo(200);
        return SourceFile.taken(file.body());
    }

    /// What one cell of a figure's file is about.
    record At(String table, String label, String series) {}

    /// The figures of one kind as the officer takes them out, made anew.
    ///
    /// @param query such as `?purpose=marketing`
    Map<At, String> figure(String figure, String query) {
        Visitor olga = shop.staff(Role.OFFICER);
        olga.get("/figures");
        made();
        olga.post("/figures/make");
        made();
        Visitor.Page file = olga.get("/figures/" + figure + "/figures.csv" + query);
        assertThat(file.status()).as(figure).isEqualTo(200);
        var cells = new TreeMap<At, String>(java.util.Comparator.comparing(At::toString));
        for (Row row : SourceFile.taken(file.body())) {
            var at = new At(row.of("table"), row.of("label"), row.of("series"));
            assertThat(cells.put(at, row.of("value"))).as("twice: %s", at).isNull();
        }
        return cells;
    }

    private void made() {
        FigureRuns runs = shop.vault().runs().figures();
        long until = System.nanoTime() + Duration.ofMinutes(5).toNanos();
        while (runs.state().progress() == FigureRuns.Progress.RUNNING) {
            assertThat(System.nanoTime()).as("the figures are made").isLessThan(until);
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(runs.state().progress()).isEqualTo(FigureRuns.Progress.IDLE);
    }

    @Override
    public void close() {
        assertThat(shop.vault().inspection().verify(_ -> {}).findings()).isEmpty();
        shop.close();
    }
}
