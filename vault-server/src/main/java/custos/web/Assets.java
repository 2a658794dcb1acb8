package custos.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/// Stylesheets and scripts: read once, named by their digest so that browsers may keep them for
/// ever, compressed once. Nothing in them is secret.
final class Assets {
    /// One stylesheet a component, in the order in which they count.
    private static final List<String> STYLESHEETS =
            List.of(
                    "tokens",
                    "base",
                    "frame",
                    "page",
                    "form",
                    "choice",
                    "mistakes",
                    "button",
                    "table",
                    "sample",
                    "search",
                    "card",
                    "label",
                    "plot",
                    "till",
                    "state",
                    "switch",
                    "notice",
                    "timeline",
                    "conflict",
                    "merge",
                    "site",
                    "code",
                    "pager",
                    "progress",
                    "print");

    /// Our own scripts: each makes something quicker that works without it.
    private static final List<String> SCRIPTS = List.of("keys", "rows");

    private static final String HTMX =
            "/META-INF/resources/webjars/htmx.org/2.0.10/dist/htmx.min.js";

    private final Map<String, Asset> byPath = new LinkedHashMap<>();
    private final String icon;
    private final String stylesheet;
    private final List<String> scripts;

    Assets() {
        icon = add("icon", "svg", "image/svg+xml", joined("svg", List.of("icon")));
        stylesheet = add("custos", "css", "text/css; charset=utf-8", joined("css", STYLESHEETS));
        scripts =
                List.of(
                        add("htmx", "js", JAVASCRIPT, resource(HTMX)),
                        add("custos", "js", JAVASCRIPT, joined("js", SCRIPTS)));
    }

    private static final String JAVASCRIPT = "text/javascript; charset=utf-8";

    /// @param gzip the same bytes, compressed
    record Asset(String mediaType, byte[] bytes, byte[] gzip) {}

    /// The path of the picture that browsers show on a tab.
    String icon() {
        return icon;
    }

    /// The path of the one stylesheet.
    String stylesheet() {
        return stylesheet;
    }

    /// The paths of the scripts, in order.
    List<String> scripts() {
        return scripts;
    }

    Optional<Asset> find(String path) {
        return Optional.ofNullable(byPath.get(path));
    }

    private String add(String name, String ending, String mediaType, byte[] bytes) {
        String path = "/assets/" + name + "-" + digest(bytes) + "." + ending;
        byPath.put(path, new Asset(mediaType, bytes, gzip(bytes)));
        return path;
    }

    private static byte[] joined(String folder, List<String> names) {
        var all = new StringBuilder();
        for (String name : names) {
            byte[] part = resource("/custos/web/assets/" + folder + "/" + name + "." + folder);
            all.append(new String(part, UTF_8)).append('\n');
        }
        return all.toString().getBytes(UTF_8);
    }

    private static byte[] resource(String name) {
        try (InputStream in = Assets.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the asset " + name + " is missing");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] gzip(byte[] bytes) {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static String digest(byte[] bytes) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(sum, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
