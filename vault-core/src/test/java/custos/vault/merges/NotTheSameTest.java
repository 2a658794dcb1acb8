package custos.vault.merges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import custos.alike.Pair;
import custos.customer.CustomerId;
import custos.event.ActType;
import custos.store.DocumentKind;
import custos.store.ReadSession;
import custos.vault.TestVault;
import custos.vault.TwinShop;
import custos.vault.core.PairNotes;
import custos.vault.rows.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// "These are not the same person" is remembered, and goes with either of the two.
class NotTheSameTest extends TwinShop {
    private Duplicates duplicates;
    private Pairs pairs;

    @BeforeEach
    void alike() {
        duplicates = shop.vault().duplicates();
        pairs = shop.vault().pairs();
        amend(twin, "full_name", "Jan Novák");
        amend(twin, "birth_date", "1980-05-17");
        shop.vault().awaitNames();
        assertThat(offered(jan)).contains(twin);
    }

    private List<CustomerId> offered(CustomerId id) {
        return duplicates.of(id, "officer").stream().map(one -> one.customer().id()).toList();
    }

    private List<CustomerId> apart(CustomerId id) {
        return shop.vault().pairs().apartFrom(id, "officer").stream()
                .map(one -> one.customer().id())
                .toList();
    }

    private int resting() {
        try (ReadSession read = shop.vault().store().read()) {
            return read.documents(DocumentKind.PAIR).size();
        }
    }

    private long logged(ActType type) {
        return shop.acts().stream().filter(act -> act.type() == type).count();
    }

    @Test
    void they_are_not_pointed_out_again_not_even_after_a_restart() {
        pairs.part(jan, twin, OFFICER);
        assertThat(offered(jan)).doesNotContain(twin);
        assertThat(offered(twin)).doesNotContain(jan);

        shop.reopen();
        shop.vault().awaitNames();
        duplicates = shop.vault().duplicates();
        pairs = shop.vault().pairs();
        assertThat(offered(jan)).doesNotContain(twin);
        assertThat(apart(twin)).containsExactly(jan);
        assertThat(pairs.apartFrom(jan, "officer").getFirst().said().by()).isEqualTo(OFFICER);
    }

    @Test
    void said_twice_it_is_one_act_and_taken_back_they_are_pointed_out_again() {
        pairs.part(jan, twin, OFFICER);
        pairs.part(twin, jan, OFFICER);
        assertThat(logged(ActType.NOT_THE_SAME)).isOne();

        pairs.unpart(twin, jan, OFFICER);
        pairs.unpart(twin, jan, OFFICER);
        assertThat(logged(ActType.NOT_THE_SAME_UNDONE)).isOne();
        assertThat(offered(jan)).contains(twin);
        assertThat(apart(jan)).isEmpty();
        assertThat(resting()).isZero();
    }

    @Test
    void a_proposal_waits_for_an_officer_who_answers_it() {
        CustomerId third = shop.customer(Map.of("full_name", "Eva Malá"));
        pairs.propose(twin, jan, TestVault.STAFF);
        pairs.propose(jan, twin, TestVault.STAFF);
        pairs.propose(jan, third, TestVault.STAFF);
        assertThat(logged(ActType.ALIKE_PROPOSED)).isEqualTo(2);
        assertThat(pairs.proposedWith(jan)).containsExactlyInAnyOrder(twin, third);

        shop.reopen();
        pairs = shop.vault().pairs();
        assertThat(pairs.proposed(50, "officer"))
                .hasSize(2)
                .allSatisfy(word -> assertThat(word.said().by()).isEqualTo(TestVault.STAFF));

        pairs.part(jan, twin, OFFICER);
        assertThat(pairs.proposedWith(jan)).containsExactly(third);
        assertThatThrownBy(() -> pairs.propose(twin, jan, TestVault.STAFF))
                .isInstanceOfSatisfying(
                        Refusal.Conflict.class,
                        why -> assertThat(why.code()).isEqualTo("not-the-same"));
        pairs.unpart(jan, twin, OFFICER);
        assertThat(pairs.proposedWith(jan)).as("it stands again").contains(twin);

        merge();
        assertThat(pairs.proposed(50, "officer")).hasSize(1);
        shop.vault().erasure().erase(jan, "no-longer-needed", false, OFFICER);
        assertThat(resting()).isZero();
    }

    @Test
    void nobody_is_apart_from_herself_or_from_somebody_who_is_not_there() {
        assertThatThrownBy(() -> pairs.part(jan, jan, OFFICER))
                .isInstanceOf(Refusal.BadField.class);
        shop.vault().erasure().erase(twin, "no-longer-needed", false, OFFICER);
        assertThatThrownBy(() -> pairs.part(jan, twin, OFFICER)).isInstanceOf(Refusal.Erased.class);
    }

    @Test
    void an_erasure_of_either_takes_it() {
        pairs.part(jan, twin, OFFICER);
        assertThat(resting()).isOne();

        shop.vault().erasure().erase(jan, "no-longer-needed", false, OFFICER);
        assertThat(resting()).isZero();
        assertThat(apart(twin)).isEmpty();
    }

    @Test
    void it_goes_when_the_undo_of_a_merge_is_over() {
        CustomerId third = shop.customer(Map.of("full_name", "Jan Novák"));
        pairs.part(twin, third, OFFICER);
        merge();
        assertThat(apart(third)).isEmpty();
        assertThat(resting()).isOne();

        shop.clock().advance(Duration.ofDays(40));
        merging().endDue();
        assertThat(resting()).isZero();
    }

    @Test
    void a_merge_that_is_taken_back_leaves_it_as_it_was() {
        CustomerId third = shop.customer(Map.of("full_name", "Jan Novák"));
        pairs.part(twin, third, OFFICER);
        merge();
        merging().undo(jan, undoable(), OFFICER);
        assertThat(apart(third)).containsExactly(twin);
    }

    @Test
    void what_was_said_in_the_moment_of_an_erasure_is_forgotten_later() {
        long first = shop.core().number(jan);
        long second = shop.core().number(twin);
        shop.vault().erasure().erase(jan, "no-longer-needed", false, OFFICER);
        shop.core().pairs().part(custos.alike.Pair.of(first, second), OFFICER);
        assertThat(resting()).isOne();

        merging().endDue();
        assertThat(resting()).isZero();
    }

    @Test
    void a_proposal_of_two_who_were_joined_takes_no_place() {
        CustomerId third = shop.customer(Map.of("full_name", "Eva Malá"));
        pairs.propose(twin, third, TestVault.STAFF);
        long no = shop.core().number(jan);
        for (int i = 1; i < PairNotes.MAX_OPEN; i++) {
            shop.core().pairs().propose(Pair.of(no, no + 1_000 + i), TestVault.STAFF, _ -> true);
        }
        assertThatThrownBy(() -> pairs.propose(jan, third, TestVault.STAFF))
                .isInstanceOfSatisfying(
                        Refusal.Conflict.class,
                        why -> assertThat(why.code()).isEqualTo("proposals"));

        merge();

        pairs.propose(jan, third, TestVault.STAFF);
        assertThat(pairs.proposedWith(jan)).contains(third);
    }
}
