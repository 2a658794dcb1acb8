package custos.policy;

import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// The SHA-256 of the exact words that a customer was shown, in base64 with padding.
public record NoticeDigest(String base64) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=");

    public NoticeDigest {
        // 32 bytes: 42 free characters, one with two spare bits zero, one of padding.
        if (!FORM.matcher(base64).matches()) {
            throw new IllegalArgumentException("a notice digest is 32 bytes in canonical base64");
        }
    }

    /// The same in 64 hex digits, as it stands in addresses.
    public String hex() {
        return HexFormat.of().formatHex(Base64.getDecoder().decode(base64));
    }
}
