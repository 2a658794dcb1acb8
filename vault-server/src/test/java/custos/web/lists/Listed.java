package custos.web.lists;

import custos.customer.CustomerId;
import custos.policy.ChannelId;
import custos.policy.KindId;
import custos.policy.Language;
import custos.policy.MethodId;
import custos.policy.PurposeId;
import custos.policy.SourceId;
import custos.vault.consents.ConsentAnswer;
import custos.web.Shop;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Customers for the lists.
public final class Listed {
    private Listed() {}

    /// Somebody with an address and a birthday in May who said yes to these purposes, each as
    /// `birthday-greeting/post`.
    public static CustomerId somebody(Shop shop, String name, String... yes) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("full_name", name);
        fields.put("email", name.replaceAll("[^a-z]", "") + "@example.org");
        fields.put("phone", "+420601000979");
        fields.put("birth_date", "1980-05-17");
        fields.put(
                "address",
                Map.of(
                        "line1", "Lomnička 939",
                        "city", "Kšice",
                        "postcode", "34901",
                        "country", "CZ"));
        return shop.register(
                fields,
                Arrays.stream(yes).map(one -> answer(shop, one)).toArray(ConsentAnswer[]::new));
    }

    private static ConsentAnswer answer(Shop shop, String follow) {
        String[] part = follow.split("/", 2);
        var english = new Language("en");
        return new ConsentAnswer(
                new PurposeId(part[0]),
                new ChannelId(part[1]),
                true,
                new MethodId("counter"),
                Optional.of(english),
                shop.vault().policies().noticeInForce(english),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /// Adds a record.
    public static void add(Shop shop, CustomerId customer, String kind, Map<String, ?> fields) {
        var id = new KindId(kind);
        var read = shop.vault().forms().readAll(shop.vault().policies().current(), fields, id);
        var added =
                shop.vault()
                        .records()
                        .add(
                                customer,
                                id,
                                read,
                                new SourceId("counter-form"),
                                Shop.OPERATOR,
                                Optional.empty());
        if (added.leaf() < 0) {
            throw new AssertionError("nothing was recorded");
        }
    }
}
