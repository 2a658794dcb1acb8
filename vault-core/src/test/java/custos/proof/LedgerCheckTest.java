package custos.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import custos.event.Leaf;
import custos.ledger.NoteSigner;
import custos.ledger.TilePath;
import custos.ledger.VerifierKey;
import custos.proof.LedgerFinding.Code;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A published ledger, untouched and damaged in every way that shows from outside.
class LedgerCheckTest {
    private static final int SIZE = 700;
    private final PublishedFiles ledger = new PublishedFiles(SIZE);

    private static List<String> findings(PublishedFiles ledger, Optional<byte[]> since) {
        var found = new ArrayList<String>();
        LedgerCheck.run(
                ledger,
                ledger.signer.key(),
                since,
                one -> found.add(one.code().code() + " " + one.place()));
        return found;
    }

    private List<String> findings() {
        return findings(ledger, Optional.empty());
    }

    private List<String> since(byte[] kept) {
        return findings(ledger, Optional.of(kept));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 255, 256, 257, 512, 700, 65_536 + 300})
    void an_untouched_ledger_has_no_finding(int size) {
        var untouched = new PublishedFiles(size);
        var report =
                LedgerCheck.run(
                        untouched,
                        untouched.signer.key(),
                        Optional.of(untouched.checkpoint(size / 2)),
                        one -> {
                            throw new AssertionError(one.toString());
                        });

        assertThat(report.leaves()).isEqualTo(size);
        assertThat(report.head().size()).isEqualTo(size);
        assertThat(report.findings()).isZero();
    }

    @Test
    void progress_is_told() {
        var told = new ArrayList<Long>();
        LedgerCheck.run(
                ledger,
                ledger.signer.key(),
                Optional.empty(),
                new LedgerCheck.Listener() {
                    @Override
                    public void found(LedgerFinding finding) {}

                    @Override
                    public void progress(long leaves, long size) {
                        told.add(leaves);
                    }
                });

        assertThat(told).containsExactly(256L, 512L, 700L);
    }

    @Test
    void a_checkpoint_that_is_gone_malformed_or_of_another_key_ends_the_check() {
        byte[] good = ledger.file("checkpoint");
        ledger.files.remove("checkpoint");
        assertThat(findings()).containsExactly("checkpoint-missing checkpoint");
        ledger.files.put("checkpoint", "nothing\n".getBytes(UTF_8));
        assertThat(findings()).containsExactly("checkpoint-malformed checkpoint");
        good[good.length - 10] ^= 1;
        ledger.files.put("checkpoint", good);
        assertThat(findings()).hasSize(1).first().asString().startsWith("checkpoint-");
        NoteSigner other =
                NoteSigner.of(ledger.signer.key().keyName().name(), SmallLedger.filled(8));
        var found = new ArrayList<Code>();
        LedgerCheck.run(
                new PublishedFiles(3), other.key(), Optional.empty(), one -> found.add(one.code()));
        assertThat(found).containsExactly(Code.CHECKPOINT_SIGNATURE);
    }

    @Test
    void a_changed_entry_differs_from_its_tile_and_from_the_root() {
        byte[] bundle = ledger.file("tile/entries/001");
        String text = new String(bundle, UTF_8);
        int at = text.indexOf("customer-amended");
        bundle[at + "customer-".length()] = 'e';

        assertThat(findings())
                .contains("entry-mismatch entry 256", "leaf-malformed entry 256")
                .contains("tree-root checkpoint of 700");
    }

    @Test
    void each_changed_tile_is_named() {
        for (String path : Set.of("tile/0/000", "tile/0/002.p/188", "tile/1/000.p/2")) {
            var damaged = new PublishedFiles(SIZE);
            damaged.file(path)[33] ^= 1;

            assertThat(findings(damaged, Optional.empty()))
                    .as(path)
                    .hasSize(1)
                    .first()
                    .asString()
                    .matches("(entry-mismatch entry (1|513))|(tile-mismatch " + path + ")");
        }
    }

    @Test
    void each_missing_file_is_named() {
        for (String path : Set.copyOf(ledger.files.keySet())) {
            if (!path.equals("checkpoint")) {
                var damaged = new PublishedFiles(SIZE);
                damaged.files.remove(path);

                String code = path.contains("entries") ? "entries-missing " : "tile-missing ";
                assertThat(findings(damaged, Optional.empty())).containsExactly(code + path);
            }
        }
    }

    @Test
    void without_entries_and_tile_the_check_ends_there() {
        ledger.files.remove("tile/entries/001");
        ledger.files.remove("tile/0/001");

        assertThat(findings())
                .containsExactly("tile-missing tile/0/001", "entries-missing tile/entries/001");
    }

    @Test
    void a_bundle_of_another_length_is_malformed() {
        byte[] bundle = ledger.file("tile/entries/000");
        ledger.files.put("tile/entries/000", java.util.Arrays.copyOf(bundle, bundle.length - 1));

        assertThat(findings()).containsExactly("entries-malformed tile/entries/000");
    }

    @Test
    void a_ledger_that_grew_meanwhile_may_have_full_bundles_alone() {
        var grown = new PublishedFiles(768);
        ledger.files.remove("tile/entries/002.p/188");
        ledger.files.remove("tile/0/002.p/188");
        for (String path : Set.of("tile/entries/002", "tile/0/002")) {
            ledger.files.put(path, grown.files.get(path));
        }

        assertThat(findings()).isEmpty();
    }

    @Test
    void leaves_that_no_vault_writes_are_named() {
        ledger.rewrite(300, "{}".getBytes(UTF_8));
        assertThat(findings()).containsExactly("leaf-malformed entry 300");
    }

    @Test
    void an_hour_that_goes_back_is_named() {
        Leaf leaf = Leaf.parse(ledger.entry(600));
        var early = leaf.hour().minus(Duration.ofHours(4));
        ledger.rewrite(600, new Leaf(early, leaf.acts(), leaf.commitment()).encode());
        assertThat(findings()).containsExactly("leaf-order entry 600");
        ledger.rewrite(512, new Leaf(early, leaf.acts(), leaf.commitment()).encode());
        assertThat(findings()).contains("leaf-order entry 512");
    }

    @Test
    void a_history_that_was_rewritten_and_signed_again_shows_by_a_kept_checkpoint_alone() {
        byte[] kept = ledger.checkpoint(400);
        ledger.rewrite(100, ledger.entry(101));

        assertThat(findings()).isEmpty();
        assertThat(since(kept)).containsExactly("since-rewritten the first 400 entries");
    }

    @Test
    void a_ledger_that_lost_its_tail_shows_by_a_kept_checkpoint() {
        assertThat(findings(new PublishedFiles(500), Optional.of(ledger.checkpoint(700))))
                .containsExactly("since-lost entries 500 to 699");
    }

    @Test
    void a_kept_checkpoint_of_another_ledger_is_said() {
        assertThat(since("nothing".getBytes(UTF_8)))
                .containsExactly("since-malformed the kept checkpoint");
        byte[] other = ledger.checkpoint(400);
        other[5] = 'X';
        assertThat(since(other)).containsExactly("since-signature the kept checkpoint");
    }

    @Test
    void findings_come_to_an_end() {
        var many = new PublishedFiles(2000);
        for (int first = 0; first < 2000; first += 256) {
            byte[] tile =
                    many.file(
                            new TilePath.Hashes(0, first / 256, Math.min(256, 2000 - first))
                                    .path());
            for (int i = 0; i < tile.length; i += 32) {
                tile[i] ^= 1;
            }
        }
        assertThat(findings(many, Optional.empty()))
                .hasSize(LedgerCheck.MAX_FINDINGS + 1)
                .last()
                .isEqualTo("more-findings ledger");
    }

    /// Logs that others' tools agree about, with entries of another form than ours.
    @ParameterizedTest
    @ValueSource(strings = {"log-1000", "log-257"})
    @EnabledIfSystemProperty(named = "custos.vectors", matches = ".+")
    void a_log_of_the_vectors_is_sound_but_for_its_entries_form(String name) throws IOException {
        Path folder = Path.of(System.getProperty("custos.vectors"), "ledger", "generated", name);
        var key = VerifierKey.parse(Files.readString(folder.resolve("vkey")).strip());
        var found = new ArrayList<LedgerFinding>();
        var report =
                LedgerCheck.run(
                        (path, _) -> file(folder.resolve(path)),
                        key,
                        Optional.of(Files.readAllBytes(folder.resolve("checkpoint"))),
                        found::add);

        assertThat(report.leaves()).isEqualTo(report.head().size()).isPositive();
        assertThat(found.stream().map(LedgerFinding::code).collect(Collectors.toSet()))
                .isSubsetOf(Code.LEAF_MALFORMED, Code.MORE_FINDINGS);
    }

    private static Optional<byte[]> file(Path path) {
        try {
            return Files.isRegularFile(path)
                    ? Optional.of(Files.readAllBytes(path))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
