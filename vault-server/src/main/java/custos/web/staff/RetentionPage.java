package custos.web.staff;

import custos.access.Permission;
import custos.event.Actor;
import custos.policy.ReasonUse;
import custos.vault.erasure.RetentionRuns;
import custos.vault.rows.Refusal;
import custos.web.Mistakes;
import custos.web.Visit;
import custos.web.WebContext;
import custos.web.WebRoutes;
import custos.web.WebRoutes.Gate;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/// `/retention`: what is past its period, counted by a dry run, and its deletion.
public final class RetentionPage {
    private static final String PATH = "/retention";
    private static final String PRESET = "no-longer-needed";

    private final RetentionRuns runs;

    public RetentionPage(WebContext context) {
        this.runs = context.vault().runs().retention();
    }

    public void addTo(WebRoutes routes) {
        routes.get(PATH, Gate.STAFF, visit -> show(visit, 200, "retention", Mistakes.none()))
                .get(
                        PATH + "/progress",
                        Gate.STAFF,
                        visit -> show(visit, 200, "retentionRun", Mistakes.none()))
                .post(PATH, Gate.STAFF, this::look)
                .get(PATH + "/purge", Gate.STAFF, visit -> visit.redirect(PATH))
                .post(PATH + "/purge", Gate.STAFF, this::purge);
    }

    private void show(Visit visit, int status, String template, Mistakes mistakes)
            throws IOException {
        visit.allow(Permission.RETENTION);
        RetentionRuns.State state = runs.state();
        visit.show(
                status,
                "staff/" + template,
                new RetentionModel(
                        state,
                        runs.lookedAt(),
                        visit.policyWords(),
                        CustomerView.choices(visit, ReasonUse.ERASE),
                        PRESET,
                        mistakes));
    }

    private void look(Visit visit) {
        Actor by = visit.allow(Permission.RETENTION);
        runs.look(by);
        visit.redirect(PATH);
    }

    private void purge(Visit visit) throws IOException {
        Actor by = visit.allow(Permission.RETENTION);
        String reason = visit.form().text("reason");
        var mistakes = Mistakes.none();
        if (!visit.policyWords().policy().reasons(ReasonUse.ERASE).contains(reason)) {
            mistakes.add("reason", visit.words().text("staff.mistake.reason"));
        } else {
            try {
                runs.purge(reason, Instant.parse(visit.form().text("looked")), by);
                visit.redirect(PATH);
                return;
            } catch (Refusal.Conflict | DateTimeParseException notLookedAt) {
                mistakes.add("look", visit.words().text("staff.retention.look-first"));
            }
        }
        show(visit, 422, "retention", mistakes);
    }
}
