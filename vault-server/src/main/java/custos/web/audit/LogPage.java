package custos.web.audit;

import custos.access.Permission;
import custos.event.ActType;
import custos.event.Actor;
import custos.vault.audit.ActGroup;
import custos.vault.audit.Audit;
import custos.vault.audit.LogEntry;
import custos.web.Mistakes;
import custos.web.Visit;
import custos.web.WebContext;
import custos.web.WebFault;
import custos.web.WebRoutes;
import custos.web.WebRoutes.Gate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `/audit` and `/audit/access`: the log newest first, with filters, as a page, as a CSV file and
/// to be printed. Who may work here and who looked at what is the same log, seen through three
/// groups.
public final class LogPage {
    private static final int ROWS = 50;
    private static final int MAX_PRINTED = 1_000;
    private static final Set<ActType> ACCESS =
            Stream.of(ActGroup.ACCESS, ActGroup.LOOKS, ActGroup.EXPORTS)
                    .flatMap(group -> group.types().stream())
                    .collect(Collectors.toUnmodifiableSet());

    private static final String[] FILTER = LogQuery.FIELDS.toArray(String[]::new);
    private static final String[] PAGED =
            Stream.concat(LogQuery.FIELDS.stream(), Stream.of("before")).toArray(String[]::new);

    private final WebContext context;

    LogPage(WebContext context) {
        this.context = context;
    }

    void addTo(WebRoutes routes) {
        View log = new View("/audit", "audit.log.", Permission.READ_LOG, Set.of());
        View access = new View("/audit/access", "audit.access.", Permission.ACCESS_LOG, ACCESS);
        for (View view : List.of(log, access)) {
            routes.get(view.path(), Gate.STAFF, visit -> page(visit, view), PAGED)
                    .get(
                            csv(view.path()),
                            Gate.STAFF,
                            visit -> take(visit, view, this::csv),
                            FILTER)
                    .get(
                            print(view.path()),
                            Gate.STAFF,
                            visit -> take(visit, view, this::print),
                            FILTER);
        }
    }

    private static String csv(String path) {
        return path.equals("/audit") ? "/audit/log.csv" : path + "/log.csv";
    }

    private static String print(String path) {
        return path.equals("/audit") ? "/audit/print" : path + "/print";
    }

    /// One way to look at the log.
    ///
    /// @param words the keys of its words begin so
    /// @param within the types it shows; none for all
    record View(String path, String words, Permission needed, Set<ActType> within) {}

    /// What the template shows.
    ///
    /// @param older the address of the next page, empty on the last
    /// @param newest the address of the first page, empty on it
    /// @param complete false when a printed list does not hold all
    public record Model(
            Telling telling,
            String path,
            String words,
            LogQuery query,
            Choices choices,
            List<LogEntry> entries,
            int erased,
            int unreadable,
            long size,
            String older,
            String newest,
            boolean complete,
            Mistakes mistakes) {
        public String csv() {
            return LogPage.csv(path) + "?" + query.link();
        }

        public String print() {
            return LogPage.print(path) + "?" + query.link();
        }
    }

    private void page(Visit visit, View view) throws IOException {
        Actor by = visit.allow(view.needed());
        LogQuery query = query(visit, view);
        if (!query.mistakes().isEmpty()) {
            mend(visit, view, query);
            return;
        }
        if (query.filter().readsHalves()) {
            by = visit.allow(Permission.READ_OPENINGS);
        }
        Audit audit = context.vault().audit();
        show(visit, view, query, audit.page(query.filter(), before(visit), ROWS, by), 200);
    }

    private static void mend(Visit visit, View view, LogQuery query) throws IOException {
        show(visit, view, query, new Audit.Page(List.of(), 0, 0, OptionalLong.empty(), 0), 422);
    }

    private static LogQuery query(Visit visit, View view) {
        return LogQuery.read(
                visit::query,
                view.within(),
                visit.context().vault().policies().current(),
                visit.context().zone(),
                visit.words());
    }

    private static OptionalLong before(Visit visit) {
        return visit.query("before")
                .map(text -> {
                    if (!text.matches("[0-9]{1,12}")) {
                        throw new WebFault.NotHere();
                    }
                    return OptionalLong.of(Long.parseLong(text));
                })
                .orElseGet(OptionalLong::empty);
    }

    private static void show(Visit visit, View view, LogQuery query, Audit.Page page, int status)
            throws IOException {
        var telling = Telling.to(visit);
        String here = view.path() + "?" + query.link();
        visit.show(
                status,
                "audit/log",
                new Model(
                        telling,
                        view.path(),
                        view.words(),
                        query,
                        Choices.of(visit, telling, view.within()),
                        page.entries(),
                        page.erased(),
                        page.unreadable(),
                        page.size(),
                        page.next().isPresent() ? here + "before=" + page.next().getAsLong() : "",
                        before(visit).isPresent() ? here : "",
                        true,
                        query.mistakes()));
    }

    /// What takes all that a filter chose out of the page; openings are read for it.
    private interface Takes {
        void out(Visit visit, View view, LogQuery query, Actor by) throws IOException;
    }

    private static void take(Visit visit, View view, Takes takes) throws IOException {
        visit.allow(view.needed());
        Actor by = visit.allow(Permission.READ_OPENINGS);
        LogQuery query = query(visit, view);
        if (query.mistakes().isEmpty()) {
            takes.out(visit, view, query, by);
        } else {
            mend(visit, view, query);
        }
    }

    private void csv(Visit visit, View view, LogQuery query, Actor by) throws IOException {
        var csv = new LogCsv(Telling.to(visit), context.zone());
        Audit.Written written =
                context.vault().audit().file(query.filter(), Audit.MAX_FILE, by, csv::add);
        csv.finish(written);
        var out = new ByteArrayOutputStream();
        csv.writeTo(out);
        try (var file = visit.answer().file("custos-log.csv", "text/csv; charset=utf-8")) {
            out.writeTo(file);
        }
    }

    private void print(Visit visit, View view, LogQuery query, Actor by) throws IOException {
        var entries = new ArrayList<LogEntry>();
        Audit.Written written =
                context.vault().audit().file(query.filter(), MAX_PRINTED, by, entries::add);
        var telling = Telling.to(visit);
        visit.show(
                "audit/print",
                new Model(
                        telling,
                        view.path(),
                        view.words(),
                        query,
                        Choices.of(visit, telling, view.within()),
                        entries,
                        written.erased(),
                        written.unreadable(),
                        context.vault().audit().size(),
                        "",
                        "",
                        written.complete(),
                        Mistakes.none()));
    }
}
