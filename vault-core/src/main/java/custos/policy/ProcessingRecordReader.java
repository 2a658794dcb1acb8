package custos.policy;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads what a policy says for its record of processing; all of it may be left out.
final class ProcessingRecordReader {
    private final Section said;
    private final Names names;

    private ProcessingRecordReader(Section said, Names names) {
        this.said = said;
        this.names = names;
    }

    static ProcessingRecord read(Section root, Names names) {
        return root.find("processing_record")
                .map(place -> new ProcessingRecordReader(place.section(), names).read())
                .orElse(ProcessingRecord.NONE);
    }

    private ProcessingRecord read() {
        said.only(
                "joint_controllers",
                "safeguard",
                "reviewed",
                "impact_assessments",
                "special_categories");
        return new ProcessingRecord(
                said.find("joint_controllers")
                        .map(place -> place.distinct(Place::text))
                        .orElse(List.of()),
                said.find("safeguard").flatMap(Place::text),
                said.find("reviewed").flatMap(ProcessingRecordReader::day),
                assessments(),
                special());
    }

    private static Optional<LocalDate> day(Place place) {
        Optional<String> text = place.text();
        try {
            return text.map(LocalDate::parse);
        } catch (DateTimeParseException e) {
            place.wrong("must be a day in quotes, such as \"2026-01-31\"");
            return Optional.empty();
        }
    }

    private Map<PurposeId, String> assessments() {
        var found = new LinkedHashMap<PurposeId, String>();
        said.find("impact_assessments")
                .map(place -> place.section().only(names.purposes(), "unknown purpose"))
                .ifPresent(all ->
                        all.each((purpose, place) ->
                                place.url()
                                        .filter(_ -> names.purposes().contains(purpose))
                                        .ifPresent(url -> found.put(new PurposeId(purpose), url))));
        return found;
    }

    private Set<FieldId> special() {
        var found = new LinkedHashSet<FieldId>();
        said.find("special_categories")
                .ifPresent(place ->
                        place.references("field", names.fields())
                                .forEach(field -> found.add(new FieldId(field))));
        return found;
    }
}
