package custos.search;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Invented people with the shape of real ones: a few names that many bear, many that few do, and
/// one town with a fifth of all. The same seed gives the same people.
final class InventedCustomers {
    record Invented(long number, List<String> names, List<String> towns, List<String> streets) {}

    private static final String[] CZECH_GIVEN = {
        "Jan",
        "Jana",
        "Petr",
        "Petra",
        "Jiří",
        "Eva",
        "Tomáš",
        "Hana",
        "Martin",
        "Lenka",
        "Žaneta",
        "Řehoř",
        "Šárka",
        "Ondřej",
        "Kateřina",
        "Lukáš",
        "Věra",
        "Zdeněk",
        "Ludmila",
        "Miloš"
    };
    private static final String[] MALAY_GIVEN = {
        "Ahmad", "Nur", "Muhammad", "Siti", "Aisyah", "Hafiz", "Farah", "Zainal", "Azlan",
                "Noraini",
        "Ismail", "Rosli", "Faizal", "Amirah", "Kamal", "Syafiq", "Halimah", "Yusof", "Razak",
                "Aminah"
    };
    private static final String[] GERMAN_GIVEN = {
        "Jürgen", "Käthe", "Hans", "Anna", "Günther", "Ursula", "Björn", "Sabine", "Uwe", "Heike"
    };
    private static final String[] TAMIL_GIVEN = {
        "Muthu", "Raman", "Devi", "Kumar", "Lakshmi", "Ganesan"
    };
    private static final String[] HAN_FAMILY = {"王", "李", "陳", "林", "黄", "張"};
    private static final String[] HAN_GIVEN = {"小", "明", "美", "華", "志", "偉", "玲", "芳"};
    private static final String[] STARTS = {
        "No", "Dvo", "Svo", "Ko", "Pro", "Ku", "Ho", "Ma", "Be", "Ha", "Ří", "Ště", "Ži", "Ve",
                "Mü",
        "Schmi", "We", "Li", "Kra", "Po", "Ně", "Fi", "Zá", "Je", "Ru", "Bla", "Sou", "Če", "Tu",
                "Va"
    };
    private static final String[] MIDDLES = {
        "", "", "", "va", "rá", "le", "cha", "mi", "ro", "li", "ne", "to", "ka", "če", "la", "ber",
        "des", "zo", "pe", "ru", "vi", "do", "sla", "mě", "ná", "hou", "bo", "ste", "ri", "go"
    };
    private static final String[] ENDS = {
        "k", "ček", "ský", "vá", "cký", "ler", "mann", "dt", "ner", "nek", "ta", "na", "s", "l",
        "ř", "c", "š", "n", "r", "t"
    };
    private static final String[] PLACE_ENDS = {
        "ov", "ice", "berg", "ín", "any", "dorf", "pur", "sko"
    };

    private final RandomGenerator chance;
    private final List<String> surnames = new ArrayList<>();
    private final List<String> towns = new ArrayList<>();
    private final List<String> streets = new ArrayList<>();

    InventedCustomers(long seed) {
        chance = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int i = 0; i < 60_000; i++) surnames.add(syllables(ENDS));
        towns.addAll(List.of("Praha", "Kuala Lumpur", "Brno", "Johor Bahru", "Köln"));
        for (int i = 0; i < 6_000; i++) towns.add(syllables(PLACE_ENDS));
        for (int i = 0; i < 12_000; i++) streets.add(syllables(ENDS));
    }

    Invented next(long number) {
        var street =
                (oneIn(4) ? "Jalan " : "") + skewed(streets) + " " + (1 + chance.nextInt(2_000));
        return new Invented(number, List.of(name()), List.of(town()), List.of(street));
    }

    private String name() {
        return switch (chance.nextInt(20)) {
            case 0, 1, 2, 3 ->
                    any(MALAY_GIVEN) + " " + any(MALAY_GIVEN) + " bin " + skewed(surnames);
            case 4 -> any(TAMIL_GIVEN) + " a/l " + any(TAMIL_GIVEN) + skewed(surnames);
            case 5 -> any(HAN_FAMILY) + any(HAN_GIVEN) + any(HAN_GIVEN);
            case 6, 7 -> any(GERMAN_GIVEN) + " " + skewed(surnames);
            case 8 -> any(CZECH_GIVEN) + " " + skewed(surnames) + "-" + skewed(surnames);
            default -> any(CZECH_GIVEN) + " " + skewed(surnames);
        };
    }

    private String town() {
        return oneIn(5) ? towns.getFirst() : skewed(towns);
    }

    private String syllables(String[] ends) {
        return any(STARTS) + any(MIDDLES) + any(MIDDLES) + any(ends);
    }

    /// The first of the list are borne by many, the last by next to nobody.
    private String skewed(List<String> list) {
        double part = chance.nextDouble();
        return list.get((int) (list.size() * part * part * part));
    }

    private String any(String[] list) {
        return list[chance.nextInt(list.length)];
    }

    private boolean oneIn(int n) {
        return chance.nextInt(n) == 0;
    }
}
