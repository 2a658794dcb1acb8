package custos.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import custos.customer.CustomerId;
import custos.customer.FieldValue;
import custos.event.Actor;
import custos.policy.ChannelId;
import custos.policy.FieldId;
import custos.policy.MethodId;
import custos.policy.PurposeId;
import custos.policy.SourceId;
import custos.vault.Merging.Merged;
import custos.vault.Merging.Side;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A shop that keeps one person twice, and what tests of merges do with the two.
abstract class TwinShop {
    static final Actor OFFICER = new Actor.Staff("olga", "officer");
    static final PurposeId NEWSLETTER = new PurposeId("newsletter");
    static final ChannelId EMAIL = new ChannelId("email");
    static final FieldId MAIL = new FieldId("email");
    static final FieldId NAME = new FieldId("full_name");

    @TempDir Path dir;
    TestVault shop;
    CustomerId jan;
    CustomerId twin;

    @BeforeEach
    void twoOfOne() {
        shop = TestVault.in(dir);
        jan =
                shop.vault()
                        .customers()
                        .register(shop.registration(shop.jan()), OFFICER, none())
                        .id();
        twin =
                shop.customer(
                        Map.of(
                                "full_name", "Jan Karel Novák",
                                "email", "novak@example.com",
                                "phone", "+420601000979",
                                "gender", "male"));
        buys(jan, "2026-11-01", "100.00");
        buys(twin, "2026-11-20", "250.50");
    }

    @AfterEach
    void sound() {
        shop.inspected();
        shop.reopen();
        shop.inspected();
        shop.close();
    }

    static <T> Optional<T> none() {
        return Optional.empty();
    }

    Records.Recorded buys(CustomerId who, String day, String total) {
        return shop.add(
                who, "purchase", Map.of("bought_on", day, "total", total, "currency", "CZK"));
    }

    Merging merging() {
        return shop.vault().merging();
    }

    Merged merge() {
        return merge(Map.of());
    }

    Merged merge(Map<FieldId, Side> chosen) {
        return merging().merge(wanted(chosen), OFFICER);
    }

    Merging.Wanted wanted(Map<FieldId, Side> chosen) {
        return new Merging.Wanted(jan, OptionalLong.empty(), twin, OptionalLong.empty(), chosen);
    }

    Map<FieldId, FieldValue> opened(CustomerId id) {
        return shop.vault().customers().openFor(id, new PurposeId("service"), OFFICER).fields();
    }

    String text(CustomerId id, FieldId field) {
        return opened(id).getOrDefault(field, new FieldValue.Text("")).plain();
    }

    List<CustomerId> found(String typed) {
        return shop.vault().customers().search(typed, "officer").items().stream()
                .map(Customers.Masked::id)
                .toList();
    }

    boolean mayWrite(CustomerId id) {
        return shop.vault().consents().mayContact(id, NEWSLETTER, EMAIL).allowed();
    }

    Totals totals(CustomerId id) {
        try (CustomerFile file = shop.core().file(shop.core().number(id))) {
            return Totals.of(file, shop.policy());
        }
    }

    List<String> states(CustomerId id) {
        return shop.vault().consents().history(id).states().stream()
                .map(one ->
                        one.purpose().value()
                                + " by "
                                + one.channel().value()
                                + ": "
                                + one.state().code())
                .toList();
    }

    void stops(CustomerId who) {
        shop.vault()
                .consents()
                .stopEverything(
                        who,
                        new ConsentAnswer.How(new MethodId("portal"), none(), none()),
                        new SourceId("portal"),
                        new Actor.Customer());
    }

    void refused(String code) {
        assertThatThrownBy(() -> merging().undo(jan, undoable(), OFFICER))
                .isInstanceOfSatisfying(
                        Refusal.Conflict.class, why -> assertThat(why.code()).isEqualTo(code));
    }

    custos.customer.RecordId undoable() {
        return merging().undoable(jan).getFirst().merge();
    }

    void amend(CustomerId who, String field, String value) {
        shop.vault()
                .customers()
                .amend(
                        who,
                        new Customers.Amendment(
                                shop.patch(field, value), TestVault.SOURCE, OptionalLong.empty()),
                        OFFICER);
    }
}
