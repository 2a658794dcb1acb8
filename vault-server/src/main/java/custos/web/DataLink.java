package custos.web;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// A link that holds the file it leads to, for a file that is kept nowhere.
public final class DataLink {
    private DataLink() {}

    /// @param text JSON
    public static String json(String text) {
        return "data:application/json;base64,"
                + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
