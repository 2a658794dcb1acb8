package custos.vault;

import static org.assertj.core.api.Assertions.assertThat;

import custos.crypto.KekFile;
import custos.crypto.Keyring;
import custos.crypto.SecretBytes;
import custos.crypto.Wraps;
import custos.customer.CustomerId;
import custos.customer.FieldValue;
import custos.event.ActType;
import custos.event.Actor;
import custos.policy.FieldId;
import custos.policy.PurposeId;
import custos.store.KeysRow;
import custos.store.ReadSession;
import custos.vault.customers.Customers;
import custos.vault.keys.Keys;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A vault whose keys are rolled, and what tests of a roll ask of it.
public abstract class Rolling {
    public static final Actor ANNA = new Actor.Staff("anna", "admin");
    public static final FieldId NAME = new FieldId("full_name");
    public static final Duration NOT_AT_ALL = Duration.ZERO;
    public static final Duration A_MINUTE = Duration.ofMinutes(1);

    public @TempDir Path dir;
    public TestVault test;

    @BeforeEach
    public void create() {
        test = TestVault.in(dir);
    }

    @AfterEach
    public void close() {
        test.close();
    }

    public CustomerId register(String name) {
        return test.vault()
                .customers()
                .register(
                        test.registration(test.fields(Map.of("full_name", name))),
                        ANNA,
                        Optional.empty())
                .id();
    }

    public List<CustomerId> registerMany(int count) {
        var ids = new ArrayList<CustomerId>();
        for (int i = 0; i < count; i++) {
            ids.add(register("Zdeněk " + i));
        }
        return ids;
    }

    public Keys.Outcome roll() {
        return test.vault().keys().roll(ANNA, A_MINUTE, _ -> {});
    }

    public String nameOf(CustomerId id) {
        FieldValue value =
                test.vault()
                        .customers()
                        .openFor(id, new PurposeId("service"), ANNA)
                        .fields()
                        .get(NAME);
        return value instanceof FieldValue.Text(String name) ? name : "";
    }

    public SortedSet<Integer> keksOnDisk() {
        try (Keyring keyring =
                        Keyring.load(test.folder().keyring())
                                .openWithKeyFile(SecretBytes.copyOf(test.key()));
                var keks = KekFile.load(test.folder().kek(), keyring, new SecureRandom())) {
            return keks.ids();
        }
    }

    public Set<Integer> keksOfWraps() {
        var ids = new HashSet<Integer>();
        try (ReadSession read = test.vault().store().read()) {
            for (KeysRow row : read.keysFrom(0, 10_000)) {
                Wraps.parse(row.wraps()).entries().forEach(entry -> ids.add(entry.wrap().kekId()));
            }
        }
        return ids;
    }

    public void assertRolledTo(int kek) {
        assertThat(keksOnDisk()).containsExactly(kek);
        assertThat(keksOfWraps()).containsExactly(kek);
        assertThat(test.vault().keys().isUnfinished()).isFalse();
        test.inspected();
    }

    public long rolls() {
        test.vault().settle();
        long rolls = 0;
        long size = test.vault().ledger().newestSize();
        test.vault().ledger().checkpoint();
        for (long from = 0; from < size; from += 1000) {
            rolls +=
                    test.vault().ledger().entries(from, 1000).stream()
                            .filter(entry ->
                                    entry.leaf().acts().getFirst().type() == ActType.KEYS_ROLLED)
                            .count();
        }
        return rolls;
    }

    /// A birth date is in a class that these customers have no key for yet.
    public void amend(CustomerId id) {
        test.vault()
                .customers()
                .amend(
                        id,
                        new Customers.Amendment(
                                test.patch("birth_date", "1980-05-17"),
                                TestVault.COUNTER,
                                OptionalLong.empty()),
                        ANNA);
    }

    public void erase(CustomerId id) {
        test.vault().erasure().erase(id, "no-longer-needed", false, ANNA);
    }

    public static void await(BooleanSupplier condition) {
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it happens at last").isLessThan(until);
            LockSupport.parkNanos(1_000_000L);
        }
    }
}
