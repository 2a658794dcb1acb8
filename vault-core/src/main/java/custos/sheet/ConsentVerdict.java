package custos.sheet;

import java.time.LocalDate;
import java.util.Optional;

/// What an answer in a sheet is worth.
public sealed interface ConsentVerdict {
    /// Yes, on that day, proved as the rule says.
    record Given(LocalDate on) implements ConsentVerdict {}

    /// No, with its day where that is known and not after today.
    record Refused(Optional<LocalDate> on) implements ConsentVerdict {}

    /// Neither can be said.
    record Unknown(Why why) implements ConsentVerdict {}

    /// Why nothing can be said. What `bars` a yes also bars that of another row of the same person;
    /// the others are gaps that such a row may fill.
    enum Why {
        BLANK(false),
        NO_DATE(false),
        DATE_UNREADABLE(false),
        IN_FUTURE(false),
        NO_PROOF(false),
        UNRECOGNISED(true),
        MINOR(true),
        NOTE_CONTRADICTS(true);

        private final boolean bars;

        Why(boolean bars) {
            this.bars = bars;
        }

        /// True when no other row's yes may stand against it.
        public boolean bars() {
            return bars;
        }
    }

    /// The stricter of two verdicts about one person: a refusal before anything that bars a yes,
    /// that before a yes, a yes before a gap; of two alike this one.
    default ConsentVerdict stricter(ConsentVerdict other) {
        return other.strictness() > strictness() ? other : this;
    }

    private int strictness() {
        return switch (this) {
            case Refused _ -> 3;
            case Unknown(Why why) -> why.bars() ? 2 : 0;
            case Given _ -> 1;
        };
    }
}
