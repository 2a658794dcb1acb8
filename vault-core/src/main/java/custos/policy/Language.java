package custos.policy;

/// The language in which the words were shown, as an ISO 639 code.
public record Language(String value) {
    public Language {
        if (!value.matches("[a-z]{2,3}")) {
            throw new IllegalArgumentException("a language is a code of two or three letters");
        }
    }
}
