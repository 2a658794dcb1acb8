package custos.web.audit;

import static org.assertj.core.api.Assertions.assertThat;

import custos.event.ActType;
import custos.vault.audit.ActGroup;
import custos.vault.audit.Case;
import custos.web.Visit;
import custos.words.PhraseBook;
import custos.words.Phrases;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every code of the log has plain words.
class AuditWordsTest {
    private static Phrases words(String language) {
        return PhraseBook.load(Visit.class, List.of(language)).in(language);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ms", "cs"})
    void every_act_group_reason_and_state_has_words(String language) {
        Phrases words = words(language);

        assertThat(
                        Stream.of(
                                        Arrays.stream(ActType.values())
                                                .map(type -> "common.act." + type.word()),
                                        Arrays.stream(ActGroup.values())
                                                .map(group -> "audit.group." + group.code()),
                                        Arrays.stream(Case.Reason.values())
                                                .map(one -> "audit.case.reason." + one.code()),
                                        Arrays.stream(Case.State.values())
                                                .map(one -> "audit.case.state." + one.code()))
                                .flatMap(keys -> keys)
                                .filter(key -> !words.has(key)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0,Nevyužito", "1,Využito jednou", "2,Využito 2krát", "5,Využito 5krát"})
    void czech_counts_of_uses_take_their_forms(int count, String shown) {
        assertThat(words("cs").text("audit.case.used", "count", count)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"0,0 nálezů", "1,1 nález", "2,2 nálezy", "5,5 nálezů"})
    void czech_counts_of_findings_take_their_forms(int count, String shown) {
        assertThat(words("cs").text("audit.verify.found", "count", count)).isEqualTo(shown);
    }
}
