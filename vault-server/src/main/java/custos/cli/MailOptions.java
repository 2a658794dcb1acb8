package custos.cli;

import custos.customer.EmailAddress;
import custos.mail.Way;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import picocli.CommandLine.Option;

/// The options of `serve` about mail: by which server letters leave, or into which folder they go
/// where there is none.
final class MailOptions {
    private static final String FOLDER = "mail";

    @Option(
            names = "--smtp-host",
            paramLabel = "NAME",
            description = "The mail server; without one, letters go into a folder.")
    private Optional<String> host = Optional.empty();

    @Option(
            names = "--smtp-port",
            paramLabel = "N",
            description = "Its port; 587 with starttls, 465 with tls, 25 with none.")
    private Optional<Integer> port = Optional.empty();

    @Option(
            names = "--smtp-security",
            paramLabel = "HOW",
            description = "starttls (as if left out), tls, or none on this very machine.")
    private Optional<String> security = Optional.empty();

    @Option(names = "--smtp-user", paramLabel = "NAME", description = "Who logs in there.")
    private Optional<String> user = Optional.empty();

    @Option(
            names = "--smtp-password-file",
            paramLabel = "FILE",
            description = "The password is the first line of FILE.")
    private Optional<Path> passwordFile = Optional.empty();

    @Option(
            names = "--mail-from",
            paramLabel = "ADDRESS",
            description = "Who sends; the policy's controller if left out.")
    private Optional<String> from = Optional.empty();

    @Option(
            names = "--mail-folder",
            paramLabel = "DIR",
            description = "Where letters go without a mail server; DATA/mail if left out.")
    private Optional<Path> folder = Optional.empty();

    /// What they and the settings together say.
    ///
    /// @param data the vault's data folder
    Listener.Mail mail(World world, Settings settings, Path data) {
        Optional<String> server = host.or(() -> settings.find(Setting.SMTP_HOST));
        Optional<Path> letters = folder.or(() -> settings.path(Setting.MAIL_FOLDER));
        if (server.isPresent() && letters.isPresent()) {
            throw new UsageFault("give --smtp-host or --mail-folder, not both");
        }
        Way way =
                server.<Way>map(name -> smtp(settings, name))
                        .orElseGet(() ->
                                folder(world, settings, letters.orElse(data.resolve(FOLDER))));
        return new Listener.Mail(
                from.or(() -> settings.find(Setting.MAIL_FROM)).map(MailOptions::address), way);
    }

    private Way folder(World world, Settings settings, Path letters) {
        requireNone(settings, Setting.SMTP_PORT, port.isPresent());
        requireNone(settings, Setting.SMTP_SECURITY, security.isPresent());
        requireNone(settings, Setting.SMTP_USER, user.isPresent());
        requireNone(settings, Setting.SMTP_PASSWORD_FILE, passwordFile.isPresent());
        world.err().println("No mail server is set up: letters go to " + letters);
        return new Way.Folder(letters);
    }

    /// A server that was meant and not named would leave its letters on the disk unnoticed.
    private static void requireNone(Settings settings, Setting setting, boolean given) {
        if (given || settings.find(setting).isPresent()) {
            throw new UsageFault("--" + setting.word() + " needs --smtp-host");
        }
    }

    private Way.Smtp smtp(Settings settings, String name) {
        Way.Security how =
                security.or(() -> settings.find(Setting.SMTP_SECURITY))
                        .map(MailOptions::security)
                        .orElse(Way.Security.STARTTLS);
        int number =
                port.or(() -> settings.whole(Setting.SMTP_PORT, 1, 65_535)).orElse(usualPort(how));
        try {
            return new Way.Smtp(name, number, how, logIn(settings));
        } catch (IllegalArgumentException e) {
            throw new UsageFault("--smtp-host, --smtp-port: " + e.getMessage());
        }
    }

    private Optional<Way.LogIn> logIn(Settings settings) {
        Optional<String> who = user.or(() -> settings.find(Setting.SMTP_USER));
        Optional<Path> secret = passwordFile.or(() -> settings.path(Setting.SMTP_PASSWORD_FILE));
        if (who.isPresent() != secret.isPresent()) {
            throw new UsageFault("--smtp-user and --smtp-password-file go together");
        }
        return who.map(named -> new Way.LogIn(named, password(secret.orElseThrow())));
    }

    /// The mail library takes nothing but a String.
    private static String password(Path file) {
        char[] line = SecretFile.line(file);
        try {
            return String.valueOf(line);
        } finally {
            Arrays.fill(line, '\0');
        }
    }

    private static int usualPort(Way.Security security) {
        return switch (security) {
            case STARTTLS -> 587;
            case TLS -> 465;
            case NONE -> 25;
        };
    }

    private static Way.Security security(String word) {
        return switch (word) {
            case "starttls" -> Way.Security.STARTTLS;
            case "tls" -> Way.Security.TLS;
            case "none" -> Way.Security.NONE;
            default -> throw new UsageFault("--smtp-security is starttls, tls or none");
        };
    }

    private static EmailAddress address(String text) {
        try {
            return new EmailAddress(text);
        } catch (IllegalArgumentException e) {
            throw new UsageFault("--mail-from is an e-mail address");
        }
    }
}
