package custos.customer;

import java.util.regex.Pattern;

/// The id by which a customer is known outside the vault: 26 characters of lower-case base32, which
/// tell neither order nor time. Whether it is one of this vault's, only the vault's keys can say.
public record CustomerId(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z2-7]{26}");

    public CustomerId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a customer's id is 26 characters of a-z and 2-7");
        }
    }
}
