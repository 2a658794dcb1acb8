package custos.vault;

import custos.customer.CustomerId;
import custos.customer.RecordId;
import custos.event.Actor;
import custos.event.Internal;
import custos.policy.ClassId;
import custos.store.ReadSession;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A vault with Jana and her two complaints, and what tests do with legal holds on them.
abstract class HeldShop {
    static final Actor OFFICER = new Actor.Staff("olga", "officer");
    static final ClassId FEEDBACK = new ClassId("feedback");
    static final ClassId PURCHASES = new ClassId("purchases");
    static final LocalDate UNTIL = LocalDate.parse("2028-12-31");
    static final String SAID = "the kettle burned my hand";
    static final String OTHER = "the shop was too warm";

    @TempDir private Path dir;
    TestVault shop;
    CustomerId jana;
    RecordId burned;
    RecordId warm;
    boolean sound = true;

    @BeforeEach
    void open() {
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
    void inspect() {
        if (sound) {
            shop.inspected();
        }
        shop.close();
    }

    RecordId complains(String text) {
        return shop.add(jana, "complaint", Map.of("complaint", text)).id();
    }

    Holds holds() {
        return shop.vault().holds();
    }

    static Holds.Wanted forCourt() {
        return until(UNTIL);
    }

    static Holds.Wanted until(LocalDate day) {
        return new Holds.Wanted("court-proceedings", day, Optional.of("12 C 34/2026"));
    }

    Holds.Placed hold(RecordId... records) {
        return holds().set(jana, new Holds.Which.These(List.of(records)), forCourt(), OFFICER);
    }

    Holds.Released release(RecordId... records) {
        return holds().release(jana, List.of(records), "proceedings-over", OFFICER);
    }

    List<Holds.Hold> ofJana() {
        return holds().of(jana, Optional.empty(), 200).items();
    }

    Erasure.Certificate erase() {
        return shop.vault().erasure().erase(jana, "erasure-request", false, OFFICER);
    }

    Carver.Loot loot() {
        try (var carver = new Carver(shop.folder(), shop.key())) {
            return carver.loot(shop.core().number(jana), 40, List.of());
        }
    }

    String texts() {
        return String.join(" ", loot().texts());
    }

    Internal internal(long leaf) {
        try (ReadSession read = shop.vault().store().read()) {
            byte[] ct = read.internal(leaf).orElseThrow();
            return Internal.parse(shop.core().keys().internals().open(ct).text());
        }
    }
}
