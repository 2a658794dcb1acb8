package custos.customer;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/// An address on the web or a social handle's page: http or https, at most 2,048 characters,
/// without a password in it.
public record WebAddress(String value) {
    /// The most characters of an address.
    public static final int MAX = 2_048;

    public WebAddress {
        value = PlainText.line("a web address", value, 1, MAX);
        URI uri = uri(value);
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw new IllegalArgumentException("a web address begins with https:// or http://");
        }
        if (uri.getRawAuthority() == null || uri.getRawAuthority().startsWith(":")) {
            throw new IllegalArgumentException("a web address names a host");
        }
        if (uri.getRawAuthority().indexOf('@') >= 0) {
            throw new IllegalArgumentException("a web address holds no user name or password");
        }
    }

    /// The value as it is stored.
    public FieldValue toValue() {
        return new FieldValue.Text(value);
    }

    @Override
    public String toString() {
        return "WebAddress[redacted]";
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            // The cause would repeat the address.
            throw new IllegalArgumentException("a web address is not written as RFC 3986 says");
        }
    }
}
