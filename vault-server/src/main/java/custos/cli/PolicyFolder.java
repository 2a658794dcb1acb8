package custos.cli;

import custos.policy.PolicyFiles;
import custos.policy.PolicyLoader;
import java.nio.file.Path;
import java.util.Optional;

/// The policy that a command speaks of: in a folder, or the one that ships with Custos.
final class PolicyFolder {
    private PolicyFolder() {}

    static PolicyFiles files(Optional<Path> folder) {
        return folder.map(PolicyFiles::folder).orElseGet(PolicyFiles::shipped);
    }

    /// @throws custos.policy.PolicyFault.Invalid with all that is wrong
    static PolicyFiles sound(Optional<Path> folder) {
        PolicyFiles files = files(folder);
        PolicyLoader.load(files);
        return files;
    }
}
