package custos.policy;

import java.util.List;
import java.util.stream.Collectors;

/// What is wrong with a policy: the one family of failures of this library. A policy holds no
/// personal data of customers, so messages name what was found.
public abstract sealed class PolicyFault extends RuntimeException {
    private PolicyFault(String message) {
        super(message);
    }

    private PolicyFault(String message, Throwable cause) {
        super(message, cause);
    }

    /// The policy breaks rules; it is refused whole.
    public static final class Invalid extends PolicyFault {
        private final transient List<Problem> problems;

        public Invalid(List<Problem> problems) {
            super(
                    problems.stream()
                            .map(Problem::toString)
                            .collect(Collectors.joining("\n", "the policy is refused:\n", "")));
            this.problems = List.copyOf(problems);
        }

        /// What is wrong, at most 50, in the order of the files.
        public List<Problem> problems() {
            return problems;
        }
    }

    /// The policy's files cannot be read.
    public static final class Unreadable extends PolicyFault {
        public Unreadable(String what, Throwable cause) {
            super(what + " cannot be read", cause);
        }
    }

    /// A stored policy is not what was published.
    public static final class Damaged extends PolicyFault {
        public Damaged(String what, Throwable cause) {
            super(what + " is damaged", cause);
        }
    }

    /// A word that the policy does not have was asked for.
    public static final class NoWord extends PolicyFault {
        public NoWord(Language language, String section, String key) {
            super("no word " + section + "." + key + " in the language " + language.value());
        }
    }
}
