package custos.policy;

import java.util.Collection;
import java.util.Comparator;

/// What somebody who mistyped a name probably meant.
final class Nearest {
    private Nearest() {}

    /// `; did you mean channels?`, or nothing when no name is near.
    static String hint(String typed, Collection<String> names) {
        int most = typed.length() > 5 ? 2 : 1;
        return names.stream()
                .filter(name -> Math.abs(name.length() - typed.length()) <= most)
                .filter(name -> distance(typed, name) <= most)
                .min(Comparator.comparingInt(name -> distance(typed, name)))
                .map(name -> "; did you mean " + name + "?")
                .orElse("");
    }

    /// The edits from one word to the other (Levenshtein).
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                int best = Math.min(diagonal + change, Math.min(row[j], row[j - 1]) + 1);
                diagonal = row[j];
                row[j] = best;
            }
        }
        return row[other.length()];
    }
}
