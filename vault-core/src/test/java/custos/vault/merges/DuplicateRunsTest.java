package custos.vault.merges;

import static org.assertj.core.api.Assertions.assertThat;

import custos.alike.Likely;
import custos.alike.Sweep;
import custos.customer.CustomerId;
import custos.policy.FieldId;
import custos.vault.TwinShop;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// All customers held against each other in the background, and what is shown of it.
class DuplicateRunsTest extends TwinShop {
    @BeforeEach
    void alike() {
        amend(twin, "full_name", "Jan Novak");
        amend(twin, "birth_date", "1980-05-17");
        shop.customer(Map.of("full_name", "Petr Dub", "phone", "+420601000978"));
    }

    private DuplicateRuns runs() {
        return shop.vault().runs().duplicates();
    }

    private List<Likely> found() {
        assertThat(runs().start(OFFICER)).isTrue();
        while (runs().state() instanceof DuplicateRuns.State.Running) {
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(runs().state()).isInstanceOf(DuplicateRuns.State.Done.class);
        return runs().state() instanceof DuplicateRuns.State.Done(_, Sweep.Found found)
                ? found.pairs()
                : List.of();
    }

    private List<List<CustomerId>> shown(List<Likely> found) {
        return shop.vault().pairs().page(found, 0, 25, "officer").pairs().stream()
                .map(pair -> List.of(pair.one().id(), pair.other().id()))
                .toList();
    }

    @Test
    void who_is_kept_twice_is_found_masked_with_what_agrees() {
        List<Likely> found = found();
        assertThat(shown(found)).containsExactly(List.of(jan, twin));

        Pairs.Alike pair = shop.vault().pairs().page(found, 0, 25, "officer").pairs().getFirst();
        assertThat(pair.agreeing()).contains(NAME, new FieldId("birth_date"));
        assertThat(pair.one().fields().get(MAIL)).contains("•");
    }

    @Test
    void looking_at_the_pairs_is_no_look_at_a_value_and_the_search_is_no_entry() {
        shop.vault().settle();
        int before = shop.acts().size();
        shown(found());
        shop.vault().settle();
        assertThat(shop.acts()).hasSize(before);
    }

    @Test
    void who_is_not_the_same_is_not_found_again_and_falls_out_of_what_was_found() {
        List<Likely> found = found();
        shop.vault().pairs().part(twin, jan, OFFICER);
        assertThat(shown(found)).isEmpty();
        assertThat(found()).isEmpty();
        assertThat(shop.vault().pairs().apart(20, "officer"))
                .singleElement()
                .satisfies(word -> assertThat(word.said().by()).isEqualTo(OFFICER));

        shop.vault().pairs().unpart(jan, twin, OFFICER);
        assertThat(shown(found)).hasSize(1);
    }

    @Test
    void who_was_merged_changed_or_erased_falls_out() {
        List<Likely> found = found();
        amend(twin, "full_name", "Karel Dvořák");
        amend(twin, "birth_date", "1950-01-02");
        assertThat(shown(found)).isEmpty();
        amend(twin, "full_name", "Jan Novak");
        amend(twin, "birth_date", "1980-05-17");
        assertThat(shown(found)).hasSize(1);

        merge();
        assertThat(shown(found)).isEmpty();
        assertThat(found()).isEmpty();
        merging().undo(jan, undoable(), OFFICER);
        assertThat(shown(found)).hasSize(1);

        shop.vault().erasure().erase(twin, "no-longer-needed", false, OFFICER);
        assertThat(shown(found)).isEmpty();
    }

    @Test
    void pairs_are_shown_a_page_at_a_time() {
        for (int i = 0; i < 3; i++) {
            shop.customer(Map.of("full_name", "Jan Novák", "birth_date", "1980-05-17"));
        }
        List<Likely> found = found();
        assertThat(found).hasSizeGreaterThan(6);
        Pairs pairs = shop.vault().pairs();

        var all = new ArrayList<Pairs.Alike>();
        var from = java.util.OptionalInt.of(0);
        while (from.isPresent()) {
            Pairs.Page page = pairs.page(found, from.getAsInt(), 3, "officer");
            assertThat(page.pairs()).hasSizeLessThanOrEqualTo(3);
            all.addAll(page.pairs());
            from = page.next();
        }
        assertThat(all).hasSameSizeAs(found).doesNotHaveDuplicates();
        assertThat(pairs.page(found, 99, 3, "officer").pairs()).isEmpty();
    }
}
