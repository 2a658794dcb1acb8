package custos.consent;

import java.time.LocalDate;
import java.time.Period;
import java.util.Optional;

/// Whether a customer is old enough to agree to a purpose herself (GDPR, Art. 8).
public enum AgeCheck {
    OLD_ENOUGH,
    TOO_YOUNG,
    /// The purpose has a minimum age and her date of birth is not known: nobody is asked for a
    /// birth date only to say yes.
    UNKNOWN;

    /// Compares the age in full years on a day with the purpose's minimum, 0 for none.
    public static AgeCheck of(Optional<LocalDate> birth, int minimumYears, LocalDate today) {
        if (minimumYears <= 0) {
            return OLD_ENOUGH;
        }
        return birth.map(day -> compare(day, minimumYears, today)).orElse(UNKNOWN);
    }

    private static AgeCheck compare(LocalDate birth, int minimumYears, LocalDate today) {
        return Period.between(birth, today).getYears() >= minimumYears ? OLD_ENOUGH : TOO_YOUNG;
    }
}
