package custos.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Looks at what the operating system may write to disk behind the vault's back: swap and core
/// dumps hold keys and names in the clear. Reads `/proc` and `/sys`, where there are any.
final class MachineCheckUp {
    private final Path root;
    private final List<Diagnosis> found = new ArrayList<>();

    private MachineCheckUp(Path root) {
        this.root = root;
    }

    /// @param root of the machine, `/`
    static List<Diagnosis> of(Path root) {
        var checkUp = new MachineCheckUp(root);
        checkUp.swap();
        checkUp.dumps();
        return checkUp.found;
    }

    private List<String> lines(String file) throws IOException {
        return Files.readAllLines(root.resolve(file));
    }

    private void swap() {
        try {
            List<String> open =
                    lines("proc/swaps").stream()
                            .skip(1)
                            .map(line -> line.replaceFirst("\\s.*", ""))
                            .filter(device -> !isSealed(device))
                            .toList();
            found.add(
                    open.isEmpty()
                            ? Diagnosis.ok("swap", "no swap, or an encrypted one")
                            : Diagnosis.warning(
                                    "swap",
                                    "swap on "
                                            + String.join(", ", open)
                                            + " is not encrypted: keys"
                                            + " may be written to it",
                                    "encrypt the swap or turn it off (docs/hardening.md)"));
        } catch (IOException e) {
            found.add(
                    Diagnosis.unknown(
                            "swap",
                            "whether there is swap cannot be seen here",
                            "encrypt the swap or the whole disk (docs/hardening.md)"));
        }
    }

    /// Swap in memory, or on a mapping of dm-crypt.
    private boolean isSealed(String device) {
        String name = Path.of(device).getFileName().toString();
        if (name.startsWith("zram")) {
            return true;
        }
        try {
            return lines("sys/block/" + name + "/dm/uuid").stream()
                    .anyMatch(uuid -> uuid.startsWith("CRYPT-"));
        } catch (IOException e) {
            return false;
        }
    }

    private void dumps() {
        try {
            boolean allowed =
                    lines("proc/self/limits").stream()
                            .filter(line -> line.startsWith("Max core file size"))
                            .map(line -> line.substring("Max core file size".length()).strip())
                            .anyMatch(limit -> !limit.startsWith("0 "));
            found.add(
                    allowed
                            ? Diagnosis.warning(
                                    "core-dumps",
                                    "core dumps are allowed: one holds every key in the clear",
                                    "ulimit -c 0, or LimitCORE=0 in the service's unit")
                            : Diagnosis.ok("core-dumps", "core dumps are off"));
        } catch (IOException e) {
            found.add(
                    Diagnosis.unknown(
                            "core-dumps",
                            "whether core dumps are on cannot be seen here",
                            "turn them off (docs/hardening.md)"));
        }
    }
}
