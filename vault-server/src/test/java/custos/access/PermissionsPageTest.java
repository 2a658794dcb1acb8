package custos.access;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Holds docs/permissions.md to the table. When it fails, put the tables that it prints in there.
class PermissionsPageTest {

    @Test
    void the_page_shows_the_table_as_it_is() throws IOException {
        String page = Files.readString(page());

        assertThat(page)
                .contains(table(Role.values(), Role::word, PermissionTable::cell))
                .contains(table(Scope.Kind.values(), Scope.Kind::word, PermissionTable::cell));
        for (Permission permission : Permission.values()) {
            assertThat(page)
                    .contains("| " + permission.word() + " | " + permission.meaning() + " |");
        }
    }

    private static <H> String table(
            H[] holders,
            Function<H, String> word,
            BiFunction<H, Permission, PermissionTable.Cell> cell) {
        String head = line("may", Arrays.stream(holders).map(word).map(PermissionsPageTest::code));
        String rule = "|---".repeat(holders.length + 1) + "|\n";
        return head
                + rule
                + Arrays.stream(Permission.values())
                        .filter(permission ->
                                holders instanceof Role[]
                                        || Arrays.stream(holders)
                                                .map(holder -> cell.apply(holder, permission))
                                                .anyMatch(at -> at != PermissionTable.Cell.NO))
                        .map(permission ->
                                line(
                                        permission.word(),
                                        Arrays.stream(holders)
                                                .map(holder -> cell.apply(holder, permission))
                                                .map(at -> shown(at))))
                        .collect(joining());
    }

    private static String shown(PermissionTable.Cell cell) {
        return switch (cell) {
            case NO -> "";
            case YES -> "yes";
            case SERVICE_ONLY, NAMED_PURPOSE -> code(cell.word());
            case ANY_PURPOSE -> "any purpose";
        };
    }

    private static String code(String word) {
        return "`" + word + "`";
    }

    private static String line(String first, Stream<String> cells) {
        return Stream.concat(Stream.of(first), cells).collect(joining(" | ", "| ", " |\n"));
    }

    private static Path page() {
        return List.of(Path.of("docs"), Path.of("../docs")).stream()
                .map(folder -> folder.resolve("permissions.md"))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new AssertionError("docs/permissions.md is missing"));
    }
}
