package custos.vault;

import custos.consent.ConsentBook;
import custos.consent.ConsentEvent;
import custos.customer.CustomerId;
import custos.event.Act;
import custos.event.ActType;
import custos.event.Internal;
import custos.event.Subject;
import custos.policy.PurposeId;
import custos.vault.consents.Consents;
import custos.vault.consents.Profile;
import custos.vault.core.Core;
import custos.vault.rows.Write;
import java.util.List;
import java.util.OptionalLong;

/// Objections and restrictions as they are recorded, for tests of what respects them.
public final class Flags {
    private Flags() {}

    public static void objects(TestVault shop, CustomerId customer, String purpose) {
        var id = new PurposeId(purpose);
        put(
                shop,
                customer,
                Act.of(ActType.OBJECTION_RAISED, id),
                new ConsentEvent.Objected(id, shop.core().now()));
    }

    public static void isRestricted(TestVault shop, CustomerId customer) {
        put(
                shop,
                customer,
                Act.of(ActType.RESTRICTION_SET),
                new ConsentEvent.Restricted(shop.core().now()));
    }

    private static void put(TestVault shop, CustomerId customer, Act act, ConsentEvent event) {
        Core core = shop.core();
        long leaf =
                core.change(
                        core.number(customer),
                        OptionalLong.empty(),
                        changing -> {
                            ConsentBook book =
                                    Profile.book(changing.file(), shop.policy()).after(event);
                            Consents.putBook(
                                    changing.draft(),
                                    shop.policy(),
                                    book,
                                    Core.day(changing.now()));
                            Write write =
                                    changing.draft()
                                            .finish(
                                                    List.of(act),
                                                    List.of(Subject.Part.about(0)),
                                                    Internal.by(TestVault.STAFF),
                                                    changing.now());
                            return new Core.Prepared<>(write, idx -> idx);
                        });
        if (leaf < 0) {
            throw new AssertionError("nothing was recorded");
        }
    }
}
