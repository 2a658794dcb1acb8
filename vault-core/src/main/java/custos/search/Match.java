package custos.search;

/// How closely a customer answers a query: by the loosest of its words.
public enum Match {
    /// Each word of the query is a word of the customer.
    EXACT,
    /// Each word of the query at least begins a word of the customer.
    PREFIX,
    /// Some word of the query only sounds like a word of the customer.
    SOUND
}
