package custos.mail;

import custos.policy.HtmlText;
import java.util.ArrayList;
import java.util.List;

/// What a message says, as plain text and as HTML of the same words. Immutable.
record MailText(String language, String subject, List<Block> blocks, List<String> foot) {
    MailText {
        blocks = List.copyOf(blocks);
        foot = List.copyOf(foot);
    }

    /// A piece of a message.
    sealed interface Block {
        record Paragraph(String text) implements Block {}

        /// An address to follow, with the words of its button.
        record Button(String label, String url) implements Block {}

        /// A code to type.
        record Code(String code) implements Block {}
    }

    String plain() {
        var lines = new ArrayList<String>();
        for (Block block : blocks) {
            lines.add(
                    switch (block) {
                        case Block.Paragraph(String text) -> text;
                        case Block.Button(String label, String url) -> label + ":\n" + url;
                        case Block.Code(String code) -> "    " + code;
                    });
        }
        lines.add("-- \n" + String.join("\n", foot));
        return String.join("\n\n", lines) + "\n";
    }

    /// No image, no style from elsewhere, nothing that tells anybody that it was read.
    String html() {
        var body = new StringBuilder();
        for (Block block : blocks) {
            body.append("<p>")
                    .append(
                            switch (block) {
                                case Block.Paragraph(String text) -> HtmlText.escaped(text);
                                case Block.Button(String label, String url) -> button(label, url);
                                case Block.Code(String code) ->
                                        "<strong style=\"font-size:1.5em;letter-spacing:.1em\">"
                                                + HtmlText.escaped(code)
                                                + "</strong>";
                            });
            body.append("</p>\n");
        }
        return "<!doctype html>\n<html lang=\""
                + HtmlText.escaped(language)
                + "\">\n<head><meta charset=\"utf-8\"><title>"
                + HtmlText.escaped(subject)
                + "</title></head>\n<body style=\"font-family:sans-serif;line-height:1.5\">\n"
                + body
                + "<hr>\n<p style=\"font-size:.875em\">"
                + String.join("<br>\n", foot.stream().map(HtmlText::escaped).toList())
                + "</p>\n</body>\n</html>\n";
    }

    private static String button(String label, String url) {
        String address = HtmlText.escaped(url);
        return "<a href=\"" + address + "\">" + HtmlText.escaped(label) + "</a><br>\n" + address;
    }
}
