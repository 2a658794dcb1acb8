package custos.vault.imports;

import static custos.vault.TestVault.STAFF;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import custos.customer.CustomerId;
import custos.customer.CustomerNumber;
import custos.event.Actor;
import custos.search.NameSearch;
import custos.sheet.ImportRow;
import custos.sheet.ImportedPerson;
import custos.sheet.KnownCustomers.Known;
import custos.sheet.People;
import custos.sheet.RowReader;
import custos.sheet.SheetReader;
import custos.sheet.VaultMatch;
import custos.vault.ImportDesk;
import custos.vault.core.TokenIndex;
import custos.vault.customers.Finder;
import custos.vault.imports.ImportLines.Outcome;
import custos.vault.imports.ImportRuns.State;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Lines that were not taken in come back, with the reason and whom they may be about.
class ImportRejectsTest extends ImportDesk {
    private static final String UNREADABLE = ",,,,,,,2024-01-01\n";

    @Test
    void people_of_whom_it_is_unsure_come_back_with_those_whom_they_resemble() {
        CustomerId one = jana();
        CustomerId other = jana();
        var done =
                imported(
                        job(
                                HEADER
                                        + UNREADABLE
                                        + "2,Petr Malý,petr@example.org,,,,no,2024-05-02\n"
                                        + "3,Jana Nováková,jana@example.org,,=1+1,,,\n"));
        assertThat(done.report().outcomes())
                .isEqualTo(Map.of(Outcome.REFUSED, 1L, Outcome.CREATED, 1L, Outcome.UNSURE, 1L));
        List<String> lines = new String(done.rejects(), UTF_8).lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).contains("custos line,custos reason,custos customer,number,name");
        assertThat(lines.get(1)).startsWith("2,the row names nobody,,");
        assertThat(lines.get(2))
                .startsWith("4,")
                .contains("she may be a customer", one.value(), other.value(), ",3,Jana")
                .contains("'=1+1");
    }

    @Test
    void an_import_of_which_everything_is_in_has_no_such_file() {
        assertThat(imported(job(SHEET)).rejects()).isEmpty();
    }

    @Test
    void who_is_erased_between_the_look_up_and_the_write_is_told_apart_from_the_rules() {
        CustomerId jana = jana();
        shop.vault().erasure().erase(jana, "erasure-request", false, STAFF);
        ImportJob job = job(HEADER + "1,Jana Nováková,jana@example.org,,,,,\n");
        ImportedPerson person = person(job);
        var she = new CustomerNumber(shop.core().number(jana));
        var tally = new ImportTally();
        var finder = new Finder(shop.core(), new TokenIndex(), new NameSearch());
        var look = new Imports.Mode.Look(STAFF);
        try (var work = new ImportWork(shop.core(), finder, () -> 1, job.map(), look, tally)) {
            var known = new Known(she, List.of(), person.who());
            work.take(person, new VaultMatch.Same(known, false));
        }
        assertThat(tally.report().outcomes()).isEqualTo(Map.of(Outcome.BARRED, 1L));
        var out = new ByteArrayOutputStream();
        ImportRejects.write(job, shop.vault().imports().rules(), tally.lines(), out);
        assertThat(out.toString(UTF_8)).contains("2,the customer was erased or merged");
    }

    @Test
    void what_an_import_came_to_stays_while_another_officer_has_her_sheet_looked_at() {
        State.Imported done = imported(job(SHEET + UNREADABLE));
        runs().look("b", job(SHEET), new Actor.Staff("olga", "officer"));
        assertThat(ended()).isInstanceOf(State.Looked.class);
        assertThat(runs().of("a")).contains(done);
        assertThat(runs().of("b")).contains(runs().state());
        runs().forget("a");
        assertThat(runs().of("a")).isEmpty();
        assertThat(runs().of("b")).isPresent();
    }

    private ImportedPerson person(ImportJob job) {
        var rules = shop.vault().imports().rules();
        var people = new People(job.map().matchBy(), rules);
        try (SheetReader reader = SheetReader.open(job.sheet(), job.shape())) {
            var row = new RowReader(job.map(), reader.header(), rules).read(reader.next());
            people.add(((ImportRow.Meant) row).meaning());
        }
        return people.gathered().getFirst();
    }
}
