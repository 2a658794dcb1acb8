package custos.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Looks for a name where it must not be: in a dump of everything the process can still reach.
///
/// The name is made by chance and kept backwards, so that neither the test's constants nor its
/// variables hold it.
class ErasedNameTest {
    @TempDir Path folder;
    private final NameSearch search = new NameSearch();
    private final byte[] backwards = backwards();

    @Test
    void an_erased_name_is_nowhere_on_the_heap() throws IOException {
        fillWithOthers();
        bear(7_777);
        assertThat(dumpHoldsName("before.hprof"))
                .as("the name is found while it is there")
                .isTrue();
        ask();
        search.remove(7_777);
        assertThat(dumpHoldsName("after.hprof")).isFalse();
    }

    @Test
    void a_replaced_name_is_nowhere_on_the_heap() throws IOException {
        fillWithOthers();
        bear(7_777);
        search.put(7_777, List.of("Someone Else"), List.of("Praha"), List.of());
        assertThat(dumpHoldsName("replaced.hprof")).isFalse();
    }

    private void fillWithOthers() {
        var invented = new InventedCustomers(1);
        for (int i = 0; i < 2_000; i++) {
            var next = invented.next(i);
            search.put(i, next.names(), next.towns(), next.streets());
        }
    }

    private void bear(long customer) {
        search.put(customer, List.of("Jan " + name()), List.of("Praha"), List.of(name() + " 12"));
    }

    private void ask() {
        // Another name may sound like a random one.
        assertThat(search.find(name(), 10).hits()).extracting(Hit::customer).contains(7_777L);
        assertThat(search.find(name().substring(0, 9), 10).hits())
                .extracting(Hit::customer)
                .contains(7_777L);
    }

    private String name() {
        return new StringBuilder(new String(backwards, StandardCharsets.US_ASCII))
                .reverse()
                .toString();
    }

    private boolean dumpHoldsName(String file) throws IOException {
        var dump = folder.resolve(file);
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .dumpHeap(dump.toString(), true);
        try {
            return holdsForwards(Files.readAllBytes(dump));
        } finally {
            Files.delete(dump);
        }
    }

    private boolean holdsForwards(byte[] bytes) {
        int last = backwards.length - 1;
        for (int i = 0; i + last < bytes.length; i++) {
            int same = 0;
            while (same <= last && bytes[i + same] == backwards[last - same]) same++;
            if (same > last) return true;
        }
        return false;
    }

    private static byte[] backwards() {
        var letters = new Random(new SecureRandom().nextLong()).ints(14, 'a', 'z' + 1).toArray();
        var bytes = new byte[letters.length];
        for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) letters[i];
        return bytes;
    }
}
