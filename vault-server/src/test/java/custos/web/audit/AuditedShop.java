package custos.web.audit;

import custos.access.Role;
import custos.customer.CustomerId;
import custos.event.ActType;
import custos.event.Actor;
import custos.policy.ChannelId;
import custos.policy.FieldId;
import custos.policy.KindId;
import custos.policy.Language;
import custos.policy.MethodId;
import custos.policy.PurposeId;
import custos.policy.SourceId;
import custos.vault.audit.LogFilter;
import custos.vault.consents.ConsentAnswer;
import custos.web.Shop;
import custos.web.Visitor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// A shop where something happened that auditors ask about, with values that occur nowhere else.
public final class AuditedShop implements AutoCloseable {
    /// What must stand on no auditor's page.
    static final List<String> SECRETS =
            List.of(
                    "Zdislava",
                    "Lemberk",
                    "zdislava-9",
                    "601000979",
                    "Lomnička",
                    "Kšice",
                    "34901",
                    "1980-05-17",
                    "likes violets",
                    "written on a napkin",
                    "Buy our tea");

    private static final Actor ANNA = new Actor.Staff("anna", "staff");

    private final Shop shop;
    public final CustomerId zdislava;
    final CustomerId gone;

    private AuditedShop(Shop shop) {
        this.shop = shop;
        this.zdislava = shop.register(fields("Zdislava Lemberk", "zdislava-9@example.org"));
        this.gone = shop.register(fields("Zdislava Odešlá", "zdislava-98@example.org"));
        says(zdislava, "newsletter", true);
        says(gone, "newsletter", true);
        shop.clock().advance(Duration.ofHours(2));
        shop.vault().lists().stream(
                new PurposeId("newsletter"), new ChannelId("email"), ANNA, _ -> {});
        shop.clock().advance(Duration.ofHours(2));
        says(zdislava, "newsletter", false);
        shop.vault()
                .customers()
                .reveal(zdislava, Set.of(new FieldId("email")), "order-problem", ANNA);
        message();
        shop.vault().customers().openFor(zdislava, new PurposeId("service"), ANNA);
        shop.vault().settle();
        shop.vault().erasure().erase(gone, "erasure-request", true, ANNA);
        shop.clock().advance(Duration.ofHours(2));
    }

    public static AuditedShop in(Path dir) {
        return new AuditedShop(Shop.in(dir));
    }

    private static Map<String, Object> fields(String name, String email) {
        return Map.of(
                "full_name",
                name,
                "email",
                email,
                "phone",
                "+420601000979",
                "birth_date",
                "1980-05-17",
                "note",
                "likes violets",
                "address",
                Map.of(
                        "line1", "Lomnička 939",
                        "city", "Kšice",
                        "postcode", "34901",
                        "country", "CZ"));
    }

    private void says(CustomerId customer, String purpose, boolean yes) {
        var english = new Language("en");
        var answer =
                new ConsentAnswer(
                        new PurposeId(purpose),
                        new ChannelId("email"),
                        yes,
                        new MethodId("signed-form"),
                        Optional.of(english),
                        shop.vault().policies().noticeInForce(english),
                        Optional.empty(),
                        Optional.of(customer.equals(zdislava) ? "F-0017" : "F-0018"),
                        Optional.of("written on a napkin"));
        shop.vault()
                .consents()
                .record(customer, List.of(answer), new SourceId("counter-form"), ANNA);
    }

    private void message() {
        var kind = new KindId("message");
        var vault = shop.vault();
        vault.records()
                .add(
                        zdislava,
                        kind,
                        vault.forms()
                                .readAll(
                                        vault.policies().current(),
                                        Map.of(
                                                "direction", "out",
                                                "message_channel", "email",
                                                "message_purpose", "newsletter",
                                                "text", "Buy our tea"),
                                        kind),
                        new SourceId("counter-form"),
                        ANNA,
                        Optional.empty());
    }

    public Shop shop() {
        return shop;
    }

    Visitor auditor() {
        return shop.staff(Role.AUDITOR);
    }

    public Visitor officer() {
        return shop.staff(Role.OFFICER);
    }

    /// The newest entry of a type.
    public long entry(ActType type) {
        return shop.vault()
                .audit()
                .page(LogFilter.ALL.ofTypes(Set.of(type)), OptionalLong.empty(), 1, ANNA)
                .entries()
                .getFirst()
                .index();
    }

    int count(ActType type) {
        return shop.vault()
                .audit()
                .page(LogFilter.ALL.ofTypes(Set.of(type)), OptionalLong.empty(), 200, ANNA)
                .entries()
                .size();
    }

    @Override
    public void close() {
        shop.close();
    }
}
