package custos.request;

import custos.policy.RegimeId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;

/// How long a law gives for the answer to a request (docs/requests.md, ADR 0024).
public enum Term {
    /// GDPR, Art. 12(3): one month, and two more where that is needed. The days are counted as in
    /// Regulation 1182/71: the same date of the month, or its last day; to a working day.
    GDPR_CZ("Europe/Prague", Period.ofMonths(1), Period.ofMonths(3), Pausing.ADDS_DAYS),
    /// Personal Data Protection Act 2010, s. 31: 21 days, and 14 more.
    PDPA_MY("Asia/Kuala_Lumpur", Period.ofDays(21), Period.ofDays(35), Pausing.ADDS_DAYS),
    /// California: 45 days and 45 more, however long it takes to find out who asks (11 CCR § 7021).
    CCPA("America/Los_Angeles", Period.ofDays(45), Period.ofDays(90), Pausing.RUNS_ON);

    private final ZoneId zone;
    private final Period first;
    private final Period extended;
    private final Pausing pausing;

    Term(String zone, Period first, Period extended, Pausing pausing) {
        this.zone = ZoneId.of(zone);
        this.first = first;
        this.extended = extended;
        this.pausing = pausing;
    }

    /// What waiting for the customer does to a deadline.
    public enum Pausing {
        ADDS_DAYS,
        /// The time runs on.
        RUNS_ON
    }

    /// The term of a regime of the policy; none for a regime of which no term is known here.
    public static Optional<Term> of(RegimeId regime) {
        return Arrays.stream(values()).filter(term -> term.regime().equals(regime)).findFirst();
    }

    /// Which regime's it is.
    public RegimeId regime() {
        return new RegimeId(Codes.of(this));
    }

    /// The day that it is where the law is in force: a request of the evening is of that day there,
    /// whatever day it is in UTC.
    public LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, zone);
    }

    public Pausing pausing() {
        return pausing;
    }

    /// The last day for an answer.
    ///
    /// @param received the day of the request, which does not count itself
    /// @param pausedDays whole days of waiting for the customer
    LocalDate due(LocalDate received, boolean longer, long pausedDays) {
        LocalDate last = received.plus(longer ? extended : first);
        return days().orNext(pausing == Pausing.ADDS_DAYS ? last.plusDays(pausedDays) : last);
    }

    private WorkingDays days() {
        return switch (this) {
            case GDPR_CZ -> new CzechDays();
            case PDPA_MY -> new MalaysianDays();
            case CCPA -> new WorkingDays.EveryDay();
        };
    }
}
