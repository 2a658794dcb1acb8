package custos.cli;

import custos.cli.TamperMatrix.Told;
import java.util.ArrayList;
import java.util.List;

/// docs/tampering.md: the matrix for people to read.
final class TamperPage {
    private static final String INTRODUCTION =
            """
            # Who changes the files is found out

            What somebody can do to a vault's files with a SQL shell, a hex editor, and copies of another
            day or of another vault, and what `custos verify` says of it. A test does each of these to a
            copy of the same vault and runs the command; in the copy that nobody touched it finds nothing.
            Exit code 0 is no damage, 1 damage that was found, 3 a vault that does not open. One deed often
            shows in several findings; the table names one that is always among them. docs/findings.md says
            what each code means and what to do.

            **Where two exit codes stand, the vault alone cannot tell**: it agrees with itself. What tells is
            a checkpoint that somebody else keeps (`custos ledger checkpoint > FILE`, or the page of
            checkpoints), given with `--since`.
            """;

    private TamperPage() {}

    static String text() {
        var lines = new ArrayList<>(INTRODUCTION.lines().toList());
        for (TamperMatrix.Group group : TamperMatrix.groups()) {
            lines.addAll(List.of("", "## " + group.words(), ""));
            lines.add("| what is done | what `custos verify` says | exit code |");
            lines.add("|---|---|---|");
            group.rows()
                    .forEach(
                            row -> lines.add("| " + row.words() + " | " + says(row.told()) + " |"));
        }
        return String.join("\n", lines) + "\n";
    }

    private static String says(Told told) {
        return switch (told) {
            case Told.Finding(String code) -> "`" + code + "` | 1";
            case Told.Refused(String words) -> "does not open: “… " + words + " …” | 3";
            case Told.Nothing() -> "nothing; nothing is lost | 0";
            case Told.OnlySince(String code) ->
                    "nothing by itself; `" + code + "` with `--since CHECKPOINT` | 0; 1";
        };
    }
}
