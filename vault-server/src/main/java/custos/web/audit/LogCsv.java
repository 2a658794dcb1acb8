package custos.web.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import custos.event.Act;
import custos.policy.ChannelId;
import custos.policy.PurposeId;
import custos.vault.audit.Audit;
import custos.vault.audit.LogEntry;
import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The log as CSV that spreadsheets open without harm (RFC 4180): UTF-8 with a byte order mark, one
/// line an act, an apostrophe before whatever a spreadsheet would run as a formula. The last line
/// says how many entries there are and how many of them are of erased customers.
final class LogCsv {
    private static final String FORMULA_STARTS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    /// What parts cells or lines in some locale's spreadsheet.
    private static final String PARTS = ",;\t\"\n\r|";

    private static final List<String> HEAD =
            List.of(
                    "entry",
                    "hour_utc",
                    "hour_local",
                    "act",
                    "act_words",
                    "purpose",
                    "channel",
                    "notice_sha256",
                    "actor",
                    "role",
                    "reason",
                    "about",
                    "openings_began",
                    "openings_standing");

    private final Telling telling;
    private final DateTimeFormatter local;
    private final StringBuilder text = new StringBuilder("\uFEFF");

    LogCsv(Telling telling, ZoneId zone) {
        this.telling = telling;
        this.local = DateTimeFormatter.ISO_OFFSET_DATE_TIME.withZone(zone);
        line(HEAD);
    }

    void add(LogEntry entry) {
        Optional<LogEntry.Hand> hand = entry.hand();
        for (Act act : entry.acts()) {
            line(
                    List.of(
                            Long.toString(entry.index()),
                            entry.hour().toString(),
                            local.format(entry.hour()),
                            act.type().word(),
                            telling.type(act.type()),
                            act.purpose().map(PurposeId::value).orElse(""),
                            act.channel().map(ChannelId::value).orElse(""),
                            act.notice().map(telling::hex).orElse(""),
                            hand.map(one -> one.actor().id()).orElse(""),
                            hand.map(one -> one.actor().role()).orElse(""),
                            hand.flatMap(LogEntry.Hand::reason).orElse(""),
                            hand.flatMap(LogEntry.Hand::request).orElse(""),
                            Integer.toString(entry.openings().began()),
                            Integer.toString(entry.openings().standing())));
        }
    }

    void finish(Audit.Written written) {
        line(
                List.of(
                        "total",
                        "entries " + written.entries(),
                        "of erased customers " + written.erased(),
                        "not to be told " + written.unreadable(),
                        written.complete() ? "complete" : "more were found than a file holds"));
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(text.toString().getBytes(UTF_8));
    }

    private void line(List<String> cells) {
        text.append(cells.stream().map(LogCsv::cell).collect(Collectors.joining(",", "", "\r\n")));
    }

    static String cell(String value) {
        boolean formula = !value.isEmpty() && FORMULA_STARTS.indexOf(value.charAt(0)) >= 0;
        String safe = formula ? "'" + value : value;
        boolean quoted = safe.chars().anyMatch(c -> PARTS.indexOf(c) >= 0);
        return quoted ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
    }
}
