package custos.web.admin;

import custos.access.Account;
import custos.access.Permission;
import custos.access.SecondFactor;
import custos.access.Token;
import custos.event.Actor;
import custos.vault.Vault;
import custos.vault.backups.BackupRuns;
import custos.vault.backups.Backups;
import custos.vault.backups.Mirror;
import custos.vault.core.Policies;
import custos.web.Visit;
import custos.web.WebContext;
import custos.web.WebRoutes;
import custos.web.WebRoutes.Gate;
import custos.words.Phrases;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// `/admin`: how the vault is, in a few figures, and the way to what an administrator does.
public final class AdminPage {
    private static final Duration FRESH = Duration.ofDays(2);

    private final WebContext context;

    public AdminPage(WebContext context) {
        this.context = context;
    }

    /// What the template shows.
    ///
    /// @param policySince when the policy in force came into force
    /// @param withoutFactor open accounts that log in with a password alone
    /// @param backup when the last backup was made, if there is one
    /// @param backupOld whether that is more than two days ago
    /// @param run what is known of backups that somebody asked for here
    /// @param mayBackUp whether the server was told where backups go
    /// @param mirror how the mirror is; none when there is none
    public record Model(
            int policyVersion,
            Instant policySince,
            long customers,
            long leaves,
            long mailWaiting,
            long accounts,
            long withoutFactor,
            boolean factorRequired,
            long sessions,
            long tokens,
            Optional<Instant> backup,
            boolean backupOld,
            BackupRuns.State run,
            boolean mayBackUp,
            Optional<MirrorNote> mirror) {}

    /// How the mirror is.
    ///
    /// @param why what stands in its way, in English
    public record MirrorNote(boolean good, String text, Optional<String> why) {}

    public void addTo(WebRoutes routes) {
        routes.get("/admin", Gate.STAFF, visit -> show(visit, "admin/admin"))
                .get("/admin/backup", Gate.STAFF, visit -> visit.redirect("/admin"))
                .get("/admin/backup/progress", Gate.STAFF, visit -> show(visit, "admin/backup"))
                .post("/admin/backup", Gate.STAFF, this::backUp);
    }

    private void backUp(Visit visit) {
        Actor by = visit.allow(Permission.BACKUP);
        context.vault().runs().backups().start(by);
        visit.redirect("/admin#backup");
    }

    private void show(Visit visit, String template) throws IOException {
        visit.allow(Permission.SETTINGS);
        Vault vault = context.vault();
        Policies.Version policy = vault.policies().versions().getLast();
        var open = context.accounts().all().stream().filter(Account::isActive).toList();
        Instant now = context.clock().instant();
        Optional<Instant> backup = vault.backups().last().map(Backups.Last::at);
        visit.show(
                template,
                new Model(
                        policy.version(),
                        policy.since(),
                        vault.inspection().customers(),
                        vault.ledger().newestSize(),
                        vault.outbox().waiting(),
                        open.size(),
                        open.stream().filter(account -> !account.hasSecondFactor()).count(),
                        context.logIns().secondFactor() == SecondFactor.REQUIRED,
                        context.sessions().all().size(),
                        context.tokens().all().stream()
                                .filter((Token token) -> token.isValidAt(now))
                                .count(),
                        backup,
                        backup.filter(at -> at.isAfter(now.minus(FRESH))).isEmpty(),
                        vault.runs().backups().state(),
                        vault.runs().backups().haveFolder(),
                        mirror(visit, vault.mirror().status())));
    }

    private static Optional<MirrorNote> mirror(Visit visit, Mirror.Status status) {
        Phrases words = visit.words();
        return switch (status) {
            case Mirror.Status.None _ -> Optional.empty();
            case Mirror.Status.Current(Instant at) ->
                    note(true, words.text("admin.mirror-current", time(visit, at)), "");
            case Mirror.Status.Beginning _ -> note(false, words.text("admin.mirror-beginning"), "");
            case Mirror.Status.Behind(Instant since, String why) ->
                    note(false, words.text("admin.mirror-behind", time(visit, since)), why);
            case Mirror.Status.Missing _ -> note(false, words.text("admin.mirror-missing"), "");
        };
    }

    private static Map<String, Object> time(Visit visit, Instant at) {
        return Map.of("time", visit.times().minute(at));
    }

    private static Optional<MirrorNote> note(boolean good, String text, String why) {
        return Optional.of(
                new MirrorNote(good, text, Optional.of(why).filter(words -> !words.isEmpty())));
    }
}
