package custos.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 9162, 2.1: trees, inclusion and consistency.
class MerkleTest {
    private static final int MAX_SIZE = 700;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void every_way_to_the_root_agrees(long seed) {
        var random = new Random(seed);
        var entries = Entries.random(random, random.nextInt(MAX_SIZE));
        var frontier = Frontier.empty();
        entries.forEach(frontier::append);

        var head = Batch.of(entries).head();

        assertThat(head.root()).isEqualTo(rootByDefinition(entries));
        assertThat(frontier.head()).isEqualTo(head);
        assertThat(frontier.copy().head()).isEqualTo(head);
        assertThat(frontier.peaks()).hasSize(Long.bitCount(entries.size()));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11, 12, 13, 14})
    void every_leaf_is_proven_and_every_altered_proof_refused(long seed) {
        var random = new Random(seed);
        var entries = Entries.random(random, 1 + random.nextInt(MAX_SIZE));
        var batch = Batch.of(entries);
        for (int index = 0; index < entries.size(); index++) {
            var leaf = Hash.ofLeaf(entries.get(index));
            var proof = batch.inclusion(index);
            proof.verify(leaf, batch.head());
            refusesAlterations(proof, leaf, batch.head());
        }
    }

    private static void refusesAlterations(InclusionProof proof, Hash leaf, TreeHead head) {
        refused(() -> proof.verify(altered(leaf), head));
        refused(() -> proof.verify(leaf, new TreeHead(head.size(), altered(head.root()))));
        refused(() -> proof.verify(leaf, new TreeHead(head.size() + 1, head.root())));
        for (var path : alterations(proof.path())) {
            refused(() -> new InclusionProof(proof.index(), proof.size(), path).verify(leaf, head));
        }
        for (long index : new long[] {proof.index() - 1, proof.index() + 1, proof.index() ^ 1}) {
            refused(() -> new InclusionProof(index, proof.size(), proof.path()).verify(leaf, head));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {21, 22, 23, 24, 25, 26})
    void every_older_tree_is_consistent_and_every_altered_proof_refused(long seed) {
        var random = new Random(seed);
        var entries = Entries.random(random, 1 + random.nextInt(MAX_SIZE / 2));
        var batch = Batch.of(entries);
        var newer = batch.head();
        for (int from = 1; from <= entries.size(); from++) {
            var older = TreeHead.of(batch, from);
            var proof = ConsistencyProof.of(batch, from, newer.size());
            proof.verify(older, newer);
            refusesAlterations(proof, older, newer);
        }
    }

    private static void refusesAlterations(ConsistencyProof proof, TreeHead older, TreeHead newer) {
        long from = proof.from();
        long to = proof.to();
        refused(() -> proof.verify(new TreeHead(from, altered(older.root())), newer));
        refused(() -> proof.verify(older, new TreeHead(to, altered(newer.root()))));
        refused(() -> proof.verify(new TreeHead(from + 1, older.root()), newer));
        refused(() -> proof.verify(older, new TreeHead(to + 1, newer.root())));
        for (var path : alterations(proof.path())) {
            refused(() -> new ConsistencyProof(from, to, path).verify(older, newer));
        }
    }

    @Test
    void a_rewritten_history_is_refused() {
        var entries = Entries.random(new Random(31), 300);
        var older = Batch.of(entries.subList(0, 200)).head();
        entries.set(150, new byte[] {1});
        var rewritten = Batch.of(entries);

        var proof = ConsistencyProof.of(rewritten, 200, 300);

        assertThatThrownBy(() -> proof.verify(older, rewritten.head()))
                .isInstanceOf(LedgerFault.ProofRefused.class);
    }

    @Test
    void nothing_is_proven_from_the_empty_tree_but_itself() {
        var none = new ConsistencyProof(0, 0, List.of());
        assertThatCode(() -> none.verify(TreeHead.EMPTY, TreeHead.EMPTY))
                .doesNotThrowAnyException();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConsistencyProof(0, 1, List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConsistencyProof.of(Batch.of(List.of(new byte[0])), 0, 1));
    }

    @Test
    void the_empty_tree_has_one_root() {
        assertThat(Batch.of(List.of()).head()).isEqualTo(TreeHead.EMPTY);
        assertThat(Frontier.empty().head()).isEqualTo(TreeHead.EMPTY);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TreeHead(0, Hash.ofLeaf(new byte[0])));
    }

    @Test
    void a_hash_is_exactly_32_bytes() {
        for (int length : new int[] {0, 31, 33, 64}) {
            assertThatIllegalArgumentException().isThrownBy(() -> Hash.of(new byte[length]));
        }
    }

    @Test
    void an_entry_that_looks_like_a_node_is_no_node() {
        var left = Hash.ofLeaf(new byte[] {1});
        var right = Hash.ofLeaf(new byte[] {2});
        var forged = new byte[64];
        left.copyTo(forged, 0);
        right.copyTo(forged, 32);

        assertThat(Hash.ofLeaf(forged)).isNotEqualTo(Hash.ofNode(left, right));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {41, 42, 43})
    void a_frontier_resumes_from_hashes(long seed) {
        var random = new Random(seed);
        var entries = Entries.random(random, 2 + random.nextInt(MAX_SIZE));
        int half = random.nextInt(entries.size());
        var resumed = Frontier.of(Batch.of(entries.subList(0, half)), half);

        entries.subList(half, entries.size()).forEach(resumed::append);

        assertThat(resumed.head()).isEqualTo(Batch.of(entries).head());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {51, 52})
    void perfect_subtrees_cover_a_range_without_gap_or_overlap(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            long begin = random.nextLong(1L << random.nextInt(1, 50));
            Subtrees.checkCovering(begin, begin + random.nextLong(1L << random.nextInt(1, 50)));
        }
    }

    private static void refused(Runnable check) {
        assertThatThrownBy(check::run)
                .isInstanceOfAny(LedgerFault.ProofRefused.class, IllegalArgumentException.class);
    }

    private static List<List<Hash>> alterations(List<Hash> path) {
        var all = new ArrayList<List<Hash>>();
        for (int i = 0; i < path.size(); i++) {
            var changed = new ArrayList<>(path);
            changed.set(i, altered(path.get(i)));
            all.add(changed);
            var shorter = new ArrayList<>(path);
            shorter.remove(i);
            all.add(shorter);
        }
        var longer = new ArrayList<>(path);
        longer.add(Hash.EMPTY_ROOT);
        all.add(longer);
        var before = new ArrayList<>(path);
        before.addFirst(Hash.EMPTY_ROOT);
        all.add(before);
        return all;
    }

    private static Hash altered(Hash hash) {
        var bytes = hash.bytes();
        bytes[bytes[0] & 31] ^= 4;
        return Hash.of(bytes);
    }

    private static Hash rootByDefinition(List<byte[]> entries) {
        if (entries.isEmpty()) {
            return Hash.EMPTY_ROOT;
        }
        if (entries.size() == 1) {
            return Hash.ofLeaf(entries.getFirst());
        }
        int half = Integer.highestOneBit(entries.size() - 1);
        return Hash.ofNode(
                rootByDefinition(entries.subList(0, half)),
                rootByDefinition(entries.subList(half, entries.size())));
    }
}
