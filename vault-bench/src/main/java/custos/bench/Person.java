package custos.bench;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/// A generated customer of twelve fields.
record Person(
        String fullName,
        String email,
        String phone,
        Address address,
        String number,
        String company,
        String language,
        String heardFrom,
        String note,
        LocalDate birthDate,
        String gender,
        String profession) {

    /// Where somebody lives.
    record Address(String street, String city, String postcode, String country) {
        String line() {
            return street + ", " + postcode + " " + city + ", " + country;
        }
    }

    /// The values by the policy's names, as a program sends them.
    Map<String, Object> fields() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("full_name", fullName);
        fields.put("email", email);
        fields.put("phone", phone);
        fields.put(
                "address",
                Map.of(
                        "line1", address.street(),
                        "city", address.city(),
                        "postcode", address.postcode(),
                        "country", address.country()));
        fields.put("number", number);
        fields.put("company", company);
        fields.put("language", language);
        fields.put("heard_from", heardFrom);
        fields.put("note", note);
        fields.put("birth_date", birthDate.toString());
        fields.put("gender", gender);
        fields.put("profession", profession);
        return fields;
    }
}
