package custos.ledger;

import static org.assertj.core.api.Assertions.assertThat;

/// What must hold of every decomposition of a range.
final class Subtrees {
    private Subtrees() {}

    static void checkCovering(long begin, long end) {
        long at = begin;
        for (var subtree : Subtree.covering(begin, end)) {
            assertThat(subtree.first()).as("begin %d end %d", begin, end).isEqualTo(at);
            at = subtree.end();
        }
        assertThat(at).isEqualTo(end);
    }
}
