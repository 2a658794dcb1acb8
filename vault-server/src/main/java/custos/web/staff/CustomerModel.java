package custos.web.staff;

import custos.web.AddressBoxes;
import custos.web.Choice;
import custos.web.Mistakes;
import custos.web.field.FieldBox;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the customer's page shows. Nothing in it is masked by the template: what a reader may not
/// see is not here.
///
/// @param id the opaque id, as it stands in addresses
/// @param saved the last change, while it can be taken back
/// @param edit the field that is being changed
/// @param question what to ask her while she is here
/// @param merges that can still be taken back
/// @param reload after how many seconds the page asks anew, so that nothing stays open too long
public record CustomerModel(
        String id,
        long version,
        String name,
        Head head,
        List<Fact> contact,
        List<Fact> profile,
        Optional<Saved> saved,
        Optional<Edit> edit,
        Optional<TillModel> question,
        Mistakes mistakes,
        Optional<ConsentsModel> consents,
        Optional<RecordsModel> records,
        Optional<HistoryModel> history,
        Optional<HoldsModel.Card> holds,
        List<MergeModel.Undo> merges,
        List<Choice> revealReasons,
        List<Choice> exportReasons,
        Can can,
        Optional<Long> reload) {

    public String path() {
        return "/customers/" + id;
    }

    /// Where a field is changed. Its box takes the keys at once, unless the path names a place on
    /// the page; an address has several boxes, and is only gone to.
    public String editPath(Fact fact) {
        String path = path() + "?edit=" + fact.field();
        return fact.field().equals("address") ? path + "#fact-form" : path;
    }

    /// The field that is being changed, if it is this one.
    public boolean edits(Fact fact) {
        return edit.isPresent() && edit.get().field().equals(fact.field());
    }

    /// How open the page is.
    ///
    /// @param until when the ten minutes are over; empty while she is not here
    /// @param confirmed when her address was last confirmed; empty when it was not, or is not open
    /// @param activeOn when anything last happened
    public record Head(
            Optional<Instant> until,
            String activeOn,
            boolean hasAddress,
            Optional<String> confirmed) {
        public boolean open() {
            return until.isPresent();
        }
    }

    /// A field and what may be seen of it.
    ///
    /// @param masked whether the server left something out
    /// @param note a warning beside it; empty for none
    public record Fact(
            String field,
            String label,
            String shown,
            boolean present,
            boolean masked,
            boolean editable,
            boolean revealable,
            String note) {
        @Override
        public String toString() {
            return "Fact[" + field + "]";
        }
    }

    /// A change that can be taken back.
    public record Saved(String label, Instant at) {}

    /// A field being changed.
    ///
    /// @param rows where it is a list of several parts each
    /// @param day what was typed into the boxes of a date, by their names
    /// @param conflict what somebody else saved meanwhile
    public record Edit(
            String field,
            String label,
            Input input,
            String value,
            int max,
            List<Choice> choices,
            Optional<AddressBoxes> boxes,
            Optional<FieldBox> rows,
            Map<String, String> day,
            Optional<Conflict> conflict) {
        public String day(String box) {
            return day.getOrDefault(box, "");
        }

        @Override
        public String toString() {
            return "Edit[" + field + "]";
        }
    }

    /// How a value is typed.
    public enum Input {
        TEXT,
        EMAIL,
        TEL,
        LINES,
        CHOICE,
        ADDRESS,
        DAY
    }

    /// Two values of one field.
    public record Conflict(String stored, String yours) {
        @Override
        public String toString() {
            return "Conflict[redacted]";
        }
    }

    /// Which buttons are worth showing.
    public record Can(
            boolean open,
            boolean amend,
            boolean reveal,
            boolean consent,
            boolean records,
            boolean export,
            boolean erase,
            boolean handOver,
            boolean merge,
            boolean propose,
            boolean portalCode,
            boolean requests) {}

    @Override
    public String toString() {
        return "CustomerModel[" + id + "]";
    }
}
