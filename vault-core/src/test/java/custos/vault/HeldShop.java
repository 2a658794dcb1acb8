package custos.vault;

import custos.customer.CustomerId;
import custos.customer.RecordId;
import custos.event.Actor;
import custos.event.Internal;
import custos.policy.ClassId;
import custos.store.ReadSession;
import custos.vault.erasure.Erasure;
import custos.vault.erasure.Holds;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A vault with Jana and her two complaints, and what tests do with legal holds on them.
public abstract class HeldShop {
    public static final Actor OFFICER = new Actor.Staff("olga", "officer");
    public static final ClassId FEEDBACK = new ClassId("feedback");
    public static final ClassId PURCHASES = new ClassId("purchases");
    public static final LocalDate UNTIL = LocalDate.parse("2028-12-31");
    public static final String SAID = "the kettle burned my hand";
    public static final String OTHER = "the shop was too warm";

    @TempDir private Path dir;
    public TestVault shop;
    public CustomerId jana;
    public RecordId burned;
    public RecordId warm;
    public boolean sound = true;

    @BeforeEach
    public void open() {
        shop = TestVault.in(dir);
        jana =
                shop.customer(
                        Map.of(
                                "full_name", "Jana Nováková",
                                "email", "jana@example.org",
                                "birth_date", "1980-05-17"));
        burned = complains(SAID);
        warm = complains(OTHER);
    }

    @AfterEach
    public void inspect() {
        if (sound) {
            shop.inspected();
        }
        shop.close();
    }

    public RecordId complains(String text) {
        return shop.add(jana, "complaint", Map.of("complaint", text)).id();
    }

    public Holds holds() {
        return shop.vault().holds();
    }

    public static Holds.Wanted forCourt() {
        return until(UNTIL);
    }

    public static Holds.Wanted until(LocalDate day) {
        return new Holds.Wanted("court-proceedings", day, Optional.of("12 C 34/2026"));
    }

    public Holds.Placed hold(RecordId... records) {
        return holds().set(jana, new Holds.Which.These(List.of(records)), forCourt(), OFFICER);
    }

    public Holds.Released release(RecordId... records) {
        return holds().release(jana, List.of(records), "proceedings-over", OFFICER);
    }

    public List<Holds.Hold> ofJana() {
        return holds().of(jana, Optional.empty(), 200).items();
    }

    public Erasure.Certificate erase() {
        return shop.vault().erasure().erase(jana, "erasure-request", false, OFFICER);
    }

    public Carver.Loot loot() {
        try (var carver = new Carver(shop.folder(), shop.key())) {
            return carver.loot(shop.core().number(jana), 40, List.of());
        }
    }

    public String texts() {
        return String.join(" ", loot().texts());
    }

    public Internal internal(long leaf) {
        try (ReadSession read = shop.vault().store().read()) {
            byte[] ct = read.internal(leaf).orElseThrow();
            return Internal.parse(shop.core().keys().internals().open(ct).text());
        }
    }
}
