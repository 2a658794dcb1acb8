package custos.web.audit;

import custos.access.Permission;
import custos.event.Actor;
import custos.vault.audit.Audit;
import custos.vault.rows.Refusal;
import custos.web.Form;
import custos.web.Mistakes;
import custos.web.Visit;
import custos.web.WebContext;
import custos.web.WebRoutes;
import custos.web.WebRoutes.Gate;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// `/audit/sample`: entries drawn by lot for a review. Drawing is an event, hence a form that is
/// sent, with the result as its answer.
public final class SamplePage {
    private static final String USUAL = "20";

    private final WebContext context;

    SamplePage(WebContext context) {
        this.context = context;
    }

    void addTo(WebRoutes routes) {
        routes.get("/audit/sample", Gate.STAFF, this::page)
                .post("/audit/sample", Gate.STAFF, this::draw);
    }

    /// What the template shows.
    ///
    /// @param count what was typed, likewise seed and size
    public record Model(
            Telling telling,
            LogQuery query,
            Choices choices,
            String count,
            String seed,
            String size,
            Optional<Audit.Sample> sample,
            Mistakes mistakes) {}

    private void page(Visit visit) throws IOException {
        visit.allow(Permission.READ_LOG);
        var telling = Telling.to(visit);
        LogQuery none = query(visit, Optional.empty());
        visit.show(
                "audit/sample",
                new Model(
                        telling,
                        none,
                        Choices.of(visit, telling, Set.of()),
                        USUAL,
                        "",
                        "",
                        Optional.empty(),
                        Mistakes.none()));
    }

    private LogQuery query(Visit visit, Optional<Form> form) {
        return LogQuery.read(
                field -> form.flatMap(sent -> sent.filled(field)),
                Set.of(),
                context.vault().policies().current(),
                context.zone(),
                visit.words());
    }

    private void draw(Visit visit) throws IOException {
        visit.allow(Permission.READ_LOG);
        Actor by = visit.allow(Permission.READ_OPENINGS);
        Form form = visit.form();
        LogQuery query = query(visit, Optional.of(form));
        Mistakes mistakes = query.mistakes();
        OptionalLong count = number(form, "count");
        if (count.isEmpty() || count.getAsLong() < 1 || count.getAsLong() > Audit.MAX_SAMPLE) {
            mistakes.add("count", visit.words().text("audit.mistake.count"));
        }
        OptionalLong size = number(form, "size");
        if (size.isEmpty() && form.filled("size").isPresent()) {
            mistakes.add("size", visit.words().text("audit.mistake.size"));
        }
        Optional<Audit.Sample> sample =
                mistakes.isEmpty()
                        ? drawn(visit, query, (int) count.getAsLong(), size, by)
                        : Optional.empty();
        var telling = Telling.to(visit);
        visit.show(
                mistakes.isEmpty() ? 200 : 422,
                "audit/sample",
                new Model(
                        telling,
                        query,
                        Choices.of(visit, telling, Set.of()),
                        form.text("count"),
                        form.text("seed"),
                        form.text("size"),
                        sample,
                        mistakes));
    }

    private Optional<Audit.Sample> drawn(
            Visit visit, LogQuery query, int count, OptionalLong size, Actor by)
            throws IOException {
        try {
            return Optional.of(
                    context.vault()
                            .audit()
                            .sample(query.filter(), count, visit.form().filled("seed"), size, by));
        } catch (Refusal.BadField e) {
            String field = Set.of("seed", "size", "from").contains(e.field()) ? e.field() : "count";
            query.mistakes().add(field, visit.words().text("audit.mistake." + field));
            return Optional.empty();
        }
    }

    private static OptionalLong number(Form form, String field) {
        String text = form.text(field);
        return text.matches("[0-9]{1,12}")
                ? OptionalLong.of(Long.parseLong(text))
                : OptionalLong.empty();
    }
}
