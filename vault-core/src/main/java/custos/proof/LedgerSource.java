package custos.proof;

import java.util.Optional;

/// A ledger as it is published: the files of c2sp.org/tlog-tiles below one place. What it answers
/// is believed only as far as a signature and the hashes below it go.
public interface LedgerSource {
    /// One file.
    ///
    /// Called by several threads at once. An answer that cannot be had at all (no connection, no
    /// permission) is the adapter's own failure and ends the check; a file that is not there is an
    /// empty answer.
    ///
    /// @param path such as `checkpoint` or `tile/entries/000.p/7`
    /// @param maxBytes a longer file is cut off after one byte more
    Optional<byte[]> read(String path, int maxBytes);
}
