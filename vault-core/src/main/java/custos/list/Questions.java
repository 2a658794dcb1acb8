package custos.list;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Month;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Reads which question somebody asks, and with what.
public final class Questions {
    /// The codes of all questions, the plain mailing list first.
    public static final List<String> CODES =
            List.of(
                    Everybody.CODE,
                    Birthdays.CODE,
                    Quiet.CODE,
                    BestCustomers.CODE,
                    PaidLate.CODE,
                    HeardFrom.CODE,
                    BoughtAfter.CODE,
                    Favourites.CODE);

    /// The parameters that some question takes.
    public static final List<String> PARAMETERS =
            List.of("month", "days", "currency", "count", "rating", "source");

    private Questions() {}

    /// @param parameter what was given under a name; where it was nothing the standard counts
    /// @param today whose month is the standard
    /// @throws BadParameter naming the parameter and its limit; `question` when there is no such
    ///   question
    public static ListQuestion read(
            String code, Function<String, Optional<String>> parameter, LocalDate today) {
        return switch (code) {
            case Everybody.CODE -> new Everybody();
            case Birthdays.CODE ->
                    new Birthdays(month(whole(parameter, "month", today.getMonthValue())));
            case Quiet.CODE -> new Quiet(whole(parameter, "days", Quiet.STANDARD_DAYS));
            case BestCustomers.CODE ->
                    new BestCustomers(
                            parameter
                                    .apply("currency")
                                    .orElseThrow(
                                            () -> new BadParameter("currency", "it is missing")),
                            whole(parameter, "count", BestCustomers.STANDARD_COUNT));
            case PaidLate.CODE -> new PaidLate();
            case HeardFrom.CODE -> new HeardFrom(parameter.apply("source"));
            case BoughtAfter.CODE ->
                    new BoughtAfter(whole(parameter, "days", BoughtAfter.STANDARD_DAYS));
            case Favourites.CODE ->
                    new Favourites(whole(parameter, "rating", Favourites.STANDARD_RATING));
            default -> throw new BadParameter("question", "there is no such question");
        };
    }

    private static Month month(int number) {
        try {
            return Month.of(number);
        } catch (DateTimeException e) {
            throw new BadParameter("month", "it must be 1 to 12");
        }
    }

    private static int whole(
            Function<String, Optional<String>> parameter, String name, int standard) {
        Optional<String> text = parameter.apply(name);
        if (text.isEmpty()) {
            return standard;
        }
        if (!text.get().matches("0|[1-9][0-9]{0,8}")) {
            throw new BadParameter(name, "it must be a whole number");
        }
        return Integer.parseInt(text.get());
    }
}
