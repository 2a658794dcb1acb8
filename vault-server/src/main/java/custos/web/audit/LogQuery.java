package custos.web.audit;

import custos.event.ActType;
import custos.policy.Channel;
import custos.policy.ChannelId;
import custos.policy.Policy;
import custos.policy.Purpose;
import custos.policy.PurposeId;
import custos.policy.Source;
import custos.policy.SourceId;
import custos.vault.audit.ActGroup;
import custos.vault.audit.LogFilter;
import custos.vault.rows.Refusal;
import custos.web.Mistakes;
import custos.words.Phrases;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/// A filter of the log as a form asks for it: codes and days, nothing of a customer.
///
/// @param typed what was asked for, by field, to be shown again and to be carried along in links
/// @param filter what came of it; everything, where something is wrong
public record LogQuery(Map<String, String> typed, LogFilter filter, Mistakes mistakes) {
    /// The parameters of a filter.
    static final List<String> FIELDS =
            List.of("group", "type", "purpose", "channel", "from", "to", "source", "actor");

    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final int MAX_SHOWN = 80;

    public LogQuery {
        typed = Map.copyOf(typed);
    }

    /// The value of a field as it was asked for, empty when it was not.
    public String of(String field) {
        return typed.getOrDefault(field, "");
    }

    public boolean isEmpty() {
        return typed.isEmpty();
    }

    /// The filter as the part of an address after `?`, with `&` at its end; empty for none.
    public String link() {
        var link = new StringBuilder();
        FIELDS.forEach(field ->
                Optional.ofNullable(typed.get(field))
                        .ifPresent(value ->
                                link.append(field)
                                        .append('=')
                                        .append(URLEncoder.encode(value, StandardCharsets.UTF_8))
                                        .append('&')));
        return link.toString();
    }

    /// Reads a filter.
    ///
    /// @param given the value of a field, empty when none was sent
    /// @param within the types that the page shows at all; none for every type
    static LogQuery read(
            Function<String, Optional<String>> given,
            Set<ActType> within,
            Policy policy,
            ZoneId zone,
            Phrases words) {
        var typed = new LinkedHashMap<String, String>();
        FIELDS.forEach(field ->
                given.apply(field)
                        .map(String::strip)
                        .filter(value -> !value.isEmpty())
                        .map(value -> value.substring(0, Math.min(MAX_SHOWN, value.length())))
                        .ifPresent(value -> typed.put(field, value)));
        var reading = new Reading(typed, policy, zone, words);
        LogFilter filter = reading.filter(within);
        return new LogQuery(
                typed, reading.mistakes.isEmpty() ? filter : LogFilter.ALL, reading.mistakes);
    }

    /// One reading of what was sent.
    private static final class Reading {
        private final Map<String, String> typed;
        private final Policy policy;
        private final ZoneId zone;
        private final Phrases words;
        private final Mistakes mistakes = Mistakes.none();

        Reading(Map<String, String> typed, Policy policy, ZoneId zone, Phrases words) {
            this.typed = typed;
            this.policy = policy;
            this.zone = zone;
            this.words = words;
        }

        LogFilter filter(Set<ActType> within) {
            LogFilter filter =
                    LogFilter.ALL
                            .ofTypes(types(within))
                            .about(one("purpose", this::purpose), one("channel", this::channel));
            filter = days(filter);
            try {
                return filter.openedBy(one("source", this::source), find("actor"));
            } catch (Refusal.BadField e) {
                mistakes.add("actor", words.text("audit.mistake.actor"));
                return LogFilter.ALL;
            }
        }

        private Optional<String> find(String field) {
            return Optional.ofNullable(typed.get(field));
        }

        private <T> Optional<T> one(String field, Function<String, Optional<T>> known) {
            Optional<String> asked = find(field);
            Optional<T> found = asked.flatMap(known);
            if (asked.isPresent() && found.isEmpty()) {
                mistakes.add(field, words.text("audit.mistake.unknown"));
            }
            return found;
        }

        private Set<ActType> types(Set<ActType> within) {
            Optional<ActGroup> group = one("group", ActGroup::find);
            Optional<ActType> type =
                    one("type", LogQuery::type)
                            .filter(one -> within.isEmpty() || within.contains(one));
            if (type.isPresent()) {
                return Set.of(type.get());
            }
            return group.map(ActGroup::types).orElse(within);
        }

        private Optional<PurposeId> purpose(String code) {
            return policy.purposes().stream()
                    .map(Purpose::id)
                    .filter(id -> id.value().equals(code))
                    .findFirst();
        }

        private Optional<ChannelId> channel(String code) {
            return policy.channels().stream()
                    .map(Channel::id)
                    .filter(id -> id.value().equals(code))
                    .findFirst();
        }

        private Optional<SourceId> source(String code) {
            return policy.sources().stream()
                    .map(Source::id)
                    .filter(id -> id.value().equals(code))
                    .findFirst();
        }

        private LogFilter days(LogFilter filter) {
            Optional<LocalDate> from = day("from");
            Optional<LocalDate> to = day("to");
            if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
                mistakes.add("to", words.text("audit.mistake.period"));
                return filter;
            }
            return filter.days(from, to, zone);
        }

        private Optional<LocalDate> day(String field) {
            Optional<String> asked = find(field);
            if (asked.isEmpty()) {
                return Optional.empty();
            }
            try {
                if (DAY.matcher(asked.get()).matches()) {
                    return Optional.of(LocalDate.parse(asked.get()));
                }
            } catch (DateTimeException e) {
                // No such day, such as 30 February: as any other mistake.
            }
            mistakes.add(field, words.text("audit.mistake.day"));
            return Optional.empty();
        }
    }

    private static Optional<ActType> type(String word) {
        for (ActType type : ActType.values()) {
            if (type.word().equals(word)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
