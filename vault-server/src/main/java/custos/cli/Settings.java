package custos.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What was set outside the command line: the environment first, then the configuration file. An
/// option of the command goes before both.
final class Settings {
    private final Map<String, String> environment;
    private final ConfigFile file;

    private Settings(Map<String, String> environment, ConfigFile file) {
        this.environment = environment;
        this.file = file;
    }

    /// @param config the file that `--config` names; without it `CUSTOS_CONFIG` may
    static Settings of(World world, Optional<Path> config) {
        var environment = world.environment();
        Optional<Path> named =
                config.or(
                        () -> Optional.ofNullable(environment.get("CUSTOS_CONFIG")).map(Path::of));
        return new Settings(environment, named.map(ConfigFile::read).orElseGet(ConfigFile::none));
    }

    Optional<String> find(Setting setting) {
        return inEnvironment(setting).or(() -> file.find(setting));
    }

    Optional<Path> path(Setting setting) {
        return find(setting).map(Path::of);
    }

    /// @throws UsageFault when it is not a whole number within the bounds
    Optional<Integer> whole(Setting setting, int min, int max) {
        return find(setting).map(text -> whole(setting, text, min, max));
    }

    /// @throws UsageFault for anything but true and false
    Optional<Boolean> flag(Setting setting) {
        return find(setting)
                .map(text ->
                        switch (text) {
                            case "true" -> true;
                            case "false" -> false;
                            default -> throw new UsageFault(setting.word() + " is true or false");
                        });
    }

    /// Which of some settings is set, of those that go together: all from the environment, or all
    /// from the file.
    List<Setting> chosen(List<Setting> oneOf) {
        var here = oneOf.stream().filter(one -> inEnvironment(one).isPresent()).toList();
        return here.isEmpty()
                ? oneOf.stream().filter(one -> file.find(one).isPresent()).toList()
                : here;
    }

    private Optional<String> inEnvironment(Setting setting) {
        return Optional.ofNullable(environment.get(setting.variable()))
                .filter(value -> !value.isEmpty());
    }

    private static int whole(Setting setting, String text, int min, int max) {
        if (text.matches("0|[1-9][0-9]{0,8}")) {
            int number = Integer.parseInt(text);
            if (number >= min && number <= max) {
                return number;
            }
        }
        throw new UsageFault(
                "%s is a whole number from %d to %d".formatted(setting.word(), min, max));
    }
}
