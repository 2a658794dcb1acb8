package custos.proof;

import java.util.Locale;

/// Why a receipt is refused. The codes are stable: programs and words for people go by them.
public enum Why {
    TOO_LARGE("is larger than any receipt"),
    NOT_JSON("is not one JSON object in UTF-8, or has a member twice"),
    MISSING("is missing"),
    UNEXPECTED("does not belong into a receipt of this version"),
    MALFORMED("is not of the form that docs/receipts.md gives it"),
    UNKNOWN_FORMAT("names no format that is known here"),
    UNKNOWN_VERSION("is a version that is not known here"),
    OTHER_KEY("is another key than those that you check with"),
    COMMITMENT("is not what the entry commits to"),
    OTHER_ACTS("holds no act that such a file may show"),
    OTHER_NOTICES("are not those that the entry cites"),
    OTHER_WORDS("has a file beside the receipt whose SHA-256 is another"),
    OTHER_RECORD("says something else than the entry, or more than a record may say"),
    OTHER_ENTRY("is another place than the one that the proof is about"),
    OTHER_TREE("does not lead from this entry to the root that was signed"),
    OTHER_LEDGER("carries a checkpoint of another ledger"),
    NOT_SIGNED("carries a checkpoint that this key has not signed");

    private final String sentence;

    Why(String sentence) {
        this.sentence = sentence;
    }

    /// The end of a sentence that begins with the member.
    public String sentence() {
        return sentence;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
