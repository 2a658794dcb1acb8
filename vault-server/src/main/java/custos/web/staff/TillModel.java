package custos.web.staff;

import custos.web.Choice;
import java.util.List;
import java.util.Map;

/// The one question to ask a customer who is here, with the sentence to say aloud in each language.
///
/// @param field what it is about
/// @param label its name in the reader's language
/// @param choices where the answer is one of a few
/// @param typed what was typed, by name of the box
public record TillModel(
        String field,
        String label,
        Kind kind,
        List<Sentence> sentences,
        List<Choice> choices,
        int max,
        Map<String, String> typed) {

    /// How it is answered.
    public enum Kind {
        /// Yes, it has changed, or not now.
        STILL_RIGHT,
        TEXT,
        EMAIL,
        TEL,
        CHOICE,
        BIRTH_DATE
    }

    public record Sentence(String language, String text) {}

    public String typed(String box) {
        return typed.getOrDefault(box, "");
    }

    @Override
    public String toString() {
        return "TillModel[" + field + "]";
    }
}
