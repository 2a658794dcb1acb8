package custos.proof;

/// Leaves the reading of a receipt at the first thing that is wrong; [ReceiptCheck] turns it into
/// the verdict. Carries no value of the receipt.
final class Refusing extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String member;
    private final Why why;

    Refusing(String member, Why why) {
        super(member + " " + why.sentence(), null, false, false);
        this.member = member;
        this.why = why;
    }

    Verdict.Refused verdict() {
        return new Verdict.Refused(member, why);
    }
}
