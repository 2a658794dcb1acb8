package custos.vault.requests;

import custos.customer.CountryCode;
import custos.customer.FieldValue;
import custos.customer.PostalAddress;
import custos.policy.Field;
import custos.policy.FieldId;
import custos.policy.Policy;
import custos.request.Term;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which law's term goes with an address: Malaysia's with one there, California's with one in the
/// United States, the GDPR's with all others; where the policy has no such regime, its first.
public record RequestTerms(Policy policy) {
    private static final FieldId ADDRESS = new FieldId("address");
    private static final Map<String, Term> BY_COUNTRY = Map.of("MY", Term.PDPA_MY, "US", Term.CCPA);

    public Optional<Term> of(Map<Integer, FieldValue> contact) {
        List<Term> known =
                policy.regimes().stream().flatMap(one -> Term.of(one.id()).stream()).toList();
        Term wanted = BY_COUNTRY.getOrDefault(country(contact), Term.GDPR_CZ);
        return known.contains(wanted) ? Optional.of(wanted) : known.stream().findFirst();
    }

    private String country(Map<Integer, FieldValue> contact) {
        return policy.field(ADDRESS)
                .map(Field::number)
                .flatMap(number -> Optional.ofNullable(contact.get(number)))
                .flatMap(value -> PostalAddress.of(value).country())
                .map(CountryCode::value)
                .orElse(policy.defaultCountry());
    }
}
