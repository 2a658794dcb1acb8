package custos.web.staff;

import static org.assertj.core.api.Assertions.assertThat;

import custos.access.Role;
import custos.customer.CustomerId;
import custos.policy.KindId;
import custos.policy.PurposeId;
import custos.policy.SourceId;
import custos.vault.audit.History;
import custos.vault.core.FieldForms;
import custos.vault.records.Records;
import custos.web.Shop;
import custos.web.Visitor;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What was taken down of a customer, and how, for tests.
record TakenDown(Shop shop) {
    String path(CustomerId id, String kind) {
        return "/customers/" + id.value() + "/records/" + kind;
    }

    Visitor anna() {
        return shop.staff(Role.STAFF);
    }

    /// Adds a record as a program does.
    void add(CustomerId id, String kind, Map<String, ?> raw) {
        var of = new KindId(kind);
        shop.vault()
                .records()
                .add(
                        id,
                        of,
                        shop.vault().forms().readAll(shop.vault().policies().current(), raw, of),
                        new SourceId("api"),
                        Shop.OPERATOR,
                        Optional.empty());
    }

    List<Records.Entry> records(CustomerId id, String kind) {
        return shop.vault()
                .records()
                .list(id, new KindId(kind), Optional.empty(), 200, Shop.OPERATOR)
                .items();
    }

    Map<String, Object> only(CustomerId id, String kind) {
        List<Records.Entry> all = records(id, kind);
        assertThat(all).hasSize(1);
        return FieldForms.showAll(shop.vault().policies().current(), all.getFirst().fields());
    }

    List<History.Entry> history(CustomerId id) {
        shop.vault().settle();
        return shop.vault().history().of(id, Optional.empty(), 50).entries();
    }

    /// Where the customer's newest record came from.
    String source(CustomerId id) {
        return history(id).stream()
                .filter(entry -> !entry.look())
                .findFirst()
                .orElseThrow()
                .deeds()
                .getFirst()
                .told()
                .source()
                .orElseThrow();
    }

    /// For which purposes somebody looked at her.
    List<String> looks(CustomerId id) {
        return history(id).stream()
                .filter(History.Entry::look)
                .flatMap(entry -> entry.deeds().stream())
                .flatMap(deed -> deed.act().purpose().stream())
                .map(PurposeId::value)
                .distinct()
                .toList();
    }
}
