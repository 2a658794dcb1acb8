package custos.web;

import java.util.List;

/// One entry of a list to choose from.
///
/// @param value what is sent
/// @param label what the reader sees
public record Choice(String value, String label) {
    /// What the reader sees for a value; the value itself where it is none of the choices.
    public static String labelOf(String value, List<Choice> choices) {
        return choices.stream()
                .filter(choice -> choice.value().equals(value))
                .map(Choice::label)
                .findFirst()
                .orElse(value);
    }
}
