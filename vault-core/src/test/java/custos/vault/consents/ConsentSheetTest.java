package custos.vault.consents;

import static org.assertj.core.api.Assertions.assertThat;

import custos.customer.CustomerId;
import custos.policy.ChannelId;
import custos.policy.Language;
import custos.policy.MethodId;
import custos.policy.PurposeId;
import custos.vault.TestVault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A customer's consents with their evidence.
class ConsentSheetTest {
    private static final Language CZECH = new Language("cs");

    @TempDir Path dir;
    private TestVault test;
    private CustomerId jan;

    @BeforeEach
    void open() {
        test = TestVault.in(dir);
        jan = test.customer(Map.of("full_name", "Jan Novák", "email", "jan@example.org"));
    }

    @AfterEach
    void inspectAndClose() {
        test.inspected();
        test.close();
    }

    private void says(String purpose, boolean yes, String evidence) {
        var answer =
                new ConsentAnswer(
                        new PurposeId(purpose),
                        new ChannelId("email"),
                        yes,
                        new MethodId("counter"),
                        yes ? Optional.of(CZECH) : Optional.empty(),
                        yes ? test.vault().policies().noticeInForce(CZECH) : Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(evidence));
        test.vault().consents().record(jan, List.of(answer), TestVault.COUNTER, TestVault.STAFF);
    }

    private ConsentSheet.Line line(String purpose) {
        return test.vault().consents().sheet(jan).lines().stream()
                .filter(line ->
                        line.purpose().value().equals(purpose)
                                && line.channel().value().equals("email"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_consent_nobody_asked_about_stands_there_as_unknown() {
        var line = line("newsletter");
        assertThat(line.state()).isEqualTo("unknown");
        assertThat(line.since()).isEmpty();
        assertThat(line.leaf()).isEmpty();
        assertThat(test.vault().consents().sheet(jan).lines())
                .noneMatch(other -> other.purpose().value().equals("service"));
    }

    @Test
    void a_yes_shows_its_words_its_way_and_its_proof() {
        says("newsletter", true, "asked at the till");
        var line = line("newsletter");
        assertThat(line.state()).isEqualTo("given");
        assertThat(line.isYes()).isTrue();
        assertThat(line.since()).contains(test.clock().instant());
        assertThat(line.notice()).isEqualTo(test.vault().policies().noticeInForce(CZECH));
        assertThat(line.language()).contains(CZECH);
        assertThat(line.method()).contains("counter");
        assertThat(line.source()).contains("counter-form");
        assertThat(line.evidence()).contains("asked at the till");
        assertThat(line.leaf()).isPresent();
        assertThat(line.toString()).doesNotContain("till");
    }

    @Test
    void a_no_after_it_shows_the_words_of_the_yes_and_its_own_evidence() {
        says("newsletter", true, "first");
        long yes = line("newsletter").leaf().orElseThrow();
        test.later(Duration.ofDays(1));
        says("newsletter", false, "second");
        var line = line("newsletter");
        assertThat(line.state()).isEqualTo("withdrawn");
        assertThat(line.since()).contains(test.clock().instant());
        assertThat(line.notice()).isPresent();
        assertThat(line.evidence()).contains("second");
        assertThat(line.leaf().orElseThrow()).isGreaterThan(yes);
    }

    @Test
    void a_yes_with_a_limit_shows_it_and_runs_out() {
        var answer =
                new ConsentAnswer(
                        new PurposeId("profiling"),
                        new ChannelId("web"),
                        true,
                        new MethodId("counter"),
                        Optional.of(CZECH),
                        test.vault().policies().noticeInForce(CZECH),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        test.vault().consents().record(jan, List.of(answer), TestVault.COUNTER, TestVault.STAFF);
        assertThat(profiling().until()).isPresent();
        test.later(Duration.ofDays(800));
        assertThat(profiling().state()).isEqualTo("expired");
    }

    private ConsentSheet.Line profiling() {
        return test.vault().consents().sheet(jan).lines().stream()
                .filter(line -> line.purpose().value().equals("profiling"))
                .findFirst()
                .orElseThrow();
    }
}
