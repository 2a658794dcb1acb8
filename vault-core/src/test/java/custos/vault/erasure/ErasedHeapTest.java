package custos.vault.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import custos.customer.CustomerId;
import custos.event.Actor;
import custos.policy.FieldId;
import custos.policy.PurposeId;
import custos.vault.Strangers;
import custos.vault.TestVault;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A dump of everything that the process can still reach does not hold the name or the address of
/// one who was erased.
///
/// Both are made by chance and kept backwards, so that neither the test's constants nor its
/// variables hold them.
class ErasedHeapTest {
    private static final Actor ANNA = new Actor.Staff("anna", "staff");

    @TempDir Path dir;
    private final byte[] family = letters();
    private final byte[] mailbox = letters();

    @Test
    void an_erased_customer_is_nowhere_on_the_heap() throws IOException {
        try (TestVault test = TestVault.in(dir)) {
            for (var stranger : new Strangers(3).next(40)) {
                test.vault()
                        .customers()
                        .register(
                                test.registration(test.fields(stranger.fields())),
                                ANNA,
                                Optional.empty());
            }
            test.vault().awaitNames();
            CustomerId id = register(test);
            use(test, id);
            assertThat(holds(dump("before.hprof"), family))
                    .as("the name is found while it is searched in memory")
                    .isTrue();

            test.vault().erasure().erase(id, "erasure-request", true, ANNA);

            Path dump = dump("after.hprof");
            assertThat(holds(dump, family)).as("the name").isFalse();
            assertThat(holds(dump, mailbox)).as("the e-mail address").isFalse();
        }
    }

    private CustomerId register(TestVault test) {
        Map<String, Object> raw = new HashMap<>();
        raw.put("full_name", "Eva " + forwards(family));
        raw.put("email", forwards(mailbox) + "@example.org");
        raw.put("note", "asked for " + forwards(family));
        return test.vault()
                .customers()
                .register(test.registration(test.fields(raw)), ANNA, Optional.empty())
                .id();
    }

    /// Finds, opens, reveals and shows her, as a day brings.
    private void use(TestVault test, CustomerId id) {
        var customers = test.vault().customers();
        var byName = customers.findByName(forwards(family), "staff", 5, Optional.empty());
        assertThat(byName.items().size()).isEqualTo(1);
        var byMail =
                customers.findExact(
                        new FieldId("email"),
                        forwards(mailbox) + "@example.org",
                        "staff",
                        Optional.empty());
        assertThat(byMail.items().size()).isEqualTo(1);
        customers.masked(id, "staff");
        customers.openFor(id, new PurposeId("service"), ANNA);
        customers.reveal(id, Set.of(new FieldId("email")), "order-problem", ANNA);
        test.vault().settle();
    }

    private static String forwards(byte[] backwards) {
        return new StringBuilder(new String(backwards, StandardCharsets.US_ASCII))
                .reverse()
                .toString();
    }

    private static byte[] letters() {
        int[] letters = new Random(new SecureRandom().nextLong()).ints(14, 'a', 'z' + 1).toArray();
        var bytes = new byte[letters.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) letters[i];
        }
        return bytes;
    }

    private Path dump(String file) throws IOException {
        Path dump = dir.resolve(file);
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .dumpHeap(dump.toString(), true);
        return dump;
    }

    /// Looks for a word in Latin-1 (and so in UTF-8) and in UTF-16, in either order of bytes.
    private static boolean holds(Path dump, byte[] backwards) throws IOException {
        byte[] bytes = Files.readAllBytes(dump);
        try {
            return holds(bytes, backwards, 1) || holds(bytes, backwards, 2);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static boolean holds(byte[] bytes, byte[] backwards, int step) {
        int last = backwards.length - 1;
        for (int i = 0; i + last * step < bytes.length; i++) {
            int same = 0;
            while (same <= last && bytes[i + same * step] == backwards[last - same]) {
                same++;
            }
            if (same > last) {
                return true;
            }
        }
        return false;
    }
}
