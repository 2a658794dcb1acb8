package custos.web.staff;

import static org.assertj.core.api.Assertions.assertThat;

import custos.access.Role;
import custos.customer.CustomerId;
import custos.policy.KindId;
import custos.policy.SourceId;
import custos.vault.erasure.RetentionRuns.State;
import custos.web.Shop;
import custos.web.Visitor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An officer looks at what is past its time, and deletes it; nobody else does.
class RetentionPageTest {
    private static final KindId COMPLAINT = new KindId("complaint");

    @TempDir private Path dir;
    private Shop shop;
    private CustomerId jan;
    private Visitor olga;

    @BeforeEach
    void open() {
        shop = Shop.in(dir);
        jan = People.jan(shop);
        var fields =
                shop.vault()
                        .forms()
                        .readAll(
                                shop.vault().policies().current(),
                                Map.of("complaint", "the kettle is too hot"),
                                COMPLAINT);
        shop.vault()
                .records()
                .add(
                        jan,
                        COMPLAINT,
                        fields,
                        new SourceId("counter-form"),
                        Shop.OPERATOR,
                        Optional.empty());
        shop.clock().advance(Duration.ofDays(2 * 366));
        olga = shop.staff(Role.OFFICER);
        olga.get("/retention");
    }

    @AfterEach
    void close() {
        assertThat(shop.vault().inspection().verify(_ -> {}).findings()).isEmpty();
        shop.close();
    }

    private void ended() {
        long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (shop.vault().runs().retention().state() instanceof State.Running) {
            assertThat(System.nanoTime()).as("the run ends").isLessThan(until);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private long complaints() {
        return shop.vault()
                .records()
                .list(jan, COMPLAINT, Optional.empty(), 10, Shop.OPERATOR)
                .items()
                .size();
    }

    @Test
    void nothing_can_be_deleted_before_somebody_looked() {
        assertThat(olga.get("/retention").body())
                .contains("Since the server was started nobody has looked.")
                .doesNotContain("/retention/purge");

        Visitor.Page refused = olga.post("/retention/purge", "reason", "no-longer-needed");
        assertThat(refused.status()).isEqualTo(422);
        refused =
                olga.post(
                        "/retention/purge",
                        "reason",
                        "no-longer-needed",
                        "looked",
                        shop.clock().instant().toString());

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("Look first at what is past its time today.");
        assertThat(complaints()).isEqualTo(1);
    }

    @Test
    void what_a_dry_run_counted_is_deleted_for_a_reason_and_the_log_names_who() {
        olga.post("/retention");
        ended();
        String found = olga.get("/retention").body();
        assertThat(found)
                .contains("the following is past its time", "Records: ", "/retention/purge");
        assertThat(complaints()).isEqualTo(1);

        Visitor.Page refused = olga.post("/retention/purge", "reason", "because");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("Choose a reason.");
        assertThat(complaints()).isEqualTo(1);

        var read = (State.Looked) shop.vault().runs().retention().state();
        String looked = read.run().since().toString();
        assertThat(found).contains("value=\"" + looked + "\"");
        olga.post("/retention/purge", "reason", "no-longer-needed", "looked", looked);
        ended();
        assertThat(olga.get("/retention").body())
                .contains("What was past its time is deleted", "Records: ")
                .doesNotContain("/retention/purge");
        assertThat(complaints()).isZero();
        assertThat(olga.get("/audit").body()).contains("Records past their period deleted");

        olga.post("/retention");
        ended();
        assertThat(olga.get("/retention").body()).contains("Nothing is past its time on");
    }

    @Test
    void only_officers_have_the_page() {
        assertThat(olga.get("/").body()).contains("href=\"/retention\"");
        for (Role role : new Role[] {Role.STAFF, Role.AUDITOR, Role.ADMIN}) {
            Visitor other = shop.staff(role);
            assertThat(other.get("/account").body()).doesNotContain("href=\"/retention\"");
            assertThat(other.get("/retention").status()).isEqualTo(403);
            assertThat(other.post("/retention").status()).isEqualTo(403);
            assertThat(other.post("/retention/purge", "reason", "no-longer-needed").status())
                    .isEqualTo(403);
        }
    }
}
