package custos.policy;

import java.time.Period;

/// Why and how long it is remembered, in a form that cannot be read back, that an address wants no
/// mail.
public record Suppression(LawfulBasis ground, Period retention) {}
