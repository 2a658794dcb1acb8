package custos.vault.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import custos.customer.CustomerId;
import custos.customer.RecordId;
import custos.event.Actor;
import custos.policy.Language;
import custos.policy.PolicyFiles;
import custos.request.Decision;
import custos.request.Right;
import custos.request.Step;
import custos.vault.TestVault;
import custos.vault.exports.Dossier;
import custos.vault.exports.DossierJson;
import custos.vault.exports.DossierPage;
import custos.vault.merges.Merging;
import custos.vault.rows.Refusal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What of a request outlives its customer, and what goes out with her data.
class RequestRemainsTest {
    private static final Actor OLGA = new Actor.Staff("olga", "officer");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final Language CZECH = new Language("cs");

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

    private Requests requests() {
        return shop.vault().requests();
    }

    private RecordId entered(Right right) {
        return requests().ask(jana, right, Optional.of("Everything since May"), CZECH).id();
    }

    private DataRequest read(RecordId request) {
        return requests().read(request, OLGA);
    }

    private void days(int days) {
        shop.later(Duration.ofDays(days));
    }

    @Test
    void an_erasure_leaves_the_minimal_file_and_shreds_the_rest() {
        RecordId access = entered(Right.ACCESS);
        RecordId erasure = entered(Right.ERASURE);
        days(3);

        shop.vault().erasure().erase(jana, "erasure-request", false, OLGA);

        assertThat(requests().open()).isEmpty();
        assertThat(requests().closed())
                .extracting(DataRequest::id)
                .containsExactlyInAnyOrder(access, erasure);
        DataRequest left = read(erasure);
        assertThat(left.erased()).isTrue();
        assertThat(left.work()).isEmpty();
        assertThat(left.right()).isEqualTo(Right.ERASURE);
        assertThat(left.received()).isEqualTo(TODAY);
        assertThat(left.decided())
                .contains(new DataRequest.Decided(TODAY.plusDays(3), Decision.GRANTED));
        assertThat(read(access).decided()).isEmpty();
    }

    @Test
    void an_erasure_that_nobody_had_filed_is_filed_by_itself() {
        shop.vault().erasure().erase(jana, "erasure-request", false, OLGA);

        assertThat(requests().closed())
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.right()).isEqualTo(Right.ERASURE);
                    assertThat(one.decided())
                            .contains(new DataRequest.Decided(TODAY, Decision.GRANTED));
                });
    }

    @Test
    void of_somebody_merged_into_another_a_closed_request_is_still_read() {
        CustomerId twin = shop.customer(Map.of("full_name", "Jana N."));
        RecordId request = requests().ask(twin, Right.ACCESS, Optional.empty(), CZECH).id();
        for (Step step : List.of(new Step.Decide(Decision.GRANTED, List.of()), new Step.Close())) {
            requests().step(request, OptionalLong.empty(), step, Optional.empty(), OLGA);
        }
        shop.vault()
                .merging()
                .merge(
                        new Merging.Wanted(
                                jana, OptionalLong.empty(), twin, OptionalLong.empty(), Map.of()),
                        OLGA);

        assertThat(read(request).erased()).isTrue();
        assertThat(requests().closed()).extracting(DataRequest::id).containsExactly(request);
        assertThat(requests().of(jana)).isEmpty();
    }

    @Test
    void after_three_years_nothing_is_left_and_the_register_forgets() {
        entered(Right.ACCESS);
        shop.vault().erasure().erase(jana, "erasure-request", false, OLGA);
        days(3 * 366 + 1);
        shop.vault().retentions().purge("no-longer-needed", OLGA, _ -> {});

        assertThat(requests().closed()).isEmpty();
        assertThat(new RequestRegister(shop.core()).all()).isEmpty();
    }

    @Test
    void her_download_has_her_request_in_it() {
        RecordId request = entered(Right.ACCESS);
        requests().note(request, OptionalLong.empty(), "She called", OLGA);

        String json = new String(new DossierJson(dossier()).bytes(), StandardCharsets.UTF_8);
        String page =
                new String(
                        DossierPage.of(dossier(), Optional.of(new Language("en"))),
                        StandardCharsets.UTF_8);

        assertThat(json).contains("Everything since May", "She called").doesNotContain("olga");
        assertThat(page)
                .contains("Everything since May; 2026-11-22 10:15 UTC received; ")
                .contains("She called");
    }

    private Dossier dossier() {
        try (var read = shop.core().store().read()) {
            return Dossier.read(shop.core(), read, shop.core().number(jana), true);
        }
    }

    @Test
    void under_a_policy_from_before_no_request_is_entered() {
        PolicyFiles shipped = PolicyFiles.shipped();
        var texts = new HashMap<String, String>();
        shipped.names().forEach(name -> texts.put(name, shipped.find(name).orElseThrow()));
        texts.replaceAll((_, text) ->
                text.lines()
                        .filter(line -> !line.contains("request-file:"))
                        .filter(line -> !line.contains("request_file:"))
                        .reduce("", (one, line) -> one + line + "\n"));
        try (TestVault old = TestVault.in(folder.resolve("old"), PolicyFiles.of(texts))) {
            CustomerId eva = old.customer(Map.of("full_name", "Eva"));

            assertThatThrownBy(() ->
                            old.vault().requests().ask(eva, Right.ACCESS, Optional.empty(), CZECH))
                    .isInstanceOfSatisfying(
                            Refusal.Conflict.class,
                            refused -> assertThat(refused.code()).isEqualTo("policy"));
            old.vault().erasure().erase(eva, "erasure-request", false, OLGA);
            assertThat(old.vault().requests().due()).isEqualTo(new Requests.Due(0, 0, 0));
            old.inspected();
        }
    }
}
