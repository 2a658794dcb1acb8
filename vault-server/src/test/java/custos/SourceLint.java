package custos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The house rules that a compiler does not know, one file at a time. Each finding names the file,
/// the line and what to write instead.
final class SourceLint {
    /// Imports are not counted: they say where things stand, not what a file does.
    static final int MAX_LINES = 400;

    /// Longer files, each with the reason why it reads better whole.
    private static final Map<String, String> LONG_FILES =
            Map.of(
                    "vault-core/src/test/java/custos/ledger/ConformanceTest.java",
                    "one test for each family of public vectors",
                    "vault-core/src/test/java/custos/store/VaultStoreContract.java",
                    "the whole contract of one port, for every adapter");

    /// The words are put together here, so that this file passes its own rules. `AssociatedData` is
    /// the field's own term (RFC 5116).
    private static final List<Rule> JAVA_RULES =
            List.of(
                    new Rule("\\bTO" + "DO\\b|\\bFIX" + "ME\\b", "do it, or open an issue"),
                    new Rule("Thread\\.sle" + "ep\\(", "wait for the event, not for a time"),
                    new Rule("printStack" + "Trace\\(", "log it, or let it through to the edge"),
                    new Rule("@Dis" + "abled\\b", "mend the test, or delete it"),
                    new Rule("assertTrue\\(tr" + "ue\\)", "assert what the test is named for"),
                    new Rule(
                            "\\b(class|interface|record|enum)\\s+(?!AssociatedData\\b)\\w+"
                                    + "(Impl|Manager|Helper|Utils?|Processor|Data|Info|Service)\\b",
                            "a noun from the customer's world; an adapter is named for what it is"));

    private static final List<Rule> RULES_OF_ALL_TEXT =
            List.of(
                    new Rule(
                            "repo1?\\.maven\\.apa"
                                    + "che\\.org|registry\\.npm"
                                    + "js\\.org"
                                    + "|proxy\\.gol"
                                    + "ang\\.org|\\bpypi\\.o"
                                    + "rg",
                            "no registry's address: each machine has its own settings"),
                    new Rule(
                            "/wo"
                                    + "rk/(main|wt|shared|\\.library)|/tmp/ba"
                                    + "sh_jobs|/ro"
                                    + "ot/",
                            "a path of one machine: take it as an argument or a property"));

    private static final Rule SHARED =
            new Rule("\\.\\./sha" + "red", "only .ci knows that folder; take a property");

    private SourceLint() {}

    /// What is wrong with the file at `path` (from the root, with `/`) that reads `text`.
    static List<String> findings(String path, String text) {
        var findings = new ArrayList<String>();
        var lines = text.lines().toList();
        for (Rule rule : rulesFor(path)) {
            for (int i = 0; i < lines.size(); i++) {
                if (rule.pattern().matcher(lines.get(i)).find()) {
                    findings.add(path + ":" + (i + 1) + ": " + rule.instead());
                }
            }
        }
        long length = length(lines);
        if (isSource(path) && length > MAX_LINES && !LONG_FILES.containsKey(path)) {
            findings.add(path + ": " + length + " lines; split it by idea");
        }
        return findings;
    }

    static long length(List<String> lines) {
        return lines.stream().filter(line -> !line.startsWith("import ")).count();
    }

    /// The named long files, for the test that each is still there and still long.
    static Map<String, String> longFiles() {
        return LONG_FILES;
    }

    private static List<Rule> rulesFor(String path) {
        var rules = new ArrayList<>(RULES_OF_ALL_TEXT);
        if (!path.startsWith(".ci/")) rules.add(SHARED);
        if (path.endsWith(".java")) rules.addAll(JAVA_RULES);
        return rules;
    }

    private static boolean isSource(String path) {
        return path.matches(".*\\.(java|js|css|sql|jte|go|sh)");
    }

    private record Rule(Pattern pattern, String instead) {
        Rule(String regex, String instead) {
            this(Pattern.compile(regex), instead);
        }
    }
}
