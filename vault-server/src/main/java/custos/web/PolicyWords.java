package custos.web;

import custos.policy.Language;
import custos.policy.Policy;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;

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

    /// A period such as `2 years, 6 months`.
    public String period(Period period) {
        var parts = new ArrayList<String>();
        part(parts, "year", period.getYears());
        part(parts, "month", period.getMonths());
        part(parts, "day", period.getDays());
        return String.join(", ", parts);
    }

    private void part(List<String> parts, String unit, int count) {
        if (count > 0) {
            String form = count == 1 ? "one" : count < 5 ? "few" : "many";
            parts.add(of("periods", unit + "-" + form).replace("{n}", Integer.toString(count)));
        }
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
