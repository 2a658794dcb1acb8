package custos.api;

import java.util.Optional;

/// What an `Accept` header asks for (RFC 9110, 12.5.1).
final class Accepted {
    private static final int MAX_RANGES = 32;

    private Accepted() {}

    /// The type that the client prefers; of equal ones the first.
    static Optional<String> best(String accept, String... types) {
        String best = "";
        double bestQuality = 0;
        for (String type : types) {
            double quality = quality(accept, type);
            if (quality > bestQuality) {
                best = type;
                bestQuality = quality;
            }
        }
        return Optional.of(best).filter(found -> !found.isEmpty());
    }

    /// How much a type is wanted: what the most exact range that covers it says.
    private static double quality(String accept, String type) {
        double quality = 0;
        int exactness = 0;
        for (String range : accept.split(",", MAX_RANGES)) {
            String[] parts = range.strip().split("\\s*;\\s*");
            int exact = exactness(parts[0], type);
            if (exact > exactness) {
                exactness = exact;
                quality = weight(parts);
            }
        }
        return quality;
    }

    private static int exactness(String range, String type) {
        if (range.equals(type)) {
            return 3;
        }
        String family = type.substring(0, type.indexOf('/') + 1);
        if (range.equals(family + "*")) {
            return 2;
        }
        return range.equals("*/*") ? 1 : 0;
    }

    private static double weight(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            if (parts[i].matches("q=(0(\\.[0-9]{0,3})?|1(\\.0{0,3})?)")) {
                return Double.parseDouble(parts[i].substring(2));
            }
        }
        return 1;
    }
}
