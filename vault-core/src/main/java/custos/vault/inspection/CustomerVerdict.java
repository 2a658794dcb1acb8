package custos.vault.inspection;

import custos.crypto.SuppressionToken;
import custos.vault.inspection.Inspection.Finding;
import custos.vault.rows.CustomerRows;
import custos.vault.writer.Claim;
import java.util.ArrayList;
import java.util.List;

/// What the inspection of one customer came to, gathered by one thread.
///
/// @param proven claims on leaves that hold
/// @param loose claims whose leaf must be looked for
/// @param refused addresses that must stay refused
/// @param granted addresses whose refusal a yes took away
record CustomerVerdict(
        long no,
        boolean present,
        int records,
        int openings,
        List<Finding> findings,
        List<Claim> proven,
        List<Claim> loose,
        List<Refused> refused,
        List<Granted> granted) {

    static CustomerVerdict of(CustomerRows rows) {
        return new CustomerVerdict(
                rows.no(),
                rows.row().isPresent(),
                rows.records().size(),
                rows.openings().size() + rows.disclosed().size(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>());
    }

    /// A refusal whose token must stand, unless a later leaf took it away.
    ///
    /// @param token under the first version, as in every [Granted]
    record Refused(String place, SuppressionToken token, long leaf) {}

    /// A yes that took a token away.
    record Granted(SuppressionToken token, long leaf) {}

    void found(FindingCode code, String place) {
        findings.add(code.at(place));
    }
}
