package custos.vault.exports;

import custos.consent.ConsentState;
import custos.consent.Ending;
import custos.consent.Grant;
import custos.customer.FieldValue;
import custos.policy.Field;
import custos.policy.FieldId;
import custos.policy.HtmlText;
import custos.policy.KindId;
import custos.policy.Language;
import custos.vault.core.BookActs;
import custos.vault.core.FieldForms;
import custos.vault.records.Records;
import custos.vault.requests.DataRequest;
import custos.vault.requests.RequestFile;
import custos.vault.requests.RequestForm;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A dossier as one page to read, without scripts and without anything from elsewhere. Reads on a
/// telephone, where each row of a table becomes a card whose cells carry their column's name.
public final class DossierPage {
    private static final String STYLE =
            """
            :root{color-scheme:light dark}
            body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;
            overflow-wrap:anywhere}
            table{border-collapse:collapse;width:100%}
            th,td{text-align:left;vertical-align:top;padding:.3rem .6rem}
            a{color:inherit}
            tr{border-bottom:1px solid #888}
            @media(max-width:40rem){
            thead{display:none}
            tbody,tr,th,td{display:block;width:auto}
            tr{padding:.5rem 0}
            th,td{padding:.1rem 0}
            td:empty{display:none}
            td[data-label]::before{content:attr(data-label) ": ";opacity:.8}
            }
            """;

    private final Dossier dossier;
    private final ExportWords words;
    private final StringBuilder out = new StringBuilder();

    private DossierPage(Dossier dossier, ExportWords words) {
        this.dossier = dossier;
        this.words = words;
    }

    /// @param reader the language of who asked for it; without one, the customer's own
    public static byte[] of(Dossier dossier, Optional<Language> reader) {
        FieldValue own = dossier.fields().get(new FieldId("language"));
        Optional<String> language =
                reader.map(Language::value)
                        .or(() -> Optional.ofNullable(own).map(FieldValue::plain));
        var words = ExportWords.of(dossier.policy(), language);
        return new DossierPage(dossier, words).write().getBytes(StandardCharsets.UTF_8);
    }

    private String write() {
        var controller = dossier.policy().controller();
        out.append("<!doctype html>\n<html lang=\"").append(words.language().value());
        out.append("\">\n<head>\n<meta charset=\"utf-8\">\n");
        out.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        element("title", words.word("title"));
        out.append("<style>\n").append(STYLE).append("</style>\n");
        out.append("</head>\n<body>\n<main>\n");
        element("h1", words.word("title"));
        element(
                "p",
                MessageFormat.format(
                        words.word("made"),
                        time(dossier.head().at()),
                        controller.name(),
                        controller.email()));
        fields();
        dossier.records().forEach(this::records);
        consents();
        past("history", dossier.past());
        past("looks", dossier.looks());
        notices();
        return out.append("</main>\n</body>\n</html>\n").toString();
    }

    private void fields() {
        element("h2", words.word("fields"));
        var rows = new ArrayList<List<String>>();
        dossier.fields().forEach((id, value) -> rows.add(List.of(label(id), shown(id, value))));
        table(List.of(), rows);
    }

    private void records(KindId kind, List<Records.Entry> entries) {
        element("h2", words.name("kinds", kind.value()));
        List<FieldId> columns = dossier.policy().kind(kind).orElseThrow().fields();
        List<FieldId> used =
                columns.stream()
                        .filter(id -> entries.stream().anyMatch(e -> e.fields().containsKey(id)))
                        .toList();
        var header = new ArrayList<>(List.of(words.word("day")));
        used.forEach(id -> header.add(label(id)));
        var rows = new ArrayList<List<String>>();
        for (Records.Entry entry : entries) {
            var row = new ArrayList<>(List.of(entry.day().toString()));
            for (FieldId id : used) {
                FieldValue value = entry.fields().get(id);
                row.add(value == null ? "" : shown(id, value));
            }
            rows.add(row);
        }
        table(header, rows);
    }

    private void consents() {
        element("h2", words.word("consents"));
        var rows = new ArrayList<List<String>>();
        dossier.book()
                .states()
                .forEach((key, recorded) -> {
                    ConsentState state = recorded.asOf(dossier.head().at());
                    rows.add(
                            List.of(
                                    words.name("purposes", key.purpose().value()),
                                    words.name("channels", key.channel().value()),
                                    words.name("states", state.code()),
                                    since(state),
                                    BookActs.grant(state)
                                            .flatMap(Grant::until)
                                            .map(this::time)
                                            .orElse("")));
                });
        table(header("purpose", "channel", "state", "since", "until"), rows);
        dossier.book()
                .objections()
                .forEach((purpose, since) ->
                        element(
                                "p",
                                words.word("objections")
                                        + ": "
                                        + words.name("purposes", purpose.value())
                                        + " ("
                                        + time(since)
                                        + ")"));
        dossier.book()
                .restrictedSince()
                .ifPresent(since -> element("p", words.word("restricted") + " " + time(since)));
    }

    private String since(ConsentState state) {
        return BookActs.grant(state)
                .map(Grant::since)
                .or(() -> state.ending().map(Ending::since))
                .map(this::time)
                .orElse("");
    }

    private void past(String section, List<Dossier.Past> acts) {
        element("h2", words.word(section));
        var rows = new ArrayList<List<String>>();
        for (Dossier.Past one : acts) {
            rows.add(List.of(time(one.recorded()), what(one), words.role(one.role())));
        }
        table(header("when", "what", "who"), rows);
    }

    private String what(Dossier.Past one) {
        var what = new ArrayList<>(List.of(words.act(one.act().type())));
        one.act().purpose().ifPresent(id -> what.add(words.name("purposes", id.value())));
        one.act().channel().ifPresent(id -> what.add(words.name("channels", id.value())));
        one.part().fields().stream()
                .flatMap(number -> dossier.policy().field(number).stream())
                .map(Field::id)
                .map(this::label)
                .forEach(what::add);
        return String.join(", ", what);
    }

    private void notices() {
        element("h2", words.word("notices"));
        if (dossier.notices().isEmpty()) {
            element("p", words.word("none"));
        }
        dossier.notices()
                .forEach((digest, shown) -> {
                    String hex = DossierJson.hex(digest);
                    out.append("<p><a href=\"notices/").append(hex).append(".txt\" hreflang=\"");
                    out.append(HtmlText.escaped(shown.language().value())).append("\">");
                    out.append(hex).append("</a></p>\n");
                });
    }

    private String label(FieldId id) {
        return words.name("fields", id.value());
    }

    private String shown(FieldId id, FieldValue value) {
        if (RequestForm.isFile(id) && value instanceof FieldValue.Json(var json)) {
            return course(RequestFile.decode(json));
        }
        return dossier.policy()
                .field(id)
                .map(field -> read(FieldForms.show(field, value)))
                .orElse("");
    }

    /// How a request went, day by day, with what she asked for and what was noted.
    private String course(RequestFile file) {
        var told = new ArrayList<String>();
        file.words().ifPresent(told::add);
        file.steps().forEach(step -> told.add(time(step.at()) + " " + state(step)));
        file.notes().forEach(note -> told.add(time(note.at()) + " " + note.text()));
        return String.join("; ", told);
    }

    private String state(DataRequest.Made step) {
        return words.word("request." + step.to().code());
    }

    /// Parts and entries of a value one after the other.
    private static String read(Object shown) {
        return switch (shown) {
            case Map<?, ?> parts ->
                    String.join(", ", parts.values().stream().map(DossierPage::read).toList());
            case Collection<?> entries ->
                    String.join("; ", entries.stream().map(DossierPage::read).toList());
            default -> shown.toString();
        };
    }

    private List<String> header(String... keys) {
        return List.of(keys).stream().map(words::word).toList();
    }

    private String time(Instant at) {
        return at.truncatedTo(ChronoUnit.MINUTES)
                        .atOffset(ZoneOffset.UTC)
                        .toLocalDateTime()
                        .toString()
                        .replace('T', ' ')
                + " UTC";
    }

    private void table(List<String> header, List<List<String>> rows) {
        if (rows.isEmpty()) {
            element("p", words.word("none"));
            return;
        }
        out.append("<table>\n");
        if (!header.isEmpty()) {
            out.append("<thead><tr>");
            header.forEach(cell ->
                    out.append("<th scope=\"col\">")
                            .append(HtmlText.escaped(cell))
                            .append("</th>"));
            out.append("</tr></thead>\n");
        }
        out.append("<tbody>\n");
        rows.forEach(row -> row(header, row));
        out.append("</tbody>\n</table>\n");
    }

    /// Without a header the first cell names its row.
    private void row(List<String> header, List<String> cells) {
        out.append("<tr>");
        for (int i = 0; i < cells.size(); i++) {
            String cell = HtmlText.escaped(cells.get(i));
            if (!header.isEmpty()) {
                String column = HtmlText.escaped(header.get(i));
                out.append("<td data-label=\"").append(column).append("\">");
                out.append(cell).append("</td>");
            } else if (i == 0) {
                out.append("<th scope=\"row\">").append(cell).append("</th>");
            } else {
                out.append("<td>").append(cell).append("</td>");
            }
        }
        out.append("</tr>\n");
    }

    private void element(String name, String text) {
        out.append('<').append(name).append('>').append(HtmlText.escaped(text));
        out.append("</").append(name).append(">\n");
    }
}
