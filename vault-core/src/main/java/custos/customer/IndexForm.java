package custos.customer;

import static java.nio.charset.StandardCharsets.UTF_8;

/// The one spelling of a value from which a keyed index or suppression token is made, with the
/// number of the [Normaliser] that made it.
///
/// At most 65,535 bytes of UTF-8 (its length is a u16 in the token).
public record IndexForm(Normaliser normaliser, String value) {
    public IndexForm {
        int bytes = value.getBytes(UTF_8).length;
        if (bytes == 0 || bytes > 0xFFFF) {
            throw new IllegalArgumentException("an index form has 1 to 65535 bytes");
        }
    }

    /// The bytes that a token is made of.
    public byte[] toBytes() {
        return value.getBytes(UTF_8);
    }

    @Override
    public String toString() {
        return "IndexForm[" + normaliser + ", redacted]";
    }
}
