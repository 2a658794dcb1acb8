package custos.policy;

import java.util.Optional;

/// How a field's value is read from people and programs, and checked.
public enum FieldForm {
    FULL_NAME(FieldType.TEXT, 200),
    EMAIL(FieldType.TEXT, 254),
    PHONE(FieldType.JSON, 100),
    ADDRESS(FieldType.JSON, 2_000),
    BIRTH_DATE(FieldType.DATE, 10),
    REFERENCE(FieldType.TEXT, 64),
    CHOICE(FieldType.TEXT, 64),
    LINE(FieldType.TEXT, 1_000),
    TEXT(FieldType.TEXT, 20_000),
    DATE(FieldType.DATE, 10),
    INSTANT(FieldType.TEXT, 40),
    WHOLE(FieldType.INTEGER, 20),
    DECIMAL(FieldType.DECIMAL, 40),
    FLAG(FieldType.BOOLEAN, 5),
    URL(FieldType.TEXT, 2_000),
    CURRENCY(FieldType.TEXT, 3),
    INCOME_BAND(FieldType.TEXT, 64),
    /// A list of short texts.
    LIST(FieldType.JSON, 20_000),
    /// A list of codes that the vault itself writes, such as what to look at again.
    CODES(FieldType.JSON, 2_000),
    /// Names on social networks, with an optional reach.
    SOCIAL_HANDLES(FieldType.JSON, 20_000),
    /// The lines of a purchase; the limit counts lines.
    PURCHASE_LINES(FieldType.JSON, 1_000),
    /// The field's choices in an order of preference.
    RANKS(FieldType.JSON, 1_000),
    /// What the vault writes for itself: no person and no program sets it.
    INTERNAL(FieldType.JSON, 1_000_000);

    private final FieldType type;
    private final int largest;

    FieldForm(FieldType type, int largest) {
        this.type = type;
        this.largest = largest;
    }

    /// The only type that a field of this form has.
    public FieldType type() {
        return type;
    }

    /// The limit of a field that declares none, and the largest that it may declare.
    int largest() {
        return largest;
    }

    /// Whether such a field may be found by its exact value.
    boolean indexable() {
        return this == EMAIL || this == PHONE || this == REFERENCE;
    }

    /// Whether such a field lists the values it takes.
    boolean chosen() {
        return this == CHOICE || this == RANKS;
    }

    /// The name in the policy, such as `full-name`.
    public String code() {
        return Codes.of(this);
    }

    static Optional<FieldForm> find(String code) {
        return Codes.find(values(), FieldForm::code, code);
    }
}
