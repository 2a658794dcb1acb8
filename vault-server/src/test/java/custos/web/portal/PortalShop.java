package custos.web.portal;

import static org.assertj.core.api.Assertions.assertThat;

import custos.customer.CustomerId;
import custos.vault.exports.Holding;
import custos.vault.letters.Letter;
import custos.vault.letters.Matter;
import custos.vault.letters.Outbox;
import custos.web.Shop;
import custos.web.Visitor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A shop with customers who come to their own pages, and the letters that they get.
final class PortalShop implements AutoCloseable {
    final Shop shop;

    PortalShop(Path dir) {
        shop = Shop.in(dir);
    }

    CustomerId jana() {
        return shop.register(
                Map.of(
                        "full_name", "Jana Nováková",
                        "email", "jana@example.org",
                        "phone", "+420 601 000 000",
                        "number", "K-7",
                        "birth_date", "1980-05-17",
                        "address",
                                Map.of(
                                        "line1", "Dlouhá 3",
                                        "city", "Praha",
                                        "postcode", "110 00",
                                        "country", "CZ")));
    }

    CustomerId eva() {
        return shop.register(Map.of("full_name", "Eva", "email", "eva@example.org"));
    }

    List<Letter> letters() {
        shop.settle();
        return shop.vault().outbox().after(0, 1000).letters().stream()
                .map(Outbox.Waiting::letter)
                .toList();
    }

    /// Asks for a code and reads the letter that comes.
    Matter.PortalLink mailed(Visitor visitor, String email) {
        int before = letters().size();
        assertThat(visitor.post("/my", "email", email).status()).isEqualTo(303);
        assertThat(letters()).hasSize(before + 1);
        return (Matter.PortalLink) letters().getLast().matter();
    }

    /// Somebody who was let in by a link, with the proof of her session at hand.
    Visitor letIn(String email) {
        Visitor visitor = shop.customer();
        letIn(visitor, email);
        return visitor;
    }

    void letIn(Visitor visitor, String email) {
        shop.clock().advance(Duration.ofMinutes(2));
        var link = mailed(visitor, email).link();
        assertThat(visitor.post("/my/in/" + link).location()).isEqualTo("/my");
        assertThat(visitor.get("/my").status()).isEqualTo(200);
    }

    /// Somebody who was let in by a code that staff handed over.
    Visitor letInAtTheCounter(CustomerId id, String mark) {
        Visitor visitor = shop.customer();
        String code = shop.vault().portalCodes().handOver(id, Shop.OPERATOR);
        assertThat(visitor.post("/my/code", "code", code, "mark", mark).location())
                .isEqualTo("/my");
        assertThat(visitor.get("/my").status()).isEqualTo(200);
        return visitor;
    }

    Holding holding(CustomerId id) {
        return shop.vault().portal().holding(id);
    }

    String value(CustomerId id, String field) {
        return holding(id).classes().stream()
                .flatMap(one -> one.fields().stream())
                .filter(held -> held.field().id().value().equals(field))
                .map(held -> held.value().plain())
                .findFirst()
                .orElse("");
    }

    @Override
    public void close() {
        shop.close();
    }
}
