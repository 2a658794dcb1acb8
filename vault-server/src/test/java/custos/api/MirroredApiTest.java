package custos.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import custos.api.RunningApi.Reply;
import custos.proof.ReceiptCheck;
import custos.proof.Verdict;
import custos.vault.backups.Mirror;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server with a mirror says whether an erasure and a no are in it, and gives out nothing signed
/// before.
class MirroredApiTest {
    private static final String JAN = "{\"full_name\":\"Jan Novák\",\"email\":\"jan@example.org\"}";
    private static final String NO =
            "{\"state\":\"refused\",\"method\":\"email\",\"source\":\"counter-form\"}";

    @TempDir private Path dir;
    private Path mirror;
    private RunningApi api;

    @BeforeEach
    void open() throws IOException {
        mirror = Files.createDirectory(dir.resolve("mirror"));
        api = RunningApi.in(dir, 0, Optional.of(mirror));
        api.vault().mirror().start();
        await(Mirror.Status.Current.class);
    }

    @AfterEach
    void close() {
        api.close();
    }

    private void await(Class<? extends Mirror.Status> wanted) {
        while (!wanted.isInstance(api.vault().mirror().status())) {
            LockSupport.parkNanos(2_000_000);
        }
    }

    private Reply refuses(String customer) {
        return api.call("PUT", "/api/v1/customers/" + customer + "/consents/newsletter/email")
                .json(NO)
                .send();
    }

    private Reply erases(String customer) {
        return api.call("DELETE", "/api/v1/customers/" + customer).json("{}").send();
    }

    private Verdict proven(Reply erased) {
        return ReceiptCheck.check(
                erased.json().path("certificate").toString().getBytes(UTF_8),
                api.vault().ledger().key(),
                ReceiptCheck.Words.NONE);
    }

    @Test
    void an_erasure_and_a_no_are_mirrored() {
        String customer = api.customer(JAN);

        assertThat(refuses(customer).json().path("mirrored").asBoolean()).isTrue();
        Reply erased = erases(customer);

        assertThat(erased.json().path("mirrored").asBoolean()).isTrue();
        assertThat(proven(erased)).isInstanceOf(Verdict.Proven.class);
    }

    @Test
    void while_the_folder_is_away_work_goes_on_and_what_is_signed_waits() throws IOException {
        String customer = api.customer(JAN);
        String other = api.customer(JAN);
        assertThat(refuses(other).json().path("mirrored").asBoolean()).isTrue();
        String before = api.get("/ledger/checkpoint").text();
        Path away = Files.move(mirror, dir.resolve("away"));

        Reply refused = refuses(customer);
        await(Mirror.Status.Behind.class);
        Reply erased = erases(customer);

        assertThat(refused.status()).isEqualTo(200);
        assertThat(refused.json().path("mirrored").asString()).isEqualTo("pending");
        assertThat(erased.json().path("mirrored").asString()).isEqualTo("pending");
        assertThat(proven(erased)).isInstanceOf(Verdict.Unpublished.class);
        assertThat(api.get("/ledger/checkpoint").text()).isEqualTo(before);

        Files.move(away, mirror);
        await(Mirror.Status.Current.class);
        long leaf = erased.json().path("leaf").asLong();
        assertThat(api.vault().mirror().holds(leaf)).hasValue(true);
        assertThat(api.get("/ledger/checkpoint").text()).isNotEqualTo(before);
    }
}
