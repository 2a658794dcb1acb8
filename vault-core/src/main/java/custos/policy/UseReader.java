package custos.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// Reads what data is used for, how it comes in, and who gets to see it.
final class UseReader {
    private static final String[] PURPOSE_KEYS = {
        "number",
        "parent",
        "marketing",
        "basis",
        "dpv",
        "channels",
        "classes",
        "fields",
        "minimum_age",
        "confirm",
        "validity"
    };

    private final Section root;
    private final Names names;

    UseReader(Section root, Names names) {
        this.root = root;
        this.names = names;
    }

    List<Channel> channels() {
        var numbers = new Numbers();
        var found = new ArrayList<Channel>();
        each(
                "channels",
                names.channels(),
                (id, place) -> {
                    Section said = place.section().only("number", "address", "confirmable");
                    found.add(
                            new Channel(
                                    new ChannelId(id),
                                    numbers.take(said, id),
                                    said.find("address")
                                            .flatMap(at -> at.reference("field", names.fields()))
                                            .map(FieldId::new),
                                    said.flagOrFalse("confirmable")));
                });
        return found;
    }

    List<Purpose> purposes() {
        var numbers = new Numbers();
        var found = new ArrayList<Purpose>();
        each(
                "purposes",
                names.purposes(),
                (id, place) -> {
                    Section said = place.section().only(PURPOSE_KEYS);
                    found.add(
                            new Purpose(
                                    new PurposeId(id),
                                    numbers.take(said, id),
                                    said.find("parent")
                                            .flatMap(
                                                    at -> at.reference("purpose", names.purposes()))
                                            .map(PurposeId::new),
                                    said.flagOrFalse("marketing"),
                                    basis(said.section("basis")),
                                    said.text(
                                            "dpv",
                                            at -> at.text("[a-z]+:[A-Za-z]+", "a term of DPV")),
                                    set(
                                            said,
                                            "channels",
                                            "channel",
                                            names.channels(),
                                            ChannelId::new),
                                    set(said, "classes", "class", names.classes(), ClassId::new),
                                    set(said, "fields", "field", names.fields(), FieldId::new),
                                    minimumAges(said),
                                    confirm(said),
                                    said.find("validity").flatMap(Place::period)));
                });
        requireTree(found);
        return found;
    }

    private Map<RegimeId, LawfulBasis> basis(Section said) {
        said.only(names.regimes(), "unknown regime");
        List<String> codes = Arrays.stream(LawfulBasis.values()).map(LawfulBasis::code).toList();
        var found = new LinkedHashMap<RegimeId, LawfulBasis>();
        for (String regime : names.regimes()) {
            said.need(regime)
                    .flatMap(place -> place.constant(LawfulBasis::find, codes))
                    .ifPresent(basis -> found.put(new RegimeId(regime), basis));
        }
        return found;
    }

    private Map<RegimeId, Integer> minimumAges(Section purpose) {
        var found = new LinkedHashMap<RegimeId, Integer>();
        purpose.find("minimum_age")
                .ifPresent(place ->
                        place.section()
                                .only(names.regimes(), "unknown regime")
                                .each((regime, age) -> {
                                    int years = (int) age.whole(0, 30).orElse(0);
                                    if (names.regimes().contains(regime)) {
                                        found.put(new RegimeId(regime), years);
                                    }
                                }));
        return found;
    }

    private Set<MethodId> confirm(Section purpose) {
        return purpose.find("confirm")
                .map(place -> place.section().only("mailed-link"))
                .map(said -> set(said, "mailed-link", "method", names.methods(), MethodId::new))
                .orElse(Set.of());
    }

    /// Whoever walks up from a purpose must come to an end.
    private void requireTree(List<Purpose> purposes) {
        var parents = new LinkedHashMap<PurposeId, PurposeId>();
        purposes.forEach(one -> one.parent().ifPresent(above -> parents.put(one.id(), above)));
        for (PurposeId id : parents.keySet()) {
            var seen = new LinkedHashSet<PurposeId>();
            Optional<PurposeId> at = Optional.of(id);
            while (at.isPresent() && seen.add(at.get())) {
                at = Optional.ofNullable(parents.get(at.get()));
            }
            if (at.isPresent() && at.get().equals(id)) {
                root.section("purposes")
                        .section(id.value())
                        .find("parent")
                        .ifPresent(place -> place.wrong("the purposes go round in a circle"));
            }
        }
    }

    List<Source> sources() {
        Set<String> known = Names.declared(root, "sources", "[a-z0-9-]{1,64}");
        var found = new ArrayList<Source>();
        each(
                "sources",
                known,
                (id, place) -> {
                    Section said = place.section().only("purposes");
                    found.add(
                            new Source(
                                    new SourceId(id),
                                    set(
                                            said,
                                            "purposes",
                                            "purpose",
                                            names.purposes(),
                                            PurposeId::new)));
                });
        return found;
    }

    List<Method> methods() {
        List<String> voices = Arrays.stream(VoiceColumn.values()).map(VoiceColumn::code).toList();
        var found = new ArrayList<Method>();
        each(
                "methods",
                names.methods(),
                (id, place) ->
                        place.section()
                                .only("voice")
                                .need("voice")
                                .flatMap(voice -> voice.constant(VoiceColumn::find, voices))
                                .ifPresent(
                                        column -> found.add(new Method(new MethodId(id), column))));
        return found;
    }

    List<Recipient> recipients() {
        Set<String> known = Names.declared(root, "recipients", "[a-z0-9-]{1,64}");
        var found = new ArrayList<Recipient>();
        each(
                "recipients",
                known,
                (id, place) -> {
                    Section said = place.section().only("category", "classes", "countries");
                    found.add(
                            new Recipient(
                                    new RecipientId(id),
                                    said.text("category", Place::code),
                                    set(said, "classes", "class", names.classes(), ClassId::new),
                                    said.need("countries")
                                            .map(at -> at.distinct(Place::country))
                                            .orElse(List.of())));
                });
        return found;
    }

    Map<ReasonUse, Set<String>> reasons() {
        String[] uses =
                Arrays.stream(ReasonUse.values()).map(ReasonUse::code).toArray(String[]::new);
        Section said = root.section("reasons").only(uses);
        var found = new LinkedHashMap<ReasonUse, Set<String>>();
        for (ReasonUse use : ReasonUse.values()) {
            Optional<Place> place =
                    use.isOptional() ? said.find(use.code()) : said.need(use.code());
            List<String> codes = place.map(at -> at.distinct(Place::code)).orElse(List.of());
            place.filter(_ -> codes.isEmpty()).ifPresent(at -> at.wrong("must name a reason"));
            found.put(use, Frozen.set(codes));
        }
        return found;
    }

    /// The roles that see each field by its own mask.
    Set<Role> masks() {
        String[] roles = Arrays.stream(Role.values()).map(Role::code).toArray(String[]::new);
        Section said = root.section("masks").only(roles);
        var found = new LinkedHashSet<Role>();
        for (Role role : Role.values()) {
            String mask =
                    said.text(
                            role.code(),
                            place -> place.reference("mask", Set.of("field", "hidden")));
            if (mask.equals("field")) {
                found.add(role);
            }
        }
        return found;
    }

    private static <T> Set<T> set(
            Section section,
            String key,
            String what,
            Set<String> declared,
            Function<String, T> id) {
        return section.need(key)
                .map(place -> place.references(what, declared))
                .map(found -> Frozen.set(found.stream().map(id).toList()))
                .orElse(Set.of());
    }

    private void each(String name, Set<String> known, BiConsumer<String, Place> read) {
        root.section(name)
                .each((id, place) -> {
                    if (known.contains(id)) {
                        read.accept(id, place);
                    }
                });
    }
}
