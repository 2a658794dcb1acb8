package custos.sheet;

/// Something a person should know about a row: where, what kind, and a sentence that never repeats
/// the value. `column` is empty when the whole row is meant.
public record RowProblem(long line, long row, String column, Code code) {
    /// The kinds of problems.
    public enum Code {
        PADDED_ROW(true, "the row has fewer cells than the header; the rest are taken as empty"),
        REPAIRED_QUOTES(true, "the quotation marks of the row are not written as they should be"),
        INVALID_NAME(false, "this is no name; it is left out"),
        MISSING_NAME(false, "the row has no name"),
        INVALID_EMAIL(false, "this is no e-mail address; it is left out"),
        INVALID_PHONE(false, "this is no valid telephone number; it is kept as typed"),
        UNUSABLE_PHONE(false, "this cannot be a telephone number; it is left out"),
        INVALID_DATE(false, "this is no date that can be read; it is left out"),
        SERIAL_DATE(false, "this is a spreadsheet's day number; it is read as that day"),
        INVALID_POSTCODE(false, "this is no postcode of its country; it is left out"),
        POSTCODE_ZEROS(false, "the postcode lost its leading zeros; they are put back"),
        UNKNOWN_COUNTRY(false, "this country is not known; the address has none"),
        UNKNOWN_SOURCE(false, "this source is not among the policy's; the map's own is taken"),
        INVALID_SCORE(false, "this is no score of the survey's scale; it is left out"),
        INVALID_VALUE(false, "this cannot be kept in its field; it is left out"),
        NUMBER_AS_DECIMAL(false, "the number was written as a decimal; .0 is cut off"),
        FORMULA(true, "the cell begins like a formula; it is kept as text"),
        CARD_NUMBER(true, "this looks like a payment card number; it is left out"),
        INVALID_AMOUNT(false, "this is no amount; it is left out"),
        PURCHASE_WITHOUT_TOTAL(false, "the purchase has no amount; it is left out"),
        PURCHASE_TOTALS_DIFFER(true, "the rows of the order differ in its total; it is left out"),
        PURCHASE_WITHOUT_CURRENCY(false, "the purchase has no currency; it is left out"),
        PURCHASE_IN_FUTURE(true, "the purchase is dated after today; it is left out"),
        PURCHASE_UNUSABLE(true, "the purchase cannot be kept; it is left out"),
        CONSENT_WITHOUT_DATE(false, "the yes has no date; the consent is unknown"),
        CONSENT_DATE_UNREADABLE(true, "the date of the yes cannot be read; it is unknown"),
        CONSENT_IN_FUTURE(true, "the yes is dated after today; the consent is unknown"),
        CONSENT_WITHOUT_PROOF(false, "the map names no proof of a yes; the consent is unknown"),
        CONSENT_UNRECOGNISED(true, "the answer is not recognised; the consent is unknown"),
        CONSENT_OF_MINOR(true, "the customer was too young to agree; the consent is unknown"),
        NOTE_CONTRADICTS_CONSENT(true, "a note says no where the column says yes; unknown"),
        NOTE_SAYS_NO(true, "a note asks for no advertising; record the refusal"),
        HEALTH_IN_NOTE(true, "the note may speak of health, which needs a basis of its own"),
        SIMILAR_NAME(true, "joined with an earlier row whose name differs by a slip"),
        VALUE_DIFFERS(false, "an earlier row of the same person has another value, which stays"),
        NUMBER_TWICE(true, "another person of the sheet has the same number"),
        POSSIBLE_DUPLICATE(true, "this may be the person of an earlier row; compare them");

        private final boolean review;
        private final String sentence;

        Code(boolean review, String sentence) {
            this.review = review;
            this.sentence = sentence;
        }

        /// True when a person must look at the row.
        public boolean review() {
            return review;
        }

        /// The kind in words.
        public String sentence() {
            return sentence;
        }
    }
}
