package custos.sheet;

import java.time.LocalDate;
import java.util.Optional;

/// An answer to "would you recommend us": a score on its scale, and why. The scale is kept with the
/// score, because 1 to 10 and 0 to 10 are not the same question.
///
/// @param on its day, where the sheet names one
public record SurveyAnswer(int score, Scale scale, Optional<String> why, Optional<LocalDate> on) {
    /// The lowest and the highest score.
    public enum Scale {
        ZERO_TO_TEN(0),
        ONE_TO_TEN(1);

        private final int lowest;

        Scale(int lowest) {
            this.lowest = lowest;
        }

        /// The lowest score.
        public int lowest() {
            return lowest;
        }

        /// The highest score.
        public int highest() {
            return 10;
        }

        /// As a map file writes it.
        public String word() {
            return lowest + "-10";
        }
    }

    public SurveyAnswer {
        if (score < scale.lowest() || score > scale.highest()) {
            throw new IllegalArgumentException("a score is on its scale, " + scale.word());
        }
    }

    @Override
    public String toString() {
        return "SurveyAnswer[redacted]";
    }
}
