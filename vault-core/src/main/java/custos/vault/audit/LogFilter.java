package custos.vault.audit;

import custos.event.Act;
import custos.event.ActType;
import custos.event.Actor;
import custos.event.Leaf;
import custos.policy.ChannelId;
import custos.policy.PurposeId;
import custos.policy.SourceId;
import custos.vault.rows.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Which entries of the log are asked for. What is empty asks for nothing in particular.
///
/// Types, purpose and channel must meet in one act of an entry. Source and actor stand in its
/// sealed halves: to filter by them is to read these.
///
/// @param from the first moment, inclusive; an entry tells its hour alone, so each hour that
///   touches the period is in it
/// @param until the end, exclusive
/// @param actor an account's name, or a whole name of the ledger such as `token:shop` or `customer`
public record LogFilter(
        Set<ActType> types,
        Optional<PurposeId> purpose,
        Optional<ChannelId> channel,
        Optional<Instant> from,
        Optional<Instant> until,
        Optional<SourceId> source,
        Optional<String> actor) {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Pattern ACTOR = Pattern.compile("(staff:|token:)?[a-z0-9._-]{1,64}");

    public static final LogFilter ALL =
            new LogFilter(
                    Set.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());

    public LogFilter {
        types = Set.copyOf(types);
        if (actor.isPresent() && !ACTOR.matcher(actor.get()).matches()) {
            throw new Refusal.BadField("actor", "an actor is 1 to 64 of a-z, 0-9, dot, _ and -");
        }
        if (from.isPresent() && until.isPresent() && !from.get().isBefore(until.get())) {
            throw new Refusal.BadField("until", "a period ends after it begins");
        }
    }

    public LogFilter ofTypes(Set<ActType> wanted) {
        return new LogFilter(wanted, purpose, channel, from, until, source, actor);
    }

    public LogFilter about(Optional<PurposeId> wanted, Optional<ChannelId> by) {
        return new LogFilter(types, wanted, by, from, until, source, actor);
    }

    /// Whole days where somebody is.
    public LogFilter days(Optional<LocalDate> first, Optional<LocalDate> last, ZoneId zone) {
        return new LogFilter(
                types,
                purpose,
                channel,
                first.map(day -> day.atStartOfDay(zone).toInstant()),
                last.map(day -> day.plusDays(1).atStartOfDay(zone).toInstant()),
                source,
                actor);
    }

    public LogFilter openedBy(Optional<SourceId> wanted, Optional<String> who) {
        return new LogFilter(types, purpose, channel, from, until, wanted, who);
    }

    /// Whether it asks for what only a sealed half tells.
    public boolean readsHalves() {
        return source.isPresent() || actor.isPresent();
    }

    boolean isBefore(Instant hour) {
        return from.isPresent() && !hour.plus(HOUR).isAfter(from.get());
    }

    boolean isAfter(Instant hour) {
        return until.isPresent() && !hour.isBefore(until.get());
    }

    boolean matches(Leaf leaf) {
        return leaf.acts().stream().anyMatch(this::matches);
    }

    boolean matches(Act act) {
        return (types.isEmpty() || types.contains(act.type()))
                && (purpose.isEmpty() || act.purpose().equals(purpose))
                && (channel.isEmpty() || act.channel().equals(channel));
    }

    boolean matches(Actor who) {
        return actor.isEmpty()
                || who.id().equals(actor.get())
                || who.id().equals("staff:" + actor.get());
    }

    /// The filter in codes, to be named in the ledger: nothing of a customer is in it.
    String codes() {
        var codes = new StringBuilder();
        if (!types.isEmpty()) {
            String words =
                    types.stream().map(ActType::word).sorted().collect(Collectors.joining("+"));
            codes.append(" types=").append(words);
        }
        purpose.ifPresent(one -> codes.append(" purpose=").append(one.value()));
        channel.ifPresent(one -> codes.append(" channel=").append(one.value()));
        from.ifPresent(at -> codes.append(" from=").append(at));
        until.ifPresent(at -> codes.append(" until=").append(at));
        source.ifPresent(one -> codes.append(" source=").append(one.value()));
        actor.ifPresent(one -> codes.append(" actor=").append(one));
        return codes.toString();
    }
}
