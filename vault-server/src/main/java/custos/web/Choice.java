package custos.web;

/// One entry of a list to choose from.
///
/// @param value what is sent
/// @param label what the reader sees
public record Choice(String value, String label) {}
