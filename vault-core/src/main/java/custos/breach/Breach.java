package custos.breach;

import custos.event.Actor;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One version of the file of a breach. Versions are added, none is ever changed.
///
/// @param no counts from 1
/// @param version of the file, from 1
/// @param at when this version was written
/// @param by whom
/// @param counted how many people had something in one of the classes, by the vault's count
public record Breach(
        int no,
        int version,
        Instant at,
        Actor by,
        Facts facts,
        long counted,
        List<Concerned> concerned,
        List<Notice> notices) {
    /// The most notices of one breach.
    public static final int MAX_NOTICES = 100;

    public Breach {
        concerned = List.copyOf(concerned);
        notices = List.copyOf(notices);
    }

    /// How many people it concerns: as written down, else as counted.
    public long people() {
        return facts.people().orElse(counted);
    }

    /// The next version, with other facts. Where it is another extent by now, nobody has decided
    /// yet whom not to tell of that one: such notices stay in the versions before.
    public Breach amended(
            Facts other, long countedNow, List<Concerned> now, Instant when, Actor who) {
        List<Notice> standing =
                notices.stream()
                        .filter(one ->
                                one.way() != Way.NOT_TOLD || other.extent() == facts.extent())
                        .toList();
        return new Breach(no, version + 1, when, who, other, countedNow, now, standing);
    }

    /// The next version, with one more notice.
    public Breach told(Notice notice, Instant when, Actor who) {
        List<Notice> all = Stream.concat(notices.stream(), Stream.of(notice)).toList();
        return new Breach(no, version + 1, when, who, facts, counted, concerned, all);
    }

    /// The first notice that a duty asked for; while nobody was told, why not, as it was said last.
    public Optional<Notice> notice(Duty duty) {
        List<Notice> asked =
                notices.stream()
                        .filter(one ->
                                one.regime().equals(duty.regime()) && one.whom() == duty.whom())
                        .toList();
        return asked.stream()
                .filter(one -> one.way() != Way.NOT_TOLD)
                .min(Comparator.comparing(Notice::at))
                .or(() -> asked.stream().max(Comparator.comparing(Notice::at)));
    }
}
