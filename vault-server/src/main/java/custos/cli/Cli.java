package custos.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/// The command line, whole: which commands there are, and how each ends.
public final class Cli {
    private Cli() {}

    /// Runs one command.
    ///
    /// @return the exit code: 0 done, 1 the check failed, 2 used wrongly, 3 the vault cannot be
    ///   opened, 4 a backup failed, 70 a fault of the program
    public static int run(World world, String... words) {
        return commands(world).execute(words);
    }

    static CommandLine commands(World world) {
        var line =
                new CommandLine(new Group.Root())
                        .addSubcommand(new InitCommand(world))
                        .addSubcommand(new ServeCommand(world))
                        .addSubcommand(new DemoCommand(world))
                        .addSubcommand(
                                new CommandLine(new Group.Tokens())
                                        .addSubcommand(new TokenCreateCommand(world))
                                        .addSubcommand(new TokenListCommand(world))
                                        .addSubcommand(new TokenRevokeCommand(world)))
                        .addSubcommand(
                                new CommandLine(new Group.Staff())
                                        .addSubcommand(new StaffCreateCommand(world))
                                        .addSubcommand(new StaffListCommand(world))
                                        .addSubcommand(new StaffPasswordCommand(world))
                                        .addSubcommand(new StaffRoleCommand(world))
                                        .addSubcommand(
                                                new CommandLine(new Group.SecondFactor())
                                                        .addSubcommand(
                                                                new StaffSecondFactorResetCommand(
                                                                        world)))
                                        .addSubcommand(new StaffCloseCommand(world)))
                        .addSubcommand(
                                new CommandLine(new Group.OfTls())
                                        .addSubcommand(new TlsCreateCommand(world)))
                        .addSubcommand(new ImportCommand(world))
                        .addSubcommand(new ExportCommand(world))
                        .addSubcommand(new EraseCommand(world))
                        .addSubcommand(new BackupCommand(world))
                        .addSubcommand(new RestoreCommand(world))
                        .addSubcommand(new DoctorCommand(world))
                        .addSubcommand(new VerifyCommand(world))
                        .addSubcommand(new VerifyReceiptCommand(world))
                        .addSubcommand(
                                new CommandLine(new Group.Proving())
                                        .addSubcommand(new ProveInclusionCommand(world))
                                        .addSubcommand(new ProveConsistencyCommand(world)))
                        .addSubcommand(new InspectCommand(world))
                        .addSubcommand(new RetentionCommand(world))
                        .addSubcommand(
                                new CommandLine(new Group.OfKeys())
                                        .addSubcommand(new KeysShowCommand(world))
                                        .addSubcommand(unlocks(world))
                                        .addSubcommand(new KeysRollCommand(world))
                                        .addSubcommand(new KeysRotateCommand(world)))
                        .addSubcommand(
                                new CommandLine(new Group.OfLedger())
                                        .addSubcommand(new LedgerKeyCommand(world))
                                        .addSubcommand(new LedgerCheckpointCommand(world)))
                        .addSubcommand(
                                new CommandLine(new Group.OfPolicy())
                                        .addSubcommand(new PolicyCheckCommand(world))
                                        .addSubcommand(new PolicyPublishCommand(world))
                                        .addSubcommand(new PolicyShowCommand(world)));
        line.getSubcommands().values().forEach(Cli::addHelp);
        line.setOut(writer(world.out()));
        line.setErr(writer(world.err()));
        line.setExecutionExceptionHandler((failure, at, _) -> failed(world, failure, at));
        line.setParameterExceptionHandler((wrong, _) -> usedWrongly(world, wrong));
        return line;
    }

    private static CommandLine unlocks(World world) {
        return new CommandLine(new Group.Unlocks())
                .addSubcommand(new UnlockListCommand(world))
                .addSubcommand(
                        new CommandLine(new Group.NewUnlocks())
                                .addSubcommand(new UnlockAddPassphraseCommand(world))
                                .addSubcommand(new UnlockAddKeyFileCommand(world))
                                .addSubcommand(new UnlockAddSheetCommand(world))
                                .addSubcommand(new UnlockAddTokenCommand(world)))
                .addSubcommand(new UnlockRemoveCommand(world));
    }

    private static PrintWriter writer(PrintStream to) {
        return new PrintWriter(new OutputStreamWriter(to, UTF_8), true);
    }

    private static void addHelp(CommandLine command) {
        command.getCommandSpec()
                .addOption(
                        OptionSpec.builder("-h", "--help")
                                .usageHelp(true)
                                .description("Show this help message and exit.")
                                .build());
        command.getSubcommands().values().forEach(Cli::addHelp);
    }

    private static int failed(World world, Exception failure, CommandLine at) {
        String meanwhile =
                at.getCommand() instanceof Meanwhile command
                        ? command.meanwhile()
                        : "stop the server first";
        Voice voice = Voice.of(failure, meanwhile);
        world.err().println(voice.spoken());
        if ("1".equals(world.environment().get("CUSTOS_DEBUG"))) {
            trace(world.err(), failure);
        }
        return voice.code();
    }

    private static int usedWrongly(World world, ParameterException wrong) {
        String said = Voice.of(new UsageFault(String.valueOf(wrong.getMessage())), "").spoken();
        String help = wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help";
        world.err().println(said + "; see `" + help + "`");
        return ExitCode.USED_WRONGLY;
    }

    private static void trace(PrintStream err, Throwable failure) {
        for (Throwable one = failure; one != null; one = one.getCause()) {
            err.println(one);
            for (StackTraceElement step : one.getStackTrace()) {
                err.println("    at " + step);
            }
        }
    }

    /// Commands that only hold others.
    static final class Group {
        private Group() {}

        @Command(
                name = "custos",
                mixinStandardHelpOptions = true,
                versionProvider = Version.class,
                description = "An encrypted, privacy-first customer vault with a consent ledger.",
                footer = {
                    "",
                    "Exit codes: 0 done, 1 the check failed, 2 used wrongly, 3 the vault cannot be",
                    "opened, 4 a backup failed, 70 a fault of the program. More: docs/cli.md"
                })
        static final class Root extends Choosing {}

        @Command(name = "token", description = "Bearer tokens of programs.")
        static final class Tokens extends Choosing {}

        @Command(name = "staff", description = "Accounts of the staff.")
        static final class Staff extends Choosing {}

        @Command(name = "second-factor", description = "The second factors of accounts.")
        static final class SecondFactor extends Choosing {}

        @Command(name = "tls", description = "Certificates for a server on your own network.")
        static final class OfTls extends Choosing {}

        @Command(name = "keys", description = "The vault's keys.")
        static final class OfKeys extends Choosing {}

        @Command(name = "unlock", description = "The ways to unlock the vault.")
        static final class Unlocks extends Choosing {}

        @Command(name = "add", description = "Add a way to unlock the vault.")
        static final class NewUnlocks extends Choosing {}

        @Command(name = "prove", description = "Proofs that programs of others check.")
        static final class Proving extends Choosing {}

        @Command(name = "ledger", description = "The ledger's key and newest checkpoint.")
        static final class OfLedger extends Choosing {}

        @Command(name = "policy", description = "Check, publish and show the policy.")
        static final class OfPolicy extends Choosing {}
    }

    /// Says which commands there are when none was named.
    abstract static class Choosing implements Callable<Integer> {
        @CommandLine.Spec private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            throw new ParameterException(spec.commandLine(), "which command?");
        }
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Cli.class.getPackage().getImplementationVersion();
            return new String[] {"custos " + (version == null ? "(built from source)" : version)};
        }
    }
}
