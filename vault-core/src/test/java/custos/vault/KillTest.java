package custos.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import custos.customer.CustomerId;
import custos.event.ActType;
import custos.ledger.Guard;
import custos.ledger.Hash;
import custos.ledger.SignedCheckpoint;
import custos.ledger.TreeHead;
import custos.policy.FieldId;
import custos.store.ReadSession;
import custos.store.TableCount;
import custos.vault.rows.VaultFault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that writes is killed without warning, again and again, at a moment of chance. Whoever
/// was told to be in is in, the ledger agrees, and the next process goes on from there.
///
/// This shows what a crash of the process does. A loss of power also loses writes that the system
/// had not yet synced: [PowerCutTest].
class KillTest {
    private static final int ROUNDS = Integer.getInteger("custos.rounds", 20);
    private static final FieldId NAME = new FieldId("full_name");

    @TempDir Path dir;
    private final long seed = Long.getLong("custos.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final List<Told> told = new ArrayList<>();

    private TestVault test;

    @BeforeEach
    void create() {
        test = TestVault.in(dir);
        test.close();
    }

    @AfterEach
    void close() {
        test.close();
    }

    private record Told(CustomerId id, long leaf, String name) {}

    @Test
    void whoever_was_told_to_be_in_is_in_after_every_kill() throws Exception {
        int aheadOfGuard = 0;
        TreeHead last = TreeHead.EMPTY;
        for (int round = 0; round < ROUNDS; round++) {
            List<Told> fresh = runAndKill(round);
            told.addAll(fresh);
            long guarded = Guard.read(test.folder().guard()).orElseThrow().head().size();
            test.reopen();
            last = assertWhole(test.vault(), fresh, last);
            aheadOfGuard += last.size() > guarded ? 1 : 0;
            test.close();
        }
        test.reopen();
        assertWhole(test.vault(), told, last);
        System.out.println(
                ROUNDS
                        + " kills, seed "
                        + seed
                        + ": "
                        + told.size()
                        + " customers told to be in, "
                        + last.size()
                        + " leaves, "
                        + aheadOfGuard
                        + " times the database was ahead of the guard");
    }

    private List<Told> runAndKill(int round) throws Exception {
        KilledProcess.Meanwhile meanwhile =
                () -> {
                    if (round == 0) {
                        assertThatExceptionOfType(VaultFault.Held.class).isThrownBy(test::reopen);
                    }
                };
        return new KilledProcess(dir, KillTarget.class)
                        .run(
                                String.valueOf(round),
                                meanwhile,
                                Duration.ofMillis(random.nextInt(400)),
                                List.of(
                                        test.folder().data().toString(),
                                        HexFormat.of().formatHex(test.key()),
                                        String.valueOf(round)))
                        .stream()
                        .map(line -> line.split(" ", 3))
                        .map(part ->
                                new Told(new CustomerId(part[0]), Long.parseLong(part[1]), part[2]))
                        .toList();
    }

    private static TreeHead assertWhole(Vault vault, List<Told> told, TreeHead before) {
        TreeHead head =
                SignedCheckpoint.parse(vault.ledger().checkpoint())
                        .verify(vault.ledger().key())
                        .head();
        assertThat(head.size()).isEqualTo(vault.ledger().newestSize());
        assertThat(head.size()).isGreaterThanOrEqualTo(before.size());
        for (Told one : told) {
            assertThat(vault.customers().masked(one.id(), "staff").fields())
                    .containsEntry(NAME, one.name());
            var proven = vault.ledger().prove(one.leaf());
            proven.proof().verify(Hash.ofLeaf(proven.entry().bytes()), head);
        }
        assertNothingHalf(vault, head);
        assertThat(vault.inspection().verify(_ -> {}).findings()).isEmpty();
        return head;
    }

    /// A group is there whole or not at all: as many customers, keys, records and openings as the
    /// ledger says were taken in.
    private static void assertNothingHalf(Vault vault, TreeHead head) {
        long registered = 0;
        for (long from = 0; from < head.size(); from += 1000) {
            registered +=
                    vault.ledger().entries(from, 1000).stream()
                            .filter(entry ->
                                    entry.leaf().acts().getFirst().type()
                                            == ActType.CUSTOMER_REGISTERED)
                            .count();
        }
        try (ReadSession read = vault.store().read()) {
            Map<String, Long> counts =
                    read.counts().stream()
                            .collect(Collectors.toMap(TableCount::table, TableCount::rows));
            assertThat(counts)
                    .containsEntry("customer", registered)
                    .containsEntry("customer_key", registered)
                    .containsEntry("record", registered)
                    .containsEntry("opening", registered)
                    .containsEntry("leaf", head.size())
                    .containsEntry("internal", head.size());
        }
    }
}
