package custos.vault.breaches;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import custos.breach.Breach;
import custos.breach.Concerned;
import custos.breach.Extent;
import custos.breach.Facts;
import custos.breach.Notice;
import custos.breach.Told;
import custos.breach.Way;
import custos.event.ActType;
import custos.event.Actor;
import custos.policy.ClassId;
import custos.policy.DataClass;
import custos.policy.FieldId;
import custos.policy.RegimeId;
import custos.vault.RestoredShop;
import custos.vault.Vault;
import custos.vault.audit.LogEntry;
import custos.vault.audit.LogFilter;
import custos.vault.rows.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The file of a breach is kept in versions that nobody changes, and outlives the loss of the
/// vault.
class BreachesTest extends RestoredShop {
    private static final String SECRET = "Zygmunt left the laptop in a tram";

    @AfterEach
    void inspect() {
        test.inspected();
    }

    private Facts facts(String what) {
        return new Facts(
                test.clock().instant(),
                Optional.of(test.clock().instant().minus(Duration.ofHours(3))),
                Optional.empty(),
                what,
                Extent.IN_CLEAR,
                "customers",
                OptionalLong.empty(),
                OptionalLong.of(7),
                "calls",
                "new passwords",
                "dpo@shop.example.org");
    }

    private List<DataClass> classes(String... ids) {
        return test.vault().policies().current().classes().stream()
                .filter(one -> List.of(ids).contains(one.id().value()))
                .toList();
    }

    private Breach recorded() {
        return test.vault().breaches().record(facts(SECRET), classes("contact", "profile"), ANNA);
    }

    private Notice told() {
        return new Notice(
                new RegimeId("gdpr-cz"),
                Told.PERSONS,
                test.clock().instant(),
                Way.EMAIL,
                OptionalLong.of(3),
                "en, cs",
                "");
    }

    private List<LogEntry.Hand> hands(ActType type) {
        return test
                .vault()
                .audit()
                .page(LogFilter.ALL.ofTypes(Set.of(type)), OptionalLong.empty(), 200, ANNA)
                .entries()
                .stream()
                .flatMap(entry -> entry.hand().stream())
                .toList();
    }

    @Test
    void it_counts_people_by_class_and_names_the_fields() {
        test.customer(Map.of("full_name", "Ida"));

        Breach one = recorded();

        assertThat(one.counted()).isEqualTo(4);
        assertThat(one.people()).isEqualTo(4);
        assertThat(one.concerned())
                .extracting(Concerned::dataClass, Concerned::people)
                .containsExactly(
                        tuple(new ClassId("contact"), 4L), tuple(new ClassId("profile"), 1L));
        assertThat(one.concerned().getFirst().fields()).contains(new FieldId("email"));
    }

    @Test
    void every_version_stays_and_the_log_tells_of_each_without_its_words() {
        Breach first = recorded();
        test.later(Duration.ofHours(1));
        Breach second =
                test.vault().breaches().amend(1, 1, facts("Two laptops"), classes("contact"), ANNA);
        Breach third = test.vault().breaches().tell(1, 2, told(), ANNA);

        test.reopen();

        assertThat(test.vault().breaches().versions(1)).containsExactly(third, second, first);
        assertThat(test.vault().breaches().newest()).containsExactly(third);
        assertThat(third.notices()).containsExactly(told());
        assertThat(hands(ActType.BREACH_RECORDED))
                .extracting(hand -> hand.request().orElse(""))
                .containsExactly("breach 1 version 1");
        assertThat(hands(ActType.BREACH_AMENDED))
                .extracting(hand -> hand.reason().orElse(""), hand -> hand.request().orElse(""))
                .containsExactlyInAnyOrder(
                        tuple("facts", "breach 1 version 2"),
                        tuple("notice:persons", "breach 1 version 3"));
    }

    @Test
    void whoever_read_an_older_version_changes_nothing() {
        recorded();
        test.vault().breaches().tell(1, 1, told(), ANNA);

        assertThatThrownBy(() -> test.vault().breaches().tell(1, 1, told(), ANNA))
                .isInstanceOf(Refusal.Conflict.class)
                .extracting(e -> ((Refusal.Conflict) e).code())
                .isEqualTo("stale");
        assertThat(test.vault().breaches().find(1).version()).isEqualTo(2);
        assertThatThrownBy(() -> test.vault().breaches().find(2))
                .isInstanceOf(Refusal.NotFound.class);
    }

    @Test
    void files_are_numbered_on_and_nothing_of_them_rests_in_the_clear() throws IOException {
        recorded();
        Actor olga = new Actor.Staff("olga", "officer");
        Breach other = test.vault().breaches().record(facts("A list"), classes("contact"), olga);

        assertThat(other.no()).isEqualTo(2);
        assertThat(test.vault().breaches().newest()).extracting(Breach::no).containsExactly(2, 1);
        test.vault().settle();
        for (var file : List.of("vault.db", "vault.db-wal")) {
            assertThat(
                            new String(
                                    Files.readAllBytes(test.folder().data().resolve(file)),
                                    ISO_8859_1))
                    .doesNotContain("Zygmunt");
        }
    }

    @Test
    void it_is_back_after_a_restore_of_older_data() {
        Breach one = recorded();
        backUp();
        test.close();

        restore(wanted(Optional.of(guard()), false));

        try (Vault vault = open()) {
            assertSound(vault);
            assertThat(vault.breaches().versions(1)).containsExactly(one);
        }
        test.reopen();
    }
}
