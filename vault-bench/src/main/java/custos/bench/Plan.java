package custos.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What to measure, as the command line says.
///
/// @param customers 1,000 to 1,000,000
/// @param runs 1 to 20 of each measurement; the report gives all and their median
/// @param parts what to measure
/// @param leaves how many leaves the ledger's verification takes
/// @param seconds how long each HTTP measurement lasts
/// @param folder where the files go while it runs
/// @param out a file that gets the report too
record Plan(
        int customers,
        int runs,
        long seed,
        Set<Part> parts,
        int leaves,
        int seconds,
        Optional<Path> folder,
        Optional<Path> out) {
    /// A part of the report.
    enum Part {
        IMPORT,
        READS,
        SEARCHES,
        PAGES,
        LISTS,
        DUPLICATES,
        REGISTRATIONS,
        ROLLS,
        ROTATIONS,
        ERASURES,
        VERIFY,
        BACKUP,
        MIRROR,
        MEMORY,
        LEDGER,
        HTTP;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static final String HELP =
            """
            ./bench [OPTIONS]: the vault beside its baselines, in one run.
              --customers N   generated customers, 1,000 to 1,000,000 (20,000)
              --runs N        runs of each measurement (3)
              --seed S        of the generated customers (1)
              --http          HTTP too: loopback, 1, 8 and 32 connections
              --only LIST     some parts only: import (always), reads, searches, pages,
                              lists, duplicates, registrations, rolls, rotations, erasures,
                              verify, backup, mirror, memory, ledger, http
              --seconds N     how long each HTTP measurement lasts (5)
              --leaves N      of the ledger that is verified (1,000,000)
              --dir DIR       where the files go while it runs (a temporary folder)
              --out FILE      writes the report there too\
            """;

    private static final Plan STANDARD =
            new Plan(
                    20_000,
                    3,
                    1,
                    EnumSet.complementOf(EnumSet.of(Part.HTTP)),
                    1_000_000,
                    5,
                    Optional.empty(),
                    Optional.empty());

    /// @throws IllegalArgumentException naming the option
    static Plan parse(String[] words) {
        Plan plan = STANDARD;
        for (int i = 0; i < words.length; i++) {
            if (words[i].equals("--http")) {
                plan = plan.withHttp();
            } else {
                String name = words[i];
                if (++i == words.length) {
                    throw new IllegalArgumentException(name + " is unknown or needs a value");
                }
                plan = plan.with(name, words[i]);
            }
        }
        return plan;
    }

    private Plan withHttp() {
        var more = EnumSet.copyOf(parts);
        more.add(Part.HTTP);
        return new Plan(customers, runs, seed, more, leaves, seconds, folder, out);
    }

    private Plan with(String name, String value) {
        return switch (name) {
            case "--customers" -> {
                int n = number(name, value, 1_000, 1_000_000);
                yield new Plan(n, runs, seed, parts, leaves, seconds, folder, out);
            }
            case "--runs" -> {
                int n = number(name, value, 1, 20);
                yield new Plan(customers, n, seed, parts, leaves, seconds, folder, out);
            }
            case "--seed" -> {
                int n = number(name, value, 0, Integer.MAX_VALUE);
                yield new Plan(customers, runs, n, parts, leaves, seconds, folder, out);
            }
            case "--leaves" -> {
                int n = number(name, value, 1, 10_000_000);
                yield new Plan(customers, runs, seed, parts, n, seconds, folder, out);
            }
            case "--seconds" -> {
                int n = number(name, value, 1, 60);
                yield new Plan(customers, runs, seed, parts, leaves, n, folder, out);
            }
            case "--dir" -> {
                var dir = Optional.of(Path.of(value));
                yield new Plan(customers, runs, seed, parts, leaves, seconds, dir, out);
            }
            case "--out" -> {
                var file = Optional.of(Path.of(value));
                yield new Plan(customers, runs, seed, parts, leaves, seconds, folder, file);
            }
            case "--only" -> {
                var some = parts(value);
                yield new Plan(customers, runs, seed, some, leaves, seconds, folder, out);
            }
            default -> throw new IllegalArgumentException("there is no option " + name);
        };
    }

    private static Set<Part> parts(String value) {
        var some = EnumSet.of(Part.IMPORT);
        for (String word : value.split(",", -1)) {
            some.add(
                    Arrays.stream(Part.values())
                            .filter(part -> part.word().equals(word))
                            .findFirst()
                            .orElseThrow(() ->
                                    new IllegalArgumentException("there is no part " + word)));
        }
        return some;
    }

    boolean has(Part part) {
        return parts.contains(part);
    }

    private static int number(String name, String value, int least, int most) {
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, with the limits.
        }
        throw new IllegalArgumentException(name + " is a number from " + least + " to " + most);
    }
}
