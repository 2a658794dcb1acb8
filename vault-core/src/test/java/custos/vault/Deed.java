package custos.vault;

/// One thing that somebody does to a database, and the code by which it is found out.
///
/// @param code of one of the findings; empty when the vault does not even open
record Deed(String name, String code, Tampering.Hand deed) {
    static final long JAN = 1024;
    static final long EVA = 1025;
    static final long PETR = 1026;

    /// The condition of the n-th record or opening of a customer.
    static String slot(long customer, int n) {
        return "no = " + (customer << 20 | n);
    }

    @Override
    public String toString() {
        return name;
    }
}
