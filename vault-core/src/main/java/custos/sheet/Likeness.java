package custos.sheet;

import java.util.List;
import java.util.Optional;

/// Whether two rows are one person. The rule (docs/import.md tells it to shops):
///
/// - Other names: never, whatever else is shared (families share an e-mail and a telephone).
/// - Same name words in any order: with the same address, unless e-mail or telephone differ and
///   nothing agrees (father and son); without an address on one side, when e-mail or telephone
///   agrees and nothing differs; with another address, when two of e-mail, telephone and birth date
///   agree (she moved). One of them alone only raises a question.
/// - A name one slip away (two neighbouring letters changed places, or one letter inside a word is
///   wrong, missing or too many): the same address, and e-mail, telephone or birth date agrees and
///   nothing differs.
/// - A row without a name: the same e-mail and nothing differs.
/// - Two birth dates are two people; where name, address and e-mail or telephone agree, a question.
///
/// A telephone number alone never joins rows.
enum Likeness {
    SAME,
    /// The same, with a slip in the name.
    SIMILAR,
    /// Only a person can tell.
    POSSIBLE,
    DIFFERENT;

    private static final int MIN_SLIP_LETTERS = 5;

    private enum Names {
        SAME,
        SLIP,
        MISSING,
        OTHER
    }

    private enum Agreement {
        AGREE,
        DIFFER,
        UNKNOWN
    }

    static Likeness of(Traits one, Traits other) {
        Agreement address = addresses(one, other);
        Agreement email = compare(one.email(), other.email());
        Agreement phone = compare(one.phone(), other.phone());
        Agreement birth = compare(one.birth(), other.birth());
        int agree = count(Agreement.AGREE, email, phone, birth);
        int differ = count(Agreement.DIFFER, email, phone, address);
        boolean reachable = email == Agreement.AGREE || phone == Agreement.AGREE;
        Names names = names(one.name(), other.name());
        if (birth == Agreement.DIFFER) {
            boolean ask = names == Names.SAME && address == Agreement.AGREE && reachable;
            return ask ? POSSIBLE : DIFFERENT;
        }
        return switch (names) {
            case SAME -> sameName(address, agree, differ, reachable);
            case SLIP -> {
                boolean same = address == Agreement.AGREE && agree > 0 && differ == 0;
                yield same ? SIMILAR : agree > 0 && reachable ? POSSIBLE : DIFFERENT;
            }
            case MISSING -> email != Agreement.AGREE ? DIFFERENT : differ == 0 ? SAME : POSSIBLE;
            case OTHER -> DIFFERENT;
        };
    }

    /// True when two names cannot be one person's.
    static boolean otherNames(Traits one, Traits other) {
        return names(one.name(), other.name()) == Names.OTHER;
    }

    private static Likeness sameName(Agreement address, int agree, int differ, boolean reachable) {
        boolean same =
                switch (address) {
                    case AGREE -> agree > 0 || differ == 0;
                    case UNKNOWN -> agree > 1 || (reachable && differ == 0);
                    case DIFFER -> agree > 1;
                };
        if (same) {
            return SAME;
        }
        return agree > 0 || address == Agreement.AGREE ? POSSIBLE : DIFFERENT;
    }

    private static Agreement addresses(Traits one, Traits other) {
        if (one.street().isEmpty() || other.street().isEmpty()) {
            return Agreement.UNKNOWN;
        }
        boolean place =
                shared(one.postcode(), other.postcode()) || shared(one.city(), other.city());
        return place && one.street().equals(other.street()) ? Agreement.AGREE : Agreement.DIFFER;
    }

    private static boolean shared(String one, String other) {
        return !one.isEmpty() && one.equals(other);
    }

    private static <T> Agreement compare(Optional<T> one, Optional<T> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return Agreement.UNKNOWN;
        }
        return one.equals(other) ? Agreement.AGREE : Agreement.DIFFER;
    }

    private static int count(Agreement wanted, Agreement... found) {
        int count = 0;
        for (Agreement agreement : found) {
            count += agreement == wanted ? 1 : 0;
        }
        return count;
    }

    private static Names names(List<String> one, List<String> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return Names.MISSING;
        }
        if (one.equals(other)) {
            return Names.SAME;
        }
        List<String> left = without(one, other);
        List<String> right = without(other, one);
        boolean slip =
                left.size() == 1
                        && right.size() == 1
                        && one.size() > 1
                        && isSlip(left.getFirst(), right.getFirst());
        return slip ? Names.SLIP : Names.OTHER;
    }

    private static List<String> without(List<String> words, List<String> removed) {
        var rest = new java.util.ArrayList<>(words);
        removed.forEach(rest::remove);
        return rest;
    }

    /// The first and last letter of a word tell Jan from Jana and Petr from Petra: only a swap of
    /// neighbours may touch them.
    static boolean isSlip(String one, String other) {
        if (Math.min(one.length(), other.length()) < MIN_SLIP_LETTERS) {
            return false;
        }
        int head = commonHead(one, other);
        int tail = commonHead(reversed(one), reversed(other));
        int longer = Math.max(one.length(), other.length());
        int shorter = Math.min(one.length(), other.length());
        if (one.length() == other.length() && head + tail == longer - 2) {
            return one.charAt(head) == other.charAt(head + 1)
                    && one.charAt(head + 1) == other.charAt(head);
        }
        return longer - shorter <= 1 && head + tail >= longer - 1 && head > 0 && tail > 0;
    }

    private static int commonHead(String one, String other) {
        int i = 0;
        while (i < one.length() && i < other.length() && one.charAt(i) == other.charAt(i)) {
            i++;
        }
        return i;
    }

    private static String reversed(String text) {
        return new StringBuilder(text).reverse().toString();
    }
}
