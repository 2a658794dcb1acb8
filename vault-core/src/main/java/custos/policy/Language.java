package custos.policy;

import java.util.regex.Pattern;

/// The language in which the words were shown, as an ISO 639 code.
public record Language(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z]{2,3}");

    public Language {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a language is a code of two or three letters");
        }
    }
}
