package custos.sheet;

/// How near two words are, from 0 to 1: Jaro's measure with Winkler's weight for a common beginning
/// (W. E. Winkler, 1990).
final class Nearness {
    /// From here on the difference may be a slip.
    static final double A_SLIP = 0.87;

    private static final int MAX_PREFIX = 4;
    private static final double PREFIX_WEIGHT = 0.1;

    private Nearness() {}

    static double of(String one, String other) {
        if (one.equals(other)) {
            return 1;
        }
        double jaro = jaro(one, other);
        int prefix = 0;
        int most = Math.min(MAX_PREFIX, Math.min(one.length(), other.length()));
        while (prefix < most && one.charAt(prefix) == other.charAt(prefix)) {
            prefix++;
        }
        return jaro + prefix * PREFIX_WEIGHT * (1 - jaro);
    }

    private static double jaro(String one, String other) {
        int reach = Math.max(0, Math.max(one.length(), other.length()) / 2 - 1);
        var taken = new boolean[other.length()];
        var found = new StringBuilder();
        for (int i = 0; i < one.length(); i++) {
            int to = Math.min(other.length(), i + reach + 1);
            for (int j = Math.max(0, i - reach); j < to; j++) {
                if (!taken[j] && one.charAt(i) == other.charAt(j)) {
                    taken[j] = true;
                    found.append(one.charAt(i));
                    break;
                }
            }
        }
        double common = found.length();
        if (common == 0) {
            return 0;
        }
        int turned = 0;
        int at = 0;
        for (int j = 0; j < other.length(); j++) {
            if (taken[j]) {
                turned += found.charAt(at++) == other.charAt(j) ? 0 : 1;
            }
        }
        return (common / one.length() + common / other.length() + (common - turned / 2.0) / common)
                / 3;
    }
}
