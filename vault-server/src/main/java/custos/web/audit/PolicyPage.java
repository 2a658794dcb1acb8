package custos.web.audit;

import custos.access.Permission;
import custos.policy.Language;
import custos.policy.PolicyFiles;
import custos.vault.core.Policies;
import custos.vault.core.Policies.Version;
import custos.web.Visit;
import custos.web.WebContext;
import custos.web.WebFault;
import custos.web.WebRoutes;
import custos.web.WebRoutes.Gate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `/audit/policy`: all versions of the policy that were in force, and what changed between two.
public final class PolicyPage {
    private static final String NOTICE = "notice-";

    private final WebContext context;

    PolicyPage(WebContext context) {
        this.context = context;
    }

    void addTo(WebRoutes routes) {
        routes.get("/audit/policy", Gate.STAFF, this::page, "from", "to", "document");
    }

    /// What the template shows.
    ///
    /// @param versions newest first
    /// @param documents what can be compared
    /// @param diff what changed; none where there is nothing to compare
    public record Model(
            Telling telling,
            List<Version> versions,
            List<String> documents,
            int from,
            int to,
            String document,
            Optional<List<TextDiff.Line>> diff) {
        public boolean isNotice(String name) {
            return name.startsWith(NOTICE);
        }
    }

    private void page(Visit visit) throws IOException {
        visit.allow(Permission.READ_POLICY);
        Policies policies = context.vault().policies();
        List<Version> versions = policies.versions();
        int newest = versions.getLast().version();
        int to = visit.query("to").map(PolicyPage::version).orElse(newest);
        int from = visit.query("from").map(PolicyPage::version).orElse(Math.max(1, to - 1));
        List<String> documents = documents(policies, versions);
        String document = visit.query("document").orElse(documents.getFirst());
        if (!documents.contains(document) || from > newest || to > newest) {
            throw new WebFault.NotHere();
        }
        Optional<List<TextDiff.Line>> diff =
                from == to
                        ? Optional.empty()
                        : Optional.of(
                                TextDiff.of(
                                        text(policies, versions, from, document),
                                        text(policies, versions, to, document)));
        visit.show(
                "audit/policy",
                new Model(
                        Telling.to(visit),
                        versions.reversed(),
                        documents,
                        from,
                        to,
                        document,
                        diff));
    }

    private static int version(String text) {
        if (!text.matches("[1-9][0-9]{0,5}")) {
            throw new WebFault.NotHere();
        }
        return Integer.parseInt(text);
    }

    /// The files of all versions, and the notices of all languages.
    private static List<String> documents(Policies policies, List<Version> versions) {
        var documents = new ArrayList<String>();
        policies.files(versions.getLast().version())
                .ifPresent(files -> documents.addAll(files.names()));
        policies.current()
                .languages()
                .forEach(language -> documents.add(NOTICE + language.value()));
        return documents;
    }

    /// A document of a version; empty text where that version had none.
    private static String text(
            Policies policies, List<Version> versions, int version, String document) {
        if (!document.startsWith(NOTICE)) {
            Optional<PolicyFiles> files = policies.files(version);
            return files.flatMap(known -> known.find(document)).orElse("");
        }
        var language = new Language(document.substring(NOTICE.length()));
        return versions.stream()
                .filter(one -> one.version() == version)
                .flatMap(one -> Optional.ofNullable(one.notices().get(language)).stream())
                .flatMap(digest -> policies.notice(digest).stream())
                .map(Policies.Shown::text)
                .findFirst()
                .orElse("");
    }
}
