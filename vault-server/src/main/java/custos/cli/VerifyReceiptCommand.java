package custos.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import custos.event.Act;
import custos.event.Subject;
import custos.json.CanonicalJson;
import custos.json.JsonValue;
import custos.ledger.Checkpoint;
import custos.ledger.VerifierKey;
import custos.proof.Receipt;
import custos.proof.ReceiptCheck;
import custos.proof.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `verify-receipt`: what a receipt proves, with nothing but the file and a key: no vault and no
/// network. What stands in the customer's half is printed, for it is her file.
@Command(
        name = "verify-receipt",
        description = "Check a receipt with nothing but a key. Needs no vault.")
final class VerifyReceiptCommand implements Callable<Integer> {
    private static final int MAX_WORDS = 4 * 1024 * 1024;

    @Parameters(paramLabel = "FILE", description = "The receipt.")
    private Path file = Path.of("");

    @Option(
            names = "--key",
            required = true,
            paramLabel = "VKEY",
            description = {
                "The ledger's verifier key, as the shop publishes it.",
                "Again for each older key that you trust."
            })
    private List<String> keys = List.of();

    @Option(names = "--json", description = "The verdict as one JSON object.")
    private boolean json;

    private final World world;

    VerifyReceiptCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        List<VerifierKey> trusted = keys.stream().map(KeyText::parse).toList();
        byte[] bytes =
                read(file, ReceiptCheck.MAX_BYTES + 1)
                        .orElseThrow(() -> new UsageFault(file + " cannot be read"));
        Verdict verdict = ReceiptCheck.check(bytes, trusted, this::words);
        if (json) {
            world.out().println(CanonicalJson.encodeText(object(verdict)));
        } else {
            lines(verdict).forEach(world.out()::println);
        }
        return verdict instanceof Verdict.Proven ? ExitCode.DONE : ExitCode.CHECK_FAILED;
    }

    /// The wordings lie beside the receipt, or as in an unpacked export.
    private Optional<byte[]> words(String sha256) {
        String name = sha256 + ".txt";
        return Stream.of(name, "notices/" + name, "../notices/" + name)
                .map(file.toAbsolutePath()::resolveSibling)
                .filter(Files::isRegularFile)
                .findFirst()
                .flatMap(path -> read(path, MAX_WORDS));
    }

    private static Optional<byte[]> read(Path path, int most) {
        try (InputStream in = Files.newInputStream(path)) {
            return Optional.of(in.readNBytes(most));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static List<String> lines(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Proven proven -> proven(proven);
            case Verdict.Unpublished(Receipt receipt) ->
                    List.of(
                            "not proven: the entry says what this file shows, but the file has no"
                                    + " proof that the entry stands in the ledger",
                            "entry " + receipt.index() + ": ask the shop for the file again");
            case Verdict.Refused(String member, var why) ->
                    List.of("refused: " + member + " " + why.sentence() + " (" + why.code() + ")");
        };
    }

    private static List<String> proven(Verdict.Proven proven) {
        Receipt receipt = proven.receipt();
        Checkpoint log = proven.checkpoint();
        var hour = receipt.leaf().hour();
        var lines =
                Stream.<String>builder()
                        .add("proven: entry " + receipt.index() + " of " + log.origin())
                        .add(
                                "  stands among the %d entries that the key signed, root %s"
                                        .formatted(log.head().size(), log.head().root()))
                        .add("  written from " + hour + " to " + hour.plus(1, ChronoUnit.HOURS));
        receipt.subject()
                .parts()
                .forEach(part -> lines.add("  " + said(receipt.leaf().acts().get(part.act()))));
        receipt.subject().erasure().ifPresent(done -> erased(done).forEach(lines::add));
        lines.add("  the customer's half: " + receipt.subjectText());
        for (Verdict.Shown words : proven.words()) {
            lines.add(
                    words.beside()
                            ? "  the words shown are those of the file " + words.sha256() + ".txt"
                            : "  the words shown are the text whose SHA-256 is " + words.sha256());
        }
        lines.add("not proven by this file: what was said later, and who of the staff acted");
        lines.add("  and the shop's own word: " + itsWord(receipt.kind()));
        return lines.build().toList();
    }

    private static String itsWord(Receipt.Kind kind) {
        return switch (kind) {
            case CONSENT ->
                    "what `record` says of the policy (who is answerable, which data, recipients,"
                            + " how long)";
            case ERASURE -> "the member `stated`";
        };
    }

    private static Stream<String> erased(Subject.Erased done) {
        return Stream.concat(
                Stream.of("  erased: " + String.join(", ", done.classes())),
                done.held().stream()
                        .map(held ->
                                "  held: %s, %s, until %s"
                                        .formatted(held.dataClass(), held.ground(), held.until())));
    }

    private static String said(Act act) {
        var said = new StringBuilder(act.type().word());
        act.purpose().ifPresent(purpose -> said.append(", purpose ").append(purpose.value()));
        act.channel().ifPresent(channel -> said.append(", channel ").append(channel.value()));
        return said.toString();
    }

    private static JsonValue object(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Proven(Receipt receipt, Checkpoint log, List<Verdict.Shown> words) ->
                    shown("proven", receipt)
                            .put("origin", log.origin())
                            .put("size", log.head().size())
                            .put("root", log.head().root().base64())
                            .put(
                                    "notices",
                                    new JsonValue.Items(
                                            words.stream()
                                                    .map(VerifyReceiptCommand::words)
                                                    .toList()))
                            .build();
            case Verdict.Unpublished(Receipt receipt) -> shown("unpublished", receipt).build();
            case Verdict.Refused(String member, var why) ->
                    JsonValue.object()
                            .put("verdict", "refused")
                            .put("member", member)
                            .put("why", why.code())
                            .build();
        };
    }

    private static JsonValue words(Verdict.Shown words) {
        return JsonValue.object()
                .put("sha256", words.sha256())
                .put("file", words.beside() ? "matches" : "absent")
                .build();
    }

    private static JsonValue.MembersBuilder shown(String verdict, Receipt receipt) {
        return JsonValue.object()
                .put("verdict", verdict)
                .put("format", receipt.kind().format())
                .put("leaf", receipt.index())
                .put("entry", CanonicalJson.parse(receipt.leaf().encode()))
                .put("subject", CanonicalJson.parse(receipt.subjectText().getBytes(UTF_8)));
    }
}
