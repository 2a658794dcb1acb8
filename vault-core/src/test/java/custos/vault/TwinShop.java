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
import custos.vault.consents.ConsentAnswer;
import custos.vault.customers.Customers;
import custos.vault.merges.Merging;
import custos.vault.merges.Merging.Merged;
import custos.vault.merges.Merging.Side;
import custos.vault.records.Records;
import custos.vault.rows.CustomerFile;
import custos.vault.rows.Refusal;
import custos.vault.rows.Totals;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A shop that keeps one person twice, and what tests of merges do with the two.
public abstract class TwinShop {
    public static final Actor OFFICER = new Actor.Staff("olga", "officer");
    public static final PurposeId NEWSLETTER = new PurposeId("newsletter");
    public static final ChannelId EMAIL = new ChannelId("email");
    public static final FieldId MAIL = new FieldId("email");
    public static final FieldId NAME = new FieldId("full_name");

    @TempDir Path dir;
    public TestVault shop;
    public CustomerId jan;
    public CustomerId twin;

    @BeforeEach
    public void twoOfOne() {
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
    public void sound() {
        shop.inspected();
        shop.reopen();
        shop.inspected();
        shop.close();
    }

    public static <T> Optional<T> none() {
        return Optional.empty();
    }

    public Records.Recorded buys(CustomerId who, String day, String total) {
        return shop.add(
                who, "purchase", Map.of("bought_on", day, "total", total, "currency", "CZK"));
    }

    public Merging merging() {
        return shop.vault().merging();
    }

    public Merged merge() {
        return merge(Map.of());
    }

    public Merged merge(Map<FieldId, Side> chosen) {
        return merging().merge(wanted(chosen), OFFICER);
    }

    public Merging.Wanted wanted(Map<FieldId, Side> chosen) {
        return new Merging.Wanted(jan, OptionalLong.empty(), twin, OptionalLong.empty(), chosen);
    }

    public Map<FieldId, FieldValue> opened(CustomerId id) {
        return shop.vault().customers().openFor(id, new PurposeId("service"), OFFICER).fields();
    }

    public String text(CustomerId id, FieldId field) {
        return opened(id).getOrDefault(field, new FieldValue.Text("")).plain();
    }

    public List<CustomerId> found(String typed) {
        return shop.vault().customers().search(typed, "officer").items().stream()
                .map(Customers.Masked::id)
                .toList();
    }

    public boolean mayWrite(CustomerId id) {
        return shop.vault().consents().mayContact(id, NEWSLETTER, EMAIL).allowed();
    }

    public Totals totals(CustomerId id) {
        try (CustomerFile file = shop.core().file(shop.core().number(id))) {
            return Totals.of(file, shop.policy());
        }
    }

    public List<String> states(CustomerId id) {
        return shop.vault().consents().history(id).states().stream()
                .map(one ->
                        one.purpose().value()
                                + " by "
                                + one.channel().value()
                                + ": "
                                + one.state().code())
                .toList();
    }

    public void stops(CustomerId who) {
        shop.vault()
                .consents()
                .stopEverything(
                        who,
                        new ConsentAnswer.How(new MethodId("portal"), none(), none()),
                        new SourceId("portal"),
                        new Actor.Customer());
    }

    public void refused(String code) {
        assertThatThrownBy(() -> merging().undo(jan, undoable(), OFFICER))
                .isInstanceOfSatisfying(
                        Refusal.Conflict.class, why -> assertThat(why.code()).isEqualTo(code));
    }

    public custos.customer.RecordId undoable() {
        return merging().undoable(jan).getFirst().merge();
    }

    public void amend(CustomerId who, String field, String value) {
        shop.vault()
                .customers()
                .amend(
                        who,
                        new Customers.Amendment(
                                shop.patch(field, value), TestVault.SOURCE, OptionalLong.empty()),
                        OFFICER);
    }
}
