package custos.web;

import custos.words.Phrases;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What stands around every page, and what every template may use.
///
/// @param face whose pages these are
/// @param path the page's own path, for the links that switch its language
/// @param reader who is logged in
/// @param csrf the proof that goes into each form; empty where nobody is logged in
/// @param nav where she may go, in the groups of the bar
/// @param gpc whether her browser sends Global Privacy Control
public record Frame(
        Face face,
        String path,
        Phrases words,
        PolicyWords policy,
        Times times,
        Optional<String> reader,
        String csrf,
        List<NavGroup> nav,
        boolean gpc,
        String icon,
        String stylesheet,
        List<String> scripts) {

    /// Of which face a page is.
    public enum Face {
        STAFF,
        PUBLIC
    }

    /// A place to go.
    ///
    /// @param key of the phrase that names it
    /// @param here whether the page is there
    public record NavItem(String path, String key, boolean here) {}

    /// Places that stand together in the bar.
    ///
    /// @param key of the phrase that names the group; empty where its places stand in the bar
    ///   itself
    public record NavGroup(String key, List<NavItem> items) {
        /// A single place needs no menu.
        public boolean isMenu() {
            return !key.isEmpty() && items.size() > 1;
        }

        public boolean isHere() {
            return items.stream().anyMatch(NavItem::here);
        }
    }

    /// Strict about scripts and about where requests go. Pages are kept out of the browser's
    /// storage: they show personal data.
    private static final String HTMX =
            "{\"includeIndicatorStyles\":false,\"allowEval\":false,\"selfRequestsOnly\":true,"
                    + "\"attributesToSettle\":[\"class\"],\"historyEnabled\":false,\"historyCacheSize\":0,"
                    + "\"responseHandling\":[{\"code\":\"204\",\"swap\":false},"
                    + "{\"code\":\"...\",\"swap\":true}]}";

    public String language() {
        return words.locale().getLanguage();
    }

    public List<String> languages() {
        return Languages.ALL;
    }

    public String w(String key) {
        return words.text(key);
    }

    public String w(String key, String name, Object value) {
        return words.text(key, name, value);
    }

    public String w(String key, Map<String, ?> arguments) {
        return words.text(key, arguments);
    }

    public String htmxConfig() {
        return HTMX;
    }

    /// What htmx sends along with each request.
    public String htmxHeaders() {
        return "{\"" + Visit.CSRF_HEADER + "\":\"" + csrf + "\"}";
    }

    /// The same page in another language. A path that begins with two slashes would lead to another
    /// host.
    public String in(String language) {
        return path.replaceFirst("^[/\\\\]+", "/") + "?" + Visit.LANGUAGE + "=" + language;
    }
}
