package custos.vault;

/// One thing that somebody does to a database, and the code by which it is found out.
///
/// @param code of one of the findings; empty when the vault does not even open
public record Deed(String name, String code, Tampering.Hand deed) {
    public static final long JAN = 1024;
    public static final long EVA = 1025;
    public static final long PETR = 1026;

    /// The condition of the n-th record or opening of a customer.
    public static String slot(long customer, int n) {
        return "no = " + (customer << 20 | n);
    }

    @Override
    public String toString() {
        return name;
    }
}
