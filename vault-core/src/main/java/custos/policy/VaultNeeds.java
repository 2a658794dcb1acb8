package custos.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What the vault itself stands on, and what no single entry of a policy can show: kinds and fields
/// that have to be there, and claims that contradict each other.
final class VaultNeeds {
    private static final Map<String, List<String>> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put(
                "contact",
                List.of("full_name", "email", "phone", "address", "language", "needs_review"));
        KINDS.put("profile", List.of("birth_date"));
        KINDS.put("consent-state", List.of("consent_book"));
        KINDS.put("totals", List.of("totals"));
        KINDS.put("purchase", List.of("bought_on", "total", "currency"));
        KINDS.put(
                "tax-copy",
                List.of(
                        "tax_name",
                        "tax_address",
                        "tax_document",
                        "tax_issued_on",
                        "tax_total",
                        "tax_currency"));
        KINDS.put("request", List.of("right", "received_on", "decided_on", "decision"));
    }

    private static final Map<String, FieldForm> FORMS =
            Map.of(
                    "full_name", FieldForm.FULL_NAME,
                    "email", FieldForm.EMAIL,
                    "phone", FieldForm.PHONE,
                    "address", FieldForm.ADDRESS,
                    "birth_date", FieldForm.BIRTH_DATE,
                    "consent_book", FieldForm.INTERNAL,
                    "totals", FieldForm.INTERNAL);

    private static final Set<String> ONCE = Set.of("contact", "profile", "consent-state", "totals");

    private static final Map<String, VoiceColumn> METHODS =
            Map.of(
                    "confirmed-link", VoiceColumn.HERSELF,
                    "unsubscribe-link", VoiceColumn.ASSERTION,
                    "public-form", VoiceColumn.ASSERTION);

    private static final Set<String> EEA =
            Set.of(
                    "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU",
                    "IE", "IS", "IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO",
                    "SE", "SI", "SK", "ES");

    private final Section root;

    VaultNeeds(Section root) {
        this.root = root;
    }

    void check(PolicyFrame frame, Catalogue catalogue) {
        KINDS.forEach((kind, fields) -> requireKind(kind, fields, catalogue));
        FORMS.forEach((field, form) -> requireForm(field, form, catalogue));
        requireEveryFieldKept(catalogue);
        requireConsents(catalogue);
        requireServed(catalogue);
        requireRewards(frame, catalogue);
        requireMethods(catalogue);
        requireTransfers(frame, catalogue);
    }

    private Optional<Place> at(String section, String name) {
        return root.find(section)
                .filter(Place::isMapping)
                .flatMap(place -> place.section().find(name));
    }

    private void requireKind(String kind, List<String> fields, Catalogue catalogue) {
        Optional<Place> place = at("kinds", kind);
        if (place.isEmpty()) {
            root.find("kinds").ifPresent(kinds -> kinds.wrong(kind, "the vault needs this kind"));
            return;
        }
        catalogue.kinds().stream()
                .filter(one -> one.id().value().equals(kind))
                .forEach(one -> {
                    for (String field : fields) {
                        if (!one.fields().contains(new FieldId(field))) {
                            place.get().wrong("the vault needs the field " + field + " in it");
                        }
                    }
                    if (ONCE.contains(kind) && !one.once()) {
                        place.get().wrong("the vault needs this kind with once: true");
                    }
                });
    }

    private void requireForm(String id, FieldForm form, Catalogue catalogue) {
        catalogue.fields().stream()
                .filter(field -> field.id().value().equals(id) && field.form() != form)
                .forEach(_ ->
                        at("fields", id)
                                .ifPresent(place ->
                                        place.wrong(
                                                "the vault needs it in the form " + form.code())));
    }

    private void requireEveryFieldKept(Catalogue catalogue) {
        Set<FieldId> kept =
                catalogue.kinds().stream()
                        .flatMap(kind -> kind.fields().stream())
                        .collect(Collectors.toSet());
        for (Field field : catalogue.fields()) {
            if (!kept.contains(field.id())) {
                at("fields", field.id().value())
                        .ifPresent(place -> place.wrong("no kind of record has this field"));
            }
        }
    }

    private void requireConsents(Catalogue catalogue) {
        Set<PurposeId> asked =
                catalogue.purposes().stream()
                        .filter(Purpose::needsConsent)
                        .map(Purpose::id)
                        .collect(Collectors.toSet());
        for (RecordKind kind : catalogue.kinds()) {
            if (kind.needs().isPresent() && !asked.contains(kind.needs().get())) {
                at("kinds", kind.id().value())
                        .flatMap(place -> place.section().find("needs"))
                        .ifPresent(place -> place.wrong("this purpose asks for no consent"));
            }
        }
    }

    private void requireRewards(PolicyFrame frame, Catalogue catalogue) {
        Optional<RewardProgramme> programme = frame.rewards();
        if (programme.isEmpty()) {
            return;
        }
        boolean known =
                catalogue.fields().stream()
                        .filter(field -> field.id().value().equals("unit"))
                        .anyMatch(field -> field.choices().contains(programme.get().unit()));
        if (!known) {
            at("rewards", "unit")
                    .ifPresent(place -> place.wrong("must be one of the choices of fields.unit"));
        }
        boolean kept =
                catalogue.kinds().stream()
                        .anyMatch(kind -> kind.id().value().equals("reward-movement"));
        if (!kept) {
            root.find("rewards").ifPresent(place -> place.wrong("needs the kind reward-movement"));
        }
    }

    /// A purpose covers classes; a kind cannot serve one that does not cover it.
    private void requireServed(Catalogue catalogue) {
        for (RecordKind kind : catalogue.kinds()) {
            boolean covered =
                    kind.serves().stream()
                            .allMatch(serves ->
                                    catalogue.purposes().stream()
                                            .filter(purpose -> purpose.id().equals(serves))
                                            .anyMatch(purpose ->
                                                    purpose.classes().contains(kind.dataClass())));
            if (!covered) {
                at("kinds", kind.id().value())
                        .flatMap(place -> place.section().find("serves"))
                        .ifPresent(place -> place.wrong("this purpose does not cover the class"));
            }
        }
    }

    /// Mailed links speak by these: without one of them nobody could unsubscribe or confirm.
    private void requireMethods(Catalogue catalogue) {
        METHODS.forEach((id, voice) -> {
            boolean there =
                    catalogue.methods().stream()
                            .anyMatch(one -> one.id().value().equals(id) && one.column() == voice);
            if (!there) {
                root.find("methods")
                        .ifPresent(methods ->
                                methods.wrong(
                                        id,
                                        "the vault needs this method with voice: " + voice.code()));
            }
        });
    }

    private void requireTransfers(PolicyFrame frame, Catalogue catalogue) {
        boolean leaving =
                catalogue.recipients().stream()
                        .flatMap(recipient -> recipient.countries().stream())
                        .anyMatch(country -> !EEA.contains(country));
        if (leaving != frame.statements().outsideEea()) {
            at("transfers", "outside_eea")
                    .ifPresent(place ->
                            place.wrong(
                                    leaving
                                            ? "a recipient takes data out of the area"
                                            : "no recipient takes data out of the area"));
        }
    }

    static boolean inEea(String country) {
        return EEA.contains(country);
    }
}
