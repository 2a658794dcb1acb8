package custos.vault.imports;

import custos.customer.CustomerId;
import java.util.List;

/// Why the lines of somebody were left out though the rules let them in.
///
/// @param customers whom they may be about
record Left(Why why, List<CustomerId> customers) {
    /// The most who are named.
    private static final int MAX_NAMED = 5;

    Left {
        customers = customers.stream().limit(MAX_NAMED).toList();
    }

    /// What somebody has to do about it.
    enum Why {
        UNSURE("she may be a customer; a person has to compare them"),
        GONE("the customer was erased or merged while the file came in"),
        BARRED("the customer could not be changed");

        private final String sentence;

        Why(String sentence) {
            this.sentence = sentence;
        }

        /// The reason in words.
        String sentence() {
            return sentence;
        }
    }
}
