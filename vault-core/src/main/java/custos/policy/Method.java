package custos.policy;

/// How something was said, and whose voice that is.
public record Method(MethodId id, VoiceColumn column) {}
