package custos.vault;

/// What happens at the counter, beside looking customers up and taking them in.
public final class Counter {
    private final Core core;
    private final Customers customers;

    Counter(Core core, Customers customers) {
        this.core = core;
        this.customers = customers;
    }

    /// Customers by what they have with them, and what may be asked of them.
    public Till till() {
        return new Till(core, customers);
    }
}
