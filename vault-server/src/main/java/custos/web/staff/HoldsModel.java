package custos.web.staff;

import custos.web.Choice;
import custos.web.Mistakes;
import java.util.List;
import java.util.Optional;

/// What the page of one customer's legal holds shows.
///
/// @param name of the customer; empty when she was erased
/// @param damaged the customers of holds that stand and cannot be read, once for each hold
/// @param next where the next holds begin
/// @param setting what a hold can be set on; none of somebody erased
public record HoldsModel(
        String id,
        Optional<String> name,
        List<Row> rows,
        List<String> damaged,
        Optional<String> next,
        Optional<Setting> setting,
        List<Choice> reasons,
        Mistakes mistakes,
        Optional<Done> done) {

    public String path() {
        return path(id);
    }

    static String path(String customer) {
        return "/customers/" + customer + "/holds";
    }

    /// A hold in the reader's language.
    ///
    /// @param record the record's id
    public record Row(
            String customer,
            String record,
            String kind,
            String dataClass,
            String day,
            String ground,
            String until,
            String by,
            String at,
            String note,
            boolean erased,
            boolean overdue) {
        public String path() {
            return HoldsModel.path(customer);
        }

        /// Redacted: the note is the officer's own words.
        @Override
        public String toString() {
            return "Row[" + record + "]";
        }
    }

    /// Everybody's holds, a page of them.
    public record All(List<Row> rows, List<String> damaged, Optional<String> next) {}

    /// The holds in sight on a customer's page.
    public record Card(List<Row> rows, List<String> damaged, boolean more) {}

    /// The form of a new hold.
    ///
    /// @param records the newest records, at most 200
    /// @param first the first day that may be the last of a hold
    /// @param last the last
    public record Setting(
            List<Choice> classes,
            List<Choice> records,
            List<Choice> grounds,
            String first,
            String last,
            Typed typed) {}

    /// What was typed.
    public record Typed(
            String dataClass, List<String> records, String ground, String until, String note) {
        static Typed nothing() {
            return new Typed("", List.of(), "", "", "");
        }

        /// Redacted: the note is the officer's own words.
        @Override
        public String toString() {
            return "Typed[" + ground + "]";
        }
    }

    /// What a release did.
    ///
    /// @param destroyed how many records only their holds had kept of an erased customer
    public record Done(int released, int destroyed, long leaf) {}

    @Override
    public String toString() {
        return "HoldsModel[" + id + "]";
    }
}
