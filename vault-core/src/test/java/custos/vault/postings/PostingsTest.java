package custos.vault.postings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import custos.customer.CustomerId;
import custos.customer.EmailAddress;
import custos.event.Act;
import custos.policy.FieldId;
import custos.policy.KindId;
import custos.policy.PurposeId;
import custos.posting.Pending;
import custos.posting.PublicForm;
import custos.store.DocumentKind;
import custos.store.DocumentRow;
import custos.store.ReadSession;
import custos.store.RowChange;
import custos.vault.Letters;
import custos.vault.Posts;
import custos.vault.TestVault;
import custos.vault.core.Core;
import custos.vault.core.PendingForms;
import custos.vault.letters.Letter;
import custos.vault.letters.Matter;
import custos.vault.postings.Postings.Outcome;
import custos.vault.records.Records;
import custos.vault.rows.Refusal;
import custos.vault.rows.VaultFault;
import custos.vault.rows.Write;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What comes through a public form lands once its link is followed, and not before.
class PostingsTest {
    private static final PurposeId NEWSLETTER = new PurposeId("newsletter");
    private static final String EVA = "eva@example.org";

    @TempDir private Path folder;
    private TestVault shop;
    private Posts posts;
    private Letters letters;

    @BeforeEach
    void open() {
        shop = TestVault.in(folder);
        posts = new Posts(shop);
        letters = new Letters(shop);
    }

    @AfterEach
    void inspect() {
        shop.inspected();
        shop.close();
    }

    private Postings postings() {
        return shop.vault().postings();
    }

    private CustomerId only(String email) {
        var found =
                shop.vault()
                        .customers()
                        .findExact(new FieldId("email"), email, "staff", Optional.empty())
                        .items();
        assertThat(found).hasSize(1);
        return found.getFirst().id();
    }

    private List<Records.Entry> records(CustomerId id, String kind) {
        return shop.vault()
                .records()
                .list(id, new KindId(kind), Optional.empty(), 10, TestVault.STAFF)
                .items();
    }

    private int kept() {
        try (ReadSession read = shop.core().store().read()) {
            return read.documents(DocumentKind.POSTING).size();
        }
    }

    /// She agrees to all that was ticked.
    private Outcome confirm(String code) {
        return postings().confirm(code, _ -> true);
    }

    @Test
    void what_is_handed_in_makes_a_letter_and_nothing_else() {
        long leaves = shop.vault().ledger().newestSize();
        String code = posts.newsletter(EVA);

        assertThat(letters.last().to()).isEqualTo(new EmailAddress(EVA));
        assertThat(letters.last().language()).isEqualTo(Letters.CZECH);
        assertThat(postings().look(code)).isInstanceOf(Outcome.Open.class);
        assertThat(shop.vault().ledger().newestSize()).isEqualTo(leaves);
        assertThat(shop.core().customersAtMost()).isZero();
    }

    @Test
    void following_the_link_takes_somebody_new_in_with_what_she_agreed_to_in_one_leaf() {
        String code = posts.newsletter(EVA);
        var outcome = (Outcome.Confirmed) confirm(code);

        assertThat(outcome.given()).containsExactly(NEWSLETTER);
        assertThat(shop.words()).endsWith("customer-registered", "consent-given");
        assertThat(letters.state(only(EVA), NEWSLETTER)).isEqualTo("given");
        assertThat(letters.mayWrite(only(EVA), NEWSLETTER)).isTrue();
        assertThat(letters.last().matter()).isInstanceOf(Matter.Subscribed.class);
        assertThat(outcome.leaf()).isEqualTo(shop.vault().ledger().newestSize() - 1);
    }

    @Test
    void the_opening_says_source_method_and_words() {
        confirm(posts.warranty(EVA, true));
        var past = shop.vault().consents().history(only(EVA)).history().getFirst();

        assertThat(past.part().source()).hasValue("warranty-card");
        assertThat(past.part().method()).hasValue("confirmed-link");
        assertThat(past.part().language()).hasValue("cs");
        assertThat(past.act().notice()).isEqualTo(posts.notice());
        assertThat(shop.acts().stream().map(Act::type).map(type -> type.word()))
                .endsWith("customer-registered", "record-added", "consent-given");
    }

    @Test
    void a_link_confirms_once() {
        String code = posts.warranty(EVA, false);
        confirm(code);
        long leaves = shop.vault().ledger().newestSize();

        assertThat(confirm(code)).isEqualTo(new Outcome.Already(PublicForm.WARRANTY));
        assertThat(postings().look(code)).isEqualTo(new Outcome.Already(PublicForm.WARRANTY));
        assertThat(shop.vault().ledger().newestSize()).isEqualTo(leaves);
        assertThat(records(only(EVA), "warranty")).hasSize(1);
    }

    @Test
    void of_many_who_follow_a_link_at_once_one_confirms()
            throws ExecutionException, InterruptedException {
        String code = posts.warranty(EVA, true);
        try (var pool = Executors.newFixedThreadPool(8)) {
            var uses =
                    IntStream.range(0, 16).mapToObj(_ -> pool.submit(() -> confirm(code))).toList();
            int confirmed = 0;
            for (var use : uses) {
                confirmed += use.get() instanceof Outcome.Confirmed ? 1 : 0;
            }
            assertThat(confirmed).isEqualTo(1);
        }
        assertThat(records(only(EVA), "warranty")).hasSize(1);
    }

    @Test
    void a_link_works_for_three_days_and_then_nothing_is_left() {
        String code = posts.newsletter(EVA);
        shop.later(Duration.ofDays(3).minusMillis(1));
        postings().purge();
        assertThat(postings().look(code)).isInstanceOf(Outcome.Open.class);
        shop.later(Duration.ofMillis(1));

        assertThatThrownBy(() -> confirm(code)).isInstanceOf(Refusal.NotFound.class);
        postings().purge();
        assertThat(kept()).isZero();
        assertThat(letters.waiting()).isEmpty();
    }

    @Test
    void a_letter_that_was_not_sent_in_time_is_forgotten_with_what_it_asks_for() {
        posts.newsletter(EVA);
        shop.later(Duration.ofDays(3));

        assertThat(letters.waiting()).isEmpty();
        assertThat(shop.vault().outbox().waiting()).isZero();
    }

    @Test
    void after_it_was_confirmed_nothing_of_it_waits() {
        confirm(posts.competition(EVA, List.of()));

        try (ReadSession read = shop.core().store().read()) {
            assertThat(read.documents(DocumentKind.POSTING)).hasSize(1);
            assertThat(read.documents(DocumentKind.POSTING).getFirst().body()).hasSizeLessThan(160);
        }
    }

    @Test
    void the_same_form_sent_twice_counts_once() {
        String code = posts.warranty(EVA, false);
        posts.again();

        assertThat(letters.waiting()).hasSize(1);
        assertThat(kept()).isEqualTo(1);
        confirm(code);
        posts.again();
        assertThat(kept()).isEqualTo(1);
    }

    @Test
    void the_same_record_confirmed_by_two_letters_is_one() {
        String one = posts.warranty(EVA, false);
        String two = posts.warranty(EVA, false);
        assertThat(two).isNotEqualTo(one);
        confirm(one);

        assertThat(confirm(two)).isEqualTo(new Outcome.Already(PublicForm.WARRANTY));
        assertThat(records(only(EVA), "warranty")).hasSize(1);
    }

    @Test
    void a_known_address_gets_the_record_and_keeps_its_contact_details() {
        CustomerId eva = shop.customer(Map.of("full_name", "Eva Nová", "email", EVA));
        var before = shop.vault().customers().masked(eva, "staff").version();
        confirm(posts.warranty("Eva@Example.org", false));

        assertThat(shop.words()).endsWith("record-added");
        assertThat(records(only(EVA), "warranty")).hasSize(1);
        var after = shop.vault().customers().masked(eva, "staff");
        assertThat(after.version()).isEqualTo(before);
        assertThat(after.fields().get(new FieldId("full_name"))).isEqualTo("Eva Nová");
    }

    @Test
    void of_several_with_one_address_the_one_of_that_name_gets_it() {
        CustomerId eva = shop.customer(Map.of("full_name", "Eva Nová", "email", EVA));
        CustomerId petr = shop.customer(Map.of("full_name", "Petr Nový", "email", EVA));
        confirm(posts.warranty(EVA, false, "petr  nový"));

        assertThat(records(petr, "warranty")).hasSize(1);
        assertThat(records(eva, "warranty")).isEmpty();
    }

    @Test
    void where_no_name_decides_somebody_new_is_taken_in_and_nobody_is_touched() {
        CustomerId eva = shop.customer(Map.of("full_name", "Eva Nová", "email", EVA));
        CustomerId petr = shop.customer(Map.of("full_name", "Petr Nový", "email", EVA));
        confirm(posts.warranty(EVA, false));

        assertThat(shop.words()).endsWith("customer-registered", "record-added");
        assertThat(records(petr, "warranty")).isEmpty();
        assertThat(records(eva, "warranty")).isEmpty();

        confirm(posts.competition(EVA, List.of()));
        assertThat(shop.core().customersAtMost()).isEqualTo(3);
    }

    @Test
    void an_erasure_takes_what_waits_for_her_address() {
        CustomerId eva = shop.customer(Map.of("full_name", "Eva", "email", EVA));
        String hers = posts.newsletter("Eva@Example.org");
        String other = posts.newsletter("jan@example.org");
        shop.vault().erasure().erase(eva, "erasure-request", false, TestVault.STAFF);

        assertThatThrownBy(() -> confirm(hers)).isInstanceOf(Refusal.NotFound.class);
        assertThat(kept()).isEqualTo(1);
        assertThat(letters.waiting())
                .extracting(Letter::to)
                .containsExactly(new EmailAddress("jan@example.org"));
        assertThat(postings().look(other)).isInstanceOf(Outcome.Open.class);
    }

    @Test
    void who_was_erased_and_comes_again_is_somebody_new() {
        CustomerId eva = shop.customer(Map.of("full_name", "Eva", "email", EVA));
        shop.vault().erasure().erase(eva, "erasure-request", true, TestVault.STAFF);
        confirm(posts.newsletter(EVA));

        assertThat(only(EVA)).isNotEqualTo(eva);
        assertThat(letters.mayWrite(only(EVA), NEWSLETTER)).isTrue();
    }

    @Test
    void who_was_erased_may_hand_in_the_same_again_the_same_day() {
        confirm(posts.competition(EVA, List.of(NEWSLETTER)));
        CustomerId eva = only(EVA);
        shop.vault().erasure().erase(eva, "erasure-request", false, TestVault.STAFF);

        var outcome = confirm(posts.competition(EVA, List.of(NEWSLETTER)));

        assertThat(outcome).isInstanceOf(Outcome.Confirmed.class);
        assertThat(only(EVA)).isNotEqualTo(eva);
        assertThat(records(only(EVA), "competition-entry")).hasSize(1);
    }

    @Test
    void a_suppressed_address_gets_the_one_letter_and_only_she_ends_that() {
        CustomerId eva = shop.customer(Map.of("full_name", "Eva", "email", EVA));
        shop.says(eva, "newsletter", "email", true);
        shop.says(eva, "newsletter", "email", false);
        String code = posts.newsletter(EVA);
        assertThat(letters.waiting()).hasSize(1);
        assertThat(letters.mayWrite(eva, NEWSLETTER)).isFalse();

        confirm(code);
        assertThat(letters.mayWrite(eva, NEWSLETTER)).isTrue();
    }

    @Test
    void a_competition_needs_no_yes_to_anything() {
        confirm(posts.competition(EVA, List.of()));
        CustomerId eva = only(EVA);

        assertThat(shop.words()).endsWith("customer-registered", "record-added");
        assertThat(records(eva, "competition-entry")).hasSize(1);
        assertThat(letters.state(eva, NEWSLETTER)).isEqualTo("unknown");
    }

    @Test
    void a_tick_of_somebody_elses_counts_only_where_she_repeats_it() {
        postings().confirm(posts.competition(EVA, List.of(NEWSLETTER)), _ -> false);

        assertThat(letters.state(only(EVA), NEWSLETTER)).isEqualTo("unknown");
        // The same entry, however it was ticked, is one.
        assertThat(confirm(posts.competition(EVA, List.of())))
                .isEqualTo(new Outcome.Already(PublicForm.COMPETITION));
        // But what she agrees to later counts.
        var later = (Outcome.Confirmed) confirm(posts.competition(EVA, List.of(NEWSLETTER)));
        assertThat(later.given()).containsExactly(NEWSLETTER);
        assertThat(records(only(EVA), "competition-entry")).hasSize(1);
    }

    @Test
    void a_form_without_a_tick_ends_no_consent() {
        CustomerId eva = shop.customer(Map.of("full_name", "Eva", "email", EVA));
        shop.says(eva, "newsletter", "email", true);
        confirm(posts.competition(EVA, List.of()));

        assertThat(letters.mayWrite(eva, NEWSLETTER)).isTrue();
    }

    @Test
    void who_is_known_to_be_too_young_competes_and_agrees_to_nothing() {
        CustomerId kid =
                shop.customer(Map.of("full_name", "Kid", "email", EVA, "birth_date", "2020-01-01"));
        var outcome = (Outcome.Confirmed) confirm(posts.competition(EVA, List.of(NEWSLETTER)));

        assertThat(outcome.given()).isEmpty();
        assertThat(outcome.notGiven()).containsExactly(NEWSLETTER);
        assertThat(records(kid, "competition-entry")).hasSize(1);
        assertThat(letters.state(kid, NEWSLETTER)).isEqualTo("unknown");
    }

    @Test
    void a_yes_that_lands_nowhere_makes_no_leaf() {
        shop.customer(Map.of("full_name", "Kid", "email", EVA, "birth_date", "2020-01-01"));
        long leaves = shop.vault().ledger().newestSize();
        var outcome = (Outcome.Confirmed) confirm(posts.newsletter(EVA));

        assertThat(outcome.leaf()).isEqualTo(-1);
        assertThat(shop.vault().ledger().newestSize()).isEqualTo(leaves);
    }

    @Test
    void past_the_most_that_may_wait_nothing_is_taken() {
        posts.newsletter(EVA);
        Core core = shop.core();
        var over = new Pending.Done(PublicForm.WARRANTY, core.now().plus(Pending.WAITS));
        core.writer()
                .land(
                        Write.upkeep(
                                IntStream.range(1, Postings.MAX_WAITING)
                                        .mapToObj(i ->
                                                PendingForms.row(
                                                        core,
                                                        PendingForms.kept(core, "c" + i),
                                                        over))
                                        .toList()));
        shop.reopen();
        assertThatThrownBy(() -> posts.take(EVA)).isInstanceOf(VaultFault.Busy.class);
        shop.later(Duration.ofDays(3));
        postings().purge();
        posts.take(EVA);
        assertThat(kept()).isEqualTo(1);
    }

    @Test
    void a_row_that_cannot_be_read_holds_nothing_up() {
        CustomerId eva = shop.customer(Map.of("full_name", "Eva", "email", EVA));
        posts.newsletter(EVA);
        byte[] id = PendingForms.kept(shop.core(), "broken");
        var broken = new DocumentRow(DocumentKind.POSTING, id, new byte[80]);
        var writer = shop.core().writer();
        writer.land(Write.upkeep(List.of(new RowChange.PutDocument(broken))));
        shop.vault().erasure().erase(eva, "erasure-request", false, TestVault.STAFF);
        shop.later(Duration.ofDays(4));
        postings().purge();

        assertThat(kept()).isEqualTo(1);
        writer.land(Write.upkeep(List.of(new RowChange.DeleteDocument(DocumentKind.POSTING, id))));
    }
}
