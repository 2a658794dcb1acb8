package custos.vault.records;

import custos.vault.core.Core;
import custos.vault.core.Repeats;
import custos.vault.customers.Customers;
import custos.vault.writer.Disclosures;

/// What happens at the counter, beside looking customers up and taking them in.
public final class Counter {
    private final Core core;
    private final Customers customers;
    private final Disclosures disclosures;
    private final Repeats repeats;
    private final AnonymousAnswers answers;

    public Counter(Core core, Customers customers, Disclosures disclosures, Repeats repeats) {
        this.core = core;
        this.customers = customers;
        this.disclosures = disclosures;
        this.repeats = repeats;
        this.answers = new AnonymousAnswers(core);
    }

    /// Customers by what they have with them, and what may be asked of them.
    public Till till() {
        return new Till(core, customers);
    }

    /// What customers collect, and what they get for it.
    public Rewards rewards() {
        return new Rewards(core, disclosures, new Records(core, disclosures, repeats));
    }

    /// Answers that nobody gave under her name.
    public AnonymousAnswers answers() {
        return answers;
    }
}
