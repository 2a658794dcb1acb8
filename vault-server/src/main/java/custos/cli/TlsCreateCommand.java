package custos.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import custos.tls.HostName;
import custos.tls.LocalAuthority;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `tls create`: an authority of the shop's own and a certificate for its server, so that a second
/// till on the shop's network can reach it.
@Command(
        name = "create",
        description =
                "Make an authority of your own and a certificate for a server on your network.",
        footer = {
            "",
            "Needs no vault. Prints the authority's fingerprint; how devices come to trust it is",
            "said besides, and in docs/tls.md. --renew issues a new certificate by the authority",
            "in DIR, which the devices trust already."
        })
final class TlsCreateCommand implements Callable<Integer> {
    @Option(
            names = "--host",
            paramLabel = "NAME",
            split = ",",
            description = "Names and addresses of the server, such as till.lan,192.168.1.10.")
    private List<String> hosts = List.of();

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            required = true,
            description = "Where the files go.")
    private Path dir = Path.of("");

    @Option(
            names = "--days",
            paramLabel = "DAYS",
            description = "How long the server's certificate lasts, 1 to 825; 397 if left out.")
    private int days = LocalAuthority.STANDARD_DAYS;

    @Option(names = "--renew", description = "Only a new certificate, by the authority in DIR.")
    private boolean renew;

    private final World world;

    TlsCreateCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        if (renew != hosts.isEmpty()) {
            throw new UsageFault(
                    renew
                            ? "--renew keeps the hosts; for others make an authority in a new"
                                    + " folder"
                            : "for which host? Give --host NAME");
        }
        if (days < 1 || days > LocalAuthority.MAX_DAYS) {
            throw new UsageFault("--days is 1 to 825");
        }
        var folder = new TlsFolder(dir);
        var now = world.clock().instant();
        LocalAuthority authority = renew ? read(folder) : make(folder);
        LocalAuthority.Issued issued = authority.issue(days, now, world.random());
        if (renew) {
            folder.replaceServer(issued);
        } else {
            folder.write(authority, issued);
        }
        world.out().println("fingerprint " + authority.fingerprint());
        TlsGuide.lines(
                        folder,
                        authority.hosts().getFirst().text(),
                        issued.end().atZone(ZoneOffset.UTC).toLocalDate(),
                        renew)
                .forEach(world.err()::println);
        return ExitCode.DONE;
    }

    private LocalAuthority make(TlsFolder folder) {
        folder.requireEmpty();
        List<HostName> names = hosts.stream().map(HostName::parse).distinct().toList();
        return LocalAuthority.make(names, world.clock().instant(), world.random());
    }

    private static LocalAuthority read(TlsFolder folder) {
        char[] key = SecretFile.chars(folder.authorityKey());
        try {
            return LocalAuthority.read(
                    SecretFile.text(folder.authority()), key, SecretFile.text(folder.server()));
        } finally {
            Arrays.fill(key, '\0');
        }
    }

    /// Where the files of an authority lie.
    record TlsFolder(Path dir) {
        Path authority() {
            return dir.resolve("authority.pem");
        }

        Path authorityKey() {
            return dir.resolve("authority-key.pem");
        }

        Path server() {
            return dir.resolve("server.pem");
        }

        Path serverKey() {
            return dir.resolve("server-key.pem");
        }

        void requireEmpty() {
            Optional<Path> there =
                    List.of(authority(), authorityKey(), server(), serverKey()).stream()
                            .filter(Files::exists)
                            .findFirst();
            if (there.isPresent()) {
                throw new UsageFault(
                        there.get() + " is there already, and is not written over; add --renew");
            }
        }

        void write(LocalAuthority authority, LocalAuthority.Issued issued) {
            SecretFile.folder(dir);
            SecretFile.write(authorityKey(), authority.key().getBytes(UTF_8));
            SecretFile.write(authority(), authority.certificate().getBytes(UTF_8));
            SecretFile.write(serverKey(), issued.key().getBytes(UTF_8));
            SecretFile.write(server(), issued.certificate().getBytes(UTF_8));
        }

        /// The certificate last: it is what names the hosts, and is whole at any moment.
        void replaceServer(LocalAuthority.Issued issued) {
            SecretFile.replace(serverKey(), issued.key().getBytes(UTF_8));
            SecretFile.replace(server(), issued.certificate().getBytes(UTF_8));
        }
    }
}
