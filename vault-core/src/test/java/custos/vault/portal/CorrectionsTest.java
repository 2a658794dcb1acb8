package custos.vault.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import custos.customer.CustomerId;
import custos.customer.FieldValue;
import custos.event.Actor;
import custos.policy.FieldId;
import custos.policy.Language;
import custos.vault.TestVault;
import custos.vault.letters.Letter;
import custos.vault.letters.Matter;
import custos.vault.letters.Outbox;
import custos.vault.rows.Refusal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a customer changes herself, and who is told of it.
class CorrectionsTest {
    private static final Language CZECH = new Language("cs");
    private static final FieldId EMAIL = new FieldId("email");

    @TempDir private Path folder;
    private TestVault shop;
    private CustomerId jana;
    private Corrections corrections;

    @BeforeEach
    void open() {
        shop = TestVault.in(folder);
        jana =
                shop.customer(
                        Map.of(
                                "full_name", "Jana",
                                "email", "jana@example.org",
                                "phone", "+420 601 000 000"));
        corrections = shop.vault().corrections();
    }

    @AfterEach
    void inspect() {
        shop.inspected();
        shop.close();
    }

    private Corrections.Corrected correct(Map<String, ?> raw) {
        var fields = new HashMap<FieldId, Optional<FieldValue>>();
        shop.read(raw).forEach((id, value) -> fields.put(id, Optional.of(value)));
        return corrections.correct(jana, fields, OptionalLong.empty(), CZECH);
    }

    private List<Letter> letters() {
        return shop.vault().outbox().after(0, 100).letters().stream()
                .map(Outbox.Waiting::letter)
                .toList();
    }

    private String value(String field) {
        return shop.vault().portal().holding(jana).classes().stream()
                .flatMap(one -> one.fields().stream())
                .filter(held -> held.field().id().value().equals(field))
                .map(held -> held.value().plain())
                .findFirst()
                .orElse("");
    }

    private String token() {
        return letters().stream()
                .map(Letter::matter)
                .flatMap(matter ->
                        matter instanceof Matter.ConfirmEmail(String token, _)
                                ? Optional.of(token).stream()
                                : Optional.<String>empty().stream())
                .reduce((_, last) -> last)
                .orElseThrow();
    }

    @Test
    void a_name_is_corrected_at_once_and_nobody_is_told() {
        assertThat(correct(Map.of("full_name", "Jana Nová")).changed()).isTrue();
        assertThat(value("full_name")).isEqualTo("Jana Nová");
        assertThat(letters()).isEmpty();
        var act = shop.vault().portal().holding(jana).history().getFirst();
        assertThat(act.role()).isEqualTo(new Actor.Customer().role());
        assertThat(act.part().source()).contains("portal");
    }

    @Test
    void of_a_new_telephone_number_the_address_on_file_is_told() {
        correct(Map.of("phone", "+420 602 000 000"));
        assertThat(letters()).hasSize(1);
        assertThat(letters().getFirst().to().value()).isEqualTo("jana@example.org");
        assertThat(letters().getFirst().language()).isEqualTo(CZECH);
        assertThat(letters().getFirst().matter()).isInstanceOf(Matter.DetailsChanged.class);
    }

    @Test
    void a_new_address_counts_once_it_is_confirmed_and_the_old_one_is_told() {
        var corrected = correct(Map.of("email", "new@example.org", "full_name", "Jana Nová"));
        assertThat(corrected.changed()).isTrue();
        assertThat(corrected.asked()).isPresent();
        assertThat(value("email")).isEqualTo("jana@example.org");
        assertThat(letters().getFirst().to().value()).isEqualTo("new@example.org");
        String token = token();
        assertThat(corrections.isPending(token)).isTrue();
        assertThat(value("email")).isEqualTo("jana@example.org");
        assertThat(corrections.confirm(token, CZECH)).isTrue();
        assertThat(value("email")).isEqualTo("new@example.org");
        assertThat(letters().getLast().to().value()).isEqualTo("jana@example.org");
        assertThat(letters().getLast().matter()).isInstanceOf(Matter.AddressChanged.class);
        assertThat(corrections.isPending(token)).isFalse();
        assertThat(corrections.confirm(token, CZECH)).isFalse();
    }

    @Test
    void her_yes_goes_along_with_an_address_she_confirmed() {
        shop.says(jana, "newsletter", "email", true);
        correct(Map.of("email", "new@example.org"));
        corrections.confirm(token(), CZECH);
        var state = shop.vault().consents().history(jana).states().getFirst().state();
        assertThat(state.grant().orElseThrow().address()).contains("new@example.org");
    }

    @Test
    void a_link_ends_after_a_day() {
        correct(Map.of("email", "new@example.org"));
        String token = token();
        shop.later(CONFIRM.minusSeconds(1));
        assertThat(corrections.isPending(token)).isTrue();
        shop.later(Duration.ofSeconds(1));
        assertThat(corrections.isPending(token)).isFalse();
        assertThat(corrections.confirm(token, CZECH)).isFalse();
    }

    private static final Duration CONFIRM = Corrections.CONFIRM_WITHIN;

    @Test
    void a_link_ends_when_her_details_change() {
        correct(Map.of("email", "new@example.org"));
        String token = token();
        correct(Map.of("full_name", "Jana Nová"));
        assertThat(corrections.confirm(token, CZECH)).isFalse();
        assertThat(value("email")).isEqualTo("jana@example.org");
    }

    @Test
    void a_link_of_one_customer_does_nothing_to_another() {
        CustomerId eva = shop.customer(Map.of("full_name", "Eva", "email", "eva@example.org"));
        correct(Map.of("email", "new@example.org"));
        String moved = eva.value() + token().substring(26);
        assertThat(corrections.isPending(moved)).isFalse();
        assertThat(corrections.confirm(moved, CZECH)).isFalse();
        assertThat(corrections.confirm("", CZECH)).isFalse();
        assertThat(corrections.confirm(eva.value() + "!!", CZECH)).isFalse();
        assertThat(corrections.confirm(eva.value() + "AAAA", CZECH)).isFalse();
    }

    @Test
    void after_an_erasure_a_link_does_nothing() {
        correct(Map.of("email", "new@example.org"));
        String token = token();
        shop.vault().erasure().erase(jana, "erasure-request", false, new Actor.Customer());
        assertThat(corrections.confirm(token, CZECH)).isFalse();
    }

    @Test
    void an_address_is_deleted_at_once_and_told() {
        corrections.correct(jana, Map.of(EMAIL, Optional.empty()), OptionalLong.empty(), CZECH);
        assertThat(value("email")).isEmpty();
        assertThat(letters().getFirst().matter()).isInstanceOf(Matter.AddressChanged.class);
    }

    @Test
    void the_same_address_asks_nobody() {
        assertThat(correct(Map.of("email", "jana@example.org")).asked()).isEmpty();
        assertThat(letters()).isEmpty();
    }

    @Test
    void a_stale_correction_changes_nothing_and_mails_nothing() {
        Map<FieldId, Optional<FieldValue>> fields = new HashMap<>();
        shop.read(Map.of("email", "new@example.org"))
                .forEach((id, value) -> fields.put(id, Optional.of(value)));
        assertThatThrownBy(() -> corrections.correct(jana, fields, OptionalLong.of(99), CZECH))
                .isInstanceOf(Refusal.Stale.class);
        assertThat(letters()).isEmpty();
    }
}
