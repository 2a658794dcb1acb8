package custos.policy;

import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// Reads what data is kept: classes, fields and kinds of records.
final class DataReader {
    private static final String[] FIELD_KEYS = {
        "number", "class", "type", "form", "max", "min", "choices", "indexed", "search", "mask",
        "dpv"
    };

    private final Section root;
    private final Names names;

    DataReader(Section root, Names names) {
        this.root = root;
        this.names = names;
    }

    List<DataClass> classes() {
        var numbers = new Numbers();
        var found = new ArrayList<DataClass>();
        each(
                "classes",
                names.classes(),
                (id, section) -> {
                    section.only("number", "at_erasure", "retention");
                    AtErasure atErasure =
                            constant(section, "at_erasure", AtErasure.values(), AtErasure::code)
                                    .orElse(AtErasure.SHRED);
                    Section said = section.section("retention");
                    Retention retention = retention(said);
                    if (atErasure == AtErasure.KEEP && retention.ground().isEmpty()) {
                        said.place().wrong("what is kept at an erasure needs a ground");
                    }
                    found.add(
                            new DataClass(
                                    new ClassId(id),
                                    numbers.take(section, id),
                                    atErasure,
                                    retention));
                });
        return found;
    }

    private Retention retention(Section said) {
        said.only("period", "from", "ground", "by_regime");
        var byRegime = new LinkedHashMap<RegimeId, Period>();
        said.find("by_regime")
                .ifPresent(place ->
                        place.section()
                                .only(names.regimes(), "unknown regime")
                                .each((regime, period) -> {
                                    if (names.regimes().contains(regime)) {
                                        period.period()
                                                .ifPresent(read ->
                                                        byRegime.put(new RegimeId(regime), read));
                                    }
                                }));
        return new Retention(
                said.need("period").flatMap(Place::period).orElse(Period.ofDays(1)),
                constant(said, "from", RetentionStart.values(), RetentionStart::code)
                        .orElse(RetentionStart.RECORDED),
                said.find("ground").flatMap(Place::code),
                byRegime);
    }

    List<Field> fields() {
        var numbers = new Numbers();
        var found = new ArrayList<Field>();
        each(
                "fields",
                names.fields(),
                (id, section) -> {
                    section.only(FIELD_KEYS);
                    int number = numbers.take(section, id);
                    Optional<ClassId> dataClass = dataClass(section);
                    Optional<FieldForm> form =
                            constant(section, "form", FieldForm.values(), FieldForm::code);
                    Optional<FieldType> type = type(section, form);
                    if (dataClass.isPresent() && form.isPresent() && type.isPresent()) {
                        found.add(
                                field(
                                        new FieldId(id),
                                        number,
                                        dataClass.get(),
                                        type.get(),
                                        form.get(),
                                        section));
                    }
                });
        return found;
    }

    private Optional<ClassId> dataClass(Section section) {
        return section.need("class")
                .flatMap(place -> place.reference("class", names.classes()))
                .map(ClassId::new);
    }

    private static Optional<FieldType> type(Section section, Optional<FieldForm> form) {
        Optional<FieldType> type = constant(section, "type", FieldType.values(), FieldType::code);
        if (type.isPresent() && form.isPresent() && form.get().type() != type.get()) {
            section.find("type")
                    .ifPresent(place ->
                            place.wrong(
                                    "the form "
                                            + form.get().code()
                                            + " is of the type "
                                            + form.get().type().code()));
        }
        return type;
    }

    private static Field field(
            FieldId id,
            int number,
            ClassId dataClass,
            FieldType type,
            FieldForm form,
            Section section) {
        return new Field(
                id,
                number,
                dataClass,
                type,
                form,
                maxLength(form, section),
                range(form, section),
                choices(form, section),
                indexed(form, section),
                search(form, section),
                mask(form, section),
                section.text("dpv", place -> place.text("[a-z]+:[A-Za-z]+", "a term of DPV")));
    }

    private static int maxLength(FieldForm form, Section section) {
        if (form == FieldForm.WHOLE) {
            return form.largest();
        }
        section.find("min").ifPresent(place -> place.wrong("only the form whole has a least"));
        return (int)
                section.find("max")
                        .map(place -> place.whole(1, form.largest()).orElse(form.largest()))
                        .orElse((long) form.largest())
                        .longValue();
    }

    private static Optional<WholeRange> range(FieldForm form, Section section) {
        if (form != FieldForm.WHOLE) {
            return Optional.empty();
        }
        long limit = 1_000_000_000_000L;
        long min = section.need("min").map(at -> at.whole(-limit, limit).orElse(0)).orElse(0L);
        long max = section.need("max").map(at -> at.whole(-limit, limit).orElse(0)).orElse(0L);
        if (min > max) {
            section.find("min").ifPresent(place -> place.wrong("is above max"));
            return Optional.empty();
        }
        return Optional.of(new WholeRange(min, max));
    }

    private static List<String> choices(FieldForm form, Section section) {
        if (!form.chosen()) {
            section.find("choices")
                    .ifPresent(place -> place.wrong("only choice and ranks have choices"));
            return List.of();
        }
        return section.need("choices").map(place -> place.distinct(Place::code)).orElse(List.of());
    }

    private static boolean indexed(FieldForm form, Section section) {
        boolean indexed = section.flagOrFalse("indexed");
        if (indexed && !form.indexable()) {
            section.find("indexed")
                    .ifPresent(place -> place.wrong("only email, phone and reference are indexed"));
        }
        return indexed;
    }

    private static SearchUse search(FieldForm form, Section section) {
        SearchUse use =
                section.find("search").isEmpty()
                        ? SearchUse.NONE
                        : constant(section, "search", SearchUse.values(), SearchUse::code)
                                .orElse(SearchUse.NONE);
        boolean fits =
                switch (use) {
                    case NONE -> true;
                    case NAME -> form == FieldForm.FULL_NAME || form == FieldForm.LINE;
                    case ADDRESS -> form == FieldForm.ADDRESS;
                };
        if (!fits) {
            section.find("search").ifPresent(place -> place.wrong("does not fit the form"));
        }
        return use;
    }

    private static MaskKind mask(FieldForm form, Section section) {
        MaskKind mask =
                constant(section, "mask", MaskKind.values(), MaskKind::code)
                        .orElse(MaskKind.HIDDEN);
        boolean fits =
                switch (mask) {
                    case CLEAR -> form != FieldForm.INTERNAL;
                    case HIDDEN -> true;
                    case EMAIL -> form == FieldForm.EMAIL;
                    case LAST_THREE -> form == FieldForm.PHONE;
                    case TOWN_ONLY -> form == FieldForm.ADDRESS;
                };
        if (!fits) {
            section.find("mask").ifPresent(place -> place.wrong("does not fit the form"));
        }
        return mask;
    }

    List<RecordKind> kinds(List<Field> fields) {
        var byId = new HashMap<String, Field>();
        fields.forEach(field -> byId.put(field.id().value(), field));
        var numbers = new Numbers();
        var paths = new HashMap<String, String>();
        var found = new ArrayList<RecordKind>();
        each(
                "kinds",
                Names.declared(root, "kinds", "[a-z0-9-]{1,64}"),
                (id, section) -> {
                    section.only(
                            "number",
                            "class",
                            "once",
                            "path",
                            "day",
                            "needs",
                            "serves",
                            "required",
                            "fields");
                    int number = numbers.take(section, id);
                    Optional<ClassId> dataClass = dataClass(section);
                    List<String> own = fieldsOf(section, dataClass, byId);
                    if (dataClass.isPresent()) {
                        found.add(
                                new RecordKind(
                                        new KindId(id),
                                        number,
                                        dataClass.get(),
                                        ids(own),
                                        Frozen.set(ids(required(section, own))),
                                        section.flagOrFalse("once"),
                                        path(section, id, paths),
                                        day(section, own, byId),
                                        purpose(section, "needs"),
                                        purpose(section, "serves")));
                    }
                });
        return found;
    }

    private Optional<PurposeId> purpose(Section section, String key) {
        return section.find(key)
                .flatMap(place -> place.reference("purpose", names.purposes()))
                .map(PurposeId::new);
    }

    private List<String> fieldsOf(
            Section section, Optional<ClassId> dataClass, Map<String, Field> byId) {
        Optional<Place> place = section.need("fields");
        List<String> own =
                place.map(at -> at.references("field", names.fields())).orElse(List.of());
        for (String name : own) {
            Field field = byId.get(name);
            if (field != null
                    && dataClass.isPresent()
                    && !field.dataClass().equals(dataClass.get())) {
                place.get()
                        .wrong(
                                "the field "
                                        + name
                                        + " is of another class: "
                                        + field.dataClass().value());
            }
        }
        return own;
    }

    private static List<FieldId> ids(List<String> names) {
        return names.stream().map(FieldId::new).toList();
    }

    private static List<String> required(Section section, List<String> own) {
        return section.find("required")
                .map(place -> place.references("field of this kind", Set.copyOf(own)))
                .orElse(List.of());
    }

    private static Optional<String> path(Section section, String id, Map<String, String> paths) {
        Optional<Place> place = section.find("path");
        Optional<String> path = place.flatMap(Place::code);
        path.map(one -> paths.putIfAbsent(one, id))
                .ifPresent(before -> place.orElseThrow().wrong("is already the path of " + before));
        return path;
    }

    private static Optional<FieldId> day(
            Section section, List<String> own, Map<String, Field> byId) {
        Optional<Place> place = section.find("day");
        Optional<String> day =
                place.flatMap(at -> at.reference("field of this kind", Set.copyOf(own)));
        day.map(byId::get)
                .filter(field -> field.type() != FieldType.DATE)
                .ifPresent(_ -> place.orElseThrow().wrong("must be a field of the type date"));
        return day.map(FieldId::new);
    }

    private void each(String name, Set<String> known, BiConsumer<String, Section> read) {
        root.section(name)
                .each((id, place) -> {
                    if (known.contains(id)) {
                        read.accept(id, place.section());
                    }
                });
    }

    private static <E extends Enum<E>> Optional<E> constant(
            Section section, String key, E[] constants, Function<E, String> code) {
        List<String> codes = Arrays.stream(constants).map(code).toList();
        return section.need(key)
                .flatMap(place -> place.constant(text -> Codes.find(constants, code, text), codes));
    }
}
