package custos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {
    @TempDir private Path room;
    private Desk desk;

    @BeforeEach
    void sit_down() {
        desk = new Desk(room).withVault();
        String hana = desk.customer("Hana Dvořáková", "hana@example.org");
        desk.record(
                hana,
                "purchase",
                Map.of("bought_on", "2019-05-01", "total", "10", "currency", "CZK"));
    }

    @Test
    void a_dry_run_tells_and_a_purge_deletes() {
        desk.shows(
                """
                $ custos retention
                purchases: 1 records
                customers without activity: 0
                remains of erased customers: 0
                customers kept by a legal hold: 0
                past their period on 2026-11-22; --purge deletes them
                $ custos retention --json
                {"customers":0,"held":0,"on":"2026-11-22","overdue":[],"records":{"purchases":1},"remains":0}
                $ custos retention --purge
                purchases: 1 records
                customers without activity: 0
                remains of erased customers: 0
                customers kept by a legal hold: 0
                deleted; database log: erased
                $ custos retention
                customers without activity: 0
                remains of erased customers: 0
                customers kept by a legal hold: 0
                nothing is past its period on 2026-11-22
                $ custos verify
                1 customers, <n> records, <n> openings, <n> leaves, 0 findings
                """);
    }

    @Test
    void a_reason_that_the_policy_has_not_deletes_nothing() {
        var ended = desk.run("retention --purge --reason because");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("reason");
        assertThat(desk.run("retention").out()).contains("purchases: 1 records");
    }
}
