package custos.figure;

/// What was given of a reward and what was used of it.
public record Rewarded(long given, long used) {
    public static final Rewarded NONE = new Rewarded(0, 0);

    /// @param movement above zero when it was given, below when it was used
    public Rewarded plus(long movement) {
        return movement >= 0
                ? new Rewarded(Math.addExact(given, movement), used)
                : new Rewarded(given, Math.subtractExact(used, movement));
    }
}
