package custos.web.staff;

import custos.web.Choice;
import custos.web.Mistakes;
import java.util.List;
import java.util.Optional;

/// What the erasure page shows: first what would go and what must stay, then the certificate.
///
/// @param byNumber whether the customer's number has to be typed, which is not shown; else `tail`
/// @param tail the end of the page's id, for a customer without a number
public record ErasureModel(
        String id,
        String name,
        boolean byNumber,
        String tail,
        String typed,
        String reason,
        boolean suppress,
        List<String> erased,
        List<Kept> kept,
        List<Choice> reasons,
        Mistakes mistakes,
        Optional<Done> done) {
    public String path() {
        return "/customers/" + id;
    }

    /// A class of data of which a law or a legal hold keeps something.
    public record Kept(String name, String ground, String until) {}

    /// The certificate.
    ///
    /// @param unmirrored whether a mirror does not hold the erasure yet
    /// @param file the certificate as a link that holds it; it stands nowhere else
    public record Done(long leaf, String on, boolean physical, boolean unmirrored, String file) {
        @Override
        public String toString() {
            return "Done[" + leaf + "]";
        }
    }

    @Override
    public String toString() {
        return "ErasureModel[" + id + "]";
    }
}
