package custos.backup;

/// Takes the rows of a bundle in their order. A row may have to wait for a slow disk, so nobody
/// holds a view of the vault meanwhile. For one thread.
public interface BundleRows {
    /// @throws BackupFault.NotWritten when the disk is full or cannot be written
    void write(BundleRow row);

    /// Rows so far.
    long rows();
}
