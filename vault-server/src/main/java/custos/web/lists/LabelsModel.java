package custos.web.lists;

import custos.customer.FieldValue;
import custos.customer.PostalAddress;
import custos.policy.Channel;
import custos.policy.FieldId;
import custos.vault.lists.Lists;
import custos.web.Visit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Address labels. They name people and redact themselves.
///
/// @param without how many are on the list and have no address
public record LabelsModel(String code, List<Label> labels, int without) {
    private static final FieldId NAME = new FieldId("full_name");
    private static final FieldId COMPANY = new FieldId("company");
    private static final FieldId ADDRESS = new FieldId("address");

    /// Whether labels may be made of a list that goes by this channel: who agreed to e-mail did not
    /// agree to be written to at home.
    static boolean mayGoBy(Channel channel) {
        return channel.address().equals(Optional.of(ADDRESS));
    }

    /// The lines of one label.
    public record Label(List<String> lines) {
        @Override
        public String toString() {
            return "Label[redacted]";
        }
    }

    static LabelsModel of(Visit visit, String code, List<Lists.Row> rows) {
        String home = visit.policyWords().policy().defaultCountry();
        var labels = new ArrayList<Label>();
        for (Lists.Row row : rows) {
            label(row, home).ifPresent(labels::add);
        }
        return new LabelsModel(code, labels, rows.size() - labels.size());
    }

    private static Optional<Label> label(Lists.Row row, String home) {
        FieldValue address = row.fields().get(ADDRESS);
        if (address == null) {
            return Optional.empty();
        }
        var lines = new ArrayList<String>();
        for (FieldId id : List.of(NAME, COMPANY)) {
            Optional.ofNullable(row.fields().get(id)).map(FieldValue::plain).ifPresent(lines::add);
        }
        PostalAddress known = PostalAddress.of(address);
        List<String> parts = known.parts();
        boolean named = known.country().isPresent();
        lines.addAll(named ? parts.subList(0, parts.size() - 1) : parts);
        // The post of the country that it leaves reads the name of the one it goes to in English.
        known.country()
                .filter(country -> !country.value().equals(home))
                .map(country -> Locale.of("", country.value()).getDisplayCountry(Locale.ENGLISH))
                .map(country -> country.toUpperCase(Locale.ENGLISH))
                .ifPresent(lines::add);
        return Optional.of(new Label(lines));
    }

    /// Redacted: it names people.
    @Override
    public String toString() {
        return "LabelsModel[" + labels.size() + "]";
    }
}
