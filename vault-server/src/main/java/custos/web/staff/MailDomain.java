package custos.web.staff;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Mail domains that hands often misspell. A warning, never a mistake: somebody may own the other.
final class MailDomain {
    private static final Map<String, String> MEANT =
            Map.ofEntries(
                    Map.entry("gmial.com", "gmail.com"),
                    Map.entry("gmai.com", "gmail.com"),
                    Map.entry("gmail.con", "gmail.com"),
                    Map.entry("gmail.co", "gmail.com"),
                    Map.entry("gmail.cz", "gmail.com"),
                    Map.entry("gnail.com", "gmail.com"),
                    Map.entry("hotmial.com", "hotmail.com"),
                    Map.entry("hotmail.con", "hotmail.com"),
                    Map.entry("outlok.com", "outlook.com"),
                    Map.entry("yaho.com", "yahoo.com"),
                    Map.entry("yahoo.con", "yahoo.com"),
                    Map.entry("icloud.con", "icloud.com"),
                    Map.entry("seznma.cz", "seznam.cz"),
                    Map.entry("seznam.com", "seznam.cz"),
                    Map.entry("sezman.cz", "seznam.cz"),
                    Map.entry("sezanm.cz", "seznam.cz"),
                    Map.entry("emial.cz", "email.cz"),
                    Map.entry("centurm.cz", "centrum.cz"));

    private MailDomain() {}

    /// The domain that was probably meant; empty when nothing seems wrong.
    static Optional<String> meant(String address) {
        String domain = address.substring(address.indexOf('@') + 1).strip();
        return Optional.ofNullable(MEANT.get(domain.toLowerCase(Locale.ROOT)));
    }
}
