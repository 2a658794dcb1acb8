package custos.consent;

import custos.policy.Language;
import custos.policy.NoticeDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// The evidence of a yes: which words, in which language, since when and until when, how and where
/// it was said, and for which address.
///
/// Times are cut to milliseconds. `until` is fixed when the yes is said, so that a later policy
/// never lengthens it.
public record Grant(
        NoticeDigest notice,
        Language language,
        Instant since,
        Optional<Instant> until,
        String method,
        String source,
        Optional<String> address,
        Set<Mark> marks) {
    /// The most characters of an address.
    static final int MAX_ADDRESS = 500;

    public Grant {
        since = since.truncatedTo(ChronoUnit.MILLIS);
        until = until.map(end -> end.truncatedTo(ChronoUnit.MILLIS));
        Ending.requireCode("a method", method);
        Ending.requireCode("a source", source);
        marks = Set.copyOf(marks);
        if (address.isPresent()
                && (address.get().isEmpty() || address.get().length() > MAX_ADDRESS)) {
            throw new IllegalArgumentException("a consent's address has 1 to 500 characters");
        }
    }

    /// True from the instant at which the yes ends.
    public boolean hasEnded(Instant now) {
        return until.isPresent() && !now.isBefore(until.get());
    }

    Grant without(Mark mark) {
        var rest = EnumSet.noneOf(Mark.class);
        rest.addAll(marks);
        rest.remove(mark);
        return new Grant(notice, language, since, until, method, source, address, rest);
    }

    Grant startingAt(Instant start) {
        return new Grant(notice, language, start, until, method, source, address, marks);
    }

    Grant movedTo(Optional<String> newAddress) {
        return new Grant(notice, language, since, until, method, source, newAddress, marks)
                .without(Mark.AFTER_STOP);
    }

    /// Redacted: the address is personal data.
    @Override
    public String toString() {
        return "Grant[since " + since + ", " + method + ", " + marks + "]";
    }
}
