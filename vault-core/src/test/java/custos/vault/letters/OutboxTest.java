package custos.vault.letters;

import static org.assertj.core.api.Assertions.assertThat;

import custos.customer.CustomerId;
import custos.customer.EmailAddress;
import custos.policy.ChannelId;
import custos.policy.Language;
import custos.policy.PurposeId;
import custos.store.RowChange;
import custos.vault.Needles;
import custos.vault.RawRows;
import custos.vault.TestVault;
import custos.vault.core.Core;
import custos.vault.inspection.Inspection;
import custos.vault.rows.Write;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxTest {
    private static final EmailAddress JAN = new EmailAddress("jan.hidden@example.org");
    private static final Instant SOON = Instant.parse("2026-11-30T10:00:00Z");

    @TempDir Path dir;
    private TestVault test;
    private CustomerId jan;

    @BeforeEach
    void open() {
        test = TestVault.in(dir);
        jan = test.customer(Map.of("full_name", "Jan Novák", "email", JAN.value()));
    }

    @AfterEach
    void close() {
        test.inspected();
        test.close();
    }

    private Outbox outbox() {
        return test.vault().outbox();
    }

    private void write(Matter matter) {
        Core core = test.core();
        core.change(
                core.number(jan),
                OptionalLong.empty(),
                changing -> {
                    var letter = new Letter(JAN, new Language("cs"), matter);
                    var row = Outbox.row(core, changing.draft(), changing.now(), letter);
                    return new Core.Prepared<>(Write.upkeep(List.of(row)), _ -> true);
                });
    }

    private List<Outbox.Waiting> waiting() {
        return outbox().after(0, 100).letters();
    }

    @Test
    void every_kind_of_letter_comes_out_as_it_went_in() {
        var purpose = new PurposeId("newsletter");
        var email = new ChannelId("email");
        List<Matter> all =
                List.of(
                        new Matter.ConfirmConsent(purpose, email, "abc_-", SOON),
                        new Matter.Subscribed(purpose, email, "def"),
                        new Matter.PortalLink("ghi", "482911", SOON),
                        new Matter.ConfirmEmail("jkl", SOON),
                        new Matter.AddressChanged(SOON));
        all.forEach(this::write);
        test.reopen();

        assertThat(waiting()).extracting(one -> one.letter().matter()).isEqualTo(all);
        assertThat(waiting())
                .allSatisfy(one -> {
                    assertThat(one.letter().to()).isEqualTo(JAN);
                    assertThat(one.letter().language()).isEqualTo(new Language("cs"));
                    assertThat(one.at()).isEqualTo(test.core().now());
                    assertThat(one.id()).matches("[0-9a-f]{32}");
                });
        assertThat(waiting().stream().map(Outbox.Waiting::id).distinct()).hasSize(5);
        assertThat(outbox().waiting()).isEqualTo(5);
    }

    @Test
    void a_letter_that_was_sent_is_gone_and_its_number_never_comes_back() {
        write(new Matter.AddressChanged(SOON));
        long no = waiting().getFirst().no();
        outbox().forget(no);
        outbox().forget(no);

        assertThat(outbox().waiting()).isZero();
        write(new Matter.AddressChanged(SOON));
        assertThat(waiting().getFirst().no()).isGreaterThan(no);
    }

    @Test
    void reading_goes_on_after_the_last_letter_looked_at() {
        for (int i = 0; i < 3; i++) {
            write(new Matter.AddressChanged(SOON));
        }
        var two = outbox().after(0, 2);
        var rest = outbox().after(two.upTo(), 2);

        assertThat(two.letters()).hasSize(2);
        assertThat(rest.letters()).hasSize(1);
        assertThat(outbox().after(rest.upTo(), 2))
                .isEqualTo(new Outbox.Some(List.of(), List.of(), rest.upTo()));
    }

    @Test
    void the_letters_of_an_erased_customer_are_gone() {
        write(new Matter.AddressChanged(SOON));
        test.vault().erasure().erase(jan, "erasure-request", false, TestVault.STAFF);

        assertThat(outbox().waiting()).isZero();
    }

    @Test
    void a_letter_that_came_in_just_after_her_erasure_is_forgotten_when_it_is_found() {
        CustomerId eva = test.customer(Map.of("full_name", "Eva Malá"));
        RowChange late = prepared(new Matter.PortalLink("ghi", "482911", SOON));
        write(new Matter.AddressChanged(SOON));
        test.vault().erasure().erase(jan, "erasure-request", false, TestVault.STAFF);
        test.core().writer().land(Write.upkeep(List.of(late, late)));
        assertThat(outbox().waiting()).isEqualTo(2);
        jan = eva;
        write(new Matter.AddressChanged(SOON));

        var some = outbox().after(0, 100);

        assertThat(some.letters()).hasSize(1);
        assertThat(some.unreadable()).isEmpty();
        assertThat(some.upTo()).isEqualTo(some.letters().getFirst().no());
        assertThat(outbox().waiting()).isEqualTo(1);
    }

    /// The row of a letter that nobody has put into the outbox yet.
    private RowChange prepared(Matter matter) {
        Core core = test.core();
        return core.change(
                core.number(jan),
                OptionalLong.empty(),
                changing -> {
                    var letter = new Letter(JAN, new Language("cs"), matter);
                    var row = Outbox.row(core, changing.draft(), changing.now(), letter);
                    return new Core.Prepared<>(Write.upkeep(List.of()), _ -> row);
                });
    }

    @Test
    void a_letter_moved_to_another_customer_does_not_open_and_stops_no_other() {
        CustomerId eva = test.customer(Map.of("full_name", "Eva Malá"));
        write(new Matter.AddressChanged(SOON));
        write(new Matter.AddressChanged(SOON));
        long first = waiting().getFirst().no();
        long other = test.core().number(eva);
        test.vault().close();
        RawRows.change(
                test.folder().database(),
                "UPDATE outbox SET customer = " + other + " WHERE no = " + first);
        test.reopen();

        assertThat(waiting()).extracting(Outbox.Waiting::no).containsExactly(first + 1);
        assertThat(outbox().after(0, 100).unreadable()).containsExactly(first);
        assertThat(outbox().waiting()).isEqualTo(2);
        assertThat(test.vault().inspection().verify(_ -> {}).findings())
                .extracting(Inspection.Finding::code)
                .containsExactly("letter-open");
        outbox().forget(first);
    }

    @Test
    void nothing_of_a_letter_stands_in_the_files() {
        write(new Matter.PortalLink("gehe1mer-link", "48291177", SOON));
        test.vault().close();
        var needles = Needles.of(Set.of(JAN.value(), "gehe1mer-link", "48291177", "portal-link"));
        var found = needles.under(test.folder().data(), test.folder().keys());
        test.reopen();

        assertThat(found).isEmpty();
    }

    @Test
    void a_letter_shows_nobody_in_a_log() {
        var letter =
                new Letter(JAN, new Language("en"), new Matter.PortalLink("l1nk", "c0de", SOON));

        assertThat(letter.toString()).doesNotContain("hidden", "l1nk", "c0de");
    }
}
