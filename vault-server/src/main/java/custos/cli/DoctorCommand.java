package custos.cli;

import custos.json.CanonicalJson;
import custos.json.JsonValue;
import custos.vault.core.VaultFolder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `doctor`: how a vault stands on its machine. Opens nothing, so a server may be at work.
@Command(
        name = "doctor",
        description = "Look at permissions, disk, clock, backups and the like. Opens nothing.",
        footer = {
            "",
            "Exit code 1 when there is a problem; warnings alone end with 0. Each line says what to",
            "do. The network is judged by the settings in the environment and in the file of",
            "--config. More: docs/hardening.md"
        })
final class DoctorCommand implements Callable<Integer> {
    @Mixin private final VaultOptions options = new VaultOptions();

    @Option(
            names = "--backups",
            paramLabel = "DIR",
            description = "The folder that backups go to (CUSTOS_BACKUP_TO).")
    private Optional<Path> backups = Optional.empty();

    @Option(
            names = "--mirror",
            paramLabel = "DIR",
            description = "The folder of the mirror (CUSTOS_MIRROR).")
    private Optional<Path> mirror = Optional.empty();

    @Option(names = "--json", description = "Everything as one JSON object.")
    private boolean json;

    private final World world;

    DoctorCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        Settings settings = options.settings(world);
        VaultFolder folder = options.folder(world);
        Instant now = world.clock().instant();
        var all = new ArrayList<Diagnosis>(FolderCheckUp.of(folder, now));
        all.add(BackupCheckUp.of(folder, backups.or(() -> settings.path(Setting.BACKUP_TO)), now));
        all.addAll(MirrorCheckUp.of(folder, mirror.or(() -> new BackupOptions().mirror(settings))));
        all.addAll(NetworkCheckUp.of(settings, now));
        all.addAll(MachineCheckUp.of(Path.of("/")));
        show(all);
        boolean ill = all.stream().anyMatch(one -> one.severity() == Diagnosis.Severity.PROBLEM);
        return ill ? ExitCode.CHECK_FAILED : ExitCode.DONE;
    }

    private void show(List<Diagnosis> all) {
        if (json) {
            var checks = new JsonValue.Items(all.stream().map(DoctorCommand::json).toList());
            byte[] text = CanonicalJson.encode(JsonValue.object().put("checks", checks).build());
            world.out().println(new String(text, StandardCharsets.UTF_8));
        } else {
            all.forEach(one -> world.out().println(line(one)));
        }
    }

    private static String line(Diagnosis one) {
        String said = one.severity().word() + " " + one.code() + ": " + one.what();
        return one.remedy().isEmpty() ? said : said + "; " + one.remedy();
    }

    private static JsonValue json(Diagnosis one) {
        return JsonValue.object()
                .put("code", one.code())
                .put("severity", one.severity().word())
                .put("what", one.what())
                .put("remedy", one.remedy())
                .build();
    }
}
