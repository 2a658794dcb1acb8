package custos.web.staff;

import static org.assertj.core.api.Assertions.assertThat;

import custos.access.Role;
import custos.customer.CustomerId;
import custos.policy.PolicyFiles;
import custos.web.Shop;
import custos.web.Visitor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A form that was printed under an earlier policy proves what that policy asked, and no more.
class OldFormTest {
    @TempDir private Path dir;

    @Test
    void a_form_gives_no_consent_that_it_never_asked_for() {
        try (Shop shop = Shop.in(dir)) {
            shop.clock().advance(Duration.ofMinutes(20));
            CustomerId jan = People.jan(shop);
            Visitor anna = shop.staff(Role.STAFF);
            String number =
                    anna.get("/forms?lang=cs")
                            .body()
                            .replaceAll("(?s).*class=\"form-number\">(F1-[^<]*)<.*", "$1");
            shop.vault().policies().publish(newsletterByTelephone(), Shop.OPERATOR);
            String path = "/customers/" + jan.value() + "/signed-form";
            assertThat(anna.get(path).body()).contains("consent.newsletter.phone");

            var refused =
                    anna.post(
                            path,
                            "number",
                            number,
                            "signed",
                            "2026-11-22T11:30",
                            "consent.newsletter.phone",
                            "yes");
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.body()).contains("se neptal na");
            assertThat(shop.vault().consents().history(jan).states()).isEmpty();

            assertThat(
                            anna.post(
                                            path,
                                            "number",
                                            number,
                                            "signed",
                                            "2026-11-22T11:30",
                                            "consent.newsletter.email",
                                            "yes")
                                    .status())
                    .isEqualTo(303);
            assertThat(shop.vault().inspection().verify(_ -> {}).findings()).isEmpty();
        }
    }

    private static PolicyFiles newsletterByTelephone() {
        PolicyFiles shipped = PolicyFiles.shipped();
        var texts = new HashMap<String, String>();
        shipped.names().forEach(name -> texts.put(name, shipped.find(name).orElseThrow()));
        texts.computeIfPresent(
                "policy.yaml",
                (_, text) ->
                        text.replaceFirst("(?m)^version: 1$", "version: 2")
                                .replaceFirst(
                                        "(?m)^(  newsletter: .*channels: \\[)email",
                                        "$1phone, email"));
        return PolicyFiles.of(texts);
    }
}
