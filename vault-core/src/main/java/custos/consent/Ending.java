package custos.consent;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/// Since when a consent does not stand, and how and where that came to be known.
public record Ending(Instant since, String method, String source) {
    private static final Pattern CODE = Pattern.compile("[a-z0-9-]{1,64}");

    public Ending {
        since = since.truncatedTo(ChronoUnit.MILLIS);
        requireCode("a method", method);
        requireCode("a source", source);
    }

    static void requireCode(String what, String code) {
        if (!CODE.matcher(code).matches()) {
            throw new IllegalArgumentException(what + " is 1 to 64 of a-z, 0-9 and -");
        }
    }
}
