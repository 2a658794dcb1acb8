package custos.alike;

/// Two customers who look like one person.
///
/// @param score how much, see [custos.sheet.Resemblance#with]
public record Likely(Pair pair, int score) {}
