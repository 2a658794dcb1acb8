package custos.policy;

/// A law that the vault is kept under, and the authority that hears complaints under it.
///
/// @param authority the authority's name, in its own language
/// @param authorityUrl where complaints to it begin
public record Regime(RegimeId id, String authority, String authorityUrl) {}
