package custos.policy;

import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Writes the notice of a policy: what is declared, in a fixed order of headings, in the words of
/// one language. The same policy, language and day give the same text.
final class NoticeWriter {
    private final Policy policy;
    private final Wording words;
    private final NoticeText out = new NoticeText();

    NoticeWriter(Policy policy, Language language) {
        this.policy = policy;
        this.words = new Wording(policy.words(), language);
    }

    String write(LocalDate published) {
        who();
        data();
        purposes();
        requiredOrVoluntary();
        recipients();
        retention();
        security();
        rights();
        children();
        automatedAndCookies();
        complaints();
        heading("changes");
        say("changes", "version", Integer.toString(policy.version()), "date", published.toString());
        return out.text();
    }

    private void heading(String key) {
        out.heading(words.notice(key + "-heading"));
    }

    private void say(String key, String... values) {
        out.paragraph(words.notice(key, values));
    }

    private void who() {
        Controller who = policy.controller();
        out.title(words.notice("title", "controller", who.name()));
        say("intro");
        heading("who");
        say(
                "who",
                "controller",
                who.name(),
                "address",
                who.address(),
                "registration",
                who.registration());
        say("who-contact", "email", who.email(), "phone", who.phone(), "url", who.url());
        who.representative()
                .ifPresent(one ->
                        say(
                                "who-representative",
                                "name",
                                one.name(),
                                "address",
                                one.address(),
                                "email",
                                one.email()));
        heading("dpo");
        say("dpo", "name", who.dpo().name(), "email", who.dpo().email());
    }

    private void data() {
        heading("data");
        say("data");
        for (DataClass one : policy.classes()) {
            List<Field> fields =
                    policy.fields().stream()
                            .filter(field -> field.dataClass().equals(one.id()))
                            .toList();
            if (!fields.isEmpty()) {
                item(
                        "data-line",
                        "class",
                        className(one.id()),
                        "fields",
                        words.names("fields", fields, field -> field.id().value()));
            }
        }
        heading("from");
        say("from");
        policy.sources().forEach(one -> out.item(words.name("sources", one.id().value())));
    }

    private void item(String key, String... values) {
        out.item(words.notice(key, values));
    }

    private String className(ClassId id) {
        return words.name("classes", id.value());
    }

    private String regime(RegimeId id) {
        return words.name("regimes", id.value());
    }

    private void purposes() {
        heading("why");
        say("why");
        policy.purposes().forEach(this::purpose);
    }

    private void purpose(Purpose purpose) {
        String id = purpose.id().value();
        out.paragraph(words.name("purposes", id));
        out.item(words.name("why", id));
        item("why-basis", "bases", bases(purpose));
        item("why-data", "classes", words.names("classes", classesOf(purpose), ClassId::value));
        List<ChannelId> reached = purpose.channels().stream().filter(this::isAddressed).toList();
        if (!reached.isEmpty()) {
            item("why-channels", "channels", words.names("channels", reached, ChannelId::value));
        }
        if (purpose.minimumAge() > 0) {
            item("why-age", "ages", ages(purpose));
        }
        purpose.validity()
                .ifPresent(period -> item("why-validity", "period", words.period(period)));
    }

    /// Whether the channel reaches somebody: a web page does not.
    private boolean isAddressed(ChannelId id) {
        return policy.channel(id).flatMap(Channel::address).isPresent();
    }

    /// The classes that a purpose names, and those of the fields that it opens.
    private Set<ClassId> classesOf(Purpose purpose) {
        var found = new LinkedHashSet<>(purpose.classes());
        for (FieldId field : purpose.fields()) {
            policy.field(field).ifPresent(one -> found.add(one.dataClass()));
        }
        return found;
    }

    private String bases(Purpose purpose) {
        var regimes = new LinkedHashMap<LawfulBasis, List<RegimeId>>();
        purpose.basis()
                .forEach((regime, basis) ->
                        regimes.computeIfAbsent(basis, _ -> new ArrayList<>()).add(regime));
        var parts = new ArrayList<String>();
        regimes.forEach((basis, under) ->
                parts.add(
                        words.notice(
                                "why-basis-item",
                                "basis",
                                words.name("bases", basis.code()),
                                "regimes",
                                words.names("regimes", under, RegimeId::value))));
        return String.join("; ", parts);
    }

    private String ages(Purpose purpose) {
        var parts = new ArrayList<String>();
        purpose.minimumAges()
                .forEach((under, age) ->
                        parts.add(
                                words.notice(
                                        "why-age-item",
                                        "age",
                                        age.toString(),
                                        "regime",
                                        regime(under))));
        return String.join("; ", parts);
    }

    private void requiredOrVoluntary() {
        heading("required");
        list("required", restingOn(LawfulBasis.CONTRACT, LawfulBasis.LEGAL_OBLIGATION));
        list("voluntary", restingOn(LawfulBasis.CONSENT));
    }

    /// The purposes that have one of these bases in some regime.
    private List<Purpose> restingOn(LawfulBasis... bases) {
        return policy.purposes().stream()
                .filter(one -> !Collections.disjoint(one.basis().values(), List.of(bases)))
                .toList();
    }

    private void list(String key, List<Purpose> purposes) {
        if (!purposes.isEmpty()) {
            say(key);
            purposes.forEach(one -> out.item(words.name("purposes", one.id().value())));
        }
    }

    private void recipients() {
        heading("recipients");
        say(policy.recipients().isEmpty() ? "recipients-none" : "recipients");
        for (Recipient one : policy.recipients()) {
            item(
                    "recipients-line",
                    "recipient",
                    words.name("recipients", one.id().value()),
                    "classes",
                    words.names("classes", one.classes(), ClassId::value),
                    "countries",
                    words.names("countries", one.countries(), country -> country));
        }
        say("recipients-authorities");
        heading("abroad");
        if (policy.statements().outsideEea()) {
            say("abroad-yes", "countries", words.names("countries", outside(), country -> country));
        } else {
            say("abroad-no");
        }
    }

    private Set<String> outside() {
        var found = new LinkedHashSet<String>();
        for (Recipient one : policy.recipients()) {
            one.countries().stream().filter(to -> !VaultNeeds.inEea(to)).forEach(found::add);
        }
        return found;
    }

    private void retention() {
        heading("keep");
        say("keep");
        policy.classes().forEach(this::retention);
        List<ClassId> lawful =
                policy.classes().stream()
                        .filter(one -> one.atErasure() == AtErasure.KEEP)
                        .map(DataClass::id)
                        .toList();
        if (!lawful.isEmpty()) {
            say("keep-law", "classes", words.names("classes", lawful, ClassId::value));
        }
        switch (policy.afterErasure()) {
            case AfterErasure.Destroy() -> say("keep-evidence-destroyed");
            case AfterErasure.Keep(Period period, String ground) ->
                    say(
                            "keep-evidence-kept",
                            "period",
                            words.period(period),
                            "ground",
                            words.name("grounds", ground));
        }
        Suppression refusals = policy.suppression();
        say(
                "keep-refusals",
                "period",
                words.period(refusals.retention()),
                "ground",
                words.name("grounds", refusals.ground().code()));
    }

    private void retention(DataClass one) {
        Retention kept = one.retention();
        var said =
                List.of(
                        "class",
                        className(one.id()),
                        "periods",
                        periods(kept),
                        "from",
                        words.name("retention_from", kept.from().code()));
        var values = new ArrayList<>(said);
        kept.ground()
                .ifPresent(
                        ground -> values.addAll(List.of("ground", words.name("grounds", ground))));
        item(
                kept.ground().isPresent() ? "keep-line-ground" : "keep-line",
                values.toArray(String[]::new));
    }

    private String periods(Retention kept) {
        if (kept.byRegime().isEmpty()) {
            return words.period(kept.period());
        }
        var regimes = new LinkedHashMap<Period, List<RegimeId>>();
        for (Regime one : policy.regimes()) {
            regimes.computeIfAbsent(kept.period(one.id()), _ -> new ArrayList<>()).add(one.id());
        }
        var parts = new ArrayList<String>();
        regimes.forEach((period, under) ->
                parts.add(
                        words.notice(
                                "keep-period-item",
                                "period",
                                words.period(period),
                                "regime",
                                words.names("regimes", under, RegimeId::value))));
        return String.join("; ", parts);
    }

    private void security() {
        heading("security");
        say("security");
        policy.statements().measures().forEach(one -> out.item(words.name("measures", one)));
    }

    private void rights() {
        Controller who = policy.controller();
        heading("rights");
        for (String right :
                List.of("access", "rectification", "erasure", "restriction", "portability")) {
            out.item(words.name("rights", right));
        }
        say("rights", "email", who.email(), "phone", who.phone());
        // Apart from all other information: GDPR, Art. 21(4).
        heading("objection");
        out.paragraph(words.name("rights", "objection"));
        restingOn(LawfulBasis.LEGITIMATE_INTEREST)
                .forEach(one -> out.item(words.name("purposes", one.id().value())));
        heading("withdraw");
        out.paragraph(words.name("rights", "withdraw"));
        say("withdraw", "email", who.email(), "phone", who.phone());
    }

    private void children() {
        heading("children");
        Map<RegimeId, Integer> ages = new LinkedHashMap<>();
        for (Purpose purpose : policy.purposes()) {
            purpose.minimumAges().forEach((regime, age) -> ages.merge(regime, age, Math::max));
        }
        say(ages.isEmpty() ? "children-none" : "children");
        ages.forEach((regime, age) ->
                item("children-line", "regime", regime(regime), "age", age.toString()));
    }

    private void automatedAndCookies() {
        Statements said = policy.statements();
        heading("automated");
        say(said.automatedDecisions() ? "automated-yes" : "automated-no");
        heading("cookies");
        say(said.onlyNecessaryCookies() ? "cookies-necessary" : "cookies-others");
        say(said.gpcHonoured() ? "gpc-honoured" : "gpc-ignored");
    }

    private void complaints() {
        heading("complaints");
        out.paragraph(words.name("rights", "complaint"));
        for (Regime one : policy.regimes()) {
            item(
                    "complaints-line",
                    "regime",
                    regime(one.id()),
                    "authority",
                    one.authority(),
                    "url",
                    one.authorityUrl());
        }
    }
}
