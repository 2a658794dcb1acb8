package custos.vault.postings;

import static org.assertj.core.api.Assertions.assertThat;

import custos.posting.PublicForm;
import custos.vault.TestVault;
import custos.vault.postings.FormMarks.Age;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The vault knows its own forms, and how long they lay open.
class FormMarksTest {
    @TempDir private Path folder;
    private TestVault shop;
    private FormMarks marks;

    @BeforeEach
    void open() {
        shop = TestVault.in(folder);
        marks = shop.vault().postings().marks();
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void a_form_is_taken_from_two_seconds_to_twelve_hours_after_it_was_shown() {
        String token = marks.token(PublicForm.SURVEY);
        assertThat(marks.age(PublicForm.SURVEY, token)).isEqualTo(Age.TOO_FAST);
        shop.later(Duration.ofSeconds(2));
        assertThat(marks.age(PublicForm.SURVEY, token)).isEqualTo(Age.RIGHT);
        shop.later(FormMarks.MOST.minusSeconds(2));
        assertThat(marks.age(PublicForm.SURVEY, token)).isEqualTo(Age.RIGHT);
        shop.later(Duration.ofMillis(1));
        assertThat(marks.age(PublicForm.SURVEY, token)).isEqualTo(Age.TOO_OLD);
    }

    @Test
    void a_token_of_another_form_or_of_nobody_is_none() {
        String token = marks.token(PublicForm.SURVEY);
        shop.later(Duration.ofMinutes(1));

        assertThat(marks.age(PublicForm.WARRANTY, token)).isEqualTo(Age.NONE);
        assertThat(marks.age(PublicForm.SURVEY, "")).isEqualTo(Age.NONE);
        assertThat(marks.age(PublicForm.SURVEY, token.substring(4))).isEqualTo(Age.NONE);
        assertThat(marks.age(PublicForm.SURVEY, "č?")).isEqualTo(Age.NONE);
    }

    @Test
    void two_tokens_are_never_the_same() {
        assertThat(marks.token(PublicForm.SURVEY)).isNotEqualTo(marks.token(PublicForm.SURVEY));
    }

    @Test
    void a_name_comes_back_as_the_shop_gave_it_also_after_a_restart() {
        String text = marks.name(PublicForm.COMPETITION, "Jarní soutěž 2027");
        shop.reopen();
        marks = shop.vault().postings().marks();

        assertThat(marks.named(PublicForm.COMPETITION, text)).hasValue("Jarní soutěž 2027");
        assertThat(text).matches("[A-Za-z0-9_.-]+");
    }

    @Test
    void nobody_else_can_name_anything() {
        String text = marks.name(PublicForm.COMPETITION, "Spring");
        String mark = text.substring(text.indexOf('.'));

        assertThat(marks.named(PublicForm.SURVEY, text)).isEmpty();
        assertThat(marks.named(PublicForm.COMPETITION, "U3ByaW5n")).isEmpty();
        assertThat(marks.named(PublicForm.COMPETITION, "QXV0dW1u" + mark)).isEmpty();
        assertThat(marks.named(PublicForm.COMPETITION, text + ".")).isEmpty();
        assertThat(marks.named(PublicForm.COMPETITION, "?." + mark)).isEmpty();
        assertThat(marks.named(PublicForm.COMPETITION, "")).isEmpty();
    }
}
