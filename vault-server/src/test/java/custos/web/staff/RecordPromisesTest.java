package custos.web.staff;

import static org.assertj.core.api.Assertions.assertThat;

import custos.customer.CustomerId;
import custos.policy.ChannelId;
import custos.policy.FieldId;
import custos.policy.Language;
import custos.policy.MethodId;
import custos.policy.PurposeId;
import custos.policy.SourceId;
import custos.vault.consents.ConsentAnswer;
import custos.vault.core.FieldForms;
import custos.web.Shop;
import custos.web.Visitor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is promised of the forms: no consent rides along, and what is taken down serves what it was
/// taken down for.
class RecordPromisesTest {
    @TempDir private static Path dir;
    private static Shop shop;
    private static TakenDown desk;

    @BeforeAll
    static void open() {
        shop = Shop.in(dir);
        desk = new TakenDown(shop);
    }

    @AfterAll
    static void close() {
        assertThat(shop.vault().inspection().verify(_ -> {}).findings()).isEmpty();
        shop.close();
    }

    private static ConsentAnswer no(String purpose) {
        return new ConsentAnswer(
                new PurposeId(purpose),
                new ChannelId("email"),
                false,
                new MethodId("counter"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void who_refused_all_marketing_competes_like_everybody_else() {
        CustomerId eva =
                shop.register(
                        Map.of("full_name", "Eva", "email", "eva@example.org"), no("marketing"));
        Visitor anna = desk.anna();
        anna.get(desk.path(eva, "competition-entries"));

        var entered =
                anna.post(
                        desk.path(eva, "competition-entries"),
                        "competition",
                        "Advent",
                        "entry",
                        "42 beans",
                        // What is not asked is not taken either.
                        "consent.newsletter.email",
                        "yes",
                        "asked_in",
                        "en");

        assertThat(entered.status()).isEqualTo(303);
        assertThat(desk.only(eva, "competition-entry")).containsEntry("entry", "42 beans");
        assertThat(shop.vault().consents().sheet(eva).lines()).noneMatch(line -> line.isYes());
    }

    @Test
    void a_warranty_card_serves_the_warranty_and_nothing_else() {
        CustomerId jan = People.jan(shop);
        Visitor anna = desk.anna();
        anna.get(desk.path(jan, "warranties"));

        anna.post(
                desk.path(jan, "warranties"),
                "product",
                "Kettle",
                "serial_number",
                "SN-1",
                "bought_on",
                "2026-11-20",
                "source",
                "counter-form");

        var policy = shop.vault().policies().current();
        assertThat(policy.source(new SourceId("warranty-card")).orElseThrow().purposes())
                .containsExactly(new PurposeId("warranty"));
        assertThat(desk.source(jan)).isEqualTo("warranty-card");
        assertThat(desk.only(jan, "warranty")).containsEntry("serial_number", "SN-1");
        assertThat(desk.looks(jan)).containsExactly("warranty");
        assertThat(desk.records(jan, "purchase")).isEmpty();
        assertThat(shop.vault().consents().sheet(jan).lines()).noneMatch(line -> line.isYes());
    }

    private static String version(String page) {
        return page.replaceAll("(?s).*name=\"version\" value=\"([0-9]+)\".*", "$1");
    }

    @Test
    void social_names_with_their_reach_are_typed_at_the_counter_once_she_agrees() {
        CustomerId jan = People.jan(shop);
        Visitor anna = desk.anna();
        String customer = "/customers/" + jan.value();
        anna.get(customer);
        anna.post(customer + "/visit", "how", "counter");
        String[] typed = {
            "field",
            "social_handles",
            "version",
            version(anna.get(customer + "?edit=email").body()),
            "social_handles.1.network",
            "Instagram",
            "social_handles.1.followers",
            "many"
        };
        assertThat(anna.get(customer).body()).doesNotContain("edit-social_handles");
        assertThat(anna.post(customer + "/fields", typed).status()).isEqualTo(404);

        agree(jan);
        assertThat(anna.get(customer).body()).contains("edit-social_handles");
        String edit = anna.get(customer + "?edit=social_handles").body();
        assertThat(edit).contains("id=\"social_handles.0.network\"");
        typed[3] = version(edit);
        assertThat(anna.post(customer + "/fields", typed).body())
                .contains("id=\"social_handles.1.handle-error\"")
                .contains("value=\"many\"");
        typed[7] = "12000";
        var whole = new java.util.ArrayList<>(List.of(typed));
        whole.addAll(List.of("social_handles.1.handle", "jan.bakes"));
        assertThat(anna.post(customer + "/fields", whole.toArray(String[]::new)).status())
                .isEqualTo(303);

        var field = new FieldId("social_handles");
        var kept =
                shop.vault()
                        .customers()
                        .reveal(jan, java.util.Set.of(field), "correction", Shop.OPERATOR)
                        .fields();
        assertThat(FieldForms.showAll(shop.vault().policies().current(), kept))
                .containsEntry(
                        "social_handles",
                        List.of(
                                Map.of(
                                        "network",
                                        "Instagram",
                                        "handle",
                                        "jan.bakes",
                                        "followers",
                                        12000L)));
    }

    private static void agree(CustomerId id) {
        var english = new Language("en");
        var yes =
                new ConsentAnswer(
                        new PurposeId("launch-invitation"),
                        new ChannelId("email"),
                        true,
                        new MethodId("counter"),
                        Optional.of(english),
                        shop.vault().policies().noticeInForce(english),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        shop.vault()
                .consents()
                .record(id, List.of(yes), new SourceId("counter-form"), Shop.OPERATOR);
    }
}
