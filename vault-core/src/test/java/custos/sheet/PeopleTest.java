package custos.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import custos.customer.CustomerNumber;
import custos.customer.EmailAddress;
import custos.customer.ExternalReference;
import custos.customer.PhoneNumber;
import custos.sheet.ColumnMap.MatchBy;
import custos.sheet.ConsentVerdict.Given;
import custos.sheet.ConsentVerdict.Refused;
import custos.sheet.ConsentVerdict.Unknown;
import custos.sheet.ConsentVerdict.Why;
import custos.sheet.RowProblem.Code;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeopleTest {
    private static final Set<MatchBy> ALL = Set.of(MatchBy.values());
    private static final Map<String, String> JAN =
            Map.of(
                    "first", "Jan",
                    "last", "Novotný",
                    "street", "Krč 2215",
                    "city", "Praha",
                    "psc", "14000",
                    "phone", "602000278",
                    "mail", "jan@example.org");

    @ParameterizedTest
    @CsvSource({
        "first, ' Jan  '", "last, NOVOTNÝ", "last, Novotny", "last, Noovtný",
                "mail, JAN@EXAMPLE.ORG",
        "mail, ''", "phone, ''", "psc, 140 00", "title, Ing.", "last, Novoný",
    })
    void a_row_that_differs_by_a_slip_is_the_same_person(String column, String value) {
        assertThat(people(JAN, with(JAN, column, value))).hasSize(1);
    }

    @Test
    void swapped_names_are_the_same_person() {
        assertThat(people(JAN, with(with(JAN, "first", "Novotný"), "last", "Jan"))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"first, Jana", "first, Petr", "last, Novák", "last, Novotná"})
    void a_family_that_shares_everything_else_stays_apart(String column, String value) {
        assertThat(people(JAN, with(JAN, column, value))).hasSize(2);
    }

    @Test
    void a_telephone_alone_never_joins() {
        var phone = Map.of("first", "Eva", "phone", "602000278");
        assertThat(people(phone, with(phone, "first", "Ida"))).hasSize(2);
        assertThat(people(phone, Map.of("mail", "x@example.org", "phone", "602000278"))).hasSize(2);
    }

    @Test
    void same_name_and_mail_at_another_address_with_another_telephone_is_only_a_question() {
        var other = with(with(JAN, "street", "Lhůty 7"), "phone", "603000061");
        List<ImportedPerson> people = people(JAN, other);
        assertThat(people).hasSize(2);
        assertThat(codes(people.get(1))).containsExactly(Code.POSSIBLE_DUPLICATE);
        assertThat(people(JAN, with(JAN, "street", "Lhůty 7"))).as("she moved").hasSize(1);
    }

    @Test
    void father_and_son_stay_apart() {
        var father = with(JAN, "born", "1.2.1950");
        var son = with(JAN, "born", "3.4.1980");
        assertThat(people(father, son)).hasSize(2);
        var otherContacts = with(with(JAN, "mail", "j@example.net"), "phone", "603000061");
        assertThat(people(JAN, otherContacts)).hasSize(2);
        assertThat(people(JAN, father, son)).as("also through a third row").hasSize(2);
    }

    @Test
    void one_number_is_one_person_unless_the_names_say_otherwise() {
        var first = Map.of("no", "Z1", "first", "Eva");
        assertThat(people(first, Map.of("no", "z1", "mail", "eva@example.org"))).hasSize(1);
        List<ImportedPerson> people = people(first, Map.of("no", "Z1", "first", "Ida"));
        assertThat(people).hasSize(2);
        assertThat(codes(people.get(1))).containsExactly(Code.NUMBER_TWICE);
    }

    @Test
    void a_later_row_fills_gaps_and_changes_nothing() {
        var poor = with(with(with(JAN, "mail", ""), "phone", "602/0002"), "no", "Z1");
        var later = with(with(JAN, "city", "PRAHA"), "no", "Z2");
        ImportedPerson person = people(poor, with(later, "note", "volat")).getFirst();
        assertThat(person.who().email()).isPresent();
        assertThat(person.who().phone().flatMap(PhoneNumber::e164)).contains("+420602000278");
        assertThat(person.who().address().orElseThrow().city()).isEqualTo("Praha");
        assertThat(person.who().note()).contains("volat");
        assertThat(person.numbers())
                .extracting(ExternalReference::value)
                .containsExactly("Z1", "Z2");
        ImportedPerson other = people(JAN, with(JAN, "phone", "603000061")).getFirst();
        assertThat(other.who().phone().flatMap(PhoneNumber::e164)).contains("+420602000278");
        assertThat(codes(other)).containsExactly(Code.VALUE_DIFFERS);
    }

    @Test
    void the_strictest_answer_of_a_person_holds_whatever_the_order() {
        var given = with(with(JAN, "ads", "ano"), "asked", "1.1.2020");
        var no = with(JAN, "ads", "ne");
        var odd = with(JAN, "ads", "dle dohody");
        var contradicted = with(given, "note", "nechce reklamu!");
        assertBoth(given, no, new Refused(Optional.empty()));
        assertBoth(given, JAN, new Given(LocalDate.of(2020, 1, 1)));
        assertBoth(given, odd, new Unknown(Why.UNRECOGNISED));
        assertBoth(given, contradicted, new Unknown(Why.NOTE_CONTRADICTS));
        assertBoth(contradicted, no, new Refused(Optional.empty()));
        assertBoth(given, with(JAN, "ads", "ano"), new Given(LocalDate.of(2020, 1, 1)));
    }

    @Test
    void a_note_or_a_birth_date_of_another_row_bars_a_yes() {
        var given = with(with(JAN, "ads", "ano"), "asked", "1.1.2020");
        assertBoth(given, with(JAN, "note", "no ads"), new Unknown(Why.NOTE_CONTRADICTS));
        assertBoth(given, with(JAN, "born", "1.1.2010"), new Unknown(Why.MINOR));
    }

    @Test
    void a_joined_slip_asks_for_a_look() {
        assertThat(codes(people(JAN, with(JAN, "last", "Noovtný")).getFirst()))
                .containsExactly(Code.SIMILAR_NAME);
    }

    @Test
    void an_address_that_everybody_gives_does_not_slow_the_import() {
        var people = new People(ALL, RowReaderTest.RULES);
        for (int i = 0; i < 3_000; i++) {
            people.add(
                    RowReaderTest.read(
                            i + 2, Map.of("first", "N" + i, "mail", "none@example.org")));
        }
        assertThat(people.gathered()).hasSize(3_000);
    }

    @ParameterizedTest
    @CsvSource({
        "musil, musli, true",
        "beran, bearn, true",
        "novotny, novoty, true",
        "simon, simona, false",
        "denis, denisa, false",
        "jan, jna, false",
        "novak, novotny, false",
        "pavel, pavla, false",
        "karel, marel, false",
    })
    void a_slip_is_one_swap_or_one_letter_inside(String one, String other, boolean slip) {
        assertThat(Likeness.isSlip(one, other)).isEqualTo(slip);
        assertThat(Likeness.isSlip(other, one)).isEqualTo(slip);
    }

    @Test
    void the_vault_is_asked_by_the_same_rule() {
        ImportedPerson jan = people(JAN).getFirst();
        assertThat(VaultMatch.of(jan, vault(JAN), ALL)).isInstanceOf(VaultMatch.Same.class);
        assertThat(VaultMatch.of(jan, vault(with(JAN, "first", "Eva")), ALL))
                .isInstanceOf(VaultMatch.Nobody.class);
        assertThat(VaultMatch.of(jan, vault(JAN, JAN), ALL)).isInstanceOf(VaultMatch.Unsure.class);
        assertThat(VaultMatch.of(jan, vault(), ALL)).isInstanceOf(VaultMatch.Nobody.class);
        assertThat(VaultMatch.of(jan, vault(JAN), Set.of())).isInstanceOf(VaultMatch.Nobody.class);
    }

    @SafeVarargs
    private static KnownCustomers vault(Map<String, String>... customers) {
        var known =
                java.util.stream.IntStream.range(0, customers.length)
                        .mapToObj(i ->
                                new KnownCustomers.Known(
                                        new CustomerNumber(1_024 + i),
                                        List.of(),
                                        RowReaderTest.read(customers[i]).who()))
                        .toList();
        return new KnownCustomers() {
            @Override
            public List<Known> byEmail(EmailAddress email) {
                return known.stream()
                        .filter(one -> one.who().email().equals(Optional.of(email)))
                        .toList();
            }

            @Override
            public List<Known> byPhone(PhoneNumber phone) {
                return List.of();
            }

            @Override
            public List<Known> byNumber(ExternalReference number) {
                return List.of();
            }

            @Override
            public List<Known> byWords(String words) {
                return known;
            }
        };
    }

    private static void assertBoth(
            Map<String, String> one, Map<String, String> other, ConsentVerdict verdict) {
        assertThat(people(one, other)).hasSize(1);
        assertThat(people(one, other).getFirst().consents().getFirst().verdict())
                .isEqualTo(verdict);
        assertThat(people(other, one).getFirst().consents().getFirst().verdict())
                .isEqualTo(verdict);
    }

    @SafeVarargs
    private static List<ImportedPerson> people(Map<String, String>... rows) {
        var people = new People(ALL, RowReaderTest.RULES);
        for (int i = 0; i < rows.length; i++) {
            people.add(RowReaderTest.read(i + 2, rows[i]));
        }
        return people.gathered();
    }

    private static Map<String, String> with(Map<String, String> row, String column, String value) {
        var copy = new HashMap<>(row);
        copy.put(column, value);
        return copy;
    }

    private static List<Code> codes(ImportedPerson person) {
        return person.problems().stream().map(RowProblem::code).toList();
    }
}
