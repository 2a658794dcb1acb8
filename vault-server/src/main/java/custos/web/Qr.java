package custos.web;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.util.Map;

/// A QR code as one path of an SVG picture, drawn into the page itself: no other request shows a
/// secret to a proxy's log.
///
/// @param side of the picture in modules, with the quiet zone
/// @param path one square for each dark module
public record Qr(int side, String path) {
    /// What readers need around it, in modules (ISO/IEC 18004, 9.1).
    private static final int QUIET = 4;

    /// @throws IllegalArgumentException when the text is too long for one
    public static Qr of(String text) {
        try {
            ByteMatrix dark =
                    Encoder.encode(
                                    text,
                                    ErrorCorrectionLevel.M,
                                    Map.of(EncodeHintType.CHARACTER_SET, "UTF-8"))
                            .getMatrix();
            return new Qr(dark.getWidth() + 2 * QUIET, path(dark));
        } catch (WriterException e) {
            throw new IllegalArgumentException("this text is too long for a QR code", e);
        }
    }

    private static String path(ByteMatrix dark) {
        var path = new StringBuilder();
        for (int y = 0; y < dark.getHeight(); y++) {
            for (int x = 0; x < dark.getWidth(); x++) {
                if (dark.get(x, y) == 1) {
                    path.append('M').append(x + QUIET).append(' ').append(y + QUIET);
                    path.append("h1v1h-1z");
                }
            }
        }
        return path.toString();
    }

    /// Redacted: it may hold a secret.
    @Override
    public String toString() {
        return "Qr[" + side + "]";
    }
}
