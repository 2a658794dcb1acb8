package custos.policy;

import java.text.Normalizer;

/// Writes the text of a notice: headings, paragraphs and list items, a blank line between blocks.
///
/// The result has one spelling (NFC, LF, no spaces at the end of a line, one LF at the end of the
/// text), because it is hashed and consents name that hash.
final class NoticeText {
    private final StringBuilder out = new StringBuilder();
    private boolean inList;

    void title(String text) {
        block("# " + text);
    }

    void heading(String text) {
        block("## " + text);
    }

    void paragraph(String text) {
        block(text);
    }

    void item(String text) {
        if (!inList) {
            blankLine();
        }
        inList = true;
        line("- " + text);
    }

    private void block(String text) {
        blankLine();
        inList = false;
        line(text);
    }

    private void blankLine() {
        if (!out.isEmpty()) {
            out.append('\n');
        }
    }

    private void line(String text) {
        out.append(text.strip()).append('\n');
    }

    String text() {
        return Normalizer.normalize(out, Normalizer.Form.NFC);
    }
}
