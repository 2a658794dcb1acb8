package custos.cli;

import custos.customer.CustomerId;
import custos.vault.Vault;
import custos.vault.exports.Exports;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `export`: one customer's data as JSON or ZIP, or everything as NDJSON. It is in the ledger
/// before the first byte is written.
@Command(
        name = "export",
        description = "Write one customer's data (JSON, or ZIP), or everybody's (NDJSON).")
final class ExportCommand extends VaultCommand {
    @Option(
            names = "--customer",
            paramLabel = "ID",
            description = "One customer alone; needs --reason.")
    private Optional<String> customer = Optional.empty();

    @Option(
            names = "--reason",
            paramLabel = "CODE",
            description = "Why, a code of the policy, such as access-request.")
    private Optional<String> reason = Optional.empty();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "A new file; - is standard output. A name ending in .zip gives a ZIP.")
    private String out = "";

    ExportCommand(World world) {
        super(world);
    }

    @Override
    public String meanwhile() {
        return "ask the server: "
                + customer.map(_ -> "GET /api/v1/customers/{id}/export")
                        .orElse("GET /api/v1/export");
    }

    @Override
    void requireFit() {
        customer.ifPresent(CustomerId::new);
        if (customer.isPresent() != reason.isPresent()) {
            throw new UsageFault("--customer and --reason go together");
        }
        if (customer.isEmpty() && zip()) {
            throw new UsageFault("a ZIP holds one customer: give --customer, or another file name");
        }
        if (!out.equals("-") && Files.exists(Path.of(out))) {
            throw new UsageFault(out + " is there already");
        }
    }

    @Override
    int run(Vault vault) {
        if (out.equals("-")) {
            write(vault.exports(), world().out());
            world().out().flush();
        } else {
            toFile(vault.exports(), Path.of(out));
        }
        return ExitCode.DONE;
    }

    private boolean zip() {
        return out.endsWith(".zip");
    }

    private void write(Exports exports, OutputStream to) {
        if (customer.isEmpty()) {
            long count = exports.everything(OPERATOR, to);
            tell(count + " customers written");
        } else {
            var id = new CustomerId(customer.get());
            if (zip()) {
                exports.zip(id, reason.orElseThrow(), OPERATOR, to);
            } else {
                exports.json(id, reason.orElseThrow(), OPERATOR, to);
            }
        }
    }

    /// Readable by the owner alone; gone again when it could not be written whole.
    private void toFile(Exports exports, Path file) {
        var ownerOnly =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var newFile = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        boolean whole = false;
        try {
            try (var channel = Files.newByteChannel(file, newFile, ownerOnly);
                    var to = new BufferedOutputStream(Channels.newOutputStream(channel))) {
                write(exports, to);
            }
            whole = true;
        } catch (IOException e) {
            throw new UsageFault(file + " cannot be written");
        } finally {
            if (!whole) {
                deleteQuietly(file);
            }
        }
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // What went wrong before this is what is reported.
        }
    }
}
