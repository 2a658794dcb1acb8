package custos.web.figures;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import custos.access.Role;
import custos.vault.lists.FigureRuns;
import custos.web.Shop;
import custos.web.Visitor;
import custos.web.lists.Listed;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Numbers to compare the profile with: a file or typed, for her who brought them alone.
class ReferenceTest {
    private static final String PATH = "/figures/profile/reference";
    private static final String SHOWN = "For comparison, percent";
    private static final byte[] NO_FILE = new byte[0];

    @TempDir private Path dir;
    private Shop shop;
    private Visitor olga;

    @BeforeEach
    void open() {
        shop = Shop.in(dir);
        for (int i = 0; i < 6; i++) {
            Listed.somebody(shop, "ida" + "abcdef".charAt(i), "profiling/web");
        }
        olga = shop.staff(Role.OFFICER);
        olga.get("/figures/profile");
        FigureRuns runs = shop.vault().runs().figures();
        long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (runs.state().progress() == FigureRuns.Progress.RUNNING) {
            assertThat(System.nanoTime()).as("the figures are made").isLessThan(until);
            LockSupport.parkNanos(1_000_000);
        }
        olga.get("/figures/profile");
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void a_file_is_drawn_beside_for_her_alone() {
        byte[] file = "dimension,category,value\nage,45-54,30\nage,65+,90".getBytes(UTF_8);

        Visitor.Page sent = olga.sendFile(PATH, "file", file, "reference", "");

        assertThat(sent.status()).as(sent.body()).isEqualTo(303);
        assertThat(olga.get("/figures/profile").body())
                .contains(SHOWN, "<td class=\"num\">25</td>");
        assertThat(olga.get("/figures/profile/figures.csv").body())
                .contains("45-54,\"For comparison, percent\",25.0");
        Visitor other = shop.staff(Role.OFFICER);
        assertThat(other.get("/figures/profile").body()).doesNotContain(SHOWN);

        olga.sendFile(PATH, "file", NO_FILE, "reference", "");
        assertThat(olga.get("/figures/profile").body()).doesNotContain(SHOWN);
    }

    @Test
    void what_is_typed_wrong_is_told_by_line_and_column_and_stays() {
        String typed = "dimension,category,value\nage,45-54,x";
        Visitor.Page broken = olga.sendFile(PATH, "file", NO_FILE, "reference", typed);
        assertThat(broken.status()).isEqualTo(422);
        assertThat(broken.body())
                .contains("Line 2, column 3: write a number", "id=\"reference-error\"", typed);

        typed = typed.replace("x", "3");
        assertThat(olga.sendFile(PATH, "file", NO_FILE, "reference", typed).status())
                .isEqualTo(303);
        assertThat(olga.get("/figures/profile").body()).contains(SHOWN);
    }

    @Test
    void a_broken_file_is_told_at_the_file_and_the_one_before_stays() {
        olga.sendFile(PATH, "file", "dimension,category,value\nage,45-54,30".getBytes(UTF_8));
        byte[] file =
                "dimension;category;value\nprofession;Pekař;3"
                        .getBytes(Charset.forName("windows-1250"));
        Visitor.Page broken = olga.sendFile(PATH, "file", file);
        assertThat(broken.status()).isEqualTo(422);
        assertThat(broken.body())
                .contains("Line 2, column 2: save the file as UTF-8.", "id=\"file-error\"")
                .contains(SHOWN);
        byte[] large = new byte[FiguresPage.MAX_REFERENCE + 1];
        assertThat(olga.sendFile(PATH, "file", large).status()).isEqualTo(413);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ''                                            | 1 | 1 | head
                    dimension,group,value                         | 1 | 2 | head
                    dimension,category                            | 1 | 3 | head
                    dimension,category,value/age,45-54            | 2 | 3 | cells
                    dimension,category,value/age,45-54,1,2        | 2 | 4 | cells
                    dimension,category,value/age,45-54,1/AGE,x,1  | 3 | 1 | dimension
                    dimension,category,value/age,45-50,1          | 2 | 2 | category
                    dimension,category,value/profession,,1        | 2 | 2 | category
                    dimension,category,value/age,45-54,-1         | 2 | 3 | value
                    dimension,category,value/age,45-54,1e9        | 2 | 3 | value
                    dimension,category,value/"age,45-54,1         | 2 | 2 | cells
                    """)
    void what_cannot_be_read_is_named(String text, long line, int column, String why) {
        String lines = text.replace('/', '\n');
        assertThatThrownBy(() -> Reference.parse(lines, Map.of("age", List.of("45-54"))))
                .isInstanceOfSatisfying(
                        Reference.Unreadable.class,
                        bad -> {
                            assertThat(bad.line()).isEqualTo(line);
                            assertThat(bad.column()).isEqualTo(column);
                            assertThat(bad.why()).isEqualTo(why);
                        });
    }

    @Test
    void a_reference_of_counts_is_told_in_percent() {
        Reference read =
                Reference.parse(
                        "\uFEFFdimension;category;value\r\ngender;female;3\r\ngender;male;1,0\r\n",
                        Map.of());
        assertThat(read.share("gender", "female").orElseThrow()).isEqualByComparingTo("75");
        assertThat(read.share("gender", "other")).isEmpty();
        assertThat(read.has("age")).isFalse();
    }

    @Test
    void no_more_than_so_many_are_kept() {
        String text = "dimension,category,value";
        for (int i = 0; i <= 500; i++) {
            text += "\nprofession,p" + i + ",1";
        }
        String long_ = text;
        assertThatThrownBy(() -> Reference.parse(long_, Map.of()))
                .hasMessage("line 501, column 1: lines");
    }
}
