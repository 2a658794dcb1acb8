package custos.customer;

/// A numbered rule that brings a value to its one index form.
///
/// The number is part of each token (u16). A rule that changes gets a new number, never a new
/// meaning: tokens made by the old one would silently stop matching.
public enum Normaliser {
    /// NFC, trimmed, the local part in lower case, the domain in its ASCII form by UTS 46
    /// (non-transitional) in lower case.
    EMAIL_1(1),

    /// E.164 with `+`, only of a valid number, without extension.
    PHONE_1(2),

    /// NFC of the full case folding, trimmed, white space inside made one space.
    REFERENCE_1(3);

    private final int number;

    Normaliser(int number) {
        this.number = number;
    }

    /// The number that is stored and hashed.
    public int number() {
        return number;
    }

    /// The rule of a stored number.
    public static Normaliser of(int number) {
        for (Normaliser rule : values()) {
            if (rule.number == number) {
                return rule;
            }
        }
        throw new IllegalArgumentException("there is no normaliser " + number);
    }
}
