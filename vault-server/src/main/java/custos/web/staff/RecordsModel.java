package custos.web.staff;

import custos.web.Choice;
import java.util.List;
import java.util.Optional;

/// A customer's records on her page.
///
/// @param open whether they were opened; else there is a button that does
/// @param timeline purchases and messages, newest first
/// @param others all other kinds
/// @param rewards whether there is a reward programme that the reader may use
/// @param forms what staff may take down, by the path of its form
public record RecordsModel(
        boolean open, List<Item> timeline, List<Kind> others, List<Choice> forms, boolean rewards) {

    /// A kind of which there are records.
    ///
    /// @param more how many are not shown
    public record Kind(String name, List<Item> items, int count, int more) {}

    /// One record.
    ///
    /// @param text what it is about, in one line
    /// @param change where it is changed, if the reader may
    public record Item(
            String day, String kind, String text, List<Detail> details, Optional<String> change) {
        @Override
        public String toString() {
            return "Item[" + kind + "]";
        }
    }

    public record Detail(String label, String value) {
        @Override
        public String toString() {
            return "Detail[" + label + "]";
        }
    }
}
