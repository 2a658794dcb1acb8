package custos.crypto;

/// The vault's long-lived secrets, 32 bytes each and versioned; each has one use.
public enum SecretName {
    /// Tokens of e-mail addresses and phone numbers, by which a customer is found.
    INDEX,
    /// Tokens of refused addresses; all versions are kept for ever.
    SUPPRESS,
    /// Public ids; never rotates.
    ID,
    /// Links in messages.
    LINK,
    /// Heads, the internal half of the ledger, and the vault's own sealed rows.
    LOG,
    /// Downloads and backups.
    EXPORT,
    /// The seed of the Ed25519 key that signs checkpoints.
    LEDGER
}
