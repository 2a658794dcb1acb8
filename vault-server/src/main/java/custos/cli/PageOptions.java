package custos.cli;

import custos.access.SecondFactor;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;
import picocli.CommandLine.Option;

/// The options of `serve` about its pages.
final class PageOptions {
    @Option(
            names = "--second-factor",
            paramLabel = "WHEN",
            description =
                    "Whether staff need their telephone's code: required (as if left out) or"
                            + " optional.")
    private Optional<String> secondFactor = Optional.empty();

    @Option(
            names = "--time-zone",
            paramLabel = "ZONE",
            description = "In which pages and letters tell times, such as Europe/Prague.")
    private Optional<String> timeZone = Optional.empty();

    SecondFactor secondFactor(Settings settings) {
        return secondFactor
                .or(() -> settings.find(Setting.SECOND_FACTOR))
                .map(PageOptions::secondFactor)
                .orElse(SecondFactor.REQUIRED);
    }

    private static SecondFactor secondFactor(String word) {
        return switch (word) {
            case "required" -> SecondFactor.REQUIRED;
            case "optional" -> SecondFactor.OPTIONAL;
            default -> throw new UsageFault("--second-factor is required or optional");
        };
    }

    ZoneId zone(World world, Settings settings) {
        return timeZone.or(() -> settings.find(Setting.TIME_ZONE))
                .map(PageOptions::zone)
                .orElse(world.zone());
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new UsageFault("--time-zone is the name of a zone, such as Europe/Prague");
        }
    }
}
