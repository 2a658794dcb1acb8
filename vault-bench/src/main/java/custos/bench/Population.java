package custos.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/// Fictional customers, the same for the same seed: the i-th is a function of seed and i alone.
/// E-mail addresses are on example.org (RFC 2606); nothing is ever sent to anybody.
record Population(long seed, int size) {
    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    private static final LocalDate OLDEST = LocalDate.of(1940, 1, 1);

    private static final List<Land> LANDS =
            List.of(
                    new Land(
                            "CZ",
                            "cs",
                            "+420601%06d",
                            words(
                                    "Jan,Petr,Tomáš,Jiří,Josef,Pavel,Martin,Jaroslav,Miroslav,Karel,"
                                            + "Eva,Hana,Lenka,Šárka,Jana,Věra,Alena,Zdeňka,Ludmila,Růžena"),
                            words(
                                    "Novák,Svoboda,Novotný,Dvořák,Černý,Procházka,Kučera,Veselý,"
                                            + "Horák,Němec,Pokorný,Marek,Pospíšil,Hájek,Jelínek,Král,"
                                            + "Růžička,Beneš,Fiala,Sedláček,Doležal,Zeman,Kolář,Řehoř,"
                                            + "Žák,Čermák,Šimek,Vaněk,Urban,Kříž"),
                            words("Lipová,Zahradní,Školní,Nádražní,Husova,Květinová,Polní,Lesní"),
                            words(
                                    "110 00 Praha,602 00 Brno,702 00 Ostrava,301 00 Plzeň,"
                                            + "460 01 Liberec,779 00 Olomouc,349 01 Kšice")),
                    new Land(
                            "MY",
                            "ms",
                            "+6012%07d",
                            words(
                                    "Ahmad,Siti,Nurul,Faiz,Aina,Hafiz,Aisyah,Zul,Farah,Azlan,"
                                            + "Mei Ling,Wei Jie,Kavitha,Suresh,Rajesh,Lakshmi"),
                            words(
                                    "bin Osman,binti Rahman,bin Abdullah,binti Ismail,bin Hassan,"
                                            + "binti Yusof,Tan,Lim,Wong,Lee,Chong,a/l Muthu,"
                                            + "a/p Raman,Aziz,bin Ibrahim,binti Kassim"),
                            words(
                                    "Jalan Melati,Jalan Ampang,Lorong Kenanga,Jalan Tun Razak,"
                                            + "Jalan Bukit Bintang,Persiaran Gurney"),
                            words(
                                    "50450 Kuala Lumpur,10200 George Town,80000 Johor Bahru,"
                                            + "93000 Kuching,88000 Kota Kinabalu")),
                    new Land(
                            "DE",
                            "en",
                            "+49151%08d",
                            words(
                                    "Hans,Jürgen,Günther,Lukas,Jörg,Björn,Felix,Maximilian,"
                                            + "Ursula,Käthe,Sabine,Anneliese,Jutta,Heike,Mia,Zoë"),
                            words(
                                    "Müller,Schmidt,Schneider,Fischer,Weber,Meyer,Wagner,Becker,"
                                            + "Schulz,Hoffmann,Schäfer,Koch,Bauer,Richter,Klein,"
                                            + "Wolf,Schröder,Neumann,Schwarz,Zimmermann,Krüger,Weiß,"
                                            + "Jäger,Groß,Köhler"),
                            words(
                                    "Hauptstraße,Gartenweg,Bahnhofstraße,Lindenallee,Schulstraße,"
                                            + "Mühlenweg"),
                            words(
                                    "10115 Berlin,80331 München,50667 Köln,20095 Hamburg,"
                                            + "70173 Stuttgart,04109 Leipzig")));

    private static final List<String> COMPANIES =
            words("Kavárna,Pekárna,Kedai,Studio,Atelier,Werk");
    private static final List<String> SOURCES =
            words("a friend,the market,a leaflet,the radio,a search,walking past");
    private static final List<String> NOTES =
            words(
                    "prefers a call after five,leaves parcels with the neighbour,"
                            + "likes dark roast and asks for beans unground,"
                            + "pays by bank transfer at the end of the month,"
                            + "the bell does not work and the dog is friendly");
    private static final List<String> PROFESSIONS =
            words("teacher,nurse,joiner,engineer,cook,driver,farmer,translator,accountant");
    private static final List<String> GENDERS = words("female,male,other");

    private record Land(
            String country,
            String language,
            String phone,
            List<String> first,
            List<String> last,
            List<String> streets,
            List<String> towns) {}

    private static List<String> words(String list) {
        return List.of(list.split(","));
    }

    Person person(int i) {
        var chance = new SplittableRandom(seed + SPREAD * (i + 1));
        Land land = any(LANDS, chance);
        String first = any(land.first(), chance);
        String last = any(land.last(), chance);
        return new Person(
                first + " " + last,
                mailbox(first) + "." + mailbox(last) + "." + i + "@example.org",
                land.phone().formatted(i % 1_000_000),
                address(land, chance),
                "C-%07d".formatted(i),
                any(COMPANIES, chance) + " " + last,
                land.language(),
                any(SOURCES, chance),
                any(NOTES, chance),
                OLDEST.plusDays(chance.nextInt(23_000)),
                any(GENDERS, chance),
                any(PROFESSIONS, chance));
    }

    private static Person.Address address(Land land, SplittableRandom chance) {
        String town = any(land.towns(), chance);
        int split = land.country().equals("CZ") ? 6 : 5;
        return new Person.Address(
                any(land.streets(), chance) + " " + (1 + chance.nextInt(2_000)),
                town.substring(split + 1),
                town.substring(0, split),
                land.country());
    }

    /// What somebody types who looks for this customer by name: the first letters of the last name.
    String typed(int i, int letters) {
        String name = fold(person(i).fullName());
        String last = name.substring(name.lastIndexOf(' ') + 1);
        return last.substring(0, Math.min(letters, last.length()));
    }

    /// Lower case without accents: enough for these names.
    static String fold(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replace("ß", "ss")
                .toLowerCase(Locale.ROOT);
    }

    private static String mailbox(String name) {
        String plain = new String(fold(name).getBytes(US_ASCII), US_ASCII);
        return plain.replaceAll("[^a-z]", "");
    }

    private static <T> T any(List<T> words, SplittableRandom chance) {
        return words.get(chance.nextInt(words.size()));
    }
}
