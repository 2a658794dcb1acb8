package custos.till;

import custos.policy.FieldId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Which question comes next: first what a customer cannot be served without, then whether her
/// address still holds, then one thing that is missing. Never two on a day, and none again for a
/// while that she would rather not answer.
public final class TillRules {
    static final FieldId NAME = new FieldId("full_name");
    static final FieldId PHONE = new FieldId("phone");
    static final FieldId EMAIL = new FieldId("email");
    static final FieldId ADDRESS = new FieldId("address");
    static final FieldId BIRTH_DATE = new FieldId("birth_date");

    /// What is asked for in the end, in this order.
    private static final List<FieldId> LATER =
            List.of(EMAIL, PHONE, new FieldId("language"), BIRTH_DATE, new FieldId("heard_from"));

    private TillRules() {}

    /// What is known of a customer who is here.
    ///
    /// @param present the fields that are kept
    /// @param addressConfirmedOn when she last said that her address is right
    /// @param greets whether she agreed to birthday greetings, which a date of birth is for
    /// @param restricted whether her data must not be used: then nothing is added to it either
    public record Known(
            Set<FieldId> present,
            Optional<LocalDate> addressConfirmedOn,
            NotNow notNow,
            boolean greets,
            boolean restricted) {
        public Known {
            present = Set.copyOf(present);
        }

        private boolean lacks(FieldId field) {
            return !present.contains(field);
        }
    }

    /// @param inPolicy whether the policy has a field
    public static Optional<TillQuestion> next(
            Known known, Predicate<FieldId> inPolicy, LocalDate today) {
        boolean askedToday =
                known.notNow().isSaidOn(today)
                        || known.addressConfirmedOn().equals(Optional.of(today));
        return askedToday || known.restricted() ? Optional.empty() : first(known, inPolicy, today);
    }

    private static Optional<TillQuestion> first(
            Known known, Predicate<FieldId> inPolicy, LocalDate today) {
        Predicate<FieldId> missing =
                field ->
                        inPolicy.test(field)
                                && known.lacks(field)
                                && !known.notNow().rests(field, today);
        boolean unreachable = known.lacks(PHONE) && known.lacks(EMAIL);
        if (missing.test(NAME)) {
            return Optional.of(new TillQuestion.Missing(NAME));
        }
        if (unreachable && missing.test(PHONE)) {
            return Optional.of(new TillQuestion.Missing(PHONE));
        }
        if (isDue(known, today)) {
            return Optional.of(new TillQuestion.StillRight(ADDRESS, known.addressConfirmedOn()));
        }
        return LATER.stream()
                .filter(missing)
                .filter(field -> !field.equals(BIRTH_DATE) || known.greets())
                .findFirst()
                .map(TillQuestion.Missing::new);
    }

    private static boolean isDue(Known known, LocalDate today) {
        boolean fresh =
                known.addressConfirmedOn()
                        .filter(day -> day.plusDays(NotNow.REST_DAYS).isAfter(today))
                        .isPresent();
        return !known.lacks(ADDRESS) && !fresh && !known.notNow().rests(ADDRESS, today);
    }
}
