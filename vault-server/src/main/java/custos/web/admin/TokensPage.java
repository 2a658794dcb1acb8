package custos.web.admin;

import custos.access.AccessFault;
import custos.access.Permission;
import custos.access.Scope;
import custos.access.Token;
import custos.access.TokenName;
import custos.access.Tokens;
import custos.event.Actor;
import custos.web.Form;
import custos.web.Mistakes;
import custos.web.Visit;
import custos.web.WebContext;
import custos.web.WebFault;
import custos.web.WebRoutes;
import custos.web.WebRoutes.Gate;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// `/admin/tokens`: the bearer tokens of programs. A token is shown once, when it is made.
public final class TokensPage {
    private final WebContext context;

    public TokensPage(WebContext context) {
        this.context = context;
    }

    /// What the template shows.
    ///
    /// @param scopes all that a token can be good for under the policy in force
    /// @param once a token that is shown this once
    public record Model(
            List<Row> tokens,
            List<Choice> scopes,
            Typed typed,
            Optional<String> once,
            boolean revoked,
            Mistakes mistakes) {
        @Override
        public String toString() {
            return "Model[redacted]";
        }
    }

    /// What was typed to make a token.
    ///
    /// @param lastDay its last day, as `2027-01-31`, or nothing
    public record Typed(String name, Set<String> scopes, String lastDay) {
        static final Typed NOTHING = new Typed("", Set.of(), "");

        static Typed of(Form form) {
            return new Typed(
                    form.text("name"),
                    new LinkedHashSet<>(form.all("scope")),
                    form.text("last-day"));
        }
    }

    /// One scope.
    ///
    /// @param key the phrase that says what it is good for
    /// @param purpose the purpose it names, in the policy's words
    public record Choice(String scope, String key, Optional<String> purpose) {}

    /// A token in the list.
    ///
    /// @param state `valid`, `expired` or `revoked`
    public record Row(
            String name,
            String state,
            List<String> scopes,
            Instant created,
            Optional<Instant> expires) {
        static Row of(Token token, Instant now) {
            String state =
                    token.revoked().isPresent()
                            ? "revoked"
                            : token.isValidAt(now) ? "valid" : "expired";
            return new Row(
                    token.name().value(),
                    state,
                    token.scopes().stream().map(Scope::text).toList(),
                    token.created(),
                    token.expires());
        }
    }

    public void addTo(WebRoutes routes) {
        routes.get("/admin/tokens", Gate.STAFF, this::page, "done")
                .post("/admin/tokens", Gate.STAFF, this::create)
                .post("/admin/tokens/revoke", Gate.STAFF, this::revoke)
                .get("/admin/tokens/revoke", Gate.STAFF, visit -> visit.redirect("/admin/tokens"));
    }

    private void page(Visit visit) throws IOException {
        visit.allow(Permission.TOKENS);
        show(visit, 200, Typed.NOTHING, Optional.empty(), Mistakes.none());
    }

    private void create(Visit visit) throws IOException {
        Actor by = visit.allow(Permission.TOKENS);
        var typed = Typed.of(visit.form());
        var mistakes = Mistakes.none();
        Optional<TokenName> name = name(visit, typed, mistakes);
        Set<Scope> scopes = scopes(visit, typed, mistakes);
        Optional<Instant> end = end(visit, typed, mistakes);
        if (name.isEmpty() || !mistakes.isEmpty()) {
            show(visit, 422, typed, Optional.empty(), mistakes);
            return;
        }
        try {
            Tokens.Created made = context.tokens().create(name.get(), scopes, end, by);
            show(visit, 200, Typed.NOTHING, Optional.of(made.bearer().text()), mistakes);
        } catch (AccessFault.NameTaken taken) {
            mistakes.add("name", visit.words().text("admin.name-taken"));
            show(visit, 409, typed, Optional.empty(), mistakes);
        }
    }

    private static Optional<TokenName> name(Visit visit, Typed typed, Mistakes mistakes) {
        try {
            return Optional.of(new TokenName(typed.name()));
        } catch (IllegalArgumentException unfit) {
            mistakes.add("name", visit.words().text("admin.token-name-unfit"));
            return Optional.empty();
        }
    }

    /// Only what the page offers: a purpose that the policy does not have opens nothing.
    private Set<Scope> scopes(Visit visit, Typed typed, Mistakes mistakes) {
        List<String> offered = choices(visit).stream().map(Choice::scope).toList();
        if (typed.scopes().isEmpty() || !offered.containsAll(typed.scopes())) {
            mistakes.add("scopes", visit.words().text("admin.token-scopes-none"));
            return Set.of();
        }
        return Scope.parseAll(typed.scopes());
    }

    /// The end of its last day, in UTC as at the command line.
    private Optional<Instant> end(Visit visit, Typed typed, Mistakes mistakes) {
        if (typed.lastDay().isEmpty()) {
            return Optional.empty();
        }
        Optional<Instant> end =
                day(typed.lastDay())
                        .map(day -> day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant())
                        .filter(at -> at.isAfter(context.clock().instant()));
        if (end.isEmpty()) {
            mistakes.add("last-day", visit.words().text("admin.token-day-unfit"));
        }
        return end;
    }

    /// A day with four digits for the year: later ones reach beyond what is counted in.
    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(text).filter(typed -> typed.length() == 10).map(LocalDate::parse);
        } catch (DateTimeParseException noDay) {
            return Optional.empty();
        }
    }

    private void revoke(Visit visit) throws IOException {
        Actor by = visit.allow(Permission.TOKENS);
        try {
            context.tokens().revoke(new TokenName(visit.form().text("token")), by);
        } catch (AccessFault.NotThere | IllegalArgumentException gone) {
            throw new WebFault.Gone();
        }
        visit.redirect("/admin/tokens?done=revoked");
    }

    private static List<Choice> choices(Visit visit) {
        var choices = new ArrayList<Choice>();
        for (Scope.Kind kind : Scope.Kind.values()) {
            String key = "admin.scope." + kind.name().toLowerCase(Locale.ROOT).replace("_", "-");
            if (kind == Scope.Kind.READ || kind == Scope.Kind.LISTS) {
                visit.policyWords()
                        .policy()
                        .purposes()
                        .forEach(purpose ->
                                choices.add(
                                        new Choice(
                                                new Scope(kind, Optional.of(purpose.id())).text(),
                                                key,
                                                Optional.of(
                                                        visit.policyWords()
                                                                .purpose(purpose.id().value())))));
            } else {
                choices.add(
                        new Choice(
                                new Scope(kind, Optional.empty()).text(), key, Optional.empty()));
            }
        }
        return choices;
    }

    private void show(
            Visit visit, int status, Typed typed, Optional<String> once, Mistakes mistakes)
            throws IOException {
        Instant now = context.clock().instant();
        var rows = context.tokens().all().stream().map(token -> Row.of(token, now)).toList();
        boolean revoked = visit.query("done").isPresent();
        visit.show(
                status,
                "admin/tokens",
                new Model(rows, choices(visit), typed, once, revoked, mistakes));
    }
}
