package custos.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import custos.customer.CustomerId;
import custos.event.Actor;
import custos.policy.ChannelId;
import custos.policy.Language;
import custos.policy.MethodId;
import custos.policy.PurposeId;
import custos.policy.SourceId;
import custos.vault.consents.ConsentAnswer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipInputStream;

/// A receipt out of the export of a customer who said yes to the newsletter.
public final class SampleReceipt {
    public static final String EMAIL = "hana@example.org";

    private SampleReceipt() {}

    /// The file as text; takes in a new customer.
    public static String from(Shop shop) {
        var hana = shop.register(Map.of("full_name", "Hana", "email", EMAIL));
        var english = new Language("en");
        var yes =
                new ConsentAnswer(
                        new PurposeId("newsletter"),
                        new ChannelId("email"),
                        true,
                        new MethodId("portal"),
                        Optional.of(english),
                        shop.vault().policies().noticeInForce(english),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        shop.vault()
                .consents()
                .record(hana, List.of(yes), new SourceId("portal"), new Actor.Customer());
        try {
            return exported(shop, hana);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String exported(Shop shop, CustomerId customer) throws IOException {
        var out = new ByteArrayOutputStream();
        shop.vault().exports().zip(customer, "access-request", new Actor.Customer(), out);
        try (var zip = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().startsWith("receipts/")) {
                    return new String(zip.readAllBytes(), UTF_8);
                }
            }
        }
        throw new AssertionError("the export has no receipt");
    }
}
