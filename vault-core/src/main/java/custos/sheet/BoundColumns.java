package custos.sheet;

import custos.policy.FieldId;
import custos.sheet.ColumnMap.Column;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A map laid over the header of one sheet: which place holds what.
final class BoundColumns {
    private final List<String> header;
    private final Map<ColumnRole, Integer> places = new EnumMap<>(ColumnRole.class);
    private final Map<Integer, FieldId> fields = new LinkedHashMap<>();
    private final List<Integer> notes = new ArrayList<>();
    private final Map<String, Integer> byName = new HashMap<>();
    private final Set<Integer> meant = new HashSet<>();

    /// @throws IllegalArgumentException when the map names a column that the sheet does not have
    BoundColumns(ColumnMap map, List<String> header) {
        this.header = List.copyOf(header);
        for (int i = 0; i < header.size(); i++) {
            byName.putIfAbsent(Words.foldOrSign(header.get(i)), i);
        }
        map.columns().forEach(this::bind);
        for (ConsentRule rule : map.consents()) {
            meant.add(place(rule.column()));
            rule.dateColumn().ifPresent(name -> meant.add(place(name)));
        }
    }

    String header(int place) {
        return header.get(place);
    }

    @Nullable Integer find(ColumnRole role) {
        return places.get(role);
    }

    /// Whether the sheet has names at all: one of orders may know people by their numbers.
    boolean namesPeople() {
        return places.containsKey(ColumnRole.FULL_NAME)
                || places.containsKey(ColumnRole.FIRST_NAME)
                || places.containsKey(ColumnRole.LAST_NAME);
    }

    /// The place of a column that a rule names.
    int place(String name) {
        Integer place = byName.get(Words.foldOrSign(name));
        if (place == null) {
            throw new IllegalArgumentException(
                    "the map names the column " + name + ", which the sheet does not have");
        }
        return place;
    }

    Map<Integer, FieldId> fields() {
        return fields;
    }

    List<Integer> notes() {
        return notes;
    }

    /// The columns that mean nothing to the map: not stored, and said so.
    List<String> unmapped() {
        var names = new ArrayList<String>();
        for (int i = 0; i < header.size(); i++) {
            if (!meant.contains(i) && !Rejects.isOurs(header.get(i))) {
                names.add(header.get(i));
            }
        }
        return names;
    }

    private void bind(Column column) {
        int place = place(column.header());
        Optional<FieldId> field = column.field();
        switch (column.role()) {
            // Only a rule of the map gives these a meaning.
            case CONSENT, CONSENT_DATE, UNMAPPED -> {
                return;
            }
            case IGNORE -> {}
            case NOTE -> notes.add(place);
            case FIELD -> fields.put(place, field.orElseThrow());
            case NUMBER,
                    FULL_NAME,
                    TITLE,
                    FIRST_NAME,
                    LAST_NAME,
                    EMAIL,
                    PHONE,
                    BIRTH_DATE,
                    COMPANY,
                    JOB_TITLE,
                    ADDRESS_LINE_1,
                    ADDRESS_LINE_2,
                    CITY,
                    POSTCODE,
                    REGION,
                    COUNTRY,
                    SOURCE,
                    HEARD_FROM,
                    SURVEY_SCORE,
                    SURVEY_WHY,
                    SURVEY_ON,
                    ORDER_NUMBER,
                    BOUGHT_ON,
                    TOTAL,
                    CURRENCY,
                    DUE_ON,
                    PAID_ON,
                    SALES_CHANNEL,
                    PRODUCT,
                    QUANTITY,
                    UNIT_PRICE ->
                    places.put(column.role(), place);
        }
        meant.add(place);
    }
}
