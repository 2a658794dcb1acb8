package custos.vault.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import custos.customer.FieldValue;
import custos.policy.Field;
import custos.policy.FieldForm;
import custos.policy.FieldId;
import custos.policy.KindId;
import custos.policy.Policy;
import custos.policy.PolicyFiles;
import custos.policy.PolicyLoader;
import custos.vault.rows.Refusal;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// How values come in and go out.
class FieldFormsTest {
    private static final Policy POLICY = PolicyLoader.load(PolicyFiles.shipped());

    /// A test number of a card network: passes the Luhn check.
    private static final String CARD = "4111111111111111";

    private final FieldForms forms =
            new FieldForms(InstantSource.fixed(Instant.parse("2026-03-10T09:30:00Z")));

    private Object shown(String field, Object raw) {
        Field known = POLICY.field(new FieldId(field)).orElseThrow();
        return FieldForms.show(known, forms.read(POLICY, known, raw));
    }

    private Refusal.BadField refused(String field, @Nullable Object raw) {
        var one = new HashMap<String, @Nullable Object>();
        one.put(field, raw);
        return catchThrowableOfType(Refusal.BadField.class, () -> forms.readAll(POLICY, one));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "full_name | '  Siti  binti Ahmad ' | Siti binti Ahmad",
                "email | Jana@Example.org | Jana@Example.org",
                "phone | 601 000 000 | +420601000000",
                "phone | ask for 12 | ask for 12",
                "number | A-17 | A-17",
                "language | ms | ms",
                "birth_date | 1987-11-19 | 1987-11-19",
                "income_band | 20000-39999 | 20000-39999",
                "total | '1 250,50' | 1250.50",
                "currency | MYR | MYR",
                "sent_at | 2026-01-31T10:00:00+01:00 | 2026-01-31T09:00:00Z",
                "page | https://shop.example.org/a | https://shop.example.org/a",
                "scale | 0-10 | 0-10"
            })
    void a_text_is_read_and_shown(String field, String typed, String expected) {
        assertThat(shown(field, typed)).isEqualTo(expected);
    }

    @Test
    void numbers_keep_every_digit() {
        assertThat(shown("total", new BigDecimal("1250.50"))).isEqualTo("1250.50");
        assertThat(shown("total", 12)).isEqualTo("12");
        assertThat(shown("children", 2)).isEqualTo(2L);
        assertThat(shown("children", BigInteger.TWO)).isEqualTo(2L);
        assertThat(shown("favourite", true)).isEqualTo(true);
        assertThat(refused("total", 0.1).getMessage()).contains("decimal");
    }

    @Test
    void an_address_is_shown_part_by_part() {
        var typed =
                Map.of(
                        "line1",
                        "Lomnická 3",
                        "city",
                        "Praha",
                        "postcode",
                        "110 00",
                        "country",
                        "CZ");
        assertThat(shown("address", typed))
                .isEqualTo(
                        Map.of(
                                "line1", "Lomnická 3",
                                "city", "Praha",
                                "postcode", "11000",
                                "country", "CZ"));
    }

    @Test
    void ranks_come_as_an_object_or_in_order() {
        var ranks = Map.of("price", 1L, "quality", 2L);
        assertThat(shown("ranks", Map.of("price", 1, "quality", 2))).isEqualTo(ranks);
        assertThat(shown("ranks", List.of("price", "quality"))).isEqualTo(ranks);
        assertThat(refused("ranks", Map.of("price", 1, "quality", 1)).field()).startsWith("ranks.");
        assertThat(refused("ranks", List.of("price", "price"))).isNotNull();
    }

    @Test
    void a_handle_may_carry_its_reach() {
        var handle =
                Map.of(
                        "network",
                        "mastodon",
                        "handle",
                        "@jana",
                        "followers",
                        1200L,
                        "counted_on",
                        "2026-01-31");
        assertThat(shown("social_handles", List.of(handle))).isEqualTo(List.of(handle));
    }

    static Stream<Object[]> refusals() {
        return Stream.of(
                new Object[] {"full_name", "12", "full_name", "letter"},
                new Object[] {"full_name", 12, "full_name", "text"},
                new Object[] {"email", "jana", "email", "@"},
                new Object[] {"birth_date", "2026-03-11", "birth_date", "today"},
                new Object[] {"birth_date", "19.11.1987", "birth_date", "1987-11-19"},
                new Object[] {"children", 31, "children", "0 to 30"},
                new Object[] {"language", "de", "language", "3 answers"},
                new Object[] {"currency", "czk", "currency", "ISO 4217"},
                new Object[] {"title", "x".repeat(61), "title", "at most 60"},
                new Object[] {"sent_at", "yesterday", "sent_at", "RFC 3339"},
                new Object[] {"favourite", "maybe", "favourite", "true or false"},
                new Object[] {"page", "ftp://example.org", "page", "https"},
                new Object[] {
                    "address", Map.of("postcode", "1", "country", "CZ"), "address", "five"
                },
                new Object[] {"address", Map.of("zip", "1"), "address.zip", "no such part"},
                new Object[] {"hobbies", "chess", "hobbies", "list"},
                new Object[] {"needs_review", List.of("Not a code"), "needs_review[0]", "code"},
                new Object[] {
                    "lines", List.of(Map.of("item", "Tea")), "lines[0].quantity", "missing"
                },
                new Object[] {"consent_book", "{}", "consent_book", "itself"},
                new Object[] {"shoe_size", 42, "shoe_size", "no such field"},
                new Object[] {"jana@example.org", 42, "?", "no such field"});
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void a_refusal_names_the_field_and_the_limit(
            String field, Object raw, String named, String limit) {
        Refusal.BadField refusal = refused(field, raw);
        assertThat(refusal.field()).isEqualTo(named);
        assertThat(refusal.getMessage()).contains(limit);
    }

    static Stream<Field> fields() {
        return POLICY.fields().stream();
    }

    /// The card in every shape that a field's form could take it in.
    private static List<Object> shapesOf(Field field, String text, Object number) {
        return switch (field.form()) {
            case ADDRESS -> List.of(Map.of("line1", text), Map.of("postcode", text));
            case LIST, CODES -> List.of(List.of(text));
            case SOCIAL_HANDLES -> List.of(List.of(Map.of("network", "web", "handle", text)));
            case PURCHASE_LINES ->
                    List.of(
                            List.of(Map.of("item", text, "quantity", 1, "unit_price", 1)),
                            List.of(Map.of("item", "Tea", "quantity", number, "unit_price", 1)),
                            List.of(Map.of("item", "Tea", "quantity", 1, "unit_price", text)));
            case RANKS -> List.of(List.of(text));
            default -> List.of(text, number);
        };
    }

    @ParameterizedTest
    @MethodSource("fields")
    void no_field_takes_a_card_number(Field field) {
        for (Object raw : shapesOf(field, CARD, new BigInteger(CARD))) {
            Refusal.BadField refusal = refused(field.id().value(), raw);
            assertThat(refusal).as("%s %s", field.id(), field.form()).isNotNull();
            assertThat(refusal.getMessage()).doesNotContain("4111");
        }
    }

    @ParameterizedTest
    @MethodSource("fields")
    void no_field_takes_control_characters(Field field) {
        for (Object raw : shapesOf(field, "a\u0007b", "a\u0000b")) {
            assertThat(refused(field.id().value(), raw)).as("%s", field.id()).isNotNull();
        }
    }

    @Test
    void purchase_lines_are_limited() {
        var line = Map.of("item", "Tea", "quantity", 1, "unit_price", 1);
        assertThat(refused("lines", java.util.Collections.nCopies(201, line)).getMessage())
                .contains("200");
    }

    @Test
    void null_deletes_in_a_patch_and_is_missing_elsewhere() {
        var raw = new HashMap<String, @Nullable Object>();
        raw.put("full_name", "Jana");
        raw.put("email", null);
        assertThat(forms.readPatch(POLICY, raw, new KindId("contact")))
                .containsEntry(new FieldId("email"), Optional.empty())
                .containsEntry(new FieldId("full_name"), Optional.of(new FieldValue.Text("Jana")));
        assertThat(forms.readAll(POLICY, raw, new KindId("contact")))
                .containsOnlyKeys(new FieldId("full_name"));
    }

    @Test
    void a_field_of_another_kind_is_refused() {
        var refusal =
                catchThrowableOfType(
                        Refusal.BadField.class,
                        () -> forms.readAll(POLICY, Map.of("total", "12"), new KindId("contact")));
        assertThat(refusal.field()).isEqualTo("total");
    }

    @Test
    void a_cell_of_a_sheet_is_read_as_people_write() {
        assertThat(FieldForms.readTyped(POLICY, new FieldId("last_login_on"), "1. 2. 2026"))
                .map(FieldValue::plain)
                .contains("2026-02-01");
        assertThat(FieldForms.readTyped(POLICY, new FieldId("hobbies"), "chess; tea"))
                .map(FieldValue::plain)
                .contains("[\"chess\",\"tea\"]");
        assertThat(FieldForms.readTyped(POLICY, new FieldId("children"), "many")).isEmpty();
        assertThat(FieldForms.readTyped(POLICY, new FieldId("shoe_size"), "42")).isEmpty();
    }

    @Test
    void every_form_of_the_shipped_policy_is_known_here() {
        assertThat(POLICY.fields().stream().map(Field::form).distinct())
                .containsExactlyInAnyOrder(FieldForm.values());
    }
}
