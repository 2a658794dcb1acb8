package custos.store;

/// A file waiting to be fetched. To delete the row is to shred the file.
///
/// @param key the file's wrapped key
/// @param until when it ends, in seconds since 1970-01-01 UTC
public record DownloadRow(long no, long customer, byte[] key, long until) {}
