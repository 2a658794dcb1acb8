package custos.vault.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import custos.customer.CustomerId;
import custos.event.ActType;
import custos.event.Actor;
import custos.policy.ChannelId;
import custos.policy.PurposeId;
import custos.vault.TestVault;
import custos.vault.audit.CaseFile.UseKind;
import custos.vault.core.Sight;
import custos.vault.rows.Refusal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// "Mrs Novák says she never agreed."
class CasesTest {
    private static final Actor OLGA = new Actor.Staff("olga", "officer");
    private static final Actor EVE = new Actor.Staff("eve", "auditor");
    private static final PurposeId NEWSLETTER = new PurposeId("newsletter");
    private static final ChannelId EMAIL = new ChannelId("email");

    @TempDir private Path folder;
    private TestVault shop;
    private CustomerId jana;

    @BeforeEach
    void open() {
        shop = TestVault.in(folder);
        jana = shop.customer(Map.of("full_name", "Jana", "email", "jana@example.org"));
    }

    @AfterEach
    void inspect() {
        shop.inspected();
        shop.close();
    }

    private Case handedOver() {
        return shop.vault().cases().handOver(jana, Case.Reason.CONSENT_DISPUTED, OLGA);
    }

    private CaseFile opened(Case one) {
        shop.vault().settle();
        return shop.vault().cases().open(one.no(), Sight.MASKED, EVE);
    }

    private List<LogEntry> log(ActType type) {
        return shop.vault()
                .audit()
                .page(LogFilter.ALL.ofTypes(Set.of(type)), OptionalLong.empty(), 200, EVE)
                .entries();
    }

    @Test
    void a_case_answers_who_agreed_when_on_which_words_and_whether_it_was_used() {
        shop.says(jana, "newsletter", "email", true);
        shop.later(Duration.ofHours(1));
        shop.vault().lists().stream(NEWSLETTER, EMAIL, TestVault.STAFF, _ -> {});
        shop.later(Duration.ofHours(1));
        shop.says(jana, "newsletter", "email", false);
        shop.later(Duration.ofHours(1));
        shop.add(
                jana,
                "message",
                Map.of(
                        "direction", "out",
                        "message_channel", "email",
                        "message_purpose", "newsletter",
                        "text", "Buy tea"));

        CaseFile file = opened(handedOver());

        CaseFile.ConsentStory story =
                file.stories().stream()
                        .filter(one -> one.purpose().equals(NEWSLETTER))
                        .findFirst()
                        .orElseThrow();
        assertThat(story.channel()).contains(EMAIL);
        assertThat(story.said())
                .extracting(saying -> saying.act().type())
                .containsExactly(ActType.CONSENT_GIVEN, ActType.CONSENT_WITHDRAWN);
        assertThat(story.said().getFirst().actor()).isEqualTo(new Actor.Customer());
        assertThat(story.said().getFirst().act().notice())
                .isEqualTo(shop.vault().policies().noticeInForce(new custos.policy.Language("en")));
        assertThat(story.uses())
                .extracting(CaseFile.Use::kind)
                .containsExactly(UseKind.LISTED, UseKind.MESSAGE);
        assertThat(story.uses()).extracting(CaseFile.Use::covered).containsExactly(true, false);
    }

    @Test
    void all_her_entries_are_in_it_with_values_masked() {
        shop.says(jana, "newsletter", "email", true);

        CaseFile file = opened(handedOver());

        assertThat(file.entries())
                .extracting(entry -> entry.opening().parts().getFirst().act().type())
                .containsExactly(
                        ActType.CASE_OPENED, ActType.CONSENT_GIVEN, ActType.CUSTOMER_REGISTERED);
        assertThat(file.entries().get(1).opening().parts().getFirst().address())
                .contains("j•••@example.org");
        assertThat(file.complete()).isTrue();
    }

    @Test
    void handing_over_reading_and_taking_back_are_in_the_ledger() {
        Case one = handedOver();
        opened(one);
        shop.vault().cases().close(one.no(), OLGA);

        assertThat(log(ActType.CASE_OPENED).getFirst().hand().orElseThrow())
                .isEqualTo(
                        new LogEntry.Hand(
                                OLGA, Optional.of("consent-disputed"), Optional.of("case 1")));
        assertThat(log(ActType.OPENING_READ).getFirst().hand().orElseThrow().request())
                .contains("case 1");
        assertThat(log(ActType.CASE_CLOSED)).hasSize(1);
    }

    @Test
    void a_closed_case_shows_nothing_and_forgets_the_customer() {
        Case one = handedOver();
        shop.vault().cases().close(one.no(), OLGA);

        CaseFile file = opened(one);

        assertThat(file.head().state()).isEqualTo(Case.State.CLOSED);
        assertThat(file.head().customer()).isEmpty();
        assertThat(file.entries()).isEmpty();
        assertThat(log(ActType.OPENING_READ)).isEmpty();
    }

    @Test
    void a_case_ends_after_90_days() {
        Case one = handedOver();
        shop.later(Cases.LASTS);

        assertThat(opened(one).head().state()).isEqualTo(Case.State.EXPIRED);
        assertThat(opened(one).entries()).isEmpty();
    }

    @Test
    void when_the_customer_is_erased_the_case_says_so_and_opens_nothing() {
        Case one = handedOver();
        shop.vault().erasure().erase(jana, "no-longer-needed", false, OLGA);

        assertThat(opened(one).head().state()).isEqualTo(Case.State.ERASED);
        assertThat(opened(one).entries()).isEmpty();
    }

    @Test
    void cases_are_numbered_and_survive_a_restart() {
        handedOver();
        Case second = handedOver();
        shop.reopen();

        assertThat(second.no()).isEqualTo(2);
        assertThat(shop.vault().cases().all()).extracting(Case::no).containsExactly(2, 1);
    }

    @Test
    void there_is_no_case_of_another_number() {
        assertThatThrownBy(() -> shop.vault().cases().open(7, Sight.MASKED, EVE))
                .isInstanceOf(Refusal.NotFound.class);
    }
}
