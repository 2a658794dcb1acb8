package custos.web.audit;

import static org.assertj.core.api.Assertions.assertThat;

import custos.access.Role;
import custos.policy.PolicyFiles;
import custos.web.Shop;
import custos.web.Visitor;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Versions of the policy, and what changed between them.
class PolicyPageTest {
    @TempDir Path dir;

    private static PolicyFiles second() {
        PolicyFiles first = PolicyFiles.shipped();
        var texts = new TreeMap<String, String>();
        first.names().forEach(name -> texts.put(name, first.find(name).orElseThrow()));
        texts.compute(
                "policy.yaml",
                (_, text) ->
                        String.valueOf(text)
                                .replace("\nversion: 1\n", "\nversion: 2\n")
                                .replace("Sample Shop s.r.o.", "Sample Shop & Sons s.r.o."));
        return PolicyFiles.of(texts);
    }

    @Test
    void what_changed_is_shown_in_the_policy_and_in_the_notice() {
        try (Shop shop = Shop.in(dir)) {
            Visitor auditor = shop.staff(Role.AUDITOR);
            assertThat(auditor.get("/audit/policy").body()).contains("There is one version so far");

            shop.vault().policies().publish(second(), Shop.OPERATOR);

            assertThat(auditor.get("/audit/policy").body())
                    .contains("<del>version: 1</del>")
                    .contains("<ins>version: 2</ins>")
                    .contains("Sample Shop &amp; Sons");
            assertThat(auditor.get("/audit/policy?from=1&to=2&document=notice-cs").body())
                    .contains("Sample Shop &amp; Sons")
                    .contains("diff-removed");
            assertThat(auditor.get("/audit/policy?from=1&to=2&document=words-en.yaml").body())
                    .contains("These two are the same.");
            assertThat(auditor.get("/audit/policy?from=2&to=2").body())
                    .contains("These two are the same.");
        }
    }
}
