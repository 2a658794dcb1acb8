package custos.sheet;

import custos.policy.FieldId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// How much two customers look like one person, for somebody to look at: slips of the keyboard,
/// names and dates turned round, a new surname. It joins nobody; what an import joins by itself is
/// [Likeness], which is much stricter.
///
/// Each thing that agrees counts for it, each that contradicts against it. Another first name under
/// the same roof is another person, unless the birth date is the same.
public final class Resemblance {
    /// From here on two are worth a look.
    public static final int ALIKE = 40;

    private static final int MAX_KEY_LETTERS = 4;

    /// What another name counts against it, unless the birth date is the same: more than all that a
    /// family shares.
    private static final int ANOTHER = 90;

    /// Street and town, or house and street.
    private static final int AN_ADDRESS = 20;

    private final Traits traits;
    private final Optional<String> house;
    private final Set<String> streetWords;

    private Resemblance(Traits traits) {
        this.traits = traits;
        List<String> words = List.of(traits.street().split(" ", -1));
        this.house = words.stream().filter(Resemblance::isNumber).findFirst();
        var names = new TreeSet<>(words);
        names.removeIf(word -> word.isEmpty() || isNumber(word));
        this.streetWords = names;
    }

    /// What is compared of a person.
    public static Resemblance of(Particulars who) {
        return new Resemblance(Traits.of(who, who.number().stream().toList()));
    }

    /// What is compared, on one short card, to hold many in memory. It is personal data.
    public String card() {
        return traits.card();
    }

    /// What a card says.
    public static Resemblance ofCard(String card) {
        return new Resemblance(Traits.ofCard(card));
    }

    private static boolean isNumber(String word) {
        return !word.isEmpty() && Character.isDigit(word.charAt(0));
    }

    /// Keys of which two who look alike share at least one, so that not everybody is held against
    /// everybody. They are personal data.
    public Set<String> keys() {
        var keys = new TreeSet<>(traits.keys());
        traits.birth().ifPresent(day -> keys.add("d" + day));
        for (String word : traits.name()) {
            keys.add("z" + head(word) + "|" + traits.postcode());
            keys.add("c" + head(word) + "|" + head(traits.city()));
        }
        house.ifPresent(
                number -> streetWords.forEach(word -> keys.add("h" + number + "|" + head(word))));
        if (traits.name().size() > 1) {
            keys.add("n" + head(traits.name().getFirst()) + "|" + head(traits.name().getLast()));
        }
        return keys;
    }

    private static String head(String word) {
        return word.substring(0, Math.min(MAX_KEY_LETTERS, word.length()));
    }

    /// How much two look alike: from [#ALIKE] on they are worth a look.
    public int with(Resemblance other) {
        return reached(other) + births(other) + names(other) + places(other);
    }

    /// What of the two agrees, or nearly so.
    public Set<FieldId> agreeing(Resemblance other) {
        var agreeing = new LinkedHashSet<FieldId>();
        add(agreeing, "full_name", names(other) > 0);
        add(agreeing, "email", same(traits.email(), other.traits.email()));
        add(agreeing, "phone", same(traits.phone(), other.traits.phone()));
        add(agreeing, "birth_date", births(other) > 0);
        add(agreeing, "address", places(other) >= AN_ADDRESS);
        return agreeing;
    }

    private static void add(Set<FieldId> agreeing, String field, boolean agrees) {
        if (agrees) {
            agreeing.add(new FieldId(field));
        }
    }

    private int reached(Resemblance other) {
        int score = 0;
        score += same(traits.email(), other.traits.email()) ? 35 : 0;
        score += same(traits.phone(), other.traits.phone()) ? 35 : 0;
        boolean number = traits.numbers().stream().anyMatch(other.traits.numbers()::contains);
        return score + (number ? 40 : 0);
    }

    private static <T> boolean same(Optional<T> one, Optional<T> other) {
        return one.isPresent() && one.equals(other);
    }

    private int births(Resemblance other) {
        if (traits.birth().isEmpty() || other.traits.birth().isEmpty()) {
            return 0;
        }
        LocalDate one = traits.birth().get();
        LocalDate two = other.traits.birth().get();
        if (one.equals(two)) {
            return 30;
        }
        boolean turned =
                one.getYear() == two.getYear()
                        && one.getMonthValue() == two.getDayOfMonth()
                        && one.getDayOfMonth() == two.getMonthValue();
        return turned || digitsApart(one.toString(), two.toString()) == 1 ? 10 : -25;
    }

    private static int digitsApart(String one, String two) {
        int apart = Math.abs(one.length() - two.length());
        for (int i = 0; i < Math.min(one.length(), two.length()); i++) {
            apart += one.charAt(i) == two.charAt(i) ? 0 : 1;
        }
        return apart;
    }

    /// Each word of the shorter name is held against the nearest of the other that is left.
    private int names(Resemblance other) {
        List<String> shorter = traits.name();
        List<String> longer = new ArrayList<>(other.traits.name());
        if (shorter.size() > longer.size()) {
            List<String> swapped = longer;
            longer = new ArrayList<>(shorter);
            shorter = swapped;
        }
        if (shorter.isEmpty()) {
            return 0;
        }
        int near = 0;
        for (String word : shorter) {
            near += takeNear(word, longer) ? 1 : 0;
        }
        if (near == shorter.size()) {
            return near > 1 ? 30 : 20;
        }
        // A family shares an address, a telephone and often an e-mail address.
        return !same(traits.birth(), other.traits.birth()) ? -ANOTHER : near == 0 ? -20 : -10;
    }

    private static boolean takeNear(String word, List<String> others) {
        for (String other : List.copyOf(others)) {
            if (Nearness.of(word, other) >= Nearness.A_SLIP || isInitial(word, other)) {
                others.remove(other);
                return true;
            }
        }
        return false;
    }

    private static boolean isInitial(String one, String other) {
        return (one.length() == 1 && other.startsWith(one))
                || (other.length() == 1 && one.startsWith(other));
    }

    private int places(Resemblance other) {
        int score = 0;
        boolean houses = same(house, other.house);
        boolean streets = streets(other);
        score += houses && streets ? 30 : streets ? 12 : houses ? 5 : 0;
        score += near(traits.postcode(), other.traits.postcode()) ? 8 : 0;
        return score + (near(traits.city(), other.traits.city()) ? 8 : 0);
    }

    private boolean streets(Resemblance other) {
        return streetWords.stream()
                .filter(word -> word.length() >= MAX_KEY_LETTERS)
                .anyMatch(word ->
                        other.streetWords.stream()
                                .anyMatch(that -> Nearness.of(word, that) >= Nearness.A_SLIP));
    }

    private static boolean near(String one, String other) {
        return !one.isEmpty() && !other.isEmpty() && Nearness.of(one, other) >= Nearness.A_SLIP;
    }

    @Override
    public String toString() {
        return "Resemblance[redacted]";
    }
}
