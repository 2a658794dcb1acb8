package custos.policy;

/// Text in HTML, between tags or in a quoted attribute: what means something to a browser is
/// written so that it is only read.
public final class HtmlText {
    private HtmlText() {}

    public static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
