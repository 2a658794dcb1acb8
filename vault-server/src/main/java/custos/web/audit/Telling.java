package custos.web.audit;

import custos.access.Permission;
import custos.event.ActType;
import custos.event.Actor;
import custos.policy.NoticeDigest;
import custos.vault.audit.ActGroup;
import custos.vault.audit.Case;
import custos.vault.audit.LogEntry;
import custos.vault.audit.ShownOpening;
import custos.web.Frame.NavItem;
import custos.web.PolicyWords;
import custos.web.Visit;
import custos.words.Phrases;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// What the log's codes are called in the reader's language, and where she may go from here. A code
/// that no words are known of is shown as it is: an entry of years ago must still be read.
public final class Telling {
    private static final int HASH_SHOWN = 12;

    private final Phrases words;
    private final PolicyWords policy;
    private final List<NavItem> nav;

    private Telling(Phrases words, PolicyWords policy, List<NavItem> nav) {
        this.words = words;
        this.policy = policy;
        this.nav = nav;
    }

    static Telling to(Visit visit) {
        return new Telling(visit.words(), visit.policyWords(), List.copyOf(nav(visit)));
    }

    private static List<NavItem> nav(Visit visit) {
        var nav = new ArrayList<NavItem>();
        place(nav, visit, Permission.READ_LOG, "/audit", "audit.nav.log");
        place(nav, visit, Permission.ACCESS_LOG, "/audit/access", "audit.nav.access");
        place(nav, visit, Permission.READ_OPENINGS, "/audit/cases", "audit.nav.cases");
        place(nav, visit, Permission.READ_LOG, "/audit/sample", "audit.nav.sample");
        place(nav, visit, Permission.PROOFS, "/audit/checkpoints", "audit.nav.checkpoints");
        place(nav, visit, Permission.VERIFY, "/audit/verify", "audit.nav.verify");
        place(nav, visit, Permission.READ_POLICY, "/audit/policy", "audit.nav.policy");
        place(nav, visit, Permission.READ_POLICY, "/processing", "audit.nav.processing");
        return nav;
    }

    private static void place(
            List<NavItem> nav, Visit visit, Permission needed, String path, String key) {
        if (visit.may(needed)) {
            nav.add(new NavItem(path, key, isHere(visit.requestPath(), path)));
        }
    }

    /// Single entries are of the log, notices of the policy.
    private static boolean isHere(String asked, String path) {
        return switch (path) {
            case "/audit" ->
                    asked.equals(path)
                            || asked.startsWith("/audit/entries/")
                            || asked.equals("/audit/print");
            case "/audit/policy" -> asked.equals(path) || asked.startsWith("/audit/notices/");
            default -> asked.equals(path) || asked.startsWith(path + "/");
        };
    }

    /// The pages of the log that the reader may open.
    public List<NavItem> nav() {
        return nav;
    }

    public String type(ActType type) {
        String key = "common.act." + type.word();
        return words.has(key) ? words.text(key) : type.word();
    }

    public String group(ActGroup group) {
        return words.text("audit.group." + group.code());
    }

    /// Who acted, in words: an account's name, or what stands for one.
    public String actor(Actor actor) {
        return switch (actor) {
            case Actor.Staff(String account, _) -> account;
            case Actor.Integration(String token) -> words.text("audit.actor.token", "name", token);
            case Actor.Customer() -> words.text("audit.actor.customer");
            case Actor.Operator() -> words.text("audit.actor.operator");
            case Actor.Vault() -> words.text("audit.actor.vault");
        };
    }

    /// The role she acted in; empty where the actor says all.
    public String role(Actor actor) {
        return actor instanceof Actor.Staff(_, String role) ? policy.of("roles", role) : "";
    }

    /// A reason code of the policy or of a case.
    public String reason(String code) {
        String known = policy.of("reasons", code);
        return known.equals(code) ? Case.Reason.find(code).map(this::reason).orElse(code) : known;
    }

    public String reason(Case.Reason reason) {
        return words.text("audit.case.reason." + reason.code());
    }

    public String purpose(String id) {
        return policy.purpose(id);
    }

    public String channel(String id) {
        return policy.channel(id);
    }

    public String field(String id) {
        return policy.field(id);
    }

    public String fields(ShownOpening.ShownPart part) {
        return String.join(", ", part.fields().stream().map(policy::field).toList());
    }

    public String source(String id) {
        return policy.of("sources", id);
    }

    public String method(String id) {
        return policy.of("methods", id);
    }

    public String state(String code) {
        return policy.state(code);
    }

    /// What became of an entry's openings.
    public String openings(LogEntry.Openings openings) {
        if (openings.began() == 0) {
            return words.text("audit.openings.none");
        }
        if (openings.began() == 1) {
            return words.text(
                    openings.gone() == 0 ? "audit.openings.stands" : "audit.openings.gone");
        }
        return words.text(
                "audit.openings.some",
                Map.of("standing", openings.standing(), "began", openings.began()));
    }

    /// A notice's digest as its page's address spells it.
    public String hex(NoticeDigest digest) {
        return HexFormat.of().formatHex(Base64.getDecoder().decode(digest.base64()));
    }

    /// Enough of a digest to tell it from others.
    public String shortHex(NoticeDigest digest) {
        return hex(digest).substring(0, HASH_SHOWN);
    }
}
