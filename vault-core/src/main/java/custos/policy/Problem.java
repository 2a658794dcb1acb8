package custos.policy;

/// One thing that is wrong with a policy, and where.
///
/// @param line from 1
/// @param path the keys from the outermost inward, joined by dots; empty for the file as a whole
public record Problem(String file, int line, String path, String what) {
    /// `policy.yaml:41: purposes.newsletter.chanels: unknown key; did you mean channels?`
    @Override
    public String toString() {
        return file + ":" + line + ": " + (path.isEmpty() ? "" : path + ": ") + what;
    }
}
