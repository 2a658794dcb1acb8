package custos.web;

import custos.policy.Language;
import custos.policy.Policy;

/// The policy's own words in one language: what fields, purposes and states are called.
///
/// What a policy no longer names is shown by its code: an entry of years ago must still be read.
public final class PolicyWords {
    private final Policy policy;
    private final Language language;

    PolicyWords(Policy policy, Language language) {
        this.policy = policy;
        this.language = language;
    }

    public Policy policy() {
        return policy;
    }

    public Language language() {
        return language;
    }

    /// @param section a section of the words files, such as `fields`, `purposes` or `states`
    public String of(String section, String key) {
        return policy.words().find(language, section, key).orElse(key);
    }

    public String field(String id) {
        return of("fields", id);
    }

    public String purpose(String id) {
        return of("purposes", id);
    }

    public String channel(String id) {
        return of("channels", id);
    }

    public String state(String code) {
        return of("states", code);
    }

    public String choice(String field, String value) {
        return of("choices", field + "." + value);
    }
}
