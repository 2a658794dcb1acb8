package custos.vault.lists;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import custos.consent.Answer;
import custos.consent.Voice;
import custos.customer.CustomerId;
import custos.customer.EmailAddress;
import custos.event.Act;
import custos.event.ActType;
import custos.event.Internal;
import custos.list.BoughtAfter;
import custos.list.Favourites;
import custos.list.HeardFrom;
import custos.list.PaidLate;
import custos.list.Quiet;
import custos.policy.ChannelId;
import custos.policy.PurposeId;
import custos.store.RowChange;
import custos.vault.AskedShop;
import custos.vault.Flags;
import custos.vault.TestVault;
import custos.vault.core.Core;
import custos.vault.core.Suppressing;
import custos.vault.rows.Events;
import custos.vault.rows.Refusal;
import custos.vault.rows.Write;
import custos.vault.writer.Landing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Nobody is on a list against a refusal, an objection, a restriction, a suppression or an erasure,
/// whatever the list asks.
class ListGateTest {
    @TempDir private Path folder;
    private TestVault shop;

    @BeforeEach
    void open() {
        shop = TestVault.in(folder);
    }

    @AfterEach
    void inspect() {
        shop.inspected();
        shop.close();
    }

    static List<ListRequest> lists() {
        return AskedShop.LISTS;
    }

    static Stream<ListRequest> byChannel() {
        return AskedShop.LISTS.stream().filter(list -> list.channel().isPresent());
    }

    private boolean needsConsent(ListRequest list) {
        return shop.policy().purpose(list.purpose()).orElseThrow().needsConsent();
    }

    @ParameterizedTest
    @MethodSource("lists")
    void whoever_agreed_is_on_it_and_whoever_was_never_asked_only_on_another_basis(
            ListRequest list) {
        CustomerId jana = AskedShop.somebody(shop, "jana");
        CustomerId petr = AskedShop.silent(shop, "petr");

        List<CustomerId> expected = needsConsent(list) ? List.of(jana) : List.of(jana, petr);
        assertThat(AskedShop.on(shop, list)).containsExactlyElementsOf(expected);
        assertThat(AskedShop.rows(shop, list))
                .extracting(Lists.Row::why)
                .containsOnly(needsConsent(list) ? "permitted" : "lawful-basis");
    }

    @ParameterizedTest
    @MethodSource("byChannel")
    void a_refusal_holds(ListRequest list) {
        CustomerId jana = AskedShop.somebody(shop, "jana");
        shop.says(jana, list.purpose().value(), "email", false);
        assertThat(AskedShop.on(shop, list)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("lists")
    void an_objection_holds(ListRequest list) {
        CustomerId jana = AskedShop.somebody(shop, "jana");
        Flags.objects(shop, jana, list.purpose().value());
        assertThat(AskedShop.on(shop, list)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("lists")
    void a_restriction_holds(ListRequest list) {
        CustomerId jana = AskedShop.somebody(shop, "jana");
        Flags.isRestricted(shop, jana);
        assertThat(AskedShop.on(shop, list)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("byChannel")
    void a_refused_address_holds_whoever_has_it(ListRequest list) {
        CustomerId jana = AskedShop.somebody(shop, "jana");
        assertThat(AskedShop.on(shop, list)).containsExactly(jana);
        suppress(list, "jana@example.org");
        assertThat(AskedShop.on(shop, list)).isEmpty();
    }

    /// A refusal of an address changes no customer's row: it is looked for by itself.
    @ParameterizedTest
    @MethodSource("byChannel")
    void a_refusal_while_the_leaf_is_written_is_seen_before_the_rows_go_out(ListRequest list) {
        CustomerId jana = AskedShop.somebody(shop, "jana");
        var reading = ListReading.of(shop.core(), list);
        ListReading.Candidate candidate;
        try (var read = shop.core().store().read()) {
            var row = read.customer(shop.core().number(jana)).orElseThrow();
            candidate = reading.candidate(read, row, shop.core().now()).orElseThrow();
            assertThat(reading.stopsAsBefore(read, candidate, shop.core().now())).isTrue();
        }
        suppress(list, "jana@example.org");
        try (var read = shop.core().store().read()) {
            assertThat(reading.stopsAsBefore(read, candidate, shop.core().now())).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("lists")
    void an_erased_customer_is_on_none(ListRequest list) {
        CustomerId jana = AskedShop.somebody(shop, "jana");
        shop.vault().erasure().erase(jana, "erasure-request", false, TestVault.STAFF);
        assertThat(AskedShop.on(shop, list)).isEmpty();
        assertThat(shop.words()).doesNotContain("list-exported");
    }

    /// Refuses an address for a purpose, as a file of refusals would: no customer is touched.
    private void suppress(ListRequest list, String email) {
        Core core = shop.core();
        var channel = shop.policy().channel(list.channel().orElseThrow()).orElseThrow();
        var purpose = shop.policy().purpose(list.purpose()).orElseThrow();
        List<RowChange> rows;
        try (var read = core.store().read()) {
            rows =
                    new Suppressing(core.keys().suppressions(), read, core.now())
                            .rowsFor(
                                    new Voice.Herself(),
                                    new Answer.No(),
                                    purpose,
                                    channel,
                                    Optional.of(new EmailAddress(email).indexForm()));
        }
        Write write =
                Events.ofVault(
                        core.keys(),
                        List.of(Act.of(ActType.REFUSALS_IMPORTED)),
                        Internal.by(TestVault.STAFF),
                        rows);
        assertThat(core.writer().land(write)).isInstanceOf(Landing.Landed.class);
    }

    @Test
    void whoever_goes_while_a_list_streams_is_in_no_later_chunk_of_it() {
        var ids = new ArrayList<CustomerId>();
        try (var threads = Executors.newFixedThreadPool(32)) {
            for (int i = 0; i < 1_100; i++) {
                String name = "c" + i;
                threads.execute(() -> {
                    CustomerId id = AskedShop.somebody(shop, name);
                    synchronized (ids) {
                        ids.add(id);
                    }
                });
            }
        }
        for (ListRequest list : AskedShop.LISTS) {
            List<CustomerId> before = AskedShop.on(shop, list);
            CustomerId erased = before.getLast();
            CustomerId objecting = before.get(before.size() - 2);
            CustomerId restricted = before.get(before.size() - 3);
            CustomerId refused = before.get(before.size() - 4);
            var later = new ArrayList<CustomerId>();
            var chunks = new ArrayList<Integer>();
            shop.vault().lists().stream(
                    list,
                    TestVault.STAFF,
                    rows -> {
                        if (chunks.isEmpty()) {
                            leave(list, erased, objecting, restricted, refused);
                        } else {
                            rows.forEach(row -> later.add(row.id()));
                        }
                        chunks.add(rows.size());
                    });
            assertThat(chunks).as(list.question().code()).hasSizeGreaterThan(1);
            assertThat(chunks).allMatch(size -> size <= 1_000);
            assertThat(later)
                    .as(list.question().code())
                    .isNotEmpty()
                    .doesNotContain(erased, objecting, restricted);
            if (list.channel().isPresent()) {
                assertThat(later).as(list.question().code()).doesNotContain(refused);
            }
        }
    }

    private void leave(
            ListRequest list,
            CustomerId erased,
            CustomerId objecting,
            CustomerId restricted,
            CustomerId refused) {
        shop.vault().erasure().erase(erased, "erasure-request", false, TestVault.STAFF);
        Flags.objects(shop, objecting, list.purpose().value());
        Flags.isRestricted(shop, restricted);
        list.channel()
                .ifPresent(channel ->
                        shop.says(refused, list.purpose().value(), channel.value(), false));
    }

    @Test
    void a_purpose_is_not_given_data_that_the_policy_does_not_give_it() {
        AskedShop.somebody(shop, "jana");
        refused(new ListRequest(new Quiet(30), purpose("newsletter"), email()));
        refused(new ListRequest(new PaidLate(), purpose("birthday-greeting"), email()));
        refused(new ListRequest(new BoughtAfter(7), purpose("newsletter"), email()));
        // It has the purchases, and nobody is written to for it.
        refused(new ListRequest(new BoughtAfter(7), purpose("insight"), Optional.empty()));
        refused(new ListRequest(new Favourites(4), purpose("come-back-offer"), email()));
        // The class is hers to open, the field is not.
        refused(new ListRequest(new HeardFrom(Optional.empty()), purpose("newsletter"), email()));
        assertThat(shop.words()).doesNotContain("list-exported");
    }

    @Test
    void a_purpose_with_channels_is_followed_by_one_of_them() {
        assertThatThrownBy(() ->
                        AskedShop.rows(
                                shop,
                                new ListRequest(
                                        new Quiet(30),
                                        purpose("come-back-offer"),
                                        Optional.empty())))
                .isInstanceOf(Refusal.BadField.class);
        assertThatThrownBy(() ->
                        AskedShop.rows(
                                shop,
                                new ListRequest(
                                        new HeardFrom(Optional.empty()),
                                        purpose("insight"),
                                        email())))
                .isInstanceOf(Refusal.BadField.class);
    }

    private void refused(ListRequest request) {
        assertThatThrownBy(() -> AskedShop.rows(shop, request))
                .isInstanceOf(Refusal.NotPermitted.class);
    }

    private static PurposeId purpose(String id) {
        return new PurposeId(id);
    }

    private static Optional<ChannelId> email() {
        return Optional.of(new ChannelId("email"));
    }
}
