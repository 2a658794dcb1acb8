package custos.cli;

import custos.json.CanonicalJson;
import custos.json.JsonValue;
import custos.proof.LedgerCheck;
import custos.proof.LedgerFinding;
import custos.proof.PublishedLedger;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `verify --ledger`: tells findings as they are found, and at the end what was checked.
final class LedgerVerification implements LedgerCheck.Listener {
    private static final long TOLD_EVERY = 100_000;

    private final World world;
    private final boolean json;
    private final List<LedgerFinding> findings = new ArrayList<>();
    private long told;

    LedgerVerification(World world, boolean json) {
        this.world = world;
        this.json = json;
    }

    /// @return the exit code
    int run(OutsideOptions outside, Optional<Path> since) {
        Optional<byte[]> kept = since.map(LedgerVerification::read);
        var report = LedgerCheck.run(outside.source(), outside.key(), kept, this);
        if (json) {
            world.out().println(CanonicalJson.encodeText(json(report)));
        } else {
            world.out()
                    .println(
                            "%s: %d of %d entries, root %s, %d findings"
                                    .formatted(
                                            report.origin(),
                                            report.leaves(),
                                            report.head().size(),
                                            report.head().root().base64(),
                                            report.findings()));
        }
        return report.findings() == 0 ? ExitCode.DONE : ExitCode.CHECK_FAILED;
    }

    /// The text of a kept checkpoint.
    static byte[] read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(PublishedLedger.MAX_CHECKPOINT + 1);
        } catch (IOException e) {
            throw new UsageFault("--since: " + file + " cannot be read");
        }
    }

    @Override
    public void found(LedgerFinding finding) {
        if (json) {
            findings.add(finding);
        } else {
            world.out()
                    .println(
                            "damage %s %s: %s"
                                    .formatted(
                                            finding.code().code(),
                                            finding.place(),
                                            finding.code().remedy()));
        }
    }

    @Override
    public void progress(long leaves, long size) {
        if (world.terminal().isPresent() && leaves - told >= TOLD_EVERY) {
            told = leaves;
            world.err().println("%d of %d entries".formatted(leaves, size));
        }
    }

    private JsonValue json(LedgerCheck.Report report) {
        return JsonValue.object()
                .put("origin", report.origin())
                .put("size", report.head().size())
                .put("root", report.head().root().base64())
                .put("leaves", report.leaves())
                .put(
                        "findings",
                        new JsonValue.Items(
                                findings.stream().map(LedgerVerification::json).toList()))
                .build();
    }

    private static JsonValue json(LedgerFinding finding) {
        return JsonValue.object()
                .put("code", finding.code().code())
                .put("severity", "damage")
                .put("place", finding.place())
                .put("remedy", finding.code().remedy())
                .build();
    }
}
