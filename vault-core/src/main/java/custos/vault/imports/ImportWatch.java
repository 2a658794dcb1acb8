package custos.vault.imports;

/// Whoever watches an import: hears how far it is, and may have it stopped. What is whole by then
/// stays; nothing is ever half in.
public interface ImportWatch {
    /// Nobody.
    ImportWatch NONE = (_, _) -> true;

    /// Told while the sheet is read, when nobody is done yet, and before each person.
    ///
    /// @param done how many people are done
    /// @param of how many there are; 1 while nobody knows
    /// @return whether to go on
    boolean goOn(long done, long of);

    /// Told at the end of each customer whom the import brought or changed, by her number.
    default void touched(long customer) {}
}
