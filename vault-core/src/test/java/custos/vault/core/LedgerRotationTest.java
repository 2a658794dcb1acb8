package custos.vault.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import custos.customer.CustomerId;
import custos.ledger.Hash;
import custos.ledger.KeyName;
import custos.ledger.LedgerFault;
import custos.ledger.SignedCheckpoint;
import custos.ledger.TreeHead;
import custos.ledger.VerifierKey;
import custos.proof.ReceiptCheck;
import custos.proof.ReceiptCheck.Words;
import custos.proof.Verdict;
import custos.proof.Why;
import custos.vault.Rolling;
import custos.vault.audit.Checkpoints;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The rotation of the ledger's key: the ledger goes on under its name, whoever holds the key
/// before the newest can follow, and what older keys signed still counts.
class LedgerRotationTest extends Rolling {
    private CustomerId eva;

    @BeforeEach
    void open() {
        eva = test.customer(Map.of("full_name", "Eva", "email", "eva@example.org"));
    }

    private VerifierKey key() {
        return test.vault().ledger().key();
    }

    private VerifierKey rotate() {
        test.vault().keys().rotate(RotatedKey.LEDGER, ANNA, _ -> {});
        return key();
    }

    private List<KeyName> signersOf(String checkpoint) {
        return SignedCheckpoint.parse(checkpoint)
                .note()
                .verify(test.vault().ledger().keys())
                .signers();
    }

    private byte[] receipt(long leaf) {
        return test.vault().receipts().own(eva, leaf).json();
    }

    private static Optional<Why> why(Verdict verdict) {
        return verdict instanceof Verdict.Refused(_, Why why) ? Optional.of(why) : Optional.empty();
    }

    @Test
    void new_checkpoints_carry_the_new_signature_and_the_one_before_and_no_older() {
        VerifierKey first = key();
        String kept = test.vault().checkpoints().newest().text();
        assertThat(signersOf(kept)).containsExactly(first.keyName());

        VerifierKey second = rotate();
        assertThat(second.keyName().name()).isEqualTo(first.keyName().name());
        assertThat(second).isNotEqualTo(first);
        String between = test.vault().ledger().checkpoint();
        assertThat(signersOf(between)).containsExactly(second.keyName(), first.keyName());
        assertThat(SignedCheckpoint.parse(between).verify(first).head())
                .as("whoever knows only the old key follows")
                .isEqualTo(SignedCheckpoint.parse(between).verify(second).head());

        VerifierKey third = rotate();
        String now = test.vault().ledger().checkpoint();
        assertThat(signersOf(now)).containsExactly(third.keyName(), second.keyName());
        assertThatExceptionOfType(LedgerFault.NoteRefused.class)
                .isThrownBy(() -> SignedCheckpoint.parse(now).verify(first));
        assertThat(test.vault().ledger().keys()).containsExactly(third, second, first);
        assertThat(test.vault().checkpoints().compare(kept))
                .isInstanceOf(Checkpoints.Comparison.Older.class);
        test.inspected();
        test.reopen();
        assertThat(test.vault().ledger().keys()).containsExactly(third, second, first);
        assertThat(signersOf(test.vault().ledger().checkpoint()))
                .containsExactly(third.keyName(), second.keyName());
    }

    @Test
    void a_tree_that_a_replaced_key_signed_elsewhere_is_not_this_ledgers() {
        TreeHead now =
                SignedCheckpoint.parse(test.vault().ledger().checkpoint()).verify(key()).head();
        assertThat(test.vault().ledger().had(now)).isTrue();
        assertThat(test.vault().ledger().had(TreeHead.EMPTY)).isTrue();
        assertThat(test.vault().ledger().had(new TreeHead(now.size(), Hash.ofLeaf(new byte[1]))))
                .isFalse();
        assertThat(test.vault().ledger().had(new TreeHead(now.size() + 1, now.root()))).isFalse();
    }

    @Test
    void stored_checkpoints_of_a_key_long_retired_are_still_held_against_the_tree() {
        test.later(Duration.ofHours(1));
        register("Adam");
        String kept = test.vault().checkpoints().newest().text();
        rotate();
        test.later(Duration.ofHours(1));
        register("Adam");
        rotate();
        assertThat(test.vault().checkpoints().stored())
                .anyMatch(stored -> signersOf(stored.text()).size() == 1)
                .anyMatch(stored -> signersOf(stored.text()).size() == 2);
        assertThat(
                        test.vault()
                                .inspection()
                                .verify(_ -> {}, kept.getBytes(StandardCharsets.UTF_8))
                                .findings())
                .isEmpty();
    }

    @Test
    void receipts_name_the_key_that_signed_and_old_ones_stay_good() {
        VerifierKey first = key();
        test.says(eva, "newsletter", "email", true);
        long leaf = test.vault().ledger().newestSize() - 1;
        byte[] old = receipt(leaf);
        VerifierKey second = rotate();
        byte[] fresh = receipt(leaf);

        assertThat(ReceiptCheck.check(old, first, Words.NONE)).isInstanceOf(Verdict.Proven.class);
        assertThat(ReceiptCheck.check(fresh, second, Words.NONE))
                .isInstanceOf(Verdict.Proven.class);
        assertThat(why(ReceiptCheck.check(old, second, Words.NONE))).contains(Why.OTHER_KEY);
        assertThat(ReceiptCheck.check(fresh, first, Words.NONE))
                .as("the key that one knows signed beside the new one")
                .isInstanceOf(Verdict.Proven.class);
        rotate();
        assertThat(why(ReceiptCheck.check(receipt(leaf), first, Words.NONE)))
                .as("retired by now")
                .contains(Why.OTHER_KEY);
        List<VerifierKey> all = test.vault().ledger().keys();
        assertThat(ReceiptCheck.check(old, all, Words.NONE)).isInstanceOf(Verdict.Proven.class);
        assertThat(ReceiptCheck.check(fresh, all, Words.NONE)).isInstanceOf(Verdict.Proven.class);
    }
}
