package custos.crypto;

/// What a customer's browser carries for some hours so that it may report her visits.
///
/// @param kind the number of the kind of record that it may add
/// @param purpose the number of the purpose that she agreed to
/// @param until when it ends, in milliseconds since 1970
public record VisitPass(long customer, int kind, int purpose, long until) {
    public VisitPass {
        Check.u64(customer, "a customer number");
        Check.u16(kind, "a kind number");
        Check.u16(purpose, "a purpose number");
        Check.u64(until, "a point in time");
    }
}
