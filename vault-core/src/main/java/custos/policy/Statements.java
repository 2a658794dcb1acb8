package custos.policy;

import java.util.List;

/// What the notice states besides: transfers, automated decisions, cookies and security.
///
/// @param outsideEea whether data leaves the European Economic Area
/// @param automatedDecisions whether decisions are made about people by programs alone
/// @param onlyNecessaryCookies whether no cookie is set but those without which pages do not work
/// @param gpcHonoured whether a browser's Global Privacy Control counts as a no
/// @param measures the security measures, codes with words in every language
public record Statements(
        boolean outsideEea,
        boolean automatedDecisions,
        boolean onlyNecessaryCookies,
        boolean gpcHonoured,
        List<String> measures) {
    public Statements {
        measures = List.copyOf(measures);
    }
}
