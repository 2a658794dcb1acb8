package custos.web.staff;

import custos.vault.merges.DuplicateRuns.State;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What the page of duplicates shows: how the search for them stands, some pairs, and what was said
/// of others.
///
/// @param batch the import whose customers it is about; empty for all customers
/// @param from where the pairs that are shown begin
/// @param next where the list goes on
/// @param proposed pairs of whom staff said that they look like one person
/// @param apart pairs of whom somebody said lately that they are two people
public record DuplicatesModel(
        Optional<Integer> batch,
        State state,
        int from,
        List<Alike> pairs,
        OptionalInt next,
        List<Said> proposed,
        List<Said> apart) {
    static final String PATH = "/duplicates";

    /// Two who look alike.
    ///
    /// @param agreeing what of the two agrees, in the reader's words
    public record Alike(SearchPage.Row one, SearchPage.Row other, String agreeing) {}

    /// Two of whom somebody said something.
    public record Said(SearchPage.Row one, SearchPage.Row other, String by, String at) {}

    public String path() {
        return path(batch);
    }

    static String path(Optional<Integer> batch) {
        return batch.map(no -> PATH + "/imports/" + no).orElse(PATH);
    }

    @Override
    public String toString() {
        return "DuplicatesModel[" + pairs.size() + " pairs]";
    }
}
