package custos.web.link;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import custos.web.Visit;
import custos.web.WebFault;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The body by which a mail provider unsubscribes (RFC 8058, 3.2): `List-Unsubscribe=One-Click`, as
/// a form of either kind.
final class OneClick {
    static final String FIELD = "List-Unsubscribe";
    static final String VALUE = "One-Click";

    private static final int MAX_BYTES = 8 * 1024;
    private static final Pattern BOUNDARY =
            Pattern.compile("boundary=\"?([A-Za-z0-9'()+_,./:=? -]{1,70})\"?");
    private static final Pattern PART =
            Pattern.compile(
                    "\r?\ncontent-disposition: *form-data; *name=\"?list-unsubscribe\"?[^\n]*\n"
                            + "([!-~]+:[^\n]*\n)*\r?\n *one-click *\r?\n?$",
                    Pattern.CASE_INSENSITIVE);

    private OneClick() {}

    /// @throws WebFault.Unreadable when it is anything else
    static void require(Visit visit) throws IOException {
        String type = visit.header("Content-Type").orElse("");
        boolean parts = type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data");
        boolean said =
                parts
                        ? isSaidInParts(type, new String(visit.body(MAX_BYTES), ISO_8859_1))
                        : visit.form().text(FIELD).equals(VALUE);
        if (!said) {
            throw new WebFault.Unreadable();
        }
    }

    private static boolean isSaidInParts(String type, String body) {
        Matcher boundary = BOUNDARY.matcher(type);
        if (!boundary.find()) {
            return false;
        }
        String border = "--" + boundary.group(1).strip();
        for (String part : body.split(Pattern.quote(border), -1)) {
            if (PART.matcher(part).find()) {
                return true;
            }
        }
        return false;
    }
}
