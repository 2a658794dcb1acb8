package custos.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import java.util.Map;

/// Fills templates. They were compiled with the program and escape what they are given by where it
/// stands. Safe for use by many threads.
final class Views {
    private final TemplateEngine engine =
            TemplateEngine.createPrecompiled(
                    null, ContentType.Html, Views.class.getClassLoader(), "custos.web.views");

    /// @param template a path below `jte`, such as `staff/search`
    /// @param page the page's own model
    byte[] fill(String template, Frame frame, Object page) {
        var out = new Utf8ByteOutput();
        engine.render(template + ".jte", Map.of("frame", frame, "page", page), out);
        return out.toByteArray();
    }
}
