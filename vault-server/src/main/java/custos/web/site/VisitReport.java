package custos.web.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import custos.customer.FieldValue;
import custos.policy.FieldId;
import custos.policy.Policy;
import custos.vault.core.FieldForms;
import custos.vault.core.Repeat;
import custos.vault.rows.Refusal;
import custos.vault.visits.SiteVisits;
import custos.web.Form;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One view of a page, as a browser reports it. What the script leaves away is refused here too: a
/// query, a fragment, a page of another site.
///
/// @param view by which the same report is known when it comes again
record VisitReport(String pass, Repeat view, Map<FieldId, FieldValue> fields) {
    private static final String PASS = "pass";
    private static final String VIEW = "view";
    private static final String PAGE = "page";
    private static final String REFERRER = "referrer";
    private static final List<String> FIELDS = List.of(PAGE, REFERRER, "seconds", "exit", "share");

    /// @param origin of the page that reports, as its browser says
    /// @throws Refusal.BadField naming what is wrong, never its value
    static VisitReport read(Form form, String origin, Policy policy, FieldForms forms) {
        requireKnown(form);
        String pass = shaped(form, PASS, "[A-Za-z0-9_-]{68}", "it is the pass of the vault's API");
        String view = shaped(form, VIEW, "[a-z0-9]{1,32}", "it is 1 to 32 of a-z and 0-9");
        form.filled(PAGE).ifPresent(page -> requireOwn(page, origin));
        form.filled(REFERRER).ifPresent(from -> requirePlain(from, origin));
        var raw = new LinkedHashMap<String, Object>();
        FIELDS.forEach(name -> form.filled(name).ifPresent(text -> raw.put(name, text)));
        return new VisitReport(
                pass,
                new Repeat("visit " + pass + " " + view, digest(raw.toString())),
                forms.readAll(policy, raw, SiteVisits.VISIT));
    }

    private static void requireKnown(Form form) {
        Set<String> seen = new HashSet<>();
        for (Form.Typed typed : form.typed()) {
            String name = typed.name();
            if (!FIELDS.contains(name) && !name.equals(PASS) && !name.equals(VIEW)) {
                throw new Refusal.BadField("(a field)", "there is no such field here");
            }
            if (!seen.add(name)) {
                throw new Refusal.BadField(name, "it stands twice");
            }
        }
    }

    private static String shaped(Form form, String name, String shape, String rule) {
        return form.filled(name)
                .filter(text -> text.matches(shape))
                .orElseThrow(() -> new Refusal.BadField(name, rule));
    }

    private static void requireOwn(String page, String origin) {
        if (!isOf(page, origin)) {
            throw new Refusal.BadField(
                    PAGE, "it is a page of the site that reports, without query and fragment");
        }
    }

    private static void requirePlain(String from, String origin) {
        if (!isOf(from, origin) && !from.matches("https?://[^/?#]+/?")) {
            throw new Refusal.BadField(
                    REFERRER,
                    "it is a page of the same site without query and fragment, or another site"
                            + " without a path");
        }
    }

    private static boolean isOf(String address, String origin) {
        return address.matches("[^?#]*")
                && (address.equals(origin) || address.startsWith(origin + "/"));
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// Redacted: it is where somebody was.
    @Override
    public String toString() {
        return "VisitReport[...]";
    }
}
