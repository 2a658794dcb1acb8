package custos.sheet;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What a column of a sheet means. In a map file the role is written in lower case: `first_name`.
public enum ColumnRole {
    /// The number by which the sheet's own system knows the customer.
    NUMBER,
    /// The whole name.
    FULL_NAME,
    /// A part of the name: Ing., Dato'.
    TITLE,
    /// A part of the name.
    FIRST_NAME,
    /// A part of the name.
    LAST_NAME,
    /// An e-mail address.
    EMAIL,
    /// A telephone number.
    PHONE,
    /// A date of birth.
    BIRTH_DATE,
    /// The company the person buys for.
    COMPANY,
    /// The person's position there.
    JOB_TITLE,
    /// A part of the address.
    ADDRESS_LINE_1,
    /// A part of the address.
    ADDRESS_LINE_2,
    /// A part of the address.
    CITY,
    /// A part of the address.
    POSTCODE,
    /// A part of the address.
    REGION,
    /// A part of the address.
    COUNTRY,
    /// Where the shop took the data down.
    SOURCE,
    /// Where the customer heard of the shop.
    HEARD_FROM,
    /// A score of the question "would you recommend us".
    SURVEY_SCORE,
    /// The reason given with the score.
    SURVEY_WHY,
    /// The day of that answer.
    SURVEY_ON,
    /// The number of an order or a receipt.
    ORDER_NUMBER,
    /// The day of a purchase; makes a row tell of one.
    BOUGHT_ON,
    /// What a purchase came to.
    TOTAL,
    /// In which currency, as ISO 4217 has it.
    CURRENCY,
    /// By when it was to be paid.
    DUE_ON,
    /// When it was paid.
    PAID_ON,
    /// Where it was bought.
    SALES_CHANNEL,
    /// An article of it.
    PRODUCT,
    /// How many of it.
    QUANTITY,
    /// What one of it cost.
    UNIT_PRICE,
    /// Free text.
    NOTE,
    /// The answer to a request for consent; needs a rule of the map to mean anything.
    CONSENT,
    /// The day of that answer.
    CONSENT_DATE,
    /// Another field of the policy, named in the map.
    FIELD,
    /// Left out on purpose.
    IGNORE,
    /// Not recognised: reported, not stored.
    UNMAPPED;

    private static final Map<String, ColumnRole> BY_WORD = byWord();

    /// The role's name in a map file.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The role of a name in a map file; `field` and `unmapped` are not written so.
    public static Optional<ColumnRole> ofWord(String word) {
        for (ColumnRole role : values()) {
            if (role.word().equals(word) && role != FIELD && role != UNMAPPED) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }

    /// The role that a column's name suggests, whatever its case and accents.
    public static ColumnRole suggestedBy(String header) {
        return BY_WORD.getOrDefault(Words.fold(header), UNMAPPED);
    }

    private static Map<String, ColumnRole> byWord() {
        var roles = new HashMap<String, ColumnRole>();
        Words.list("header-words.txt")
                .forEach((role, words) ->
                        words.forEach(
                                word -> roles.put(word, valueOf(role.toUpperCase(Locale.ROOT)))));
        return Map.copyOf(roles);
    }
}
