package custos.web.receipt;

import custos.proof.Verdict;
import java.util.List;

/// What became of a check, as the page says it.
///
/// @param kind of notice: `success`, `warning` or `error`
/// @param title the verdict in one sentence
/// @param text what it means
/// @param acts what the entry says happened, one line each
/// @param facts what else is proven
/// @param words the wordings shown, with those of this shop at hand
/// @param subject the customer's half as it is hashed; empty where nothing is proven
public record Told(
        String kind,
        String title,
        String text,
        List<String> acts,
        List<Fact> facts,
        List<Verdict.Shown> words,
        String subject) {

    public Told {
        acts = List.copyOf(acts);
        facts = List.copyOf(facts);
        words = List.copyOf(words);
    }

    /// A name and a value.
    public record Fact(String name, String value) {
        /// Redacted: a value may be an address.
        @Override
        public String toString() {
            return "Fact[" + name + "]";
        }
    }

    /// Redacted: what a receipt shows is its holder's.
    @Override
    public String toString() {
        return "Told[" + kind + "]";
    }
}
