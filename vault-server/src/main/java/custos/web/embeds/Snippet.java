package custos.web.embeds;

import static custos.policy.HtmlText.escaped;

import custos.web.Choice;
import custos.web.field.FieldBox;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// HTML to be pasted into a page of the shop's website: plain elements, no script and no style.
///
/// @param address where the form is, with its language and what it is about
/// @param title of the form
/// @param words by key, in the form's language
record Snippet(String address, String title, Map<String, String> words) {
    private static final int FRAME_HEIGHT = 760;

    /// A frame that shows the vault's own page.
    String frame() {
        return "<iframe src=\""
                + escaped(address)
                + "\" title=\""
                + escaped(title)
                + "\" width=\"100%\" height=\""
                + FRAME_HEIGHT
                + "\"></iframe>\n";
    }

    /// A form that begins on the shop's page.
    ///
    /// @param action where it is sent
    /// @param of what it is about, sealed; empty where it is about nothing
    /// @param notice the short notice
    String form(String action, String of, List<FieldBox> boxes, boolean nobodys, String notice) {
        var html = new StringBuilder();
        html.append("<form action=\"")
                .append(escaped(action))
                .append("\" method=\"post\" accept-charset=\"utf-8\">\n");
        if (!of.isEmpty()) {
            html.append("<input type=\"hidden\" name=\"of\" value=\"")
                    .append(escaped(of))
                    .append("\">\n");
        }
        html.append("<h2>").append(escaped(title)).append("</h2>\n");
        boxes.forEach(box -> html.append(field(box)));
        html.append(
                labelled(
                        word("email") + (nobodys ? optional() : ""),
                        "<input type=\"email\" name=\"email\" maxlength=\"254\" autocomplete=\"email\""
                                + (nobodys ? ">" : " required>")));
        if (!nobodys) {
            html.append(
                    labelled(
                            word("full_name") + optional(),
                            "<input name=\"full_name\" maxlength=\"200\" autocomplete=\"name\">"));
        }
        return html.append("<p><small>")
                .append(escaped(notice))
                .append("</small></p>\n<p><button type=\"submit\">")
                .append(word("go-on"))
                .append("</button></p>\n</form>\n")
                .toString();
    }

    private String field(FieldBox box) {
        String name = box.name();
        String label = escaped(box.label()) + (box.required() ? "" : optional());
        String required = box.required() ? " required" : "";
        return switch (box.input()) {
            case FLAG ->
                    "<p><label><input type=\"checkbox\" name=\""
                            + name
                            + "\" value=\"true\"> "
                            + escaped(box.label())
                            + "</label></p>\n";
            case CHOICE -> labelled(label, select(name, required, box.choices()));
            case LINES ->
                    labelled(
                            label,
                            "<textarea name=\""
                                    + name
                                    + "\" rows=\"4\" maxlength=\""
                                    + box.max()
                                    + "\""
                                    + required
                                    + "></textarea>");
            case RANKS -> ranks(box);
            case DAY ->
                    labelled(label, "<input type=\"date\" name=\"" + name + "\"" + required + ">");
            default ->
                    labelled(
                            label,
                            "<input name=\""
                                    + name
                                    + "\" maxlength=\""
                                    + Math.max(box.max(), 10)
                                    + "\""
                                    + required
                                    + ">");
        };
    }

    private String ranks(FieldBox box) {
        List<Choice> places =
                IntStream.rangeClosed(1, box.choices().size())
                        .mapToObj(Integer::toString)
                        .map(place -> new Choice(place, place))
                        .toList();
        var html = new StringBuilder("<fieldset><legend>" + escaped(box.label()) + "</legend>\n");
        box.choices()
                .forEach(choice ->
                        html.append(
                                labelled(
                                        escaped(choice.label()),
                                        select(box.part(choice.value()), "", places))));
        return html.append("</fieldset>\n").toString();
    }

    private static String select(String name, String required, List<Choice> choices) {
        var html = new StringBuilder("<select name=\"" + escaped(name) + "\"" + required + ">");
        html.append("<option value=\"\"></option>");
        choices.forEach(choice ->
                html.append("<option value=\"")
                        .append(escaped(choice.value()))
                        .append("\">")
                        .append(escaped(choice.label()))
                        .append("</option>"));
        return html.append("</select>").toString();
    }

    private static String labelled(String label, String input) {
        return "<p><label>" + label + "<br>\n" + input + "</label></p>\n";
    }

    private String optional() {
        return " (" + word("optional") + ")";
    }

    private String word(String key) {
        return escaped(words.getOrDefault(key, ""));
    }
}
