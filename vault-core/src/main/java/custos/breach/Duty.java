package custos.breach;

import custos.policy.RegimeId;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Whom a law has told of a breach, and by when.
///
/// @param need whether it asks for it
/// @param until the last moment; none where the law names none
public record Duty(RegimeId regime, Told whom, Need need, Optional<Instant> until) {
    /// 72 hours: GDPR, Art. 33(1); Malaysia, Act 709, s. 12B, with the Commissioner's guideline of
    /// 2025.
    private static final Duration AUTHORITY_WITHIN = Duration.ofDays(3);

    /// Malaysia: from the notice to the Commissioner.
    private static final Period MALAYSIANS_WITHIN = Period.ofDays(7);

    /// California: Civil Code § 1798.82(a), as of 2026.
    private static final Period CALIFORNIANS_WITHIN = Period.ofDays(30);

    /// California: § 1798.82(f), from the notice to those concerned.
    private static final Period ATTORNEY_WITHIN = Period.ofDays(15);

    /// Whether a law asks for a notice.
    public enum Need {
        ASKED,
        /// Of more than 500 people.
        OF_MANY,
        /// The data cannot be read.
        NOT_NEEDED;

        /// The name of its words, such as `not-needed`.
        public String code() {
            return Codes.of(this);
        }
    }

    /// The duties under the regimes of the policy, in their order.
    ///
    /// @param zone whose days the law counts where it counts in days
    public static List<Duty> of(Breach breach, List<RegimeId> regimes, ZoneId zone) {
        var all = new ArrayList<Duty>();
        for (RegimeId regime : regimes) {
            switch (regime.value()) {
                case "gdpr-cz" -> {
                    all.add(authority(breach, regime));
                    all.add(persons(breach, regime, Optional.empty()));
                }
                case "pdpa-my" -> malaysian(breach, regime, zone, all);
                case "ccpa" -> californian(breach, regime, zone, all);
                default -> all.add(persons(breach, regime, Optional.empty()));
            }
        }
        return List.copyOf(all);
    }

    private static void malaysian(Breach breach, RegimeId regime, ZoneId zone, List<Duty> all) {
        Duty commissioner = authority(breach, regime);
        all.add(commissioner);
        Instant from =
                told(breach, regime, Told.AUTHORITY)
                        .orElseGet(() -> commissioner.until().orElseThrow());
        all.add(
                new Duty(
                        regime,
                        Told.PERSONS,
                        Need.ASKED,
                        Optional.of(after(from, MALAYSIANS_WITHIN, zone))));
    }

    private static void californian(Breach breach, RegimeId regime, ZoneId zone, List<Duty> all) {
        Instant found = breach.facts().found();
        all.add(persons(breach, regime, Optional.of(after(found, CALIFORNIANS_WITHIN, zone))));
        all.add(
                new Duty(
                        regime,
                        Told.AUTHORITY,
                        breach.facts().extent().isSafe() ? Need.NOT_NEEDED : Need.OF_MANY,
                        told(breach, regime, Told.PERSONS)
                                .map(at -> after(at, ATTORNEY_WITHIN, zone))));
    }

    private static Duty authority(Breach breach, RegimeId regime) {
        return new Duty(
                regime,
                Told.AUTHORITY,
                Need.ASKED,
                Optional.of(breach.facts().found().plus(AUTHORITY_WITHIN)));
    }

    private static Duty persons(Breach breach, RegimeId regime, Optional<Instant> until) {
        return breach.facts().extent().isSafe()
                ? new Duty(regime, Told.PERSONS, Need.NOT_NEEDED, Optional.empty())
                : new Duty(regime, Told.PERSONS, Need.ASKED, until);
    }

    private static Optional<Instant> told(Breach breach, RegimeId regime, Told whom) {
        return breach.notices().stream()
                .filter(one -> one.regime().equals(regime) && one.whom() == whom)
                .filter(one -> one.way() != Way.NOT_TOLD)
                .map(Notice::at)
                .min(Comparator.naturalOrder());
    }

    private static Instant after(Instant from, Period days, ZoneId zone) {
        return from.atZone(zone).plus(days).toInstant();
    }

    /// Whether a moment is past its end.
    public boolean isLate(Instant at) {
        return until.map(at::isAfter).orElse(false);
    }
}
