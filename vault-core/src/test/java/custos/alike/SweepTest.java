package custos.alike;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import custos.customer.EmailAddress;
import custos.customer.ExternalReference;
import custos.customer.FullName;
import custos.customer.PhoneNumber;
import custos.customer.PostalAddress;
import custos.event.Actor;
import custos.sheet.Particulars;
import custos.sheet.Resemblance;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Pairs among many, in memory.
class SweepTest {
    private static Resemblance person(String name, String street, String birth) {
        return person(name, street, birth, Optional.empty());
    }

    private static Resemblance person(
            String name, String street, String birth, Optional<String> number) {
        return Resemblance.of(
                new Particulars(
                        number.map(ExternalReference::new),
                        Optional.of(new FullName(name)),
                        number.map(_ -> new EmailAddress("k@example.org")),
                        number.map(_ ->
                                PhoneNumber.parse(
                                        "601000979", new custos.customer.CountryCode("CZ"))),
                        birth.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(birth)),
                        Optional.of(
                                new PostalAddress(
                                        street, "", "Brno", "602 00", "", Optional.empty())),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of()));
    }

    private static Sweep everybody() {
        return new Sweep(_ -> true, _ -> true);
    }

    private static List<Pair> pairs(Sweep sweep) {
        return sweep.find(_ -> {}).pairs().stream().map(Likely::pair).toList();
    }

    @Test
    void each_pair_is_found_once_the_strongest_first() {
        Sweep sweep = everybody();
        sweep.add(1, person("Hana Nováková", "Lipová 7", "1980-05-17"));
        sweep.add(2, person("Petr Dub", "Lipová 7", "1980-05-18"));
        sweep.add(5, person("Hanna Novakova", "Lipova 7", ""));
        sweep.add(9, person("Nováková Hana", "Lipová 7", "1980-05-17"));

        assertThat(pairs(sweep)).containsExactly(new Pair(1, 9), new Pair(1, 5), new Pair(5, 9));
    }

    @Test
    void only_pairs_of_somebody_asked_for_and_only_wanted_ones() {
        var sweep = new Sweep(no -> no == 5, pair -> !pair.equals(new Pair(1, 5)));
        for (long no : new long[] {1, 3, 5}) {
            sweep.add(no, person("Hana Nováková", "Lipová 7", ""));
        }

        assertThat(pairs(sweep)).containsExactly(new Pair(3, 5));
    }

    @Test
    void in_a_crowd_of_one_name_and_town_neighbours_are_still_compared() {
        Sweep sweep = everybody();
        for (int i = 0; i < 1_000; i++) {
            sweep.add(i, person("Jan Novák", "Ulice" + word(i) + " " + i, ""));
        }
        sweep.add(1_000, person("Jan Novak", "Ulice" + word(500) + " 500", ""));

        assertThat(pairs(sweep)).contains(new Pair(500, 1_000));
    }

    private static String word(int number) {
        return ("" + (char) ('a' + number / 676 % 26) + (char) ('a' + number / 26 % 26))
                .concat("" + (char) ('a' + number % 26))
                .repeat(3);
    }

    @Test
    void no_more_are_kept_than_may_be_and_that_there_were_more_is_told() {
        Sweep sweep = everybody();
        for (int i = 0; i < 160; i++) {
            sweep.add(i, person("Jan Novák", "Lipová 7", i == 3 || i == 8 ? "1980-05-17" : ""));
        }

        Sweep.Found found = sweep.find(_ -> {});
        assertThat(found.pairs()).hasSize(Sweep.MAX_PAIRS);
        assertThat(found.more()).isTrue();
        assertThat(found.pairs().getFirst().pair()).isEqualTo(new Pair(3, 8));
    }

    @Test
    void progress_rises_and_stays_below_a_hundred() {
        Sweep sweep = everybody();
        for (int i = 0; i < 5_000; i++) {
            sweep.add(i, person("Jan Novák", word(i) + " " + i, ""));
        }
        var told = new ArrayList<Integer>();
        sweep.find(told::add);

        assertThat(told).isSorted().hasSizeGreaterThan(1).allMatch(percent -> percent < 100);
    }

    @Test
    void a_card_says_all_that_is_compared() {
        Resemblance hana = person("Hana Nováková", "Lipová 7", "1980-05-17", Optional.of("K 17/b"));
        Resemblance nobody =
                Resemblance.of(
                        new Particulars(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Map.of()));

        for (Resemblance one : List.of(hana, nobody)) {
            Resemblance again = Resemblance.ofCard(one.card());
            assertThat(again.keys()).isEqualTo(one.keys());
            assertThat(again.with(hana)).isEqualTo(one.with(hana));
            assertThat(again.agreeing(hana)).isEqualTo(one.agreeing(hana));
        }
    }

    @Test
    void a_pair_is_of_two() {
        assertThat(Pair.of(7, 3)).isEqualTo(new Pair(3, 7));
        assertThat(new Pair(3, 7).other(7)).isEqualTo(3);
        assertThatIllegalArgumentException().isThrownBy(() -> Pair.of(3, 3));
    }

    @Test
    void what_was_said_of_a_pair_is_read_as_it_was_written() {
        var said = new PairNote.Said(new Actor.Staff("anna", "staff"), Instant.EPOCH);
        PairNote proposed = PairNote.of(new Pair(3, 7)).proposed(said);
        PairNote parted = proposed.parted(said);

        assertThat(PairNote.parse(proposed.encode())).isEqualTo(proposed);
        assertThat(PairNote.parse(parted.encode())).isEqualTo(parted);
        assertThat(parted.isOpen()).isFalse();
        assertThat(parted.unparted()).isEqualTo(proposed);
    }
}
