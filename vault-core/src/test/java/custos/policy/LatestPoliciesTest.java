package custos.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import org.junit.jupiter.api.Test;

class LatestPoliciesTest {
    private final LatestPolicies latest = new LatestPolicies();
    private int loaded;

    private Policy policy(PolicyFiles files) {
        return latest.policy(
                files,
                _ -> {
                    loaded++;
                    return PolicyLoader.load(PolicyFiles.shipped());
                });
    }

    /// The shipped policy with another first line.
    private static PolicyFiles edition(int no) {
        var shipped = PolicyFiles.shipped();
        var texts = new HashMap<String, String>();
        shipped.names().forEach(name -> texts.put(name, shipped.find(name).orElseThrow()));
        texts.computeIfPresent("policy.yaml", (_, text) -> "# " + no + "\n" + text);
        return PolicyFiles.of(texts);
    }

    @Test
    void the_same_texts_are_loaded_once() {
        Policy first = policy(edition(1));

        assertThat(policy(edition(1))).isSameAs(first);
        assertThat(loaded).isEqualTo(1);
    }

    @Test
    void another_word_is_another_policy() {
        policy(edition(1));
        policy(edition(2));

        assertThat(loaded).isEqualTo(2);
    }

    @Test
    void few_are_kept() {
        for (int no = 0; no <= LatestPolicies.MOST; no++) {
            policy(edition(no));
        }
        policy(edition(0));

        assertThat(loaded).isEqualTo(LatestPolicies.MOST + 2);
    }

    @Test
    void what_cannot_be_loaded_is_not_kept() {
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() ->
                            latest.policy(
                                    edition(1),
                                    _ -> {
                                        loaded++;
                                        throw new IllegalStateException();
                                    }))
                    .isInstanceOf(IllegalStateException.class);
        }
        assertThat(loaded).isEqualTo(2);
    }
}
