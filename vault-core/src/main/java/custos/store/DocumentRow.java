package custos.store;

/// A document of the vault's own, such as a published policy or a sealed account.
public record DocumentRow(DocumentKind kind, byte[] id, byte[] body) {}
