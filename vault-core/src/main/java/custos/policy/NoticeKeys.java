package custos.policy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// The fixed keys of the notice's own words, each with the {placeholders} that its text must have.
final class NoticeKeys {
    /// A key, then its placeholders.
    private static final String[] NOTICE = {
        "title controller",
        "intro",
        "who-heading",
        "who controller address registration",
        "who-contact email phone url",
        "who-representative name address email",
        "dpo-heading",
        "dpo name email",
        "data-heading",
        "data",
        "data-line class fields",
        "from-heading",
        "from",
        "why-heading",
        "why",
        "why-basis bases",
        "why-basis-item basis regimes",
        "why-data classes",
        "why-channels channels",
        "why-age ages",
        "why-age-item age regime",
        "why-validity period",
        "required-heading",
        "required",
        "voluntary",
        "recipients-heading",
        "recipients",
        "recipients-none",
        "recipients-line recipient classes countries",
        "recipients-authorities",
        "abroad-heading",
        "abroad-no",
        "abroad-yes countries",
        "keep-heading",
        "keep",
        "keep-line class periods from",
        "keep-line-ground class periods from ground",
        "keep-period-item period regime",
        "keep-law classes",
        "keep-evidence-destroyed",
        "keep-evidence-kept period ground",
        "keep-refusals period ground",
        "security-heading",
        "security",
        "rights-heading",
        "rights email phone",
        "objection-heading",
        "withdraw-heading",
        "withdraw email phone",
        "children-heading",
        "children",
        "children-line regime age",
        "children-none",
        "automated-heading",
        "automated-no",
        "automated-yes",
        "cookies-heading",
        "cookies-necessary",
        "cookies-others",
        "gpc-honoured",
        "gpc-ignored",
        "complaints-heading",
        "complaints-line regime authority url",
        "changes-heading",
        "changes version date"
    };

    private NoticeKeys() {}

    static Map<String, Set<String>> all() {
        var found = new LinkedHashMap<String, Set<String>>();
        for (String line : NOTICE) {
            var words = Arrays.asList(line.split(" ", -1));
            found.put(words.getFirst(), new LinkedHashSet<>(words.subList(1, words.size())));
        }
        return found;
    }
}
