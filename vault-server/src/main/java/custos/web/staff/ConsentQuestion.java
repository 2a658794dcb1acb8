package custos.web.staff;

import java.util.List;

/// What is asked about one purpose: the sentence to say aloud in each language, and yes or no for
/// each channel. Nothing is chosen beforehand.
///
/// @param language in which she was asked, once that was said; else empty
/// @param method how, such as `counter`; empty until it was said
public record ConsentQuestion(
        String purpose,
        String name,
        List<Sentence> sentences,
        List<Channel> channels,
        String language,
        String method,
        String evidence) {

    /// @param notice the digest in hex of the notice that a yes will cite
    public record Sentence(String language, String languageName, String text, String notice) {}

    /// @param answer `yes`, `no` or empty
    public record Channel(String id, String name, String field, String answer) {}

    @Override
    public String toString() {
        return "ConsentQuestion[" + purpose + "]";
    }
}
