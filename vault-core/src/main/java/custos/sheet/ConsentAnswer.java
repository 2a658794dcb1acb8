package custos.sheet;

/// The verdict on one rule of the map.
public record ConsentAnswer(ConsentRule rule, ConsentVerdict verdict) {}
