package custos.store;

import static custos.store.Rows.ANNA;
import static custos.store.Rows.BELA;
import static custos.store.Rows.ROOT;
import static custos.store.Rows.bytes;
import static custos.store.Rows.customer;
import static custos.store.Rows.leaf;
import static custos.store.Rows.nth;
import static custos.store.Rows.record;
import static custos.store.Rows.register;
import static custos.store.Rows.registration;
import static custos.store.Rows.state;
import static custos.store.Rows.upkeep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every adapter of the store must do.
public interface VaultStoreContract {
    /// A new store without a row. The test closes it.
    VaultStore emptyStore();

    /// Opens once more the store that [#emptyStore] made, after it was closed.
    VaultStore reopened();

    @Test
    default void an_empty_store_starts_with_an_empty_tree_and_customer_1024() {
        try (var store = emptyStore();
                var view = store.read()) {
            assertThat(view.state().size()).isZero();
            assertThat(view.state().nextCustomer()).isEqualTo(1_024);
            assertThat(view.state().root()).startsWith(0xe3, 0xb0, 0xc4, 0x42);
        }
    }

    @Test
    default void a_committed_group_is_there_after_reopening() {
        try (var store = emptyStore()) {
            register(store, 2);
        }
        try (var store = reopened();
                var view = store.read()) {
            assertThat(view.state().size()).isEqualTo(2);
            assertThat(view.state().nextCustomer()).isEqualTo(ANNA + 10);
            var anna = view.customer(ANNA).orElseThrow();
            assertThat(anna.version()).isEqualTo(1);
            assertThat(anna.head()).isEqualTo(bytes("head"));
            assertThat(anna.tokens()).isEmpty();
            assertThat(view.keys(BELA)).contains(bytes("wraps of 1025"));
            assertThat(view.record(nth(BELA, 1)).orElseThrow().body())
                    .isEqualTo(bytes("profile of 1025"));
            assertThat(view.opening(nth(ANNA, 1))).contains(bytes("opening of 1024"));
            assertThat(view.leafOf(nth(BELA, 1))).contains(1L);
            assertThat(view.openingsOf(1)).containsExactly(nth(BELA, 1));
            assertThat(view.leaf(1)).contains(bytes("leaf 1"));
            assertThat(view.internal(1)).contains(bytes("internal"));
        }
    }

    @Test
    default void a_group_that_is_closed_without_a_commit_leaves_nothing() {
        try (var store = emptyStore()) {
            register(store, 1);
            try (var group = store.write()) {
                assertThat(group.stage(leaf(1), registration(BELA))).isEqualTo(new Staged.Done());
            }
            try (var view = store.read()) {
                assertThat(view.customer(BELA)).isEmpty();
                assertThat(view.leaf(1)).isEmpty();
                assertThat(view.state().size()).isEqualTo(1);
            }
        }
    }

    @Test
    default void a_store_that_is_closed_between_stage_and_commit_loses_the_whole_group() {
        var store = emptyStore();
        register(store, 1);
        store.write().stage(leaf(1), registration(BELA));
        store.close();
        try (var again = reopened();
                var view = again.read()) {
            assertThat(view.customer(ANNA)).isPresent();
            assertThat(view.customer(BELA)).isEmpty();
            assertThat(view.leaf(1)).isEmpty();
        }
    }

    @Test
    default void a_write_that_is_refused_fails_alone_and_its_neighbours_land() {
        try (var store = emptyStore()) {
            try (var group = store.write()) {
                assertThat(group.stage(leaf(0), registration(ANNA))).isEqualTo(new Staged.Done());
                var half =
                        new ArrayList<RowChange>(
                                List.of(new RowChange.PutSuppression(suppression("half"))));
                half.addAll(registration(ANNA));
                assertThat(group.stage(leaf(1), half)).isEqualTo(new Staged.Taken("customer"));
                assertThat(group.stage(leaf(1), registration(BELA))).isEqualTo(new Staged.Done());
                assertThat(
                                group.stage(
                                        leaf(2),
                                        List.of(
                                                new RowChange.PutSuppression(suppression("stale")),
                                                new RowChange.UpdateCustomer(
                                                        customer(ANNA, 9), 8))))
                        .isEqualTo(new Staged.Stale());
                group.commit(state(2), List.of());
            }
            try (var view = store.read()) {
                assertThat(view.customer(ANNA)).isPresent();
                assertThat(view.customer(BELA)).isPresent();
                assertThat(view.suppression(token("half"))).isEmpty();
                assertThat(view.suppression(token("stale"))).isEmpty();
                assertThat(view.leavesBetween(0, 9)).hasSize(2);
            }
        }
    }

    @Test
    default void every_insert_that_repeats_a_key_is_taken_and_names_its_table() {
        try (var store = emptyStore()) {
            register(store, 1);
            var key = new RowChange.InsertIdempotency(bytes("key"), ANNA, 5, bytes("answer"));
            var disclosed = new RowChange.InsertDisclosed(ANNA, bytes("seen"));
            var document = new RowChange.InsertDocument(document("a", "one"));
            var download =
                    new RowChange.InsertDownload(new DownloadRow(1, ANNA, bytes("file key"), 9));
            try (var group = store.write()) {
                assertThat(group.stage(leaf(1), List.of(key, document, download)))
                        .isEqualTo(new Staged.Done());
                assertTaken(group, "idempotency", key);
                assertTaken(group, "document", document);
                assertTaken(group, "download", download);
                assertTaken(group, "disclosed", disclosed, disclosed);
                assertTaken(
                        group, "record", new RowChange.InsertRecord(record(ANNA, 1, 1, "again")));
                assertTaken(
                        group,
                        "opening",
                        new RowChange.InsertOpening(nth(ANNA, 1), bytes("again")));
                group.commit(state(2), List.of());
            }
            try (var view = store.read()) {
                assertThat(view.idempotency(bytes("key")).orElseThrow().idx()).isEqualTo(1);
                assertThat(view.disclosed(ANNA)).isEmpty();
                assertThat(view.downloadsAfter(0, 9)).hasSize(1);
            }
        }
    }

    @Test
    default void the_rows_of_a_batch_leaf_are_found_by_the_leaf() {
        try (var store = emptyStore()) {
            register(store, 2);
            var anna = new RowChange.InsertDisclosed(ANNA, bytes("anna was seen"));
            var bela = new RowChange.InsertDisclosed(BELA, bytes("bela was seen"));
            try (var group = store.write()) {
                assertThat(group.stage(leaf(2), List.of(bela, anna))).isEqualTo(new Staged.Done());
                assertThat(group.stage(leaf(3), List.of(anna))).isEqualTo(new Staged.Done());
                group.commit(state(4), List.of());
            }
            try (var view = store.read()) {
                assertThat(view.countDisclosed(0)).isZero();
                assertThat(view.countDisclosed(2)).isEqualTo(2);
                assertThat(view.disclosedOf(2, 9))
                        .extracting(DisclosedRow::customer)
                        .containsExactly(ANNA, BELA);
                assertThat(view.disclosedOf(2, 1))
                        .extracting(DisclosedRow::customer)
                        .containsExactly(ANNA);
            }
        }
    }

    private static void assertTaken(WriteSession group, String table, RowChange... changes) {
        assertThat(group.stage(leaf(2), List.of(changes))).isEqualTo(new Staged.Taken(table));
    }

    @Test
    default void what_was_read_at_another_version_is_stale() {
        try (var store = emptyStore()) {
            register(store, 1);
            var stale = new Staged.Stale();
            assertThat(upkeep(store, new RowChange.UpdateCustomer(customer(ANNA, 3), 2)))
                    .isEqualTo(stale);
            assertThat(upkeep(store, new RowChange.UpdateRecord(record(ANNA, 1, 3, "x"), 2)))
                    .isEqualTo(stale);
            assertThat(upkeep(store, new RowChange.DeleteCustomer(ANNA, 2))).isEqualTo(stale);
            assertThat(upkeep(store, new RowChange.RequireKeys(ANNA, bytes("other"))))
                    .isEqualTo(stale);
            assertThat(upkeep(store, new RowChange.ReplaceOpening(nth(BELA, 1), bytes("x"))))
                    .isEqualTo(stale);
            try (var view = store.read()) {
                assertThat(view.customer(ANNA).orElseThrow().version()).isEqualTo(1);
                assertThat(view.keys(ANNA)).contains(bytes("wraps of 1024"));
            }
        }
    }

    @Test
    default void updates_at_the_right_version_land() {
        try (var store = emptyStore()) {
            register(store, 1);
            var outcome =
                    upkeep(
                            store,
                            new RowChange.UpdateCustomer(customer(ANNA, 2), 1),
                            new RowChange.UpdateRecord(record(ANNA, 1, 2, "moved"), 1),
                            new RowChange.SwapKeys(ANNA, bytes("wraps of 1024"), bytes("new")),
                            new RowChange.ReplaceOpening(nth(ANNA, 1), bytes("re-sealed")));
            assertThat(outcome).isEqualTo(new Staged.Done());
            try (var view = store.read()) {
                assertThat(view.customer(ANNA).orElseThrow().version()).isEqualTo(2);
                assertThat(view.record(nth(ANNA, 1)).orElseThrow().body())
                        .isEqualTo(bytes("moved"));
                assertThat(view.keys(ANNA)).contains(bytes("new"));
                assertThat(view.opening(nth(ANNA, 1))).contains(bytes("re-sealed"));
                assertThat(view.leafOf(nth(ANNA, 1))).contains(0L);
            }
        }
    }

    @Test
    default void keys_are_swapped_only_while_they_are_the_ones_that_were_read() {
        try (var store = emptyStore()) {
            register(store, 1);
            var stale = new Staged.Stale();
            byte[] before = bytes("wraps of 1024");
            byte[] after = bytes("wraps OF 1024");
            assertThat(upkeep(store, new RowChange.RequireKeys(ANNA, before)))
                    .isEqualTo(new Staged.Done());
            assertThat(upkeep(store, new RowChange.SwapKeys(ANNA, before, after)))
                    .isEqualTo(new Staged.Done());
            assertThat(upkeep(store, new RowChange.RequireKeys(ANNA, before))).isEqualTo(stale);
            assertThat(
                            upkeep(
                                    store,
                                    new RowChange.SwapKeys(ANNA, before, bytes("never")),
                                    new RowChange.SwapKeys(ANNA, before, bytes("wraps on 1024")),
                                    new RowChange.SwapKeys(BELA, after, after)))
                    .as("it holds nothing else up")
                    .isEqualTo(new Staged.Done());
            try (var view = store.read()) {
                assertThat(view.keys(ANNA)).contains(after);
                assertThat(view.keys(BELA)).isEmpty();
            }
        }
    }

    @Test
    default void keys_are_walked_in_chunks_without_those_that_were_destroyed() {
        try (var store = emptyStore()) {
            upkeep(
                    store,
                    new RowChange.PutKeys(ANNA, bytes("a")),
                    new RowChange.PutKeys(BELA, bytes("b")),
                    new RowChange.PutKeys(BELA + 5, bytes("c")),
                    new RowChange.InsertCustomer(customer(BELA, 1)),
                    new RowChange.DeleteCustomer(BELA, 1));
            try (var view = store.read()) {
                assertThat(view.keysFrom(0, 1)).extracting(KeysRow::customer).containsExactly(ANNA);
                assertThat(view.keysFrom(ANNA + 1, 9))
                        .extracting(KeysRow::customer)
                        .containsExactly(BELA + 5);
            }
        }
    }

    @Test
    default void the_last_day_of_a_shredding_is_known() {
        try (var store = emptyStore()) {
            try (var view = store.read()) {
                assertThat(view.lastShredding()).isEmpty();
            }
            upkeep(
                    store,
                    new RowChange.PutShredded(new ShreddedRow(ANNA, 1, 1, 20_500, bytes("mac"))),
                    new RowChange.PutShredded(new ShreddedRow(BELA, 1, 1, 20_400, bytes("mac"))));
            try (var view = store.read()) {
                assertThat(view.lastShredding()).contains(20_500);
            }
        }
    }

    @Test
    default void a_view_does_not_see_groups_that_land_after_it_opened() {
        try (var store = emptyStore()) {
            register(store, 1);
            try (var before = store.read()) {
                upkeep(store, new RowChange.UpdateCustomer(customer(ANNA, 2), 1));
                assertThat(before.customer(ANNA).orElseThrow().version()).isEqualTo(1);
                try (var after = store.read()) {
                    assertThat(after.customer(ANNA).orElseThrow().version()).isEqualTo(2);
                }
            }
        }
    }

    @Test
    default void an_erased_customer_leaves_only_what_the_ledger_and_the_law_need() {
        try (var store = emptyStore()) {
            register(store, 3);
            try (var group = store.write()) {
                group.stage(
                        leaf(3),
                        List.of(
                                new RowChange.InsertDisclosed(BELA, bytes("seen")),
                                new RowChange.PutHold(
                                        new HoldRow(nth(BELA, 1), BELA, bytes("tax"))),
                                new RowChange.InsertIdempotency(
                                        bytes("key"), BELA, 5, bytes("answer")),
                                new RowChange.InsertOutbox(BELA, bytes("mail")),
                                new RowChange.InsertDownload(
                                        new DownloadRow(1, BELA, bytes("file key"), 9))));
                var outcome =
                        group.stage(
                                leaf(4),
                                List.of(
                                        new RowChange.DeleteCustomer(BELA, 1),
                                        new RowChange.PutShredded(
                                                new ShreddedRow(BELA, 3, 1, 20_000, bytes("mac"))),
                                        new RowChange.PutTombstone(
                                                new TombstoneRow(nth(BELA, 1), 0, 1, 20_000)),
                                        new RowChange.InsertOpeningOf(
                                                nth(BELA, 1), 1, bytes("kept evidence"))));
                assertThat(outcome).isEqualTo(new Staged.Done());
                group.commit(state(5), List.of());
            }
            try (var view = store.read()) {
                assertThat(view.customer(BELA)).isEmpty();
                assertThat(view.keys(BELA)).isEmpty();
                assertThat(view.recordsBetween(nth(BELA, 0), nth(BELA + 1, 0))).isEmpty();
                assertThat(view.disclosed(BELA)).isEmpty();
                assertThat(view.holds(BELA)).isEmpty();
                assertThat(view.idempotency(bytes("key"))).isPresent();
                assertThat(view.outboxAfter(0, 9)).isEmpty();
                assertThat(view.downloadsAfter(0, 9)).isEmpty();
                assertThat(view.opening(nth(BELA, 1))).contains(bytes("kept evidence"));
                assertThat(view.openingsOf(1)).containsExactly(nth(BELA, 1));
                assertThat(view.internal(1)).isPresent();
                assertThat(view.shredded(BELA)).hasSize(1);
                assertThat(view.tombstonesBetween(nth(BELA, 0), nth(BELA + 1, 0))).hasSize(1);
                assertThat(view.customersFrom(0, 9))
                        .extracting(CustomerRow::no)
                        .containsExactly(ANNA, BELA + 1);
                assertThat(view.recordsBetween(0, Long.MAX_VALUE)).hasSize(2);
                assertThat(view.recordsBetween(0, Long.MAX_VALUE, 2))
                        .as("by their number within their customer")
                        .extracting(RecordRow::no)
                        .containsExactly(nth(ANNA, 1), nth(BELA + 1, 1));
                assertThat(view.recordsBetween(0, Long.MAX_VALUE, 1)).isEmpty();
                assertThat(view.shreddedBetween(BELA, BELA + 1)).hasSize(1);
                assertThat(view.shreddedBetween(BELA + 1, Long.MAX_VALUE)).isEmpty();
                assertThat(view.openingsBetween(0, Long.MAX_VALUE)).hasSize(3);
            }
        }
    }

    @Test
    default void a_leaf_that_is_not_the_next_is_a_bug_and_only_its_write_is_undone() {
        try (var store = emptyStore()) {
            register(store, 2);
            try (var group = store.write()) {
                group.stage(leaf(2), List.of());
                for (long wrong : new long[] {0, 2, 4, (1L << 40) + 1, 2L << 40}) {
                    assertThatIllegalArgumentException()
                            .as("leaf %d after leaf 2", wrong)
                            .isThrownBy(() -> group.stage(leaf(wrong), registration(ANNA + 5)));
                }
                assertThatIllegalArgumentException()
                        .isThrownBy(() ->
                                group.stage(
                                        Optional.empty(),
                                        List.of(new RowChange.InsertInternal(ROOT))));
                group.stage(leaf(3), List.of());
                group.commit(state(4), List.of());
            }
            try (var view = store.read()) {
                assertThat(view.leavesBetween(0, Long.MAX_VALUE)).hasSize(4);
                assertThat(view.customer(ANNA + 5)).isEmpty();
            }
        }
    }

    @Test
    default void the_state_must_follow_the_leaves_and_never_goes_back() {
        try (var store = emptyStore()) {
            register(store, 2);
            for (var wrong :
                    List.of(
                            state(1),
                            state(3),
                            state(0),
                            new CommitState(0, 2, ROOT, ANNA + 9),
                            new CommitState(1, 2, ROOT, ANNA + 10))) {
                try (var group = store.write()) {
                    assertThatIllegalArgumentException()
                            .isThrownBy(() -> group.commit(wrong, List.of()));
                }
            }
            try (var view = store.read()) {
                assertThat(view.state().size()).isEqualTo(2);
            }
        }
    }

    @Test
    default void a_closed_epoch_accepts_no_leaf_no_tile_and_no_checkpoint() {
        try (var store = emptyStore()) {
            register(store, 2);
            var note = new RowChange.PutCheckpoint(0, 2, bytes("note"), true);
            assertThat(upkeep(store, note)).isEqualTo(new Staged.Done());
            var next = new CommitState(1, 0, ROOT, ANNA + 10);
            try (var group = store.write()) {
                group.commit(next, List.of());
            }
            try (var group = store.write()) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> group.stage(leaf(2), List.of()));
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> group.stage(Optional.empty(), List.of(note)));
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> group.commit(next, List.of(tile(0, 0))));
            }
            try (var group = store.write()) {
                group.stage(leaf(1L << 40), List.of());
                group.commit(new CommitState(1, 1, ROOT, ANNA + 10), List.of(tile(1, 0)));
            }
            try (var view = store.read()) {
                assertThat(view.lastCheckpoint(0)).contains(bytes("note"));
                assertThat(view.tile(1, 0, 0)).isPresent();
            }
        }
    }

    @Test
    default void tiles_of_a_level_follow_one_another() {
        try (var store = emptyStore()) {
            try (var group = store.write()) {
                group.commit(state(0), List.of(tile(0, 0), tile(0, 1)));
            }
            for (long wrong : new long[] {0, 1, 3}) {
                try (var group = store.write()) {
                    assertThatIllegalArgumentException()
                            .isThrownBy(() -> group.commit(state(0), List.of(tile(0, wrong))));
                }
            }
            try (var view = store.read()) {
                assertThat(view.tile(0, 0, 1).orElseThrow()).hasSize(8_192);
                assertThat(view.tile(0, 0, 2)).isEmpty();
                assertThat(view.countTiles(0)).isEqualTo(2);
                assertThat(view.countTiles(1)).isZero();
            }
        }
    }

    @Test
    default void the_stricter_of_two_marks_stays() {
        try (var store = emptyStore()) {
            upkeep(
                    store,
                    new RowChange.PutShredded(new ShreddedRow(ANNA, 3, 2, 20_000, bytes("two"))),
                    new RowChange.PutShredded(new ShreddedRow(ANNA, 3, 1, 20_001, bytes("one"))),
                    new RowChange.PutTombstone(new TombstoneRow(nth(ANNA, 1), 0, 7, 20_000)),
                    new RowChange.PutTombstone(new TombstoneRow(nth(ANNA, 1), 0, 6, 20_001)),
                    new RowChange.PutSuppression(new SuppressionRow(token("a"), 1, 100)),
                    new RowChange.PutSuppression(new SuppressionRow(token("a"), 1, 200)));
            try (var view = store.read()) {
                assertThat(view.shreddedFrom(0, 9).getFirst().uptoGeneration()).isEqualTo(2);
                assertThat(view.tombstonesBetween(0, Long.MAX_VALUE).getFirst().uptoVersion())
                        .isEqualTo(7);
                assertThat(view.suppressionsAfter(new byte[0], 9).getFirst().month())
                        .isEqualTo(100);
            }
        }
    }

    @Test
    default void a_suppression_is_moved_only_while_it_stands() {
        try (var store = emptyStore()) {
            upkeep(
                    store,
                    new RowChange.PutSuppression(new SuppressionRow(token("a"), 1, 100)),
                    new RowChange.PutSuppression(new SuppressionRow(token("b"), 1, 100)),
                    new RowChange.PutSuppression(new SuppressionRow(token("new b"), 2, 90)));
            var moved = new SuppressionRow(token("new a"), 2, 100);
            assertThat(upkeep(store, new RowChange.MoveSuppression(token("a"), moved)))
                    .isEqualTo(new Staged.Done());
            assertThat(upkeep(store, new RowChange.MoveSuppression(token("a"), moved)))
                    .isEqualTo(new Staged.Stale());
            upkeep(
                    store,
                    new RowChange.MoveSuppression(
                            token("b"), new SuppressionRow(token("new b"), 2, 100)));
            try (var view = store.read()) {
                assertThat(view.suppression(token("a"))).isEmpty();
                assertThat(view.suppression(token("b"))).isEmpty();
                assertThat(view.suppression(token("new a")).orElseThrow().epoch()).isEqualTo(2);
                assertThat(view.suppression(token("new b")).orElseThrow().month()).isEqualTo(90);
            }
        }
    }

    @Test
    default void what_is_put_can_be_replaced_and_deleted() {
        try (var store = emptyStore()) {
            register(store, 1);
            var hold = new HoldRow(nth(ANNA, 1), ANNA, bytes("first"));
            upkeep(
                    store,
                    new RowChange.PutHold(hold),
                    new RowChange.PutHold(new HoldRow(nth(ANNA, 1), ANNA, bytes("second"))),
                    new RowChange.PutDocument(document("a", "one")),
                    new RowChange.PutDocument(document("a", "two")),
                    new RowChange.PutDocument(document("b", "three")),
                    new RowChange.PutSuppression(suppression("gone")),
                    new RowChange.InsertOutbox(ANNA, bytes("first mail")),
                    new RowChange.InsertOutbox(ANNA, bytes("second mail")));
            try (var view = store.read()) {
                assertThat(view.holds(ANNA).getFirst().ct()).isEqualTo(bytes("second"));
                assertThat(view.holdsBetween(0, Long.MAX_VALUE, 9)).hasSize(1);
                assertThat(view.holdsBetween(0, nth(ANNA, 1), 9)).isEmpty();
                assertThat(view.holdsBetween(nth(ANNA, 1), Long.MAX_VALUE, 0)).isEmpty();
                assertThat(view.document(DocumentKind.POLICY, bytes("a"))).contains(bytes("two"));
                assertThat(view.documents(DocumentKind.POLICY)).hasSize(2);
                assertThat(view.documents(DocumentKind.ACCOUNT)).isEmpty();
                assertThat(view.suppression(token("gone"))).isPresent();
                assertThat(view.outboxAfter(1, 9)).hasSize(1);
            }
            upkeep(
                    store,
                    new RowChange.DeleteHold(nth(ANNA, 1), ANNA),
                    new RowChange.DeleteDocument(DocumentKind.POLICY, bytes("a")),
                    new RowChange.DeleteSuppression(token("gone")),
                    new RowChange.DeleteOutbox(1),
                    new RowChange.DeleteOutbox(2),
                    new RowChange.DeleteDownload(1),
                    new RowChange.DeleteIdempotencyBefore(9),
                    new RowChange.DeleteRecord(nth(ANNA, 1)));
            upkeep(store, new RowChange.InsertOutbox(ANNA, bytes("third mail")));
            try (var view = store.read()) {
                assertThat(view.holds(ANNA)).isEmpty();
                assertThat(view.document(DocumentKind.POLICY, bytes("a"))).isEmpty();
                assertThat(view.suppression(token("gone"))).isEmpty();
                assertThat(view.record(nth(ANNA, 1))).isEmpty();
                assertThat(view.outboxAfter(0, 9).getFirst().no()).isEqualTo(3);
            }
        }
    }

    @Test
    default void only_the_last_checkpoint_and_those_to_keep_stay() {
        try (var store = emptyStore()) {
            upkeep(
                    store,
                    new RowChange.PutCheckpoint(0, 1, bytes("hourly"), true),
                    new RowChange.PutCheckpoint(0, 2, bytes("next"), true),
                    new RowChange.PutCheckpoint(0, 3, bytes("last"), false));
            try (var view = store.read()) {
                assertThat(view.lastCheckpoint(0)).contains(bytes("last"));
                assertThat(view.lastCheckpoint(1)).isEmpty();
                assertThat(view.counts()).contains(new TableCount("checkpoint", 2));
                assertThat(view.checkpoints(0)).containsExactly(bytes("hourly"), bytes("last"));
                assertThat(view.checkpoints(1)).isEmpty();
            }
        }
    }

    @Test
    default void lists_hold_their_range_their_limit_and_their_order() {
        try (var store = emptyStore()) {
            register(store, 5);
            upkeep(
                    store,
                    new RowChange.InsertRecord(new RecordRow(nth(BELA, 2), 3, 8, 1, 5, ROOT)));
            try (var view = store.read()) {
                assertThat(view.customersFrom(BELA, 2))
                        .extracting(CustomerRow::no)
                        .containsExactly(BELA, BELA + 1);
                assertThat(view.keysBetween(ANNA, BELA + 1))
                        .extracting(KeysRow::customer)
                        .containsExactly(ANNA, BELA);
                assertThat(view.recordsOfKind(8, 0, Long.MAX_VALUE))
                        .extracting(RecordRow::no)
                        .containsExactly(nth(BELA, 2));
                assertThat(view.countRecords(nth(BELA, 0), nth(BELA + 1, 0))).isEqualTo(2);
                assertThat(view.leavesBetween(1, 3))
                        .extracting(LeafRow::idx)
                        .containsExactly(1L, 2L);
                assertThat(view.internalsBetween(1, 3))
                        .extracting(InternalRow::idx)
                        .containsExactly(1L, 2L);
                assertThat(view.ownersBetween(nth(ANNA, 0), nth(BELA + 1, 0)))
                        .containsExactly(
                                new OwnerRow(nth(ANNA, 1), 0), new OwnerRow(nth(BELA, 1), 1));
                var seen = new ArrayList<Long>();
                view.eachToken(row -> seen.add(row.customer()));
                assertThat(seen).hasSize(5).isSorted();
                assertThat(view.counts()).hasSize(19).contains(new TableCount("record", 6));
            }
        }
    }

    @Test
    default void a_session_that_is_over_refuses_to_work() {
        try (var store = emptyStore()) {
            var view = store.read();
            view.close();
            view.close();
            assertThatIllegalStateException().isThrownBy(() -> view.customer(ANNA));
            assertThatIllegalStateException().isThrownBy(view::state);
            var group = store.write();
            assertThatIllegalStateException().isThrownBy(store::write);
            group.commit(state(0), List.of());
            assertThatIllegalStateException().isThrownBy(() -> group.stage(leaf(0), List.of()));
            group.close();
            store.write().close();
        }
    }

    @Test
    default void a_store_that_is_closed_refuses_to_work() {
        var store = emptyStore();
        store.close();
        assertThatIllegalStateException().isThrownBy(store::read);
        assertThatIllegalStateException().isThrownBy(store::write);
        assertThatIllegalStateException().isThrownBy(store::truncateLog);
    }

    @Test
    default void the_log_cannot_be_emptied_while_a_view_is_open() {
        try (var store = emptyStore()) {
            register(store, 1);
            try (var view = store.read()) {
                assertThat(view.customer(ANNA)).isPresent();
                upkeep(store, new RowChange.UpdateCustomer(customer(ANNA, 2), 1));
                assertThat(store.truncateLog()).isFalse();
            }
            assertThat(store.truncateLog()).isTrue();
            assertThat(store.checkpointLog()).isZero();
        }
    }

    private static SuppressionRow suppression(String name) {
        return new SuppressionRow(token(name), 1, 100);
    }

    private static byte[] token(String name) {
        return bytes("token " + name);
    }

    private static DocumentRow document(String id, String body) {
        return new DocumentRow(DocumentKind.POLICY, bytes(id), bytes(body));
    }

    private static TileRow tile(int epoch, long n) {
        return new TileRow(epoch, 0, n, new byte[8_192]);
    }
}
