package custos.cli;

import java.util.Locale;

/// One thing that was looked at around a vault, and what to do about it.
///
/// @param code a stable code, such as `backup-age`
/// @param what what was found, in a few words
/// @param remedy what to do; empty when nothing is to be done
record Diagnosis(Severity severity, String code, String what, String remedy) {

    /// How much it matters.
    enum Severity {
        OK,
        /// Cannot be told from here: look yourself.
        UNKNOWN,
        /// Should be put right.
        WARNING,
        /// Data, or people, are in danger.
        PROBLEM;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Diagnosis ok(String code, String what) {
        return new Diagnosis(Severity.OK, code, what, "");
    }

    static Diagnosis unknown(String code, String what, String remedy) {
        return new Diagnosis(Severity.UNKNOWN, code, what, remedy);
    }

    static Diagnosis warning(String code, String what, String remedy) {
        return new Diagnosis(Severity.WARNING, code, what, remedy);
    }

    static Diagnosis problem(String code, String what, String remedy) {
        return new Diagnosis(Severity.PROBLEM, code, what, remedy);
    }
}
