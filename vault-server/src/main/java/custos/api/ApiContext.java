package custos.api;

import custos.access.Tokens;
import custos.vault.Vault;
import java.time.InstantSource;

/// What the API works with.
///
/// @param clock for rate limits; the vault has its own
public record ApiContext(Vault vault, Tokens tokens, InstantSource clock) {}
