package custos.web.audit;

import custos.access.Permission;
import custos.policy.NoticeDigest;
import custos.vault.core.Policies;
import custos.web.Visit;
import custos.web.WebContext;
import custos.web.WebFault;
import custos.web.WebRoutes;
import custos.web.WebRoutes.Gate;
import java.io.IOException;
import java.util.Base64;
import java.util.HexFormat;

/// `/audit/notices/{sha256}`: the exact words that customers were shown.
public final class NoticePage {
    private final WebContext context;

    NoticePage(WebContext context) {
        this.context = context;
    }

    void addTo(WebRoutes routes) {
        routes.get("/audit/notices/{digest}", Gate.STAFF, this::page);
    }

    /// What the template shows.
    ///
    /// @param digest in hex
    public record Model(Telling telling, Policies.Shown notice, String digest) {}

    private void page(Visit visit) throws IOException {
        visit.allow(Permission.READ_POLICY);
        NoticeDigest digest = visit.path("digest", NoticePage::digest);
        Policies.Shown notice =
                context.vault().policies().notice(digest).orElseThrow(WebFault.NotHere::new);
        var telling = Telling.to(visit);
        visit.show("audit/notice", new Model(telling, notice, telling.hex(digest)));
    }

    private static NoticeDigest digest(String hex) {
        if (!hex.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("a notice is named by 64 hex digits");
        }
        return new NoticeDigest(Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex)));
    }
}
