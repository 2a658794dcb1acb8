package custos.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A day in three boxes, as people know their date of birth: day, month and year.
///
/// @param name that the boxes' names begin with
public record DayBoxes(String name) {

    public String day() {
        return name + "-day";
    }

    public String month() {
        return name + "-month";
    }

    public String year() {
        return name + "-year";
    }

    /// What was typed, by the names of the boxes.
    public Map<String, String> boxes(Form form) {
        var boxes = new LinkedHashMap<String, String>();
        List.of(day(), month(), year()).forEach(box -> boxes.put(box, form.text(box)));
        return boxes;
    }

    /// The day as the vault reads it; nonsense stays nonsense, to be refused as such. Empty when
    /// nothing was typed.
    public Optional<String> typed(Form form) {
        String day = form.text(day());
        String month = form.text(month());
        String year = form.text(year());
        if (day.isEmpty() && month.isEmpty() && year.isEmpty()) {
            return Optional.empty();
        }
        boolean numbers =
                day.matches("[0-9]{1,2}")
                        && month.matches("[0-9]{1,2}")
                        && year.matches("[0-9]{4}");
        return Optional.of(
                numbers
                        ? "%s-%02d-%02d"
                                .formatted(year, Integer.parseInt(month), Integer.parseInt(day))
                        : "?");
    }
}
