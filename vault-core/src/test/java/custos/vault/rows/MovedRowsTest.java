package custos.vault.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import custos.crypto.CryptoFault;
import custos.customer.CustomerId;
import custos.event.Actor;
import custos.policy.ChannelId;
import custos.policy.FieldId;
import custos.policy.KindId;
import custos.policy.Language;
import custos.policy.MethodId;
import custos.policy.PurposeId;
import custos.vault.RawRows;
import custos.vault.Strangers;
import custos.vault.TestVault;
import custos.vault.Vault;
import custos.vault.consents.ConsentAnswer;
import custos.vault.customers.Customers;
import custos.vault.records.Records;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Somebody with write access to the database moves what he cannot read. Whatever is moved, or has
/// a column in the clear changed beside it, is noticed when it is read and never served.
class MovedRowsTest {
    private static final Actor ANNA = new Actor.Staff("anna", "staff");
    private static final PurposeId SERVICE = new PurposeId("service");
    private static final PurposeId NEWSLETTER = new PurposeId("newsletter");
    private static final ChannelId EMAIL = new ChannelId("email");
    private static final KindId PURCHASE = new KindId("purchase");
    private static final long A = 1024;
    private static final long B = 1025;

    @TempDir Path dir;
    private TestVault test;
    private CustomerId anton;
    private CustomerId berta;
    private Strangers.Stranger first;
    private Strangers.Stranger second;

    @BeforeEach
    void create() {
        var strangers = new Strangers(7);
        test = TestVault.in(dir);
        first = strangers.next();
        second = strangers.next();
        anton = register(first);
        berta = register(second);
        test.close();
    }

    @AfterEach
    void close() {
        test.close();
    }

    /// A customer with a profile, consents, two purchases and three openings.
    private CustomerId register(Strangers.Stranger stranger) {
        Vault vault = test.vault();
        CustomerId id =
                vault.customers()
                        .register(
                                new Customers.Registration(
                                        test.fields(stranger.fields()),
                                        TestVault.COUNTER,
                                        List.of(answer(true))),
                                ANNA,
                                Optional.empty())
                        .id();
        for (String total : List.of("100.50", "200.50")) {
            Map<String, Object> purchase =
                    Map.of("bought_on", "2026-10-01", "total", total, "currency", "CZK");
            vault.records()
                    .add(
                            id,
                            PURCHASE,
                            test.fields(purchase),
                            TestVault.COUNTER,
                            ANNA,
                            Optional.empty());
        }
        return id;
    }

    private ConsentAnswer answer(boolean yes) {
        return answer(yes, "counter");
    }

    private ConsentAnswer answer(boolean yes, String method) {
        var czech = new Language("cs");
        return new ConsentAnswer(
                NEWSLETTER,
                EMAIL,
                yes,
                new MethodId(method),
                Optional.of(czech),
                test.vault().policies().noticeInForce(czech),
                Optional.empty(),
                method.equals("signed-form") ? Optional.of("F-1") : Optional.empty(),
                Optional.empty());
    }

    private static long contact(long customer) {
        return Slots.row(customer, Slots.CONTACT);
    }

    private static long purchase(long customer, int n) {
        return Slots.row(customer, Slots.FIRST_FREE + n);
    }

    private void swap(String table, String column, String key, long a, long b) {
        RawRows.swap(test.folder().database(), table, column, key, a, b);
    }

    private void change(String sql) {
        RawRows.change(test.folder().database(), sql);
    }

    private void assertNoticed(ThrowingCallable reading) {
        assertThat(catchThrowable(reading))
                .isInstanceOfAny(CryptoFault.Damaged.class, VaultFault.Damaged.class)
                .message()
                .doesNotContain("\n");
    }

    private void assertContactNoticed(CustomerId id) {
        var customers = test.vault().customers();
        assertNoticed(() -> customers.masked(id, "staff"));
        assertNoticed(() -> customers.openFor(id, SERVICE, ANNA));
        assertNoticed(
                () -> customers.reveal(id, Set.of(new FieldId("email")), "order-problem", ANNA));
        assertNoticed(() -> test.vault().consents().mayContact(id, NEWSLETTER, EMAIL));
    }

    private void assertServed(CustomerId id, Strangers.Stranger stranger) {
        assertThat(test.vault().customers().masked(id, "staff").fields())
                .containsEntry(new FieldId("full_name"), stranger.fullName());
        assertThat(purchases(id)).hasSize(2);
        assertThat(test.vault().consents().history(id).history()).hasSize(1);
    }

    private List<Records.Entry> purchases(CustomerId id) {
        return test.vault().records().list(id, PURCHASE, Optional.empty(), 10, ANNA).items();
    }

    @Test
    void the_control_is_served() {
        test.reopen();
        assertServed(anton, first);
        assertServed(berta, second);
    }

    @Test
    void a_body_moved_to_another_customer() {
        swap("record", "body", "no", contact(A), contact(B));
        test.reopen();
        assertContactNoticed(anton);
        assertContactNoticed(berta);
        assertThat(purchases(anton)).hasSize(2);
    }

    @Test
    void a_whole_row_moved_to_another_customer() {
        change("UPDATE record SET no = -1 WHERE no = " + contact(A));
        change("UPDATE record SET no = %d WHERE no = %d".formatted(contact(A), contact(B)));
        change("UPDATE record SET no = %d WHERE no = -1".formatted(contact(B)));
        test.reopen();
        assertContactNoticed(anton);
        assertContactNoticed(berta);
    }

    @ParameterizedTest
    @ValueSource(longs = {A, B})
    void a_purchase_moved_to_another_record(long from) {
        swap("record", "body", "no", purchase(A, 0), purchase(from, 1));
        test.reopen();
        assertNoticed(() -> purchases(anton));
        if (from == B) {
            assertNoticed(() -> purchases(berta));
        } else {
            assertServed(berta, second);
        }
    }

    static Stream<Arguments> columns() {
        return Stream.of(
                Arguments.of("version", "version + 1"),
                Arguments.of("version", "version - 1"),
                Arguments.of("day", "day + 1"),
                Arguments.of("kind", "17"),
                Arguments.of("class", "2"));
    }

    @ParameterizedTest
    @MethodSource("columns")
    void a_column_in_the_clear_changed_beside_a_record(String column, String value) {
        change("UPDATE record SET %s = %s WHERE no = %d".formatted(column, value, contact(A)));
        test.reopen();
        assertContactNoticed(anton);
        assertServed(berta, second);
    }

    @Test
    void keys_moved_to_another_customer() {
        // The same length in both, or the trigger would refuse it.
        swap("customer_key", "wraps", "slot", liveSlot(A), liveSlot(B));
        test.reopen();
        assertContactNoticed(anton);
        assertContactNoticed(berta);
        assertNoticed(() -> purchases(anton));
        assertNoticed(() -> test.vault().consents().history(anton));
    }

    private long liveSlot(long customer) {
        return RawRows.number(
                test.folder().database(),
                "SELECT slot FROM customer_key WHERE live = 1 AND customer = " + customer);
    }

    @ParameterizedTest
    @ValueSource(longs = {A, B})
    void an_opening_moved_to_another_place(long from) {
        swap("opening", "ct", "no", Slots.row(A, 1), Slots.row(from, 2));
        test.reopen();
        assertNoticed(() -> test.vault().consents().history(anton));
    }

    @Test
    void an_opening_that_is_said_to_open_another_leaf() {
        test.reopen();
        var consents = test.vault().consents();
        consents.record(anton, List.of(answer(false)), TestVault.COUNTER, ANNA);
        consents.record(anton, List.of(answer(true, "signed-form")), TestVault.COUNTER, ANNA);
        assertThat(test.vault().consents().history(anton).history())
                .extracting(past -> past.act().type().word())
                .containsExactly("consent-given", "consent-withdrawn", "consent-given");
        test.close();
        // His no and his yes again change places: what he withdrew would look given.
        swap("leaf_owner", "idx", "opening", Slots.row(A, 4), Slots.row(A, 5));
        test.reopen();
        assertNoticed(() -> test.vault().consents().history(anton));
    }

    @Test
    void tokens_moved_to_another_customer_find_nobody_wrong() {
        swap("customer", "tokens", "no", A, B);
        test.reopen();
        for (var stranger : List.of(first, second)) {
            var found =
                    test.vault()
                            .customers()
                            .findExact(
                                    new FieldId("email"),
                                    stranger.email(),
                                    "staff",
                                    Optional.empty());
            assertThat(found.items()).isEmpty();
        }
    }

    @Test
    void a_head_moved_to_another_customer_stops_the_next_change() {
        swap("customer", "head", "no", A, B);
        test.reopen();
        assertNoticed(() ->
                test.vault()
                        .consents()
                        .record(anton, List.of(answer(false)), TestVault.COUNTER, ANNA));
    }

    @Test
    void a_consent_book_moved_from_one_who_agreed() {
        test.reopen();
        test.vault().consents().record(berta, List.of(answer(false)), TestVault.COUNTER, ANNA);
        test.close();
        swap("record", "body", "no", Slots.row(A, Slots.CONSENTS), Slots.row(B, Slots.CONSENTS));
        test.reopen();
        for (CustomerId id : List.of(anton, berta)) {
            assertNoticed(() -> test.vault().consents().mayContact(id, NEWSLETTER, EMAIL));
        }
    }
}
