package custos.policy;

/// A notice's text as HTML: headings, paragraphs and lists, everything escaped.
final class NoticeHtml {
    private final Notice notice;

    NoticeHtml(Notice notice) {
        this.notice = notice;
    }

    String page(String stylesheet) {
        String language = notice.language().value();
        String title = notice.text().lines().findFirst().orElse("").replaceFirst("^# ", "");
        return """
        <!doctype html>
        <html lang="%s">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s</title>
        <link rel="stylesheet" href="%s">
        </head>
        <body>
        %s</body>
        </html>
        """
                .formatted(language, HtmlText.escaped(title), HtmlText.escaped(stylesheet), main());
    }

    String main() {
        var out = new StringBuilder();
        out.append("<main lang=\"").append(notice.language().value()).append("\">\n");
        boolean inList = false;
        for (String line : notice.text().lines().toList()) {
            boolean item = line.startsWith("- ");
            if (item != inList) {
                out.append(item ? "<ul>\n" : "</ul>\n");
                inList = item;
            }
            out.append(element(line));
        }
        return out.append(inList ? "</ul>\n" : "").append("</main>\n").toString();
    }

    private static String element(String line) {
        if (line.isEmpty()) {
            return "";
        }
        if (line.startsWith("# ")) {
            return tagged("h1", line.substring(2));
        }
        if (line.startsWith("## ")) {
            return tagged("h2", line.substring(3));
        }
        return line.startsWith("- ") ? tagged("li", line.substring(2)) : tagged("p", line);
    }

    private static String tagged(String tag, String text) {
        return "<" + tag + ">" + HtmlText.escaped(text) + "</" + tag + ">\n";
    }
}
