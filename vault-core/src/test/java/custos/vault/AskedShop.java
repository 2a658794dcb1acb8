package custos.vault;

import custos.customer.CustomerId;
import custos.list.BestCustomers;
import custos.list.Birthdays;
import custos.list.BoughtAfter;
import custos.list.Everybody;
import custos.list.Favourites;
import custos.list.HeardFrom;
import custos.list.ListQuestion;
import custos.list.PaidLate;
import custos.list.Quiet;
import custos.policy.ChannelId;
import custos.policy.PurposeId;
import custos.vault.lists.ListRequest;
import custos.vault.lists.Lists;
import java.time.Month;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A shop with customers to whom every question applies, and the lists that ask them.
public final class AskedShop {
    /// One list for each question.
    public static final List<ListRequest> LISTS =
            List.of(
                    list(new Everybody(), "newsletter", "email"),
                    list(new Birthdays(Month.MAY), "birthday-greeting", "email"),
                    list(new Quiet(30), "come-back-offer", "email"),
                    list(new BestCustomers("CZK", 5_000), "review-invitation", "email"),
                    list(new PaidLate(), "payment-follow-up", "email"),
                    new ListRequest(
                            new HeardFrom(Optional.empty()),
                            new PurposeId("insight"),
                            Optional.empty()),
                    list(new BoughtAfter(14), "service", "email"),
                    list(new Favourites(4), "nps-invitation", "email"));

    private AskedShop() {}

    private static ListRequest list(ListQuestion question, String purpose, String channel) {
        return new ListRequest(
                question, new PurposeId(purpose), Optional.of(new ChannelId(channel)));
    }

    /// Somebody who is on all of them, and agreed to all that ask for consent.
    public static CustomerId somebody(TestVault shop, String name) {
        CustomerId id = silent(shop, name);
        for (ListRequest list : LISTS) {
            var purpose = shop.policy().purpose(list.purpose()).orElseThrow();
            if (purpose.needsConsent()) {
                shop.says(id, purpose.id().value(), "email", true);
            }
        }
        return id;
    }

    /// Somebody to whom every question applies, and who was never asked for a consent.
    public static CustomerId silent(TestVault shop, String name) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("full_name", name);
        fields.put("email", name + "@example.org");
        fields.put("birth_date", "1980-05-17");
        fields.put("heard_from", "=the market");
        CustomerId id = shop.customer(fields);
        shop.add(
                id,
                "purchase",
                Map.of(
                        "bought_on", "2026-09-10",
                        "total", "250.50",
                        "currency", "CZK",
                        "due_on", "2026-09-20",
                        "order_number", "-1+1"));
        shop.add(
                id,
                "message",
                Map.of(
                        "direction", "out",
                        "message_channel", "email",
                        "sent_at", "2026-09-01T08:00:00Z"));
        shop.add(id, "wish", Map.of("item", "=kettle", "favourite", true, "rating", 5));
        return id;
    }

    public static List<Lists.Row> rows(TestVault shop, ListRequest list) {
        var rows = new ArrayList<Lists.Row>();
        shop.vault().lists().stream(list, TestVault.STAFF, rows::addAll);
        return rows;
    }

    public static List<CustomerId> on(TestVault shop, ListRequest list) {
        return rows(shop, list).stream().map(Lists.Row::id).toList();
    }
}
