package custos.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import custos.customer.CustomerId;
import custos.customer.FieldValue;
import custos.event.Actor;
import custos.policy.ChannelId;
import custos.policy.FieldId;
import custos.policy.Language;
import custos.policy.MethodId;
import custos.policy.PolicyFault;
import custos.policy.PolicyFiles;
import custos.policy.PurposeId;
import custos.policy.SourceId;
import custos.vault.consents.ConsentAnswer;
import custos.vault.customers.Customers;
import custos.vault.rows.Refusal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The policy decides, and no code: what is deleted from it can be neither used nor said, and what
/// would break data in the vault is not put into force.
class PolicyInChargeTest {
    private static final Actor ANNA = new Actor.Staff("anna", "staff");
    private static final Actor OWNER = new Actor.Operator();
    private static final PurposeId NEWSLETTER = new PurposeId("newsletter");
    private static final ChannelId EMAIL = new ChannelId("email");
    private static final String POLICY = "policy.yaml";
    private static final Language CZECH = new Language("cs");

    @TempDir Path dir;
    private TestVault test;
    private CustomerId jan;

    @BeforeEach
    void create() {
        test = TestVault.in(dir);
        jan =
                test.vault()
                        .customers()
                        .register(
                                new Customers.Registration(
                                        janAndMore(), TestVault.COUNTER, List.of(yes())),
                                ANNA,
                                Optional.empty())
                        .id();
    }

    @AfterEach
    void close() {
        test.close();
    }

    private Map<FieldId, FieldValue> janAndMore() {
        var fields = new HashMap<>(test.jan());
        fields.putAll(test.fields(Map.of("profession", "hodinář", "children", 2)));
        return fields;
    }

    private ConsentAnswer yes() {
        return new ConsentAnswer(
                NEWSLETTER,
                EMAIL,
                true,
                new MethodId("counter"),
                Optional.of(CZECH),
                test.vault().policies().noticeInForce(CZECH),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /// The shipped policy as its second version, with its texts changed.
    private static PolicyFiles next(UnaryOperator<String> policy, UnaryOperator<String> words) {
        PolicyFiles shipped = PolicyFiles.shipped();
        var texts = new HashMap<String, String>();
        for (String name : shipped.names()) {
            String text = shipped.find(name).orElseThrow();
            texts.put(
                    name,
                    name.equals(POLICY)
                            ? policy.apply(text.replace("\nversion: 1\n", "\nversion: 2\n"))
                            : words.apply(text));
        }
        return PolicyFiles.of(texts);
    }

    private static String withoutLines(String text, String key) {
        return Pattern.compile("(?m)^ +" + key + ": .*\n").matcher(text).replaceAll("");
    }

    /// Without a field's line and without its name in any list.
    private static String without(String policy, String field) {
        return withoutLines(policy, field)
                .replaceAll("(?<=[\\[ ])" + field + ", ", "")
                .replaceAll(", " + field + "(?=[],])", "")
                .replace("[" + field + "]", "[]");
    }

    private static PolicyFiles withoutNewsletter() {
        return next(
                policy -> withoutLines(withoutLines(policy, "newsletter"), "email-subscription"),
                words -> withoutLines(withoutLines(words, "newsletter"), "email-subscription"));
    }

    private String notice() {
        var digest = test.vault().policies().noticeInForce(CZECH).orElseThrow();
        return test.vault().policies().notice(digest).orElseThrow().text();
    }

    @Test
    void a_deleted_purpose_can_be_neither_used_nor_said() {
        Vault vault = test.vault();
        assertThat(vault.consents().mayContact(jan, NEWSLETTER, EMAIL).allowed()).isTrue();
        assertThat(notice()).contains("Pravidelné novinky");

        vault.policies().publish(withoutNewsletter(), OWNER);

        assertRefused("purpose", () -> vault.consents().mayContact(jan, NEWSLETTER, EMAIL));
        assertRefused("purpose", () -> vault.customers().openFor(jan, NEWSLETTER, ANNA));
        assertRefused(
                "purpose",
                () -> vault.consents().record(jan, List.of(yes()), TestVault.COUNTER, ANNA));
        var registration =
                new Customers.Registration(test.jan(), TestVault.COUNTER, List.of(yes()));
        assertRefused(
                "consents[0].purpose",
                () -> vault.customers().register(registration, ANNA, Optional.empty()));
        var subscribing =
                new Customers.Registration(
                        test.jan(), new SourceId("email-subscription"), List.of());
        assertRefused(
                "source", () -> vault.customers().register(subscribing, ANNA, Optional.empty()));
        assertThat(notice()).doesNotContain("novinky");
        assertThat(vault.imports().rules().purposes()).doesNotContainKey(NEWSLETTER);
    }

    private static void assertRefused(String field, Runnable use) {
        assertThatExceptionOfType(Refusal.BadField.class)
                .as("newsletter as %s", field)
                .isThrownBy(use::run)
                .satisfies(refusal -> assertThat(refusal.field()).isEqualTo(field));
    }

    @Test
    void who_agreed_to_a_purpose_that_is_gone_is_served_as_before() {
        test.vault().policies().publish(withoutNewsletter(), OWNER);
        test.reopen();
        Vault vault = test.vault();

        assertThat(vault.customers().masked(jan, "staff").fields())
                .containsEntry(new FieldId("full_name"), "Jan Novák");
        assertThat(vault.consents().history(jan).history()).hasSize(1);
        assertThat(vault.consents().mayContact(jan, new PurposeId("marketing"), EMAIL).allowed())
                .isFalse();
        vault.consents()
                .stopEverything(
                        jan,
                        new ConsentAnswer.How(
                                new MethodId("phone"), Optional.empty(), Optional.empty()),
                        TestVault.COUNTER,
                        ANNA);
        assertThat(vault.erasure().erase(jan, "erasure-request", true, ANNA).erased()).isNotEmpty();
    }

    @Test
    void a_deleted_field_that_nobody_has_is_refused_by_name() {
        test.vault()
                .policies()
                .publish(
                        next(
                                policy -> without(policy, "heard_from"),
                                words -> withoutLines(words, "heard_from")),
                        OWNER);
        assertRefused("heard_from", () -> test.fields(Map.of("heard_from", "somewhere")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    fields.profession | form: line, max: 100, mask: hidden, dpv: pd:Prof | form: text, max: 100, mask: hidden, dpv: pd:Prof
                    fields.children   | type: integer, form: whole, min: 0, max: 30 | type: text, form: line, max: 30
                    fields.email      | number: 2,  class: contact, type: text | number: 19,  class: contact, type: text
                    """)
    void a_field_in_use_keeps_its_meaning(String path, String before, String after) {
        String problem = problemOf(next(policy -> changed(policy, before, after), words -> words));
        assertThat(problem).startsWith(path + ": ").doesNotContain("; ");
        assertThat(test.vault().policies().current().version()).isEqualTo(1);
    }

    private static String changed(String policy, String before, String after) {
        assertThat(policy).containsOnlyOnce(before);
        return policy.replace(before, after);
    }

    private String problemOf(PolicyFiles files) {
        try {
            test.vault().policies().publish(files, OWNER);
        } catch (Refusal.Conflict refusal) {
            return String.valueOf(refusal.getMessage());
        }
        throw new AssertionError("it was put into force");
    }

    @Test
    void a_field_in_use_cannot_go() {
        String problem =
                problemOf(
                        next(
                                policy -> without(policy, "profession"),
                                words -> withoutLines(words, "profession")));
        assertThat(problem)
                .isEqualTo("fields.profession: the vault holds values of this field, it cannot go");
    }

    @ParameterizedTest
    @CsvSource({"en", "ms", "cs"})
    void a_missing_word_of_any_language_is_refused(String language) {
        PolicyFiles shipped = PolicyFiles.shipped();
        String file = "words-" + language + ".yaml";
        var texts = new HashMap<String, String>();
        shipped.names().forEach(name -> texts.put(name, shipped.find(name).orElseThrow()));
        texts.computeIfPresent(
                POLICY, (_, text) -> text.replace("\nversion: 1\n", "\nversion: 2\n"));
        texts.computeIfPresent(file, (_, text) -> text.replaceFirst("(?m)^ +newsletter: .*\n", ""));

        assertThatExceptionOfType(PolicyFault.Invalid.class)
                .isThrownBy(() -> test.vault().policies().publish(PolicyFiles.of(texts), OWNER))
                .withMessageContaining(file)
                .withMessageContaining("newsletter");
        assertThat(test.vault().policies().current().version()).isEqualTo(1);
    }
}
