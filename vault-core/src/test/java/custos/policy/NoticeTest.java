package custos.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoticeTest {
    private static final LocalDate DAY = LocalDate.of(2026, 5, 1);
    private static final Language ENGLISH = new Language("en");
    private static final Language CZECH = new Language("cs");

    private static final Policy SHIPPED = PolicyLoader.load(PolicyFiles.shipped());

    private static String text(Policy policy) {
        return Notice.of(policy, ENGLISH, DAY).text();
    }

    @Test
    void a_notice_has_its_sections_in_their_order() {
        assertThat(text(SHIPPED).lines().filter(line -> line.startsWith("#")))
                .containsExactly(
                        "# Privacy notice of Sample Shop s.r.o.",
                        "## Who we are",
                        "## Our data protection officer",
                        "## Which data we keep",
                        "## Where the data comes from",
                        "## Why we use your data, and on what basis",
                        "## What you need to give us, and what is up to you",
                        "## Who gets your data",
                        "## Data abroad",
                        "## How long we keep your data",
                        "## How we protect your data",
                        "## Your rights",
                        "## Your right to object",
                        "## Withdrawing a consent and unsubscribing",
                        "## Children",
                        "## Automated decisions",
                        "## Cookies and Global Privacy Control",
                        "## Complaints",
                        "## Changes of this notice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ms", "cs"})
    void a_notice_has_one_spelling_and_every_placeholder_is_filled(String language) {
        String text = Notice.of(SHIPPED, new Language(language), DAY).text();

        assertThat(Normalizer.isNormalized(text, Normalizer.Form.NFC)).isTrue();
        assertThat(text).endsWith(".\n").doesNotContain("\r", " \n", "\n\n\n", "{", "}");
    }

    @Test
    void the_same_policy_language_and_day_give_the_same_digest() {
        Notice one = Notice.of(SHIPPED, CZECH, DAY);
        Notice again = Notice.of(PolicyLoader.load(PolicyFiles.shipped()), CZECH, DAY);

        assertThat(again.digest()).isEqualTo(one.digest());
        assertThat(Notice.of(SHIPPED, CZECH, DAY.plusDays(1)).digest()).isNotEqualTo(one.digest());
        assertThat(Notice.of(SHIPPED, ENGLISH, DAY).digest()).isNotEqualTo(one.digest());
    }

    @Test
    void a_digest_is_the_sha_256_of_the_bytes() {
        // printf 'a\n' | openssl dgst -sha256 -binary | base64
        assertThat(new Notice(ENGLISH, "a\n").digest())
                .isEqualTo(new NoticeDigest("h0KPxSKAPTEGXnvOPPA/5HUJZjHl4Hu9eg/eYMTPJcc="));
    }

    @Test
    void a_text_with_another_spelling_is_no_notice() {
        for (String text : new String[] {"a", "a\n\n", "a \n", "a\r\n", "e\u0301\n"}) {
            assertThatThrownBy(() -> new Notice(ENGLISH, text))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void a_purpose_that_goes_is_gone_from_the_notice() {
        Policy without = TestPolicy.shipped().without("review-invitation").load();

        assertThat(without.purpose(new PurposeId("review-invitation"))).isEmpty();
        assertThat(text(without)).doesNotContain("purposes of review-invitation");
        assertThat(text(TestPolicy.shipped().load())).contains("purposes of review-invitation");
    }

    @Test
    void a_language_that_goes_is_refused_and_nothing_falls_back() {
        Policy without =
                TestPolicy.shipped()
                        .with("languages: [en, ms, cs]\n", "languages: [en, ms]\n")
                        .load();

        assertThatThrownBy(() -> Notice.of(without, CZECH, DAY))
                .isInstanceOf(PolicyFault.NoWord.class);
    }

    @Test
    void what_is_declared_is_said() {
        Policy other =
                TestPolicy.shipped()
                        .with("automated_decisions: false", "automated_decisions: true")
                        .with("{outside_eea: false}", "{outside_eea: true}")
                        .with(
                                "classes: [contact], countries: [CZ]",
                                "classes: [contact], countries: [MY]")
                        .with(
                                "after_erasure: destroy",
                                "after_erasure: {keep: {period: P3Y, ground: legal-claims}}")
                        .load();

        assertThat(text(other))
                .contains(
                        "notice of automated-yes",
                        "notice of abroad-yes countries of MY",
                        "notice of keep-evidence-kept grounds of legal-claims periods of year-few 3")
                .doesNotContain("automated-no", "abroad-no", "keep-evidence-destroyed");
    }

    @ParameterizedTest
    @CsvSource({"P1Y, 1 rok", "P2Y, 2 roky", "P4Y, 4 roky", "P5Y, 5 let", "P21Y, 21 let"})
    void a_period_is_counted_as_the_language_counts(String period, String said) {
        Policy other =
                PolicyLoader.load(
                        PolicyFiles.of(
                                Map.of(
                                        "policy.yaml",
                                        TestPolicy.shipped()
                                                .with("validity: P1Y", "validity: " + period)
                                                .yaml(),
                                        "words-en.yaml",
                                        shipped("words-en.yaml"),
                                        "words-ms.yaml",
                                        shipped("words-ms.yaml"),
                                        "words-cs.yaml",
                                        shipped("words-cs.yaml"))));

        assertThat(Notice.of(other, CZECH, DAY).text())
                .contains("- Jak dlouho souhlas platí: " + said + "\n");
    }

    private static String shipped(String name) {
        return PolicyFiles.shipped().find(name).orElseThrow();
    }

    @Test
    void the_page_is_made_of_the_text_and_escapes_it() {
        Policy sly =
                TestPolicy.shipped()
                        .with("name: Sample Shop s.r.o.", "name: \"<b onclick='x'>&\\\"Shop\"")
                        .load();

        String page = Notice.of(sly, ENGLISH, DAY).html("/style.css?a=1&b=\"2");

        assertThat(page)
                .contains("&lt;b onclick=&#39;x&#39;&gt;&amp;&quot;Shop")
                .contains("<link rel=\"stylesheet\" href=\"/style.css?a=1&amp;b=&quot;2\">")
                .doesNotContain("<b ", "style=", "<script");
    }

    @Test
    void the_page_is_semantic_and_names_its_language() {
        String page =
                new Notice(CZECH, "# Title\n\n## Part\n\nSaid.\n\n- one\n- two\n").html("/x.css");

        assertThat(page)
                .contains("<html lang=\"cs\">", "<title>Title</title>")
                .contains(
                        """
                        <main lang="cs">
                        <h1>Title</h1>
                        <h2>Part</h2>
                        <p>Said.</p>
                        <ul>
                        <li>one</li>
                        <li>two</li>
                        </ul>
                        </main>
                        """);
    }

    @Test
    void a_short_notice_goes_with_each_source() {
        for (Source source : SHIPPED.sources()) {
            for (Language language : SHIPPED.languages()) {
                assertThat(Notice.shortNotice(SHIPPED, source.id(), language, "https://x.test/n"))
                        .contains("Sample Shop s.r.o.", "https://x.test/n")
                        .doesNotContain("{");
            }
        }
    }

    @Test
    void braces_in_a_value_mean_nothing() {
        assertThat(Wording.filled("{a} and {b}", "a", "{b}$1\\", "b", "c"))
                .isEqualTo("{b}$1\\ and c");
    }
}
