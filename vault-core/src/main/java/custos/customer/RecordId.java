package custos.customer;

import java.util.regex.Pattern;

/// The id by which a record is known outside the vault: 26 characters of lower-case base32, which
/// tell neither order nor time. Whether it is one of this vault's, only the vault's keys can say.
public record RecordId(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z2-7]{26}");

    public RecordId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a record's id is 26 characters of a-z and 2-7");
        }
    }
}
