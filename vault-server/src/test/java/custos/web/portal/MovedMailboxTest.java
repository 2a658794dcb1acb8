package custos.web.portal;

import static org.assertj.core.api.Assertions.assertThat;

import custos.customer.CustomerId;
import custos.customer.EmailAddress;
import custos.customer.FieldValue;
import custos.policy.FieldId;
import custos.policy.Language;
import custos.policy.SourceId;
import custos.vault.customers.Customers;
import custos.vault.letters.Matter;
import custos.web.Shop;
import custos.web.Visitor;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Another e-mail address: whoever reads the old one is told, and is out.
class MovedMailboxTest {
    @TempDir private Path folder;
    private PortalShop portal;
    private CustomerId jana;

    @BeforeEach
    void open() {
        portal = new PortalShop(folder);
        jana = portal.jana();
    }

    @AfterEach
    void close() {
        portal.close();
    }

    private Customers.Recorded byStaff(String field, FieldValue value) {
        var amendment =
                new Customers.Amendment(
                        Map.of(new FieldId(field), Optional.of(value)),
                        new SourceId("counter-form"),
                        OptionalLong.empty());
        return portal.shop.vault().customers().amend(jana, amendment, Shop.OPERATOR);
    }

    private Customers.Recorded moveTo(String address) {
        return byStaff("email", new EmailAddress(address).toValue());
    }

    private static boolean isIn(Visitor visitor) {
        return visitor.get("/my").has("id=\"held\"");
    }

    @Test
    void of_a_change_by_staff_the_old_address_is_told_in_her_language() {
        byStaff("language", new FieldValue.Text("cs"));
        moveTo("new@example.org");
        assertThat(portal.letters()).hasSize(1);
        var letter = portal.letters().getFirst();
        assertThat(letter.to().value()).isEqualTo("jana@example.org");
        assertThat(letter.language()).isEqualTo(new Language("cs"));
        assertThat(letter.matter()).isInstanceOf(Matter.AddressChanged.class);
    }

    @Test
    void of_anything_else_that_staff_change_nobody_is_told() {
        byStaff("full_name", new FieldValue.Text("Jana Malá"));
        moveTo("Jana@example.org");
        assertThat(portal.letters()).isEmpty();
    }

    @Test
    void taking_a_mistyped_address_back_tells_no_stranger() {
        String undo = moveTo("stranger@example.org").undo().orElseThrow();
        portal.shop.vault().customers().undo(jana, undo, Shop.OPERATOR);
        assertThat(portal.letters()).hasSize(1);
        assertThat(portal.letters().getFirst().to().value()).isEqualTo("jana@example.org");
    }

    @Test
    void a_change_by_staff_ends_her_sessions() {
        Visitor thief = portal.letIn("jana@example.org");
        byStaff("full_name", new FieldValue.Text("Jana Malá"));
        assertThat(isIn(thief)).isTrue();
        moveTo("new@example.org");
        assertThat(isIn(thief)).isFalse();
        moveTo("jana@example.org");
        assertThat(isIn(thief)).as("what has ended stays ended").isFalse();
    }

    @Test
    void codes_that_were_mailed_to_the_old_address_end() {
        Visitor thief = portal.shop.customer();
        Matter.PortalLink mail = portal.mailed(thief, "jana@example.org");
        moveTo("new@example.org");
        assertThat(thief.post("/my/code", "code", mail.code()).status()).isEqualTo(401);
        assertThat(thief.post("/my/in/" + mail.link()).status()).isEqualTo(401);
        assertThat(isIn(portal.letIn("new@example.org"))).isTrue();
    }

    @Test
    void a_confirmed_address_ends_all_sessions_but_the_one_in_that_browser() {
        Visitor hers = portal.letIn("jana@example.org");
        Visitor thief = portal.letIn("jana@example.org");
        var sent = hers.post("/my/correct", "version", version(), "email", "new@example.org");
        assertThat(sent.location()).isEqualTo("/my?done=asked");
        assertThat(isIn(thief)).as("nothing has changed yet").isTrue();
        var matter = (Matter.ConfirmEmail) portal.letters().getLast().matter();
        hers.post("/my/confirm-email/" + matter.confirmation());
        assertThat(isIn(thief)).isFalse();
        assertThat(isIn(hers)).isTrue();
    }

    @Test
    void who_deletes_her_address_stays_in_and_others_do_not() {
        Visitor hers = portal.letIn("jana@example.org");
        Visitor thief = portal.letIn("jana@example.org");
        hers.post("/my/correct", "version", version(), "email", "");
        assertThat(isIn(hers)).isTrue();
        assertThat(isIn(thief)).isFalse();
    }

    private String version() {
        return Long.toString(portal.holding(jana).version());
    }
}
