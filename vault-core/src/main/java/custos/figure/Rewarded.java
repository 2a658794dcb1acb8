package custos.figure;

/// What was given of a reward, what was used of it, and by how many customers.
public record Rewarded(long given, long used, long customers) {
    public static final Rewarded NONE = new Rewarded(0, 0, 0);

    /// @param movement above zero when it was given, below when it was used
    /// @param again whether this customer is among them already
    public Rewarded plus(long movement, boolean again) {
        long people = again ? customers : customers + 1;
        return movement >= 0
                ? new Rewarded(Math.addExact(given, movement), used, people)
                : new Rewarded(given, Math.subtractExact(used, movement), people);
    }

    /// Whether so many took part that the sums are no one person's.
    public boolean mayBeShown() {
        return customers >= Cells.FEWEST;
    }
}
