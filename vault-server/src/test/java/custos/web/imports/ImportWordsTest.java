package custos.web.imports;

import static org.assertj.core.api.Assertions.assertThat;

import custos.sheet.ColumnRole;
import custos.sheet.ConsentVerdict;
import custos.sheet.RowProblem;
import custos.vault.imports.ImportLines.Outcome;
import custos.vault.imports.ImportUndo;
import custos.web.Languages;
import custos.words.Phrases;
import java.util.ArrayList;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// Words that no template names whole.
class ImportWordsTest {
    @Test
    void everything_that_a_report_may_say_has_its_words_in_every_language() {
        var keys = new ArrayList<String>();
        for (ColumnRole role : ColumnRole.values()) {
            if (role != ColumnRole.FIELD && role != ColumnRole.UNMAPPED) {
                keys.add("imports.role." + role.word());
            }
        }
        for (RowProblem.Code code : RowProblem.Code.values()) {
            keys.add("imports.problem." + word(code));
        }
        for (Outcome outcome : Outcome.values()) {
            keys.add("imports.outcome." + word(outcome));
        }
        for (ConsentVerdict.Why why : ConsentVerdict.Why.values()) {
            keys.add("imports.verdict.unknown-" + word(why));
        }
        for (ImportUndo.Why why : ImportUndo.Why.values()) {
            keys.add("imports.undo.why." + word(why));
        }
        for (int group = 0; group < 5; group++) {
            keys.add("imports.group." + group);
        }
        for (String language : Languages.ALL) {
            Phrases phrases = new Languages().phrases(language);
            assertThat(keys.stream().filter(key -> !phrases.has(key))).as(language).isEmpty();
        }
    }

    private static String word(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
