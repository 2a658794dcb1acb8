package custos.web.staff;

import custos.customer.CustomerId;
import custos.web.Shop;
import java.util.LinkedHashMap;
import java.util.Map;

/// Customers of the shop in the tests.
final class People {
    static final String SCRIPT = "<script>alert(1)</script>";

    private People() {}

    static Map<String, Object> jan() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("full_name", "Jan Novák");
        fields.put("email", "jan.novak@example.org");
        fields.put("phone", "+420601000979");
        fields.put("number", "A-17");
        fields.put("note", "rings twice");
        fields.put("heard_from", "a neighbour");
        fields.put(
                "address",
                Map.of(
                        "line1", "Lomnička 939",
                        "city", "Kšice",
                        "postcode", "34901",
                        "country", "CZ"));
        fields.put("birth_date", "1980-05-17");
        return fields;
    }

    static CustomerId jan(Shop shop) {
        return shop.register(jan());
    }

    /// A customer with markup in every field that takes text.
    static CustomerId scripted(Shop shop) {
        var fields = new LinkedHashMap<String, Object>();
        for (String field :
                new String[] {"full_name", "company", "title", "job_title", "note", "heard_from"}) {
            fields.put(field, SCRIPT);
        }
        fields.put("number", "\"><img src=x>");
        fields.put("reward_card", "'><svg onload=1>");
        fields.put("profession", SCRIPT);
        fields.put(
                "address",
                Map.of("line1", SCRIPT, "line2", SCRIPT, "city", SCRIPT, "region", SCRIPT));
        return shop.register(fields);
    }
}
