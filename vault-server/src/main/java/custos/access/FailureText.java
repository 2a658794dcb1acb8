package custos.access;

import java.util.Arrays;
import java.util.stream.Collectors;

/// A failure as it may stand in a log: where it happened, without the message of a foreign
/// exception, which may hold a value.
public record FailureText(Throwable failure) {
    private static final int MAX_FRAMES = 12;

    @Override
    public String toString() {
        String type = failure.getClass().getName();
        String message = type.startsWith("custos.") ? failure.getMessage() : "";
        return Arrays.stream(failure.getStackTrace())
                .limit(MAX_FRAMES)
                .map(StackTraceElement::toString)
                .collect(Collectors.joining("\n  at ", type + " " + message + "\n  at ", ""));
    }
}
