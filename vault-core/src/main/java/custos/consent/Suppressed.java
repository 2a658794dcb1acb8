package custos.consent;

/// Which suppression tokens stand for the address in question on this channel.
///
/// @param here the token of exactly this purpose
/// @param everything the token of scope 0, all marketing; false for a purpose that is not marketing
public record Suppressed(boolean here, boolean everything) {
    /// No token stands.
    public static final Suppressed NO = new Suppressed(false, false);

    /// True when any token stands.
    public boolean any() {
        return here || everything;
    }
}
