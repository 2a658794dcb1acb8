package custos.web.staff;

import custos.access.Permission;
import custos.customer.PlainText;
import custos.policy.Controller;
import custos.policy.DataClass;
import custos.policy.Language;
import custos.policy.Regime;
import custos.vault.Affected;
import custos.vault.Vault;
import custos.web.Choice;
import custos.web.Form;
import custos.web.Languages;
import custos.web.Mistakes;
import custos.web.Visit;
import custos.web.WebContext;
import custos.web.WebRoutes;
import custos.web.WebRoutes.Gate;
import custos.words.Phrases;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// `/breaches`: what to do when data was breached. Says who is concerned and by which fields,
/// whether the keys are safe (GDPR, Art. 34(3)), by when whom to tell, and writes the letters.
/// Keeps nothing: the file is printed.
public final class BreachPage {
    private static final String PATH = "/breaches";

    /// 72 hours.
    private static final Duration AUTHORITY_WITHIN = Duration.ofDays(3);

    private static final Period PERSONS_WITHIN = Period.ofDays(7);
    private static final Period OLDEST = Period.ofYears(1);
    private static final int MAX_TEXT = 2_000;
    private static final DateTimeFormatter TYPED =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm", Locale.ROOT);

    private final Vault vault;

    public BreachPage(WebContext context) {
        this.vault = context.vault();
    }

    /// What was lost.
    private enum Extent {
        /// The data folder or a data bundle, and no key: nobody can read it.
        WITHOUT_KEYS,
        /// Data and keys, or a passphrase.
        WITH_KEYS,
        /// Values as they are read: an account, a screen, a list, a letter.
        IN_CLEAR;

        String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Optional<Extent> find(String code) {
            return Arrays.stream(values()).filter(one -> one.code().equals(code)).findFirst();
        }
    }

    public void addTo(WebRoutes routes) {
        routes.get(PATH, Gate.STAFF, this::page).post(PATH, Gate.STAFF, this::write);
    }

    private void page(Visit visit) throws IOException {
        visit.allow(Permission.BREACHES);
        show(visit, 200, BreachModel.Typed.nothing(), Mistakes.none(), Optional.empty());
    }

    private void show(
            Visit visit,
            int status,
            BreachModel.Typed typed,
            Mistakes mistakes,
            Optional<BreachModel.File> file)
            throws IOException {
        visit.show(
                status,
                "staff/breaches",
                new BreachModel(
                        visit.policyWords().policy().classes().stream()
                                .map(one -> new Choice(one.id().value(), name(visit, one)))
                                .toList(),
                        Arrays.stream(Extent.values())
                                .map(one ->
                                        new Choice(
                                                one.code(),
                                                visit.words()
                                                        .text("staff.breach.extent." + one.code())))
                                .toList(),
                        TYPED.format(visit.context().clock().instant().atZone(zone(visit))),
                        typed,
                        mistakes,
                        file));
    }

    private static ZoneId zone(Visit visit) {
        return visit.context().zone();
    }

    private static String name(Visit visit, DataClass one) {
        return visit.policyWords().of("classes", one.id().value());
    }

    private void write(Visit visit) throws IOException {
        visit.allow(Permission.BREACHES);
        Form form = visit.form();
        var typed =
                new BreachModel.Typed(
                        form.text("found"),
                        form.text("what"),
                        form.all("class"),
                        form.text("extent"),
                        form.text("consequences"),
                        form.text("measures"));
        var mistakes = Mistakes.none();
        Optional<Instant> found = found(visit, typed.found());
        List<DataClass> classes =
                visit.policyWords().policy().classes().stream()
                        .filter(one -> typed.classes().contains(one.id().value()))
                        .toList();
        Optional<Extent> extent = Extent.find(typed.extent());
        require(visit, mistakes, "found", found.isPresent());
        require(visit, mistakes, "class", !classes.isEmpty());
        require(visit, mistakes, "extent", extent.isPresent());
        require(visit, mistakes, "what", isText(typed.what()));
        require(visit, mistakes, "consequences", isText(typed.consequences()));
        require(visit, mistakes, "measures", isText(typed.measures()));
        if (!mistakes.isEmpty()) {
            show(visit, 422, typed, mistakes, Optional.empty());
            return;
        }
        boolean safe = extent.orElseThrow() == Extent.WITHOUT_KEYS;
        Affected.Count count = vault.affected().count(classes);
        var file =
                new BreachModel.File(
                        visit.times().minute(found.orElseThrow()),
                        count.people(),
                        classes.stream()
                                .map(one ->
                                        new BreachModel.Affected(
                                                name(visit, one),
                                                count.byClass().getOrDefault(one.id(), 0L),
                                                fields(visit, one)))
                                .toList(),
                        safe,
                        deadlines(visit, found.orElseThrow(), safe),
                        safe ? List.of() : letters(visit, found.orElseThrow(), classes, typed));
        show(visit, 200, typed, mistakes, Optional.of(file));
    }

    private static void require(Visit visit, Mistakes mistakes, String field, boolean right) {
        if (!right) {
            mistakes.add(field, visit.words().text("staff.breach.wrong." + field));
        }
    }

    private static boolean isText(String text) {
        try {
            return !PlainText.lines("the text", text, 1, MAX_TEXT).isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /// Within the last year, in the time zone of the pages.
    private static Optional<Instant> found(Visit visit, String typed) {
        try {
            Instant now = visit.context().clock().instant();
            Instant found = LocalDateTime.parse(typed, TYPED).atZone(zone(visit)).toInstant();
            Instant oldest = now.atZone(zone(visit)).minus(OLDEST).toInstant();
            return Optional.of(found).filter(at -> !at.isAfter(now) && !at.isBefore(oldest));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static String fields(Visit visit, DataClass one) {
        return visit.policyWords().policy().fields().stream()
                .filter(field -> field.dataClass().equals(one.id()))
                .map(field -> visit.policyWords().field(field.id().value()))
                .collect(Collectors.joining(", "));
    }

    private static List<BreachModel.Deadline> deadlines(Visit visit, Instant found, boolean safe) {
        Instant authority = found.plus(AUTHORITY_WITHIN);
        Instant persons = authority.atZone(zone(visit)).plus(PERSONS_WITHIN).toInstant();
        var deadlines = new ArrayList<BreachModel.Deadline>();
        for (Regime regime : visit.policyWords().policy().regimes()) {
            switch (regime.id().value()) {
                case "gdpr-cz" -> {
                    deadlines.add(by(visit, regime, regime.authority(), authority));
                    deadlines.add(soon(visit, regime, safe));
                }
                case "pdpa-my" -> {
                    deadlines.add(by(visit, regime, regime.authority(), authority));
                    deadlines.add(by(visit, regime, persons(visit), persons));
                }
                default -> deadlines.add(soon(visit, regime, safe));
            }
        }
        return deadlines;
    }

    private static String persons(Visit visit) {
        return visit.words().text("staff.breach.persons");
    }

    private static BreachModel.Deadline by(Visit visit, Regime regime, String who, Instant until) {
        return new BreachModel.Deadline(
                visit.policyWords().of("regimes", regime.id().value()),
                who,
                visit.times().minute(until),
                visit.context().clock().instant().isAfter(until));
    }

    private static BreachModel.Deadline soon(Visit visit, Regime regime, boolean safe) {
        return new BreachModel.Deadline(
                visit.policyWords().of("regimes", regime.id().value()),
                persons(visit),
                visit.words().text(safe ? "staff.breach.not-needed" : "staff.breach.at-once"),
                false);
    }

    private static List<BreachModel.Letter> letters(
            Visit visit, Instant found, List<DataClass> classes, BreachModel.Typed typed) {
        return visit.policyWords().policy().languages().stream()
                .map(Language::value)
                .filter(Languages.ALL::contains)
                .map(language -> letter(visit, language, found, classes, typed))
                .toList();
    }

    private static BreachModel.Letter letter(
            Visit visit,
            String language,
            Instant found,
            List<DataClass> classes,
            BreachModel.Typed typed) {
        var policy = visit.policyWords().policy();
        Controller who = policy.controller();
        Phrases words = visit.words(language);
        String data =
                classes.stream()
                        .map(one ->
                                policy.words()
                                        .find(new Language(language), "classes", one.id().value())
                                        .orElse(one.id().value()))
                        .collect(Collectors.joining(", "));
        Map<String, String> said =
                Map.of(
                        "controller", who.name(),
                        "address", who.address(),
                        "day", found.atZone(zone(visit)).toLocalDate().toString(),
                        "data", data,
                        "dpo", who.dpo().name(),
                        "email", who.dpo().email(),
                        "phone", who.phone());
        return new BreachModel.Letter(
                language,
                visit.words().text("common.language." + language),
                List.of(
                        words.text("staff.breach.letter.greeting", said),
                        words.text("staff.breach.letter.what", said) + " " + typed.what(),
                        words.text("staff.breach.letter.data", said),
                        words.text("staff.breach.letter.consequences", said)
                                + " "
                                + typed.consequences(),
                        words.text("staff.breach.letter.measures", said) + " " + typed.measures(),
                        words.text("staff.breach.letter.contact", said),
                        who.name() + ", " + who.address()));
    }
}
