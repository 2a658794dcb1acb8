package custos.figure;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;

/// All figures as of one walk over the customers. Nobody is in it: of what people are, only what
/// five or more have in common.
///
/// @param asOf when the walk began
/// @param customers how many were walked past
/// @param consents month by month, by purpose
/// @param sources where customers heard of the shop, each once; rare answers are one cell
/// @param ends how many consents run out in the coming months, by purpose
/// @param promoters of answers of customers, month by month, by scale
/// @param anonymous of answers without a name, which have no day, by scale
/// @param reasons which place customers gave each reason to come, by reason
/// @param rewards month by month, by unit
/// @param profile by dimension, of those who agreed to it
/// @param sold the best sellers, most often bought first
/// @param reveals month by month, by member of staff
/// @param waiting requests that wait, the nearest deadline first
/// @param missing figures for which the policy gives no purpose the data
public record FigureBook(
        Instant asOf,
        long customers,
        SortedMap<String, SortedMap<YearMonth, ConsentCourse.Month>> consents,
        SequencedMap<String, Optional<Long>> sources,
        SortedMap<String, SortedMap<YearMonth, Long>> ends,
        SortedMap<String, SortedMap<YearMonth, Promoters>> promoters,
        SortedMap<String, Promoters> anonymous,
        Reasons reasons,
        SortedMap<String, SortedMap<YearMonth, Rewarded>> rewards,
        Shape profile,
        SequencedMap<String, Sold> sold,
        SortedMap<String, SortedMap<YearMonth, Long>> reveals,
        List<Waiting> waiting,
        List<String> missing) {
    public FigureBook {
        waiting = List.copyOf(waiting);
        missing = List.copyOf(missing);
    }

    /// A request that waits, without whose it is.
    ///
    /// @param right that is asked for, such as `access`
    /// @param days since it came in
    /// @param allowed days from the day it came in to the last one for an answer
    public record Waiting(LocalDate received, String right, long days, long allowed) {}

    /// Why customers come, never added up: one person may have answered both ways.
    ///
    /// @param named in answers of customers
    /// @param anonymous in answers without a name
    public record Reasons(SortedMap<String, Places> named, SortedMap<String, Places> anonymous) {}

    /// Who the customers are.
    ///
    /// @param people who agreed to be counted
    /// @param dimensions cells by category; empty where one is hidden
    public record Shape(
            long people, Map<String, SequencedMap<String, Optional<Long>>> dimensions) {}
}
