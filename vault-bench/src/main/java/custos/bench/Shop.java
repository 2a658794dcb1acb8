package custos.bench;

import java.nio.file.Path;

/// A place that keeps customers: the vault, or its baseline. Both do the same work for each call.
/// Numbers name customers by their place in the [Population].
interface Shop extends AutoCloseable {
    /// Takes the customers of a sheet in; durable on return.
    void takeIn(Path sheet);

    /// Takes one more customer in; durable on return. For many threads.
    void register(Person person);

    /// Readies what is needed to open customers, outside of what is measured.
    void prepare(int[] customers);

    /// Reads all twelve fields.
    ///
    /// @return how many values there were
    int open(int customer);

    /// @return how many were found
    int findByEmail(String email);

    /// The first twenty whose name begins like this, with what a list shows of them.
    ///
    /// @return how many were found
    int findByName(String prefix);

    /// Deletes a customer for good: what was deleted is gone from the file and its log on return.
    void erase(int customer);

    /// Waits for what follows reads and writes in the background.
    void settle();

    /// Bytes on disk after the log was moved.
    long bytesOnDisk();

    @Override
    void close();
}
